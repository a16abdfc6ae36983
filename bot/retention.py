"""What users left and no longer use is thrown away after the days that the settings give."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import Engine, delete, select

from bot.forgetting import forgetting
from bot.services import VIETNAM
from bot.tables import DraftRow, DraftVersionRow, FeedbackRow, UsageRow


def throw_away_unused(engine: Engine, days: int, today: date) -> None:
    """Remove drafts that nobody opened, remarks and counts of questions that are older.

    Args:
        engine: Of the database.
        days: How long it is kept; 0: what is not of today goes.
        today: In Viet Nam.
    """
    first = today - timedelta(days=days)
    old = datetime.combine(first, time(), VIETNAM)
    drafts = select(DraftRow.id).where(DraftRow.used_at < old)
    with forgetting(engine) as session:
        for statement in (
            delete(DraftVersionRow).where(DraftVersionRow.draft_id.in_(drafts)),
            delete(DraftRow).where(DraftRow.used_at < old),
            delete(FeedbackRow).where(FeedbackRow.at < old),
            delete(UsageRow).where(UsageRow.day < first),
        ):
            session.execute(statement)
