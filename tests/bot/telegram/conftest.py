"""One prepared library, copied for every bot that is started."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.config import read_settings
from bot.services import build_services
from retrieval.library.database import open_database
from tests.bot.telegram.process import TOKEN, BotProcess
from tests.botapi import BotApiServer

NewBot = Callable[..., BotProcess]
FAIL = "boom"
"""A word at which the core of the shared bot fails."""
LOCKED = "/khoa_du_lieu"
"""A command at which, in each chat once, its database is locked."""
SLOW_CORE = """
import time
from pathlib import Path
from bot.conversation import Conversation
handle = Conversation.handle
def slow(self, event, *more):
    while event.sender.chat_id == 7 and Path("core-is-stuck").exists():
        time.sleep(0.05)
    return handle(self, event, *more)
Conversation.handle = slow
"""
"""A core that hangs in chat 7 while a file lies beside the data directory."""
_FAILING_CORE = f"""
from sqlalchemy.exc import OperationalError
from bot.conversation import Conversation
handle = Conversation.handle
locked = set()
def failing(self, event, *more):
    if {FAIL!r} in getattr(event, "text", ""):
        raise RuntimeError(event.text)
    if {LOCKED!r} in getattr(event, "text", "") and event.sender.chat_id not in locked:
        locked.add(event.sender.chat_id)
        raise OperationalError("SELECT", None, Exception("database is locked"))
    return handle(self, event, *more)
Conversation.handle = failing
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty database of a test's own."""
    engine = open_database(f"sqlite:///{tmp_path / 'library.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the shipped plans and their index."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    services = build_services(read_settings(folder, environ={}))
    services.prepare()
    services.close()
    return folder


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer(TOKEN) as running:
        yield running


@pytest.fixture
def new_bot(prepared: Path, tmp_path: Path, server: BotApiServer) -> Iterator[NewBot]:
    """Makes bots, each with a library of its own, and ends them behind the test."""
    with ExitStack() as stack:

        def make(ready: str = "yes", **options: Any) -> BotProcess:
            folder = tmp_path / "data"
            if not folder.exists():
                shutil.copytree(prepared, folder)
            process = stack.enter_context(BotProcess(folder, server, **options))
            if ready:
                process.wait_ready()
            return process

        yield make


@pytest.fixture(scope="package")
def shared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    """One running bot for all tests that leave it as it was.

    Users 100 to 199 may ask. Its first calls to Telegram fail, and its core fails at a word.
    """
    folder = tmp_path_factory.mktemp("shared") / "data"
    shutil.copytree(prepared, folder)
    users = ",".join(map(str, range(100, 200)))
    with BotApiServer(TOKEN) as server:
        server.fail_next("getMe", 502)
        server.break_next("getMe", "reset")
        server.fail_next("deleteWebhook", 500)
        with BotProcess(folder, server, allowed=users, before=_FAILING_CORE) as process:
            process.wait_ready()
            yield process
