"""What tells of a child in danger is never stored; what else is said stays until it is answered."""

from __future__ import annotations

import pytest

from bot.wording import message
from prompts.answering import child_in_danger
from retrieval.query.words import is_english
from tests.bot.telegram.conftest import NewBot
from tests.bot.telegram.process import BotProcess
from tests.bot.telegram.talking import DANGER, greet
from tests.botapi import BotApiServer

DANGER_ENGLISH = "the girl Zyxwvuts next door is being beaten right now, what should I do"


def stored(bot: BotProcess) -> str:
    return bot.database_bytes().decode("utf-8", "replace") + bot.log()


def test_the_stand_ins_are_taken_for_a_child_in_danger():
    """What is journaled in place of such a message leads to the same reply."""
    for name in ("danger_stand_in", "danger_stand_in_english"):
        assert child_in_danger(message(name))
        assert is_english(message(name)) == name.endswith("english")


@pytest.mark.parametrize("text", [DANGER, f"/hoi {DANGER}", DANGER_ENGLISH])
def test_a_child_in_danger_gets_help_and_leaves_no_trace(shared: BotProcess, text: str):
    """The reply names 111; neither database nor log holds a word of it."""
    assert child_in_danger(text)
    before = len(shared.server.sent(160))
    shared.server.say(160, text)
    reply = shared.server.wait_for_messages(before + 1, 160)[-1]
    assert "111" in reply.text
    assert is_english(reply.text) == is_english(text)
    assert "Zyxwvuts" not in stored(shared)


def test_a_child_in_danger_in_a_caption_gets_help(shared: BotProcess):
    """The file is declined otherwise; here help comes first."""
    shared.server.send_file(161, "Zyxwvuts.docx", b"content", caption=DANGER)
    assert "111" in shared.server.wait_for_messages(1, 161)[0].text
    assert "Zyxwvuts" not in stored(shared)


def test_a_child_in_danger_in_a_group_is_answered_when_the_bot_is_asked(shared: BotProcess):
    """A command or a reply is answered; other talk is neither answered nor stored."""
    server = shared.server
    for text in (DANGER, f"/hoi {DANGER}"):
        server.say(-1002, text, user_id=162, chat_type="group")
    (reply,) = server.wait_for_messages(1, -1002)
    assert "111" in reply.text
    server.say(-1002, DANGER, user_id=162, chat_type="group", reply_to=reply.message_id)
    server.wait_for_messages(2, -1002)
    assert len(server.sent(-1002)) == 2
    assert "Zyxwvuts" not in stored(shared)


def test_a_report_cut_over_two_messages_gets_help(shared: BotProcess):
    """Pieces of a paste that are harmless alone are recognised together."""
    server = shared.server
    first = "cháu Zyxwvuts ở thôn 3 " + "và bạn " * 550
    second = "vừa bị đánh"
    assert not child_in_danger(first)
    assert not child_in_danger(second)
    server.say(163, first)
    server.say(163, second)
    assert "111" in server.wait_for_messages(1, 163)[0].text
    assert len(server.sent(163)) == 1


def test_a_question_is_wiped_when_the_bot_ends(server: BotApiServer, new_bot: NewBot):
    """SIGTERM ends an idle bot at once, and no byte of its database holds what was asked."""
    bot = new_bot()
    greet(bot, 42)
    server.break_next("sendMessage", "hang")
    server.say(42, "ai lo dạy bơi xyzzy cho trẻ")
    server.wait_until(lambda: len(server.calls("sendMessage")) == 3)
    assert b"xyzzy" in bot.database_bytes()
    server.heal()
    server.wait_for_messages(3, 42)
    server.wait_until(lambda: bot.settled(2))
    status, seconds = bot.terminate()
    assert status == 0
    assert seconds < 3
    assert b"xyzzy" not in bot.database_bytes()
