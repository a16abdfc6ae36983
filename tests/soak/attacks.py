"""Forged buttons and invitations, updates of every type from strangers, ten thousand answers."""

from __future__ import annotations

import random
import secrets
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.access import Access
from bot.config import read_settings
from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, Message, Sender, TextEvent
from bot.members import Members
from bot.services import Services, build_services, today
from bot.store import Store
from bot.tables import ButtonRow
from bot.telegram.rendering import LONGEST, render
from bot.wording import message
from retrieval.evaluation import FORMS, read_questions, typed_as
from tests.bot.telegram.process import TOKEN
from tests.botapi.html_entities import parse_html
from tests.botapi.model import FormattedText
from tests.botapi.utf16 import utf16_length
from tests.soak.bench import USERS, bring, greet, listening, running

ADA, EVE = Sender(11, 11), Sender(66, 66)
STRANGERS = range(10_000, 10_050)
CANARIES = 200
CHATS = list(USERS)[:20]
_SAYINGS = (
    "ai phụ trách phòng chống đuối nước cho {}?",
    "cháu {} 12 tuổi thôn 3 đang bị đánh",
    "/hoi trạm y tế làm gì, tôi là {}",
    "số của tôi là 0912345678, email {}@example.org",
    "/vanban nghị định 144/2013 {}",
    "/lenh {}",
)
_SENT = (
    "text", "photo", "voice", "sticker", "location", "contact", "document", "poll", "dice",
    "video_note", "story", "animation",
)  # fmt: skip


def run(forged: int, strangers: int, answers: int) -> dict[str, object]:
    """Try so many of each; return what had an effect it should not have."""
    with TemporaryDirectory(prefix="kehoach-soak-") as folder:
        services = build_services(read_settings(Path(folder) / "data", environ={}))
        services.prepare()
        told = {"forged": _forged(services, forged), "answers": _answers(services, answers)}
        services.close()
    return {**told, "strangers": _strangers(strangers), "canaries": _canaries(CANARIES)}


def _canaries(count: int) -> dict[str, int]:
    """Say what must stay nowhere; count where it is found once the bot has answered and ended."""
    with running() as bot:
        bot.wait_ready()
        greet(bot, CHATS)
        said = [f"Zyxwvut{n}q" for n in range(count)]
        for n, canary in enumerate(said):
            words = _SAYINGS[n % len(_SAYINGS)].format(canary)
            chat = CHATS[n % len(CHATS)]
            if n % 10 == 9:
                bot.server.send_file(chat, f"{canary}.txt", words.encode(), caption=canary)
            else:
                bot.server.say(chat, words)
        bot.server.wait_until(lambda: bot.settled(count + len(CHATS)), 300)
        bot.terminate()
        log, kept = bot.log().encode(), bot.database_bytes()
        return {
            "said": count,
            "in the log": sum(canary.encode() in log for canary in said),
            "in the database, but for files kept for their senders": sum(
                canary.encode() in kept for n, canary in enumerate(said) if n % 10 != 9
            ),
            "the token in the log": log.count(TOKEN.partition(":")[2].encode()),
        }


def _forged(services: Services, count: int) -> dict[str, int]:
    members = Members(services.engine)
    access = Access(frozenset({1}), frozenset({11}), members)
    conversation = Conversation(services, Store(services.engine), access)
    conversation.handle(TextEvent(ADA, "/start"))
    shown = conversation.handle(TextEvent(ADA, "/tailieu"))[-1]
    own = [button.id for row in shown.buttons for button in row]
    store = Store(services.engine)
    expired = store.keep_buttons(11, [{"do": "shelf", "step": "plan", "id": "x"}] * 50)
    with Session(services.engine) as session, session.begin():
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(update(ButtonRow).where(ButtonRow.id.in_(expired)).values(expires_at=past))
    members.invite(1, "admin")
    taken = 0
    for n in range(count):
        kind = n % 4
        if kind == 0:
            told = conversation.handle(ButtonEvent(ADA, secrets.token_urlsafe(12)))
        elif kind == 1:
            told = conversation.handle(ButtonEvent(EVE, random.choice(own)))
        elif kind == 2:
            told = conversation.handle(ButtonEvent(ADA, random.choice(expired)))
        else:
            stranger = Sender(70_000 + n, 70_000 + n)
            told = conversation.handle(TextEvent(stranger, f"/start {secrets.token_urlsafe(18)}"))
        taken += not _refused(told)
    return {"tried": count, "taken": taken, "members": len(members.each())}


def _refused(told: tuple[Message, ...]) -> bool:
    words = " ".join(each.text for each in told)
    dead = (message("button_dead"), "mã", "không")
    return not any(each.buttons or each.document for each in told) and any(w in words for w in dead)


def _answers(services: Services, count: int) -> dict[str, int]:
    """Answer questions in every form, for every place; render and read them as Telegram does."""
    plans = services.library.plans()
    asked = made = wrong = 0
    places = ["", *(f" ở {plan.unit.partition(',')[0]}" for plan in plans), " năm 2027"]
    for place in places:
        for form in FORMS:
            for question in read_questions():
                if asked == count:
                    return {"answers": asked, "parts": made, "wrong": wrong}
                text = typed_as(question, form)
                if not text:
                    continue
                answer = services.answerer.ask(f"{text}{place}", as_of=today())
                asked += 1
                for body in (answer.text, *answer.more):
                    parts = render(Message(body))
                    made += len(parts)
                    wrong += _faults(body, parts)
    return {"answers": asked, "parts": made, "wrong": wrong}


def _faults(body: str, parts: tuple[Any, ...]) -> int:
    """Return how many parts are too long, do not parse, or lose a letter."""
    read: list[FormattedText] = [parse_html(part.html) for part in parts]
    bad: int = sum(utf16_length(each.text) > LONGEST for each in read)
    bad += sum(each.text != part.plain for each, part in zip(read, parts, strict=True))
    joined = "".join("".join(each.text.split()) for each in read)
    return bad + int(joined != "".join(body.split()))


def _strangers(count: int) -> dict[str, object]:
    """Send updates of every type from strangers, in private and in groups."""
    with listening() as (bot, url), httpx.Client() as client:
        for stranger in STRANGERS:
            bot.server.say(stranger, "the server now knows the chat")
        before = len(bot.server.sent())
        taken = sum(bring(client, url, _update(n)) for n in range(1, count + 1))
        bot.server.wait_until(lambda: len(bot.journal()) == taken, 300)
        bot.server.wait_until(lambda: bot.settled(taken), 300)
        return {
            "brought": taken,
            "answered": len(bot.server.sent()) - before,
            "drafts, files, members": [
                _rows(bot, table) for table in ("drafts", "uploads", "members")
            ],
        }


def _rows(bot: Any, table: str) -> int:
    with sqlite3.connect(bot.data_dir / "library.db") as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _update(n: int) -> dict[str, Any]:
    who = {"id": STRANGERS[n % len(STRANGERS)], "is_bot": False, "first_name": "x"}
    group = n % 3 == 0
    where = {"id": -100 - n % 5, "type": "group", "title": "x"} if group else {
        "id": who["id"], "type": "private", "first_name": "x",
    }  # fmt: skip
    message_: dict[str, Any] = {"message_id": n, "date": 1, "from": who, "chat": where}
    kind = ("message", "edited_message", "callback_query", "channel_post", "poll_answer")[n % 5]
    if kind == "callback_query":
        return {
            "update_id": n,
            kind: {
                "id": str(n),
                "from": who,
                "chat_instance": "x",
                "data": "x",
                "message": message_,
            },
        }
    sent = _SENT[n % len(_SENT)]
    content: Any = {"text": "ai lo đuối nước"}.get(sent, {"file_id": "x", "file_unique_id": "x"})
    return {"update_id": n, kind: {**message_, sent: content}}
