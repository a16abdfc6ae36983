"""The Telegram front end. What it receives is journaled before Telegram may forget it.

An update goes through these modules: polling fetches it, reducing cuts it down to what is needed,
journal keeps it, lanes put it in order, handlers ask the core, rendering makes messages of what
the core says, sending brings them out. front holds them together.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from bot.config import Settings
from bot.conversation import Conversation
from bot.errors import ConfigError
from bot.services import Services
from bot.telegram.front import Front
from bot.telegram.quiet import hush

__all__ = ["run_bot"]

_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_JOURNAL_THREADS = 8


def run_bot(settings: Settings, services: Services, conversation: Conversation) -> None:
    """Answer on Telegram until SIGTERM or SIGINT; what is under way then comes to its end first.

    It returns within ten seconds of the signal, a second signal makes it return at once; what is
    not answered by then waits in the journal for the next start.

    Args:
        settings: Name the bot and its server.
        services: Hold the database of the journal.
        conversation: The core; it is called from several threads at once.

    Raises:
        ConfigError: There is no token ("telegram_token_missing"), or Telegram refuses it
            ("telegram_token_refused").
    """
    if not settings.telegram_token:
        raise ConfigError("telegram_token_missing")
    if not _TOKEN.fullmatch(settings.telegram_token):
        raise ConfigError("telegram_token_refused")
    # python-telegram-bot then tells the seconds of a 429 without a warning about their type.
    os.environ["PTB_TIMEDELTA"] = "true"
    hush(settings.telegram_token)
    # asyncio.run would wait without limit for a transaction that hangs.
    loop = asyncio.new_event_loop()
    loop.set_default_executor(ThreadPoolExecutor(_JOURNAL_THREADS, "kehoach-journal"))
    try:
        loop.run_until_complete(_until_signal(settings, services, conversation))
    finally:
        loop.close()


async def _until_signal(settings: Settings, services: Services, conversation: Conversation) -> None:
    front = Front(settings, services.engine, conversation)
    work = asyncio.create_task(front.run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, work.cancel)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(work.cancel))
    with suppress(asyncio.CancelledError):
        await work
