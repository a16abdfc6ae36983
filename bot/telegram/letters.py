"""A message on its way: where it goes, and in which parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.events import Button


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes.

    Attributes:
        thread_id: Topic of a forum; None elsewhere.
        reply_to: Message that is answered, shown above the reply; None for none.
        private: Whether nobody else reads along.
    """

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    private: bool = True

    @property
    def lane(self) -> str:
        """The chat, with the topic behind a colon: what is sent there keeps its order."""
        return f"{self.chat_id}:{self.thread_id}" if self.thread_id else str(self.chat_id)


@dataclass(frozen=True, slots=True)
class Part:
    """What one message of Telegram carries.

    Attributes:
        html: The text marked up; "" to send `plain` as it is.
        plain: The text as a reader sees it.
        buttons: Rows of buttons.
        document: Path of a file to send instead of a text.
    """

    html: str
    plain: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one place: its parts, in order."""

    place: Place
    parts: tuple[Part, ...]

    def place_of(self, number: int) -> Place:
        """Return where a part goes: only the first is shown as a reply to a message."""
        return self.place if number == 0 else replace(self.place, reply_to=None)


def part_of(data: dict[str, Any]) -> Part:
    """Return the part that lies in the outbox as parsed JSON."""
    rows = tuple(tuple(Button(**button) for button in row) for row in data["buttons"])
    return Part(data["html"], data["plain"], rows, data["document"])
