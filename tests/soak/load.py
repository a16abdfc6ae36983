"""Thirty updates a second, every other a question; a thousand at once: how soon officials hear."""

from __future__ import annotations

import time

from tests.bot.telegram.process import BotProcess
from tests.soak.bench import COMMANDS, QUESTIONS, USERS, greet, memory, percentile, running

CHATS = list(USERS)


def run(seconds: float, rate: float) -> dict[str, object]:
    """Ask at a rate for so long; then a burst of a thousand commands."""
    with running(level="WARNING") as bot:
        bot.wait_ready()
        greet(bot, CHATS)
        before = memory(bot)
        asked = _ask(bot, seconds, rate)
        sent = {chat: bot.server.sent(chat)[2:] for chat in CHATS}
        steady = {
            "asked": len(asked),
            "rate": round(len(asked) / seconds, 1),
            **_delays(bot, asked),
            "lost": sum(len(asked_of) - len(sent[chat]) for chat, asked_of in _by(asked).items()),
            "memory MB before, after": [before, memory(bot)],
        }
        return {"steady": steady, "burst of 1000, s": round(_burst(bot), 1)}


def _ask(bot: BotProcess, seconds: float, rate: float) -> list[tuple[int, float]]:
    """Return chat and moment of every question."""
    asked, began = [], time.monotonic()
    for n in range(int(seconds * rate)):
        while time.monotonic() - began < n / rate:
            time.sleep(0.002)
        chat = CHATS[n % len(CHATS)]
        asked.append((chat, time.monotonic()))
        words = COMMANDS if n // len(CHATS) % 2 else QUESTIONS
        bot.server.say(chat, words[n % len(words)])
    bot.server.wait_until(lambda: bot.settled(len(asked) + len(CHATS)), 300)
    return asked


def _by(asked: list[tuple[int, float]]) -> dict[int, list[float]]:
    moments: dict[int, list[float]] = {}
    for chat, moment in asked:
        moments.setdefault(chat, []).append(moment)
    return moments


def _delays(bot: BotProcess, asked: list[tuple[int, float]]) -> dict[str, float]:
    """Return how long the first sign and the answer took: calls are timed by the server."""
    answers: list[float] = []
    signs: list[float] = []
    calls = [(c.params.get("chat_id"), c.at) for c in bot.server.calls("sendMessage")]
    typing = [(c.params.get("chat_id"), c.at) for c in bot.server.calls("sendChatAction")]
    for chat, moments in _by(asked).items():
        own = sorted(at for to, at in calls if str(to) == str(chat))[-len(moments) :]
        early = sorted(at for to, at in (*calls, *typing) if str(to) == str(chat))
        answers += [at - moment for moment, at in zip(moments, own, strict=False)]
        signs += [next((at - moment for at in early if at >= moment), 0.0) for moment in moments]
    return {
        "first sign p95 s": round(percentile(signs, 0.95), 2),
        "answer p50 s": round(percentile(answers, 0.5), 2),
        "answer p95 s": round(percentile(answers, 0.95), 2),
    }


def _burst(bot: BotProcess) -> float:
    settled = len(bot.journal())
    began = time.monotonic()
    for n in range(1000):
        bot.server.say(CHATS[n % len(CHATS)], f"/lenh{n}")
    bot.server.wait_until(lambda: bot.settled(settled + 1000), 300)
    return time.monotonic() - began
