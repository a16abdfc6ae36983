"""A reply on its way: where it goes and the parts that are not out yet."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
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
    """A reply: its parts, in order."""

    place: Place
    parts: tuple[Part, ...]

    def rest(self) -> Letter:
        """Return the letter without its first part, and no longer as a reply to a message."""
        return Letter(replace(self.place, reply_to=None), self.parts[1:])

    def to_json(self) -> str:
        """Return the letter as it lies in the journal."""
        return json.dumps(asdict(self))

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Letter:
        """Return the letter that lies in the journal as parsed JSON."""
        return cls(Place(**data["place"]), tuple(_part(part) for part in data["parts"]))


def is_letter(data: dict[str, Any]) -> bool:
    """Say whether a payload of the journal is a letter rather than an update."""
    return "parts" in data


def _part(data: dict[str, Any]) -> Part:
    rows = tuple(tuple(Button(**button) for button in row) for row in data["buttons"])
    return Part(data["html"], data["plain"], rows, data["document"])
