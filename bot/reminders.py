"""Deadlines of plans of which users want to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.tables import ReminderRow
from prompts.overview import Deadline
from retrieval.types import Document

AHEAD = timedelta(days=7)
"""How long before a deadline its reminder comes."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A deadline that somebody is to be reminded of.

    Attributes:
        plan: Title of the plan that sets it.
        path: Its place in the plan.
    """

    id: int
    user_id: int
    document_id: str
    plan: str
    path: str
    task: str
    day: date


class Reminders:
    """The reminders of all users, in the library's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def set(
        self, user_id: int, document: Document, deadlines: Sequence[Deadline], today: date
    ) -> int:
        """Set reminders of a plan's deadlines, as far as a week is left; return how many."""
        rows = [
            ReminderRow(
                user_id=user_id,
                document_id=document.id,
                plan=document.title,
                path=each.path,
                task=each.task,
                day=each.day,
                remind_on=each.day - AHEAD,
            )
            for each in deadlines
            if each.day - AHEAD >= today
        ]
        with Session(self._engine) as session, session.begin():
            self._clear(session, user_id, document.id)
            session.add_all(rows)
        return len(rows)

    def clear(self, user_id: int, document_id: str) -> None:
        """Remind a user no longer of a plan's deadlines."""
        with Session(self._engine) as session, session.begin():
            self._clear(session, user_id, document_id)

    def due(self, day: date) -> list[Reminder]:
        """Return the reminders that are due on a day or were due before it."""
        query = select(ReminderRow).where(ReminderRow.remind_on <= day).order_by(ReminderRow.day)
        with Session(self._engine) as session:
            return [
                Reminder(
                    row.id, row.user_id, row.document_id, row.plan, row.path, row.task, row.day
                )
                for row in session.scalars(query)
            ]

    def told(self, reminders: Sequence[Reminder]) -> None:
        """Forget reminders: they are on their way."""
        ids = [each.id for each in reminders]
        with Session(self._engine) as session, session.begin():
            session.execute(delete(ReminderRow).where(ReminderRow.id.in_(ids)))

    def _clear(self, session: Session, user_id: int, document_id: str) -> None:
        own = (ReminderRow.user_id == user_id, ReminderRow.document_id == document_id)
        session.execute(delete(ReminderRow).where(*own))
