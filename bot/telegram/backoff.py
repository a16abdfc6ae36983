"""How long to wait before something that failed is tried again."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import RetryAfter

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0


class Backoff:
    """Seconds that double from one failure to the next, up to half a minute."""

    def __init__(self) -> None:
        self._next = FIRST_SECONDS

    def reset(self) -> None:
        """Begin anew after a success."""
        self._next = FIRST_SECONDS

    def after(self, error: BaseException) -> float:
        """Return how long to wait after an error; what Telegram asks for is waited in full."""
        if isinstance(error, RetryAfter):
            return retry_after(error)
        seconds, self._next = self._next, min(self._next * 2, LONGEST_SECONDS)
        return seconds


def retry_after(error: RetryAfter) -> float:
    """Return the seconds that Telegram asks to wait."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
