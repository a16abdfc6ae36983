"""What was received is answered, whenever the process dies: once, or once too often at most."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.wording import message
from tests.bot.telegram.conftest import SLOW_CORE, NewBot
from tests.bot.telegram.process import TOKEN, BotProcess
from tests.bot.telegram.talking import DANGER, greet, texts, unknown
from tests.botapi import BotApiServer

UNSENT, UNNOTICED, FIRST, QUEUE, DANGEROUS, LIMITED, STUCK = CHATS = (1, 2, 3, 4, 5, 6, 7)


@pytest.fixture(scope="module")
def killed(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    """A bot that was killed while seven chats waited for replies, and started again.

    Its log and the database as they were at the kill lie beside it.
    """
    folder = tmp_path_factory.mktemp("killed") / "data"
    shutil.copytree(prepared, folder)
    users = ",".join(map(str, CHATS))
    with (
        BotApiServer(TOKEN) as server,
        BotProcess(folder, server, allowed=users, before=SLOW_CORE) as bot,
    ):
        greeted = [chat for chat in CHATS if chat != FIRST]
        greet(bot, *greeted)
        (folder.parent / "core-is-stuck").touch()
        for chat in (UNSENT, FIRST, QUEUE, DANGEROUS):
            server.break_next("sendMessage", "hang", chat_id=chat)
        server.break_next("sendMessage", "hang", chat_id=UNNOTICED, after=True)
        server.fail_next("sendMessage", 429, retry_after=60, chat_id=LIMITED)
        for chat in (UNSENT, UNNOTICED, FIRST, QUEUE, LIMITED, STUCK):
            server.say(chat, "/mot")
        server.say(DANGEROUS, DANGER)
        server.say(QUEUE, "/hai")
        server.wait_until(lambda: len(server.confirmed_updates()) == 14)
        sending = len(greeted) * 2 + 6
        server.wait_until(lambda: len(server.calls("sendMessage")) == sending)
        bot.kill()
        (folder.parent / "at-the-kill").write_bytes(bot.database_bytes())
        (folder.parent / "core-is-stuck").unlink()
        server.heal()
        server.say(QUEUE, "/ba")
        bot.start()
        server.wait_until(lambda: bot.settled(15), 30)
        yield bot


def test_a_reply_that_was_not_out_comes_once(killed: BotProcess):
    """Killed while the reply was on its way."""
    assert texts(killed.server, UNSENT)[2:] == [unknown("/mot")]


def test_a_reply_that_went_out_unnoticed_comes_twice_at_most(killed: BotProcess):
    """Killed after Telegram had the reply and before the bot knew."""
    assert texts(killed.server, UNNOTICED)[2:] == [unknown("/mot")] * 2


def test_the_disclosure_survives_a_kill(killed: BotProcess):
    """A first contact whose disclosure was on its way gets it after the restart."""
    assert texts(killed.server, FIRST) == [message("disclosure"), unknown("/mot")]


def test_what_waits_is_answered_before_what_comes_later(killed: BotProcess):
    """Replies keep the order of the questions; the last one came while the bot was down."""
    replies = [unknown(name) for name in ("/mot", "/hai", "/ba")]
    assert texts(killed.server, QUEUE)[2:] == replies


def test_a_kill_while_the_core_works_loses_nothing(killed: BotProcess):
    """The update itself lies in the journal until the core has answered."""
    assert texts(killed.server, STUCK)[2:] == [unknown("/mot")]


def test_a_chat_that_telegram_slowed_down_is_answered(killed: BotProcess):
    """The next start does not wait for the rest of a 429."""
    assert texts(killed.server, LIMITED)[2:] == [unknown("/mot")]


def test_danger_survives_a_kill_without_its_text(killed: BotProcess):
    """What is kept until the reply is out is not what was said."""
    assert "111" in texts(killed.server, DANGEROUS)[2]
    at_the_kill = (killed.data_dir.parent / "at-the-kill").read_bytes()
    assert b"/hai" in at_the_kill
    for stored in (at_the_kill, killed.database_bytes(), killed.log().encode()):
        assert b"Zyxwvuts" not in stored


def test_the_journal_is_empty_afterwards(killed: BotProcess):
    """What is answered keeps its number and nothing else."""
    assert {(state, payload) for _, state, payload in killed.journal()} == {("done", "")}


def test_kills_at_any_moment_lose_nothing(server: BotApiServer, new_bot: NewBot):
    """Two kills in the middle of forty updates of four chats: all answered, in order."""
    chats = (1, 2, 3, 4)
    bot = new_bot(allowed="1,2,3,4")
    greet(bot, *chats)
    names = [f"/lenh{number}" for number in range(10)]
    for number, name in enumerate(names):
        for chat in chats:
            server.say(chat, name)
        if number in (3, 6):
            enough = len(server.sent()) + number
            server.wait_until(lambda enough=enough: len(server.sent()) > enough)  # type: ignore[misc]
            bot.kill()
            bot.start()
    server.wait_until(lambda: bot.settled(44), 30)
    twice = 0
    for chat in chats:
        replies = texts(server, chat)[2:]
        assert list(dict.fromkeys(replies)) == [unknown(name) for name in names]
        twice += len(replies) - len(names)
    assert twice <= 2 * len(chats)
    assert {payload for _, _, payload in bot.journal()} == {""}
