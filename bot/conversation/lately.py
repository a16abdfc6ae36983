"""What a chat was about a moment ago, in memory only: short second messages lean on it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from bot.conversation.events import Sender
from prompts.answering.short_words import is_short_for

SECONDS = 1800
"""How long a message may lean on the one before."""
_T = TypeVar("_T")
ASKED, DANGER, CHECKED, UNIT = "asked", "danger", "checked", "unit"


@dataclass(frozen=True, slots=True)
class Moment:
    """What was said.

    Attributes:
        kind: "asked", "danger" (of a child: its words are not kept), "checked" (a file) or "unit"
            (a draft that waits for the unit).
        text: The question, or the request that waits; "" else.
    """

    kind: str
    text: str


class Memory(Generic[_T]):
    """One thing of each conversation, for a while and never written down."""

    def __init__(self) -> None:
        self._lock = Lock()  # the core answers several chats side by side
        self._kept: dict[tuple[int, int, int], tuple[float, _T]] = {}

    def keep(self, sender: Sender, thing: _T) -> None:
        """Keep a thing in place of the one before."""
        now = time.monotonic()
        with self._lock:
            for key in [k for k, (at, _) in self._kept.items() if now - at > SECONDS]:
                del self._kept[key]
            self._kept[sender.key] = (now, thing)

    def forget(self, sender: Sender) -> None:
        """Forget what was kept."""
        with self._lock:
            self._kept.pop(sender.key, None)

    def last(self, sender: Sender) -> _T | None:
        """Return what was kept last, None when that is too long ago."""
        with self._lock:
            at, thing = self._kept.get(sender.key, (0.0, None))
        return thing if time.monotonic() - at <= SECONDS else None


class Lately:
    """The last moment of each conversation."""

    def __init__(self) -> None:
        self._moments: Memory[Moment] = Memory()

    def note(self, sender: Sender, kind: str, text: str = "") -> None:
        """Remember what was said, in place of what was before."""
        self._moments.keep(sender, Moment(kind, text))

    def forget(self, sender: Sender) -> None:
        """Let nothing lean on what was before."""
        self._moments.forget(sender)

    def waiting(self, sender: Sender, kind: str) -> str:
        """Return the text of the last moment if it was of a kind, "" else."""
        moment = self._moments.last(sender)
        return moment.text if moment and moment.kind == kind else ""

    def means(self, sender: Sender, kind: str, text: str) -> bool:
        """Say whether a short message leans on a last moment of a kind."""
        moment = self._moments.last(sender)
        return moment is not None and moment.kind == kind and is_short_for(kind, text)
