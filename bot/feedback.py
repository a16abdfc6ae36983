"""What users say of answers: candidates for the evaluation, once an administrator has seen them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.forgetting import forgetting
from bot.tables import FeedbackRow

UP, DOWN = "up", "down"
NEW, KEPT, DROPPED = "new", "kept", "dropped"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a user said of an answer.

    Attributes:
        verdict: "up" or "down".
        reason: "wrong", "missing", "outdated" or "other"; "" for a good answer.
        question: As typed, without personal data.
        cited: Document and path of each clause that was cited.
    """

    id: int
    verdict: str
    reason: str
    question: str
    intent: str
    cited: tuple[tuple[str, str], ...]


class Feedback:
    """The remarks of all users, in the library's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, user_id: int, verdict: str, reason: str, about: dict[str, Any]) -> None:
        """Keep a remark; a second one on the same question takes the place of the first."""
        same = (FeedbackRow.user_id == user_id, FeedbackRow.question == about["question"])
        row = FeedbackRow(
            user_id=user_id,
            at=datetime.now(UTC),
            verdict=verdict,
            reason=reason,
            question=about["question"],
            intent=about["intent"],
            cited=about["cited"],
            state=NEW,
        )
        with forgetting(self._engine) as session:
            session.execute(delete(FeedbackRow).where(*same, FeedbackRow.state == NEW))
            session.add(row)

    def new(self, most: int) -> list[Remark]:
        """Return remarks that no administrator has looked at, the complaints first."""
        query = select(FeedbackRow).where(FeedbackRow.state == NEW)
        with Session(self._engine) as session:
            rows = session.scalars(query.order_by(FeedbackRow.verdict, FeedbackRow.id).limit(most))
            return [_remark(row) for row in rows]

    def settle(self, identity: int, state: str) -> bool:
        """Keep or drop a remark; False if it is gone."""
        with Session(self._engine) as session, session.begin():
            row = session.get(FeedbackRow, identity)
            if row is not None:
                row.state = state
            return row is not None

    def kept(self) -> bytes:
        """Return the remarks that were kept, as lines of JSON; nobody is named in them."""
        query = select(FeedbackRow).where(FeedbackRow.state == KEPT).order_by(FeedbackRow.id)
        with Session(self._engine) as session:
            lines = [_line(_remark(row)) for row in session.scalars(query)]
        return "".join(f"{line}\n" for line in lines).encode()


def _remark(row: FeedbackRow) -> Remark:
    cited = tuple((str(document), str(path)) for document, path in row.cited)
    return Remark(row.id, row.verdict, row.reason, row.question, row.intent, cited)


def _line(remark: Remark) -> str:
    told = {
        "id": f"feedback-{remark.id}",
        "text": remark.question,
        "intent": remark.intent,
        "verdict": remark.verdict,
        "reason": remark.reason,
        "cited": remark.cited,
    }
    return json.dumps(told, ensure_ascii=False)
