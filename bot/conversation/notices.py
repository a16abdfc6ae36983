"""What is told without being asked: deadlines to come, and what needs an administrator's hand."""

from __future__ import annotations

import logging
from datetime import date

from bot.access import Access
from bot.concerns import find_concerns
from bot.conversation.events import Message, Sender
from bot.conversation.files import Files
from bot.reminders import Reminder, Reminders
from bot.retention import throw_away_unused
from bot.services import Services
from bot.wording import message

_LOGGER = logging.getLogger(__name__)


class Notices:
    """The notices of a day. Each concern is told once a day; the process remembers which."""

    def __init__(self, services: Services, access: Access, files: Files) -> None:
        self._services = services
        self._access = access
        self._files = files
        self._reminders = Reminders(services.engine)
        self._due: list[Reminder] = []
        self._told: set[tuple[date, str]] = set()

    def of(self, day: date) -> tuple[Message, ...]:
        """Return the messages that are due, each to its user; `kept` says that they are safe."""
        told: list[Message] = []
        for part in (self._tidy, self._remind, self._concerns):
            try:
                told += part(day)
            except Exception as error:  # One that fails keeps no other from being told.
                _LOGGER.error("notices: %s", type(error).__name__)
        return tuple(told)

    def kept(self) -> None:
        """Forget the reminders last returned: whatever happens now, they will be sent."""
        self._reminders.told(self._due)
        self._due = []

    def _remind(self, day: date) -> list[Message]:
        """Return the reminders that are due; who was sent away is told nothing."""
        self._due = self._reminders.due(day)
        plans = {plan.id for plan in self._services.library.plans()}
        return [
            Message(_words(each, day), to=each.user_id)
            for each in self._due
            if each.document_id in plans
            and self._access.may_ask(Sender(each.user_id, each.user_id))
        ]

    def _concerns(self, day: date) -> list[Message]:
        fresh = [
            each for each in find_concerns(self._services) if (day, each.kind) not in self._told
        ]
        self._told = {told for told in self._told if told[0] == day}
        self._told |= {(day, each.kind) for each in fresh}
        return [
            Message(message(f"concern_{each.kind}", count=each.count), to=who)
            for each in fresh
            for who in self._access.administrators()
        ]

    def _tidy(self, day: date) -> list[Message]:
        if (day, "") not in self._told:
            days = self._services.settings.retention
            throw_away_unused(self._services.engine, days, day)
            self._files.discard_old()
            self._told.add((day, ""))
        return []


def _words(reminder: Reminder, day: date) -> str:
    left = (reminder.day - day).days
    name = "reminder" if left > 0 else "reminder_over" if left < 0 else "reminder_today"
    return message(
        name,
        days=left,
        day=f"{reminder.day:%d/%m/%Y}",
        task=reminder.task,
        plan=reminder.plan,
        path=reminder.path,
    )
