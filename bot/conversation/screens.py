"""What is shown of an answer while it is being written, and how a user stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

from bot.conversation.events import Sender

Shown = Callable[[str], None]
"""Called with the text so far; it must not block for long."""


class Screens:
    """One for each conversation in which something is being answered."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[tuple[int, int, int], tuple[Shown | None, Event]] = {}

    @contextmanager
    def open(self, sender: Sender, shown: Shown | None) -> Iterator[None]:
        """Let what is written for a sender be shown and stopped while the block runs."""
        with self._lock:
            self._open[sender.key] = (shown, Event())
        try:
            yield
        finally:
            with self._lock:
                self._open.pop(sender.key, None)

    def show(self, sender: Sender, text: str) -> None:
        """Show the text so far, if the front end shows any."""
        shown, _ = self._of(sender)
        if shown is not None:
            shown(text)

    def stop(self, sender: Sender) -> bool:
        """Ask for no more; False if nothing is being answered."""
        with self._lock:
            found = self._open.get(sender.key)
        if found is not None:
            found[1].set()
        return found is not None

    def stopped(self, sender: Sender) -> bool:
        """Say whether the sender wants no more."""
        return self._of(sender)[1].is_set()

    def _of(self, sender: Sender) -> tuple[Shown | None, Event]:
        with self._lock:
            return self._open.get(sender.key, (None, Event()))
