"""What is told without being asked: deadlines to come, and what needs an administrator's hand."""

from __future__ import annotations

from datetime import date

from bot.access import Access
from bot.concerns import find_concerns
from bot.conversation.events import Message
from bot.reminders import Reminder, Reminders
from bot.retention import throw_away_unused
from bot.services import Services
from bot.wording import message


class Notices:
    """The notices of a day. Each concern is told once a day; the process remembers which."""

    def __init__(self, services: Services, access: Access) -> None:
        self._services = services
        self._access = access
        self._reminders = Reminders(services.engine)
        self._due: list[Reminder] = []
        self._told: set[tuple[date, str]] = set()

    def of(self, day: date) -> tuple[Message, ...]:
        """Return the messages that are due, each to its user; `kept` says that they are safe."""
        self._tidy(day)
        self._due = self._reminders.due(day)
        messages = [Message(_words(each, day), to=each.user_id) for each in self._due]
        return (*messages, *self._concerns(day))

    def kept(self) -> None:
        """Forget the reminders last returned: whatever happens now, they will be sent."""
        self._reminders.told(self._due)
        self._due = []

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

    def _tidy(self, day: date) -> None:
        if (day, "") not in self._told:
            throw_away_unused(self._services.engine, self._services.settings.retention)
            self._told.add((day, ""))


def _words(reminder: Reminder, day: date) -> str:
    left = (reminder.day - day).days
    name = "reminder_today" if left <= 0 else "reminder"
    return message(
        name,
        days=left,
        day=f"{reminder.day:%d/%m/%Y}",
        task=reminder.task,
        plan=reminder.plan,
        path=reminder.path,
    )
