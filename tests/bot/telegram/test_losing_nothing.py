"""What was received is answered, whenever the process dies: once, or once too often at most."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.wording import message
from tests.bot.telegram.conftest import NewBot
from tests.bot.telegram.process import BotProcess
from tests.botapi import BotApiServer

CHAT = 42
SLOW_CORE = """
import time
from pathlib import Path
from bot.conversation import Conversation
handle = Conversation.handle
def slow(self, event):
    while Path("core-is-stuck").exists():
        time.sleep(0.05)
    return handle(self, event)
Conversation.handle = slow
"""


def texts(server: BotApiServer, chat: int = CHAT) -> list[str]:
    return [sent.text for sent in server.sent(chat)]


def unknown(name: str) -> str:
    """Return the reply to a command that does not exist: every one has its own."""
    return message("command_unknown", command=name)


def greet(bot: BotProcess, *chats: int) -> None:
    """Get the disclosure out of the way."""
    for chat in chats:
        bot.server.say(chat, "/start")
    for chat in chats:
        bot.server.wait_for_messages(2, chat)
    bot.server.wait_until(lambda: bot.settled(len(chats)))


@pytest.mark.parametrize("after", [False, True])
def test_a_kill_between_receipt_and_reply_loses_nothing(
    server: BotApiServer,
    new_bot: NewBot,
    after: bool,  # noqa: FBT001
):
    """Killed while the reply is on its way: it comes after the restart, at most twice."""
    bot = new_bot()
    greet(bot, CHAT)
    server.break_next("sendMessage", "hang", after=after)
    server.say(CHAT, "/mot")
    server.wait_until(lambda: len(server.calls("sendMessage")) == 3)
    server.wait_until(lambda: len(server.confirmed_updates()) == 2)
    bot.kill()
    server.heal()
    bot.start()
    server.wait_for_messages(4 if after else 3, CHAT, 30)
    server.wait_until(lambda: bot.settled(2))
    assert Counter(texts(server)[2:]) == {unknown("/mot"): 2 if after else 1}
    assert [(state, payload) for _, state, payload in bot.journal()] == [("done", "")] * 2


def test_a_kill_while_the_core_works_loses_nothing(
    server: BotApiServer, new_bot: NewBot, tmp_path: Path
):
    """The update itself lies in the journal until the core has answered."""
    stuck = tmp_path / "core-is-stuck"
    bot = new_bot(before=SLOW_CORE)
    greet(bot, CHAT)
    stuck.touch()
    server.say(CHAT, "/mot")
    server.wait_until(lambda: len(server.confirmed_updates()) == 2)
    assert "/mot" in bot.journal()[1][2]
    bot.kill()
    stuck.unlink()
    bot.start()
    server.wait_for_messages(3, CHAT, 30)
    server.wait_until(lambda: bot.settled(2))
    assert texts(server)[2:] == [unknown("/mot")]


def test_the_disclosure_survives_a_kill(server: BotApiServer, new_bot: NewBot):
    """A first contact whose disclosure was on its way gets it after the restart."""
    server.break_next("sendMessage", "hang")
    bot = new_bot()
    server.say(CHAT, "/start")
    server.wait_until(lambda: len(server.calls("sendMessage")) == 1)
    bot.kill()
    server.heal()
    bot.start()
    server.wait_for_messages(2, CHAT, 30)
    server.wait_until(lambda: bot.settled(1))
    assert texts(server) == [message("disclosure"), message("start")]


def test_what_waits_is_answered_before_what_comes_later(server: BotApiServer, new_bot: NewBot):
    """Replies keep the order of the questions across a kill; two come while the bot is down."""
    bot = new_bot()
    greet(bot, CHAT)
    server.break_next("sendMessage", "hang")
    for name in ("/mot", "/hai", "/ba"):
        server.say(CHAT, name)
    server.wait_until(lambda: len(server.confirmed_updates()) == 4)
    bot.kill()
    server.heal()
    for name in ("/bon", "/nam"):
        server.say(CHAT, name)
    bot.start()
    server.wait_for_messages(7, CHAT, 30)
    server.wait_until(lambda: bot.settled(6))
    assert texts(server)[2:] == [unknown(n) for n in ("/mot", "/hai", "/ba", "/bon", "/nam")]


def test_kills_at_any_moment_lose_nothing(server: BotApiServer, new_bot: NewBot):
    """Three kills in the middle of forty updates of four chats: all answered, in order."""
    chats = (1, 2, 3, 4)
    bot = new_bot(allowed="1,2,3,4")
    greet(bot, *chats)
    names = [f"/lenh{number}" for number in range(10)]
    for number, name in enumerate(names):
        for chat in chats:
            server.say(chat, name)
        if number in (2, 5, 8):
            out = len(server.sent())
            server.wait_until(lambda out=out: len(server.sent()) > out + number)
            bot.kill()
            bot.start()
    for chat in chats:
        server.wait_until(lambda chat=chat: unknown(names[-1]) in texts(server, chat), 30)
    server.wait_until(lambda: bot.settled(44))
    twice = 0
    for chat in chats:
        replies = texts(server, chat)[2:]
        once = list(dict.fromkeys(replies))
        assert once == [unknown(name) for name in names]
        twice += len(replies) - len(once)
    assert twice <= 3 * len(chats)
    assert {payload for _, _, payload in bot.journal()} == {""}
