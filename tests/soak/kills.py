"""kill -9 at random moments under load: what was accepted is answered, twice at most."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter

import httpx

from bot.wording import message
from tests.bot.telegram.process import BotProcess
from tests.soak.bench import USERS, bring, greet, listening, running, text_update

CHATS = list(USERS)[:20]


def run(kills: int, updates: int) -> dict[str, object]:
    """Kill a bot that fetches and one that is brought its updates, half of the times each."""
    return {
        "polling": _polling(kills // 2, updates // 2),
        "webhook": _webhook(kills - kills // 2, updates - updates // 2),
    }


def _polling(kills: int, updates: int) -> dict[str, object]:
    with running() as bot:
        bot.wait_ready()
        greet(bot, CHATS)
        sent = [(CHATS[n % len(CHATS)], f"/lenh{n}") for n in range(updates)]
        talker = threading.Thread(target=_say_all, args=(bot, sent, kills))
        talker.start()
        _kill(bot, kills)
        talker.join()
        bot.server.wait_until(lambda: bot.settled(len(sent) + len(CHATS)), 600)
        return _judged(bot, sent, kills)


def _say_all(bot: BotProcess, sent: list[tuple[int, str]], kills: int) -> None:
    pause = kills * 3.0 / len(sent)
    for chat, text in sent:
        bot.server.say(chat, text)
        time.sleep(pause)


def _webhook(kills: int, updates: int) -> dict[str, object]:
    with listening() as (bot, url):
        for chat in CHATS:
            bot.server.say(chat, "hello")
        sent = [(CHATS[n % len(CHATS)], f"/lenh{n}") for n in range(updates)]
        killer = threading.Thread(target=_kill, args=(bot, kills))
        killer.start()
        with httpx.Client() as client:
            pause = kills * 2.5 / len(sent)
            for n, (chat, text) in enumerate(sent, 1):
                while not bring(client, url, text_update(n, chat, text)):
                    time.sleep(0.2)  # Telegram tries again, too
                time.sleep(pause)
        killer.join()
        bot.server.wait_until(lambda: bot.settled(len(sent)), 600)
        return _judged(bot, sent, kills)


def _kill(bot: BotProcess, kills: int) -> None:
    for _ in range(kills):
        time.sleep(random.uniform(1.6, 3.2))
        bot.kill()
        bot.start()


def _judged(bot: BotProcess, sent: list[tuple[int, str]], kills: int) -> dict[str, object]:
    said = Counter((m.chat_id, m.text) for m in bot.server.sent())
    wanted = [(chat, message("command_unknown", command=text)) for chat, text in sent]
    twice = sum(max(0, said[each] - 1) for each in wanted)
    order = all(_in_order(bot, chat, sent) for chat in CHATS)
    return {
        "updates": len(sent),
        "kills": kills,
        "lost": sum(said[each] == 0 for each in wanted),
        "twice": twice,
        "in order": order,
    }


def _in_order(bot: BotProcess, chat: int, sent: list[tuple[int, str]]) -> bool:
    wanted = [message("command_unknown", command=text) for to, text in sent if to == chat]
    known = set(wanted)
    told = [m.text for m in bot.server.sent(chat) if m.text in known]
    return list(dict.fromkeys(told)) == wanted
