"""What a chat was about a moment ago, in memory only: short second messages lean on it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock

from bot.conversation.events import Sender
from prompts.answering.short_words import is_short_for

SECONDS = 1800
"""How long a message may lean on the one before."""
ASKED, DANGER, CHECKED, UNIT, DRAFTED = "asked", "danger", "checked", "unit", "none"


@dataclass(frozen=True, slots=True)
class Moment:
    """What was said.

    Attributes:
        kind: "asked", "danger" (of a child: its words are not kept), "checked" (a file), "unit"
            (a draft that waits for the unit) or "none" (one that was made and asks for the plan
            of the level above).
        text: The question, or the request that waits; "" else.
    """

    at: float
    kind: str
    text: str


class Lately:
    """The last moment of each conversation."""

    def __init__(self) -> None:
        self._lock = Lock()  # the core answers several chats side by side
        self._moments: dict[tuple[int, int, int], Moment] = {}

    def note(self, sender: Sender, kind: str, text: str = "") -> None:
        """Remember what was said, in place of what was before."""
        now = time.monotonic()
        with self._lock:
            for key in [k for k, each in self._moments.items() if now - each.at > SECONDS]:
                del self._moments[key]
            self._moments[sender.key] = Moment(now, kind, text)

    def forget(self, sender: Sender) -> None:
        """Let nothing lean on what was before."""
        with self._lock:
            self._moments.pop(sender.key, None)

    def waiting(self, sender: Sender, kind: str) -> str:
        """Return the text of the last moment if it was of a kind, "" else."""
        moment = self._last(sender, kind)
        return moment.text if moment else ""

    def means(self, sender: Sender, kind: str, text: str) -> bool:
        """Say whether a short message leans on a last moment of a kind."""
        return self._last(sender, kind) is not None and is_short_for(kind, text)

    def _last(self, sender: Sender, kind: str) -> Moment | None:
        with self._lock:
            moment = self._moments.get(sender.key)
        if moment is None or moment.kind != kind or time.monotonic() - moment.at > SECONDS:
            return None
        return moment
