"""Faults of Telegram: how soon the bot hears again, and what others notice of it."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.wording import message
from tests.bot.telegram.process import BotProcess
from tests.soak.bench import USERS, greet, percentile, running

SICK, WELL = list(USERS)[:2]


def run(times: int) -> dict[str, object]:
    """Cause every fault so many times; return seconds to the next answer and of another chat."""
    with running() as bot:
        bot.wait_ready()
        greet(bot, [SICK, WELL])
        told: dict[str, object] = {}
        for name, cause in _faults(bot).items():
            again, beside = zip(*(_once(bot, cause, name, n) for n in range(times)), strict=True)
            told[name] = {
                "answered again, worst s": round(max(again), 2),
                "other chat, p95 s": round(percentile(beside, 0.95), 2),
            }
        lost = _lost(bot, list(_faults(bot)), times)
        return {**told, "lost": lost}


def _faults(bot: BotProcess) -> dict[str, Callable[[], None]]:
    server = bot.server
    refusals = {
        f"getUpdates {code}": (lambda code=code: server.fail_next("getUpdates", code))
        for code in (400, 401, 404, 409, 500, 502)
    }
    broken = {
        f"getUpdates {kind}": (lambda kind=kind: server.break_next("getUpdates", kind))
        for kind in ("reset", "garbage", "bad_gateway", "hang")
    }
    sending = {
        f"sendMessage {code}": (
            lambda code=code: server.fail_next("sendMessage", code, chat_id=SICK)
        )
        for code in (500, 502)
    }
    lost = {
        f"sendMessage {kind}": (
            lambda kind=kind: server.break_next("sendMessage", kind, chat_id=SICK)
        )
        for kind in ("reset", "bad_gateway")
    }
    limited = {
        "sendMessage 429": lambda: server.fail_next(
            "sendMessage", 429, retry_after=2, chat_id=SICK
        ),
        "getUpdates 429": lambda: server.fail_next("getUpdates", 429, retry_after=2),
    }
    return {**refusals, **broken, **sending, **lost, **limited}


def _name(fault: str, n: int) -> str:
    return "/" + "".join(ch for ch in fault.lower() if ch.isalnum()) + str(n)


def _once(bot: BotProcess, cause: Callable[[], None], fault: str, n: int) -> tuple[float, float]:
    """Return the seconds until the sick chat is answered, and the other chat beside it."""
    cause()
    began = time.monotonic()
    bot.server.say(SICK, _name(fault, n))
    if fault.startswith("sendMessage"):
        beside = _answered(bot, WELL, _name(fault, n), began)
        return _wait(bot, SICK, _name(fault, n), began), beside
    return _wait(bot, SICK, _name(fault, n), began), 0.0


def _answered(bot: BotProcess, chat: int, name: str, began: float) -> float:
    bot.server.say(chat, name)
    return _wait(bot, chat, name, began)


def _wait(bot: BotProcess, chat: int, name: str, began: float) -> float:
    wanted = message("command_unknown", command=name)
    bot.server.wait_until(lambda: wanted in [m.text for m in bot.server.sent(chat)], 90)
    return time.monotonic() - began


def _lost(bot: BotProcess, faults: list[str], times: int) -> int:
    told = {m.text for m in bot.server.sent(SICK)}
    wanted = (message("command_unknown", command=_name(f, n)) for f in faults for n in range(times))
    return sum(each not in told for each in wanted)
