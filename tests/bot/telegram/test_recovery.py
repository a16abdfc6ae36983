"""Whatever Telegram answers, the bot goes on; trouble in one chat is no trouble in another."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.config import read_settings
from bot.errors import ConfigError
from bot.telegram import run_bot
from bot.telegram.journal import DONE, PARKED
from bot.wording import explain, message
from tests.bot.telegram.conftest import FAIL, LOCKED, SLOW_CORE, NewBot
from tests.bot.telegram.process import BotProcess
from tests.bot.telegram.talking import greet, say, texts, unknown
from tests.botapi import BotApiServer


def test_polling_outlives_every_refusal(shared: BotProcess):
    """After each failure of getUpdates the next question is answered."""
    server = shared.server
    say(shared, 140, "/truoc")
    for code in (409, 500, 401, 404, 400, 502):
        server.fail_next("getUpdates", code)
        say(shared, 140, f"/a{code}")
        say(shared, 140, f"/b{code}")
    for kind in ("garbage", "bad_gateway", "reset"):
        server.break_next("getUpdates", kind)
        say(shared, 140, f"/a_{kind}")
        say(shared, 140, f"/b_{kind}")
    server.break_next("getUpdates", "reset", after=True)
    say(shared, 140, "/c")
    say(shared, 140, "/d")


def test_polling_waits_as_long_as_telegram_asks(shared: BotProcess):
    """retry_after is honoured in full, then polling goes on."""
    server = shared.server
    server.fail_next("getUpdates", 429, retry_after=2)
    say(shared, 141, "/truoc")
    say(shared, 141, "/sau")
    polls = server.calls("getUpdates")
    refused = next(i for i, call in enumerate(polls) if call.status == 429)
    assert polls[refused + 1].at - polls[refused].at >= 2


def test_a_limited_chat_delays_no_other(shared: BotProcess):
    """Ten messages of one chat are answered in order while another chat waits out its 429."""
    server = shared.server
    for chat in (142, 143):
        say(shared, chat, "/truoc")
    names = [f"/lenh{number}" for number in range(10)]
    server.fail_next("sendMessage", 429, retry_after=3, chat_id=142)
    began = time.monotonic()
    server.say(142, "/cham")
    for name in names:
        server.say(143, name)
    server.wait_for_messages(12, 143)
    assert time.monotonic() - began < 2.5
    assert texts(server, 143)[2:] == [unknown(name) for name in names]
    server.wait_for_messages(3, 142)
    assert time.monotonic() - began >= 3
    assert texts(server, 142)[2:] == [unknown("/cham")]


def test_a_reply_survives_failures_of_sending(shared: BotProcess):
    """Resets, refusals of the server and bodies that are no JSON are tried again."""
    server = shared.server
    say(shared, 144, "/truoc")
    server.break_next("sendMessage", "reset", chat_id=144)
    server.fail_next("sendMessage", 500, chat_id=144)
    server.break_next("sendMessage", "garbage", chat_id=144)
    say(shared, 144, "/mot")
    assert texts(server, 144)[2:] == [unknown("/mot")]


def test_refused_markup_is_sent_plain(shared: BotProcess):
    """What Telegram cannot parse reaches the user without its markup."""
    server = shared.server
    say(shared, 145, "/truoc")
    problem = "Bad Request: can't parse entities: unsupported start tag"
    server.fail_next("sendMessage", 400, problem, chat_id=145)
    server.say(145, "/trogiup")
    help_ = server.wait_for_messages(3, 145)[2]
    assert (help_.text, help_.parse_mode) == (message("help"), None)


def test_a_user_who_blocks_the_bot_blocks_nobody_else(shared: BotProcess):
    """A 403 is no failure: nothing is sent, nothing is parked, the chat can come back."""
    server = shared.server
    say(shared, 146, "/truoc")
    server.fail_next("sendMessage", 403, chat_id=146)
    refused = server.say(146, "/mot")
    say(shared, 146, "/hai")
    assert texts(server, 146)[2:] == [unknown("/hai")]
    server.wait_until(lambda: (refused, DONE, "") in shared.journal())


def test_a_start_without_telegram_waits_for_it(shared: BotProcess):
    """Failures of getMe and of the commands do not end the bot."""
    assert [call.fault for call in shared.server.calls("getMe")] == ["error", "reset", None]
    shared.server.wait_until(lambda: shared.server.calls("setMyCommands"))
    assert [call.status for call in shared.server.calls("deleteWebhook")] == [500, 200]


def test_an_update_that_fails_is_parked_and_the_next_is_answered(shared: BotProcess):
    """The user is told; the log has the kind of the error and the place, not the text."""
    server = shared.server
    say(shared, 148, "/truoc")
    update_id = server.say(148, f"{FAIL} xyzzy")
    say(shared, 148, "/sau")
    assert texts(server, 148)[2:] == [message("failed"), unknown("/sau")]
    server.wait_until(lambda: (update_id, PARKED, "") in shared.journal())
    assert "RuntimeError at" in shared.log()
    assert "xyzzy" not in shared.log()


def test_a_database_that_is_locked_for_a_moment_costs_no_update(shared: BotProcess):
    server = shared.server
    say(shared, 149, "/truoc")
    say(shared, 149, LOCKED)
    assert texts(server, 149)[2:] == [unknown(LOCKED)]


USER = {"id": 147, "is_bot": False, "first_name": "x"}
PRIVATE = {"id": 147, "type": "private"}


@pytest.mark.parametrize(
    ("name", "poison"),
    [
        ("/cut_short", {"message_id": 1, "from": USER, "chat": PRIVATE, "text": "x"}),
        (
            "/no_such_year",
            {"message_id": 1, "date": 10**18, "from": USER, "chat": PRIVATE, "text": "x"},
        ),
        ("/another_type", "no object"),
    ],
)
def test_an_update_that_cannot_be_read_is_parked(shared: BotProcess, name: str, poison: object):
    """Polling goes on behind it, and does not fetch it again."""
    server = shared.server
    with server._state.changed:
        update_id = server._state.add_update("message", poison)  # type: ignore[arg-type]
    say(shared, 147, name)
    server.wait_until(lambda: (update_id, PARKED, "") in shared.journal())
    server.wait_until(lambda: update_id in {u.update_id for u in server.confirmed_updates()})
    deliveries = [u.deliveries for u in server.confirmed_updates() if u.update_id == update_id]
    assert deliveries == [1]


def test_sigterm_waits_for_nobody_long(server: BotApiServer, new_bot: NewBot, tmp_path: Path):
    """Neither a chat that Telegram slows down nor a core that hangs outlasts ten seconds.

    Both are answered after the next start.
    """
    stuck = tmp_path / "core-is-stuck"
    bot = new_bot(allowed="6,7", before=SLOW_CORE)
    greet(bot, 6, 7)
    stuck.touch()
    server.fail_next("sendMessage", 429, retry_after=60)
    server.say(6, "/mot")
    server.wait_until(lambda: len(server.calls("sendMessage")) == 5)
    server.say(7, "/hai")
    server.wait_until(lambda: len(server.confirmed_updates()) == 4)
    status, seconds = bot.terminate()
    assert status == 0
    assert seconds < 10
    stuck.unlink()
    bot.start()
    server.wait_until(lambda: bot.settled(4), 30)
    assert texts(server, 6)[2:] == [unknown("/mot")]
    assert texts(server, 7)[2:] == [unknown("/hai")]


def test_a_refused_token_is_said_in_one_sentence(server: BotApiServer, new_bot: NewBot):
    """Exit 2 with what to do; the token is not repeated."""
    bot = new_bot(token="123456:wrong", ready="")
    assert bot.wait_end() == 2
    assert explain(ConfigError("telegram_token_refused")) in bot.log()
    assert "wrong" not in bot.log()


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "telegram_token_missing"), ("no token", "telegram_token_refused")],
)
def test_what_is_no_token_is_refused_unasked(prepared: Path, token: str, code: str):
    """A token that is missing or malformed is never sent anywhere."""
    settings = replace(read_settings(prepared, environ={}), telegram_token=token)
    unused: Any = None
    with pytest.raises(ConfigError) as raised:
        run_bot(settings, unused, unused)
    assert raised.value.code == code
