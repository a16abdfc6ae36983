"""`bot`: the Telegram front end."""

from __future__ import annotations

import argparse
import gc

from filelock import FileLock, Timeout

from bot.access import Access
from bot.backup import BOT_LOCK
from bot.cli.output import progress_bars
from bot.conversation import Conversation
from bot.errors import ConfigError
from bot.members import Members
from bot.services import Services
from bot.store import Store


def serve(_arguments: argparse.Namespace, services: Services) -> int:
    """Answer in Telegram until the process is told to stop."""
    lock = FileLock(services.settings.data_dir / BOT_LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise ConfigError("bot_running") from None
    with lock:
        return _serve(services)


def _serve(services: Services) -> int:
    from bot.telegram import run_bot  # telegram and its event loop are of no use to other commands

    services.prepare(progress_bars())
    gc.freeze()  # what was loaded stays: to look through it again and again is a pause of 0.1 s
    access = Access.from_settings(services.settings, Members(services.engine))
    conversation = Conversation(services, Store(services.engine), access)
    try:
        run_bot(services.settings, services, conversation)
    finally:
        conversation.close()
    return 0
