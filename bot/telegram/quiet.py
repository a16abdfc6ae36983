"""Keeps the token, and what users write, out of every log."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

_TALKATIVE = ("httpx", "httpcore")
_FORMATTER = logging.Formatter()


class TokenFilter(logging.Filter):
    """Blots the secret half of the bot's token out of a record, its traceback included."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._secret = token.partition(":")[2]

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            record.msg = self._blot(record.getMessage())
        except (TypeError, ValueError, KeyError):
            record.msg = "a record that cannot be formatted"
        record.args = ()
        if record.exc_info:
            record.exc_text = record.exc_text or _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._blot(record.exc_text)
        return True

    def _blot(self, text: str) -> str:
        return text.replace(self._secret, "***")


def hush(token: str) -> None:
    """Silence the libraries that log addresses and messages; blot the token out of the rest.

    httpx logs the address of every request, which holds the token. python-telegram-bot logs
    updates and answers of the server, which hold what users wrote: it is silenced altogether,
    and what matters of it is logged here by the name of the error.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    blot = TokenFilter(token)
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    handlers = {handler for logger in loggers for handler in logger.handlers}
    for handler in handlers | ({logging.lastResort} if logging.lastResort else set()):
        handler.addFilter(blot)


def describe(error: BaseException) -> str:
    """Return the kind of an error and where it arose; its text may repeat what a user wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__} at {' > '.join(places) or '?'}"
