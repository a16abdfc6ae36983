"""All that is kept of one user: handed to him, or erased at once."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.forgetting import forgetting
from bot.tables import (
    AttemptRow,
    ButtonRow,
    DraftRow,
    DraftVersionRow,
    FeedbackRow,
    MemberRow,
    ProfileRow,
    ReminderRow,
    UploadRow,
    UsageRow,
)


def export(engine: Engine, user_id: int) -> bytes:
    """Return what is kept of a user, as JSON. Questions are not kept, so they are not in it."""
    with Session(engine) as session:
        profile = session.get(ProfileRow, user_id)
        member = session.get(MemberRow, user_id)
        usage = session.scalars(select(UsageRow).where(UsageRow.user_id == user_id)).all()
        drafts = session.scalars(select(DraftRow).where(DraftRow.owner == user_id)).all()
        files = session.scalars(select(UploadRow).where(UploadRow.owner == user_id)).all()
        told: dict[str, Any] = {
            "user_id": user_id,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "profile": _fields(profile, "unit", "province", "former"),
            "membership": _fields(member, "role", "added_at"),
            "questions_a_day": [_fields(row, "day", "count", "tokens") for row in usage],
            "drafts": [_draft(session, row) for row in drafts],
            "remarks": [
                _fields(row, "at", "verdict", "reason", "question", "cited", "state")
                for row in session.scalars(
                    select(FeedbackRow).where(FeedbackRow.user_id == user_id)
                )
            ],
            "reminders": [
                _fields(row, "plan", "path", "task", "day")
                for row in session.scalars(
                    select(ReminderRow).where(ReminderRow.user_id == user_id)
                )
            ],
            "files": [_fields(row, "name", "title", "state", "sent_at") for row in files],
        }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()


def erase(engine: Engine, user_id: int, day: date) -> dict[str, int]:
    """Erase what is kept of a user; return how many rows of each kind.

    His membership stays, and how much he asked today: it is what his quota is counted by. On SQLite
    the pages are overwritten, too.

    Args:
        engine: Of the database.
        user_id: Whose data.
        day: Today.
    """
    counts: dict[str, int] = {}
    with forgetting(engine) as session:
        own = select(DraftRow.id).where(DraftRow.owner == user_id)
        for name, statement in (
            ("versions", delete(DraftVersionRow).where(DraftVersionRow.draft_id.in_(own))),
            ("drafts", delete(DraftRow).where(DraftRow.owner == user_id)),
            ("buttons", delete(ButtonRow).where(ButtonRow.owner == user_id)),
            ("usage", delete(UsageRow).where(UsageRow.user_id == user_id, UsageRow.day < day)),
            ("attempts", delete(AttemptRow).where(AttemptRow.user_id == user_id)),
            ("feedback", delete(FeedbackRow).where(FeedbackRow.user_id == user_id)),
            ("reminders", delete(ReminderRow).where(ReminderRow.user_id == user_id)),
            ("profile", delete(ProfileRow).where(ProfileRow.user_id == user_id)),
        ):
            counts[name] = session.execute(statement).rowcount  # type: ignore[attr-defined]
    return counts


def _draft(session: Session, row: DraftRow) -> dict[str, Any]:
    query = select(DraftVersionRow).where(DraftVersionRow.draft_id == row.id)
    versions = session.scalars(query.order_by(DraftVersionRow.number))
    steps = [_fields(version, "number", "step", "made_at", "data") for version in versions]
    return {"name": row.name, "versions": steps}


def _fields(row: object, *names: str) -> dict[str, Any]:
    return {} if row is None else {name: getattr(row, name) for name in names}
