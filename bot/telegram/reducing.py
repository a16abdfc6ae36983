"""An update cut down to what answering it needs: no names, no quotes, no forwarded matter.

What is kept is listed, so that what Telegram adds one day is not kept by accident.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from bot.telegram.commands import commands
from bot.telegram.journal import DONE, PARKED, WAITING, Received
from bot.telegram.quiet import describe
from bot.wording import message as sentence
from prompts.answering import child_in_danger
from retrieval.query.words import is_english

NAME = "-"
"""Stands where python-telegram-bot requires a name."""
_NO_LANE = "-"
_SPEAKS = (
    *("text", "document", "photo", "voice", "audio", "video", "video_note", "animation"),
    *("sticker", "location", "venue", "contact", "poll", "dice", "story"),
)
"""What a person sends; any other message is a note of Telegram's own, which needs no answer."""
_LOGGER = logging.getLogger(__name__)

Json = dict[str, Any]


def reduce_update(raw: Json) -> Received:
    """Return an update as it goes into the journal.

    One that cannot be read is parked; one that needs no answer is done; both without content.
    """
    update_id = int(raw["update_id"])
    try:
        kept = _kept(raw)
        if kept is None:
            return Received(update_id, _NO_LANE, "", DONE)
        lane = _lane(kept.get("message") or kept["callback_query"]["message"])
    except Exception as error:  # One bad update must not hold up those that came with it.
        _LOGGER.error("update %s cannot be read: %s", update_id, describe(error))
        return Received(update_id, _NO_LANE, "", PARKED)
    payload = json.dumps({"update_id": update_id, **kept})
    return Received(update_id, lane, payload, WAITING)


def join_texts(payloads: list[Json]) -> Json:
    """Return the first of several updates with the texts of all, as one message."""
    first = payloads[0]["message"]
    text = "\n".join(payload["message"]["text"] for payload in payloads)
    joined = {**first, "text": text}
    if child_in_danger(text):
        envelope = {name: first[name] for name in first if name not in ("text", "entities")}
        joined = _stand_in(envelope, _command(first), text)
    return {**payloads[0], "message": joined}


def join_photos(payloads: list[Json]) -> Json:
    """Return the first of several updates with the photos of all, as the pages of one message."""
    pages = [page for payload in payloads for page in payload["message"]["photo"]]
    return {**payloads[0], "message": {**payloads[0]["message"], "photo": pages}}


def _kept(raw: Json) -> Json | None:
    edited = raw.get("edited_message", {})
    if "message" in raw or "text" in edited:  # an edited question is asked anew, a file is not
        kept = _message(raw.get("message") or edited)
        return None if kept is None else {"message": kept}
    if "callback_query" in raw:
        query = raw["callback_query"]
        if "message" not in query or "data" not in query:
            return None
        return {"callback_query": _query(query)}
    return None


def _query(query: Json) -> Json:
    return {
        "id": query["id"],
        "from": _user(query["from"]),
        "chat_instance": NAME,
        "message": _envelope(query["message"]),
        "data": query["data"],
    }


def _message(message: Json) -> Json | None:
    """Return what is kept of a message, None when it is not meant for the bot."""
    envelope = _envelope(message)
    if not any(kind in message for kind in _SPEAKS) or "from" not in message:
        return None
    envelope["from"] = _user(message["from"])
    replied = message.get("reply_to_message") or {}
    to_a_bot = bool(replied.get("from", {}).get("is_bot"))
    command = _command(message)
    if envelope["chat"]["type"] != "private":
        if not (command or to_a_bot):
            return None
        if to_a_bot:
            envelope["reply_to_message"] = {**_envelope(replied), "from": _user(replied["from"])}
    said = f"{message.get('text', '')}\n{message.get('caption', '')}"
    if child_in_danger(said):
        return _stand_in(envelope, command, said)
    return {**envelope, **_command_entity(command), **_content(message)}


def _stand_in(envelope: Json, command: str, said: str) -> Json:
    """Put a fixed sentence in place of what tells of a child in danger."""
    text = sentence("danger_stand_in_english" if is_english(said) else "danger_stand_in")
    if command[1:].partition("@")[0].lower() not in commands():
        return {**envelope, "text": text}
    return {**envelope, **_command_entity(command), "text": f"{command} {text}"}


def _content(message: Json) -> Json:
    if "text" in message:
        return {"text": str(message["text"])}
    if "document" in message:
        document = message["document"]
        kept = {name: document[name] for name in ("file_id", "file_unique_id")}
        kind = Path(str(document.get("file_name", ""))).suffix[:6]  # a name may tell of a person
        sized = {"file_size": int(document.get("file_size", 0))}
        return {"document": {**kept, **sized, "file_name": sentence("file_name", kind=kind)}}
    if "photo" in message:
        names = ("file_id", "file_unique_id", "width", "height")
        album = message.get("media_group_id")
        kept = {"photo": [{name: message["photo"][-1][name] for name in names}]}
        return {**kept, "media_group_id": str(album)} if album else kept
    return {}


def _command(message: Json) -> str:
    """Return the command that a message begins with, "" for none."""
    first = (message.get("entities") or [{}])[0]
    if first.get("type") != "bot_command" or first["offset"] != 0:
        return ""
    return str(message["text"])[: int(first["length"])]


def _command_entity(command: str) -> Json:
    if not command:
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(command)}]}


def _envelope(message: Json) -> Json:
    """Return where and when a message was, without its content."""
    chat = message["chat"]
    envelope: Json = {
        "message_id": int(message["message_id"]),
        "date": int(message["date"]),
        "chat": {"id": int(chat["id"]), "type": str(chat["type"])},
    }
    if message.get("is_topic_message"):
        envelope["is_topic_message"] = True
        envelope["message_thread_id"] = int(message["message_thread_id"])
    return envelope


def _user(user: Json) -> Json:
    return {"id": int(user["id"]), "is_bot": bool(user["is_bot"]), "first_name": NAME}


def _lane(message: Json) -> str:
    chat = str(message["chat"]["id"])
    thread = message.get("message_thread_id")
    return f"{chat}:{thread}" if thread else chat
