"""Short ways to talk with a bot in a test."""

from __future__ import annotations

from bot.wording import message
from tests.bot.telegram.process import BotProcess
from tests.botapi import BotApiServer, SentMessage

QUESTION = "ai phụ trách phòng chống đuối nước?"
DANGER = "cháu Trương Zyxwvuts 12 tuổi ở thôn 3 đang bị đánh"


def ask(bot: BotProcess, chat: int, text: str, count: int = 1) -> tuple[SentMessage, ...]:
    """Say something and return the new messages."""
    before = len(bot.server.sent(chat))
    bot.server.say(chat, text)
    return bot.server.wait_for_messages(before + count, chat)[before:]


def texts(server: BotApiServer, chat: int) -> list[str]:
    """Return what the bot said in a chat."""
    return [sent.text for sent in server.sent(chat)]


def unknown(name: str) -> str:
    """Return the reply to a command that does not exist: every one has its own."""
    return message("command_unknown", command=name)


def say(bot: BotProcess, chat: int, name: str) -> None:
    """Say a command that does not exist and wait for the reply."""
    bot.server.say(chat, name)
    bot.server.wait_until(lambda: texts(bot.server, chat)[-1:] == [unknown(name)])


def greet(bot: BotProcess, *chats: int) -> None:
    """Get the disclosure out of the way, as the first that the bot is told."""
    for chat in chats:
        bot.server.say(chat, "/start")
    for chat in chats:
        bot.server.wait_for_messages(2, chat)
    bot.server.wait_until(lambda: bot.settled(len(chats)))
