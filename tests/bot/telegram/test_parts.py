"""The small parts on their own: waiting, polling a silent server, lanes, logging."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.config import read_settings
from bot.telegram import client
from bot.telegram import polling as polling_module
from bot.telegram.activity import typing_sign
from bot.telegram.backoff import Backoff
from bot.telegram.client import Client, build_client
from bot.telegram.journal import Journal, Received
from bot.telegram.lanes import Lanes
from bot.telegram.letters import Place
from bot.telegram.polling import Poller
from bot.telegram.quiet import TokenFilter, describe
from retrieval.library.database import open_database
from tests.bot.telegram.process import TOKEN
from tests.botapi import BotApiServer, BreakKind


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As run_bot does it."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def with_client(server: BotApiServer, work: Callable[[Client], Coroutine[Any, Any, None]]) -> None:
    """Run something with a client of the server."""

    async def run() -> None:
        settings = read_settings(Path("/nowhere"), environ={})
        address = server.url.removesuffix("/bot")
        async with build_client(
            replace(settings, telegram_token=TOKEN, telegram_api=address)
        ) as bot:
            await work(bot)

    asyncio.run(run())


def test_waiting_doubles_up_to_half_a_minute():
    """After a success it begins anew; what Telegram asks for is waited in full."""
    backoff = Backoff()
    error = NetworkError("x")
    assert [backoff.after(error) for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert backoff.after(RetryAfter(300)) == 300
    backoff.reset()
    assert backoff.after(error) == 0.5


@pytest.mark.parametrize("fault", ["hang", "drip"])
def test_polling_outlives_a_server_that_is_silent(
    server: BotApiServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BreakKind
):
    """A poll that hangs or never ends is given up, and the update behind it arrives."""
    monkeypatch.setattr(client, "POLL_MARGIN_SECONDS", 0.3)
    monkeypatch.setattr(polling_module, "WATCH_SECONDS", 0.3)
    engine = open_database(f"sqlite:///{tmp_path / 'library.db'}")
    came: list[Received] = []

    async def work(bot: Client) -> None:
        poller = Poller(bot, Journal(engine), came.extend, seconds=1)
        server.break_next("getUpdates", fault)
        server.say(42, "a")
        assert poller.last_success is None
        polling = asyncio.create_task(poller.run())
        await asyncio.to_thread(server.wait_until, lambda: came)
        assert poller.last_success is not None
        polling.cancel()

    with_client(server, work)
    engine.dispose()
    assert [row.lane for row in came] == ["42"]


def test_polling_acknowledges_only_what_is_committed(
    server: BotApiServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """While the journal cannot be written, Telegram keeps the updates."""
    engine = open_database(f"sqlite:///{tmp_path / 'library.db'}")
    journal = Journal(engine)
    came: list[Received] = []
    receive = journal.receive

    def full(batch: object) -> list[Received]:
        raise OSError("no space left")

    async def work(bot: Client) -> None:
        monkeypatch.setattr(journal, "receive", full)
        poller = Poller(bot, journal, came.extend, seconds=1)
        polling = asyncio.create_task(poller.run())
        server.say(42, "a")
        polled = server.calls
        await asyncio.to_thread(server.wait_until, lambda: len(polled("getUpdates")) == 2)
        assert server.confirmed_updates() == ()
        monkeypatch.setattr(journal, "receive", receive)
        await asyncio.to_thread(server.wait_until, server.confirmed_updates)
        polling.cancel()

    with_client(server, work)
    engine.dispose()
    assert len(came) == 1


def test_typing_is_repeated_while_the_core_works(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch
):
    """Failures of the sign are ignored; in a group it waits a moment, and often never shows."""
    monkeypatch.setattr("bot.telegram.activity.REPEAT_SECONDS", 0.1)
    monkeypatch.setattr("bot.telegram.activity.PRIVATE_SECONDS", 0.05)
    server.say(42, "a")

    async def work(bot: Client) -> None:
        server.fail_next("sendChatAction", 500)
        async with typing_sign(bot, Place(42)):
            await asyncio.sleep(0.4)
        shown = len(server.calls("sendChatAction"))
        assert 3 <= shown <= 4
        async with typing_sign(bot, Place(42, private=False)):
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.2)
        assert len(server.calls("sendChatAction")) == shown

    with_client(server, work)


def test_lanes_keep_their_order_and_outlive_failures():
    """One at a time in a lane, side by side between lanes; draining leaves the rest alone."""
    seen: list[int] = []
    gate = asyncio.Event()

    async def process(lane: str, update_id: int) -> None:
        if update_id == 2:
            raise ValueError("x")
        if update_id == 10:
            await gate.wait()
        seen.append(update_id)

    async def run() -> None:
        lanes = Lanes(process)
        for update_id in (1, 2, 3):
            lanes.add("a", update_id)
        for update_id in (10, 11):
            lanes.add("b", update_id)
        await asyncio.sleep(0.05)
        assert seen == [1, 3]
        asyncio.get_running_loop().call_later(0.05, gate.set)
        await lanes.drain(5)

    asyncio.run(run())
    assert seen == [1, 3, 10]


def test_draining_gives_up_what_takes_too_long():
    """A lane that does not end is cancelled."""

    async def process(lane: str, update_id: int) -> None:
        await asyncio.sleep(60)

    async def run() -> None:
        lanes = Lanes(process)
        lanes.add("a", 1)
        await asyncio.sleep(0)
        await lanes.drain(0.05)

    asyncio.run(asyncio.wait_for(run(), 5))


def test_the_token_is_blotted_out_of_any_record():
    """In the text, in its arguments and in a traceback."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(TokenFilter(TOKEN))
    logger = logging.Logger("any")
    logger.addHandler(handler)
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        logger.exception("%s %s", TOKEN, {"url": TOKEN})
    logger.error("%d", TOKEN)
    logger.error("plain %s", 1)
    logged = stream.getvalue()
    assert TOKEN.partition(":")[2] not in logged
    assert "/bot123456:***/getMe" in logged
    assert "plain 1" in logged


def test_an_error_is_described_without_its_text():
    """The text of an error may repeat what a user wrote."""
    with pytest.raises(ValueError, match="xyzzy") as raised:
        raise ValueError("xyzzy")
    assert describe(raised.value).startswith("ValueError at test_parts.py:")
    assert "xyzzy" not in describe(raised.value)
