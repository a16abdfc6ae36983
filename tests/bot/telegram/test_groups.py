"""In a group the bot answers commands and replies to itself, and reads nothing else."""

from __future__ import annotations

import time

from bot.wording import message
from tests.bot.telegram.process import BotProcess
from tests.bot.telegram.talking import texts
from tests.botapi import BotApiServer

GROUP = -1001


def say(server: BotApiServer, text: str, *, user: int = 150, reply_to: int | None = None) -> None:
    server.say(GROUP, text, user_id=user, chat_type="supergroup", reply_to=reply_to)


def test_a_command_and_a_reply_are_answered_and_nothing_else(shared: BotProcess):
    """Commands may name the bot; those of other bots and talk among people are left alone."""
    server = shared.server
    say(server, "/hoi@botapi_test_bot trạm y tế làm gì")
    disclosure, answer = server.wait_for_messages(2, GROUP)
    assert disclosure.reply_to is not None
    assert "Trạm" in answer.text
    say(server, "chuyện riêng plugh")
    say(server, "/hoi@another_bot trạm y tế làm gì")
    say(server, "/khac")
    say(server, "công an làm gì", user=555, reply_to=answer.message_id)
    say(server, "công an làm gì", reply_to=answer.message_id)
    third = server.wait_for_messages(3, GROUP)[2]
    assert "ông an" in third.text
    server.press(answer, "Xem nguyên văn [1]", user_id=150)
    assert server.wait_for_messages(4, GROUP)[3].text.startswith("[1] ")
    time.sleep(0.3)
    assert len(server.sent(GROUP)) == 4
    assert "plugh" not in shared.log()
    assert b"plugh" not in shared.database_bytes()


def test_a_button_works_only_for_who_asked(shared: BotProcess):
    """Another member of the group who presses it is told so."""
    server = shared.server
    count = len(server.sent(GROUP))
    say(server, "/hoi trạm y tế làm gì", user=151)
    answer = server.wait_for_messages(count + 2, GROUP)[-1]
    server.press(answer, "Xem nguyên văn [1]", user_id=152)
    server.wait_for_messages(count + 3, GROUP)
    assert texts(server, GROUP)[-1] == message("button_anothers")
