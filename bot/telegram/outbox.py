"""The outbox: one row for every part of a message, kept until Telegram has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, and_, delete, func, select
from sqlalchemy.orm import Session

from bot.forgetting import forgetting
from bot.tables import OutboxRow
from bot.telegram.journal import DONE, settling
from bot.telegram.letters import Letter, Part, Place, part_of


@dataclass(frozen=True, slots=True)
class Posted:
    """A part that is to be sent.

    Attributes:
        answers: The update that it answers; 0 for none.
    """

    id: int
    answers: int
    place: Place
    part: Part


class Outbox:
    """Every method is one transaction and blocks.

    Args:
        engine: Of the library's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def post(self, letters: Sequence[Letter], *, answers: int = 0) -> list[str]:
        """Keep letters; with the same commit the update that they answer is done.

        From here on a crash repeats one part at most, and the core is not asked again.

        Returns:
            The lanes in which they lie.
        """
        rows = [
            OutboxRow(
                lane=letter.place.lane,
                answers=answers,
                place=json.dumps(asdict(letter.place_of(number))),
                part=json.dumps(asdict(part)),
                made_at=datetime.now(UTC),
            )
            for letter in letters
            for number, part in enumerate(letter.parts)
        ]
        with forgetting(self._engine) as session:
            session.add_all(rows)
            session.execute(settling(answers, DONE))
        return list(dict.fromkeys(letter.place.lane for letter in letters))

    def first(self, lane: str) -> Posted | None:
        """Return the oldest part of a lane, None when nothing is left in it."""
        query = select(OutboxRow).where(OutboxRow.lane == lane).order_by(OutboxRow.id).limit(1)
        with Session(self._engine) as session:
            row = session.scalars(query).first()
            if row is None:
                return None
            place, part = Place(**json.loads(row.place)), part_of(json.loads(row.part))
            return Posted(row.id, row.answers, place, part)

    def remove(self, posted: Posted) -> None:
        """Forget a part: Telegram has it."""
        with forgetting(self._engine) as session:
            session.execute(delete(OutboxRow).where(OutboxRow.id == posted.id))

    def give_up(self, posted: Posted) -> None:
        """Forget a part that cannot be sent, and what was to follow it there in the same answer."""
        rest = and_(OutboxRow.answers == posted.answers, OutboxRow.lane == posted.place.lane)
        own = rest if posted.answers else OutboxRow.id == posted.id
        with forgetting(self._engine) as session:
            session.execute(delete(OutboxRow).where(own))

    def lanes(self) -> list[str]:
        """Return the lanes that something lies in, the oldest first."""
        query = select(OutboxRow.lane).group_by(OutboxRow.lane).order_by(func.min(OutboxRow.id))
        with Session(self._engine) as session:
            return list(session.scalars(query))

    def files(self) -> set[Path]:
        """Return the files that are not out yet."""
        with Session(self._engine) as session:
            parts = map(json.loads, session.scalars(select(OutboxRow.part)))
            return {Path(part["document"]) for part in parts if part["document"]}

    def count(self) -> int:
        """Return how many parts are not out yet."""
        with Session(self._engine) as session:
            return session.scalar(select(func.count()).select_from(OutboxRow)) or 0
