"""What users do: each deed becomes an update for the bot."""

from __future__ import annotations

import re
from typing import Any

from .messages import Message
from .model import Entity, FormattedText, SentMessage
from .people import ChatType, User
from .state import BotState
from .utf16 import utf16_length

_DETECTED = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("url", re.compile(r"https?://[^\s<>\"]+")),
)


def message_update(
    state: BotState, user: User, chat_id: int, text: str, reply_to: int | None = None
) -> int:
    """Lets a user write a text; returns the update_id. The caller holds the lock."""
    message = _write(state, user, chat_id, text)
    message.reply_to = reply_to
    return state.add_update("message", state.message_json(message))


def document_update(
    state: BotState,
    user: User,
    chat_id: int,
    file: tuple[str, bytes, str | None],
    caption: str | None,
) -> int:
    """Lets a user send a file (name, content, MIME type); returns the update_id."""
    message = _write(state, user, chat_id, caption or "")
    message.document = state.files.add(*file)
    return state.add_update("message", state.message_json(message))


def callback_update(state: BotState, user: User, seen: SentMessage, data: str) -> int:
    """Lets a user press a button of a message they see; returns the update_id."""
    message = state.messages.find(seen.chat_id, seen.message_id)
    query_id = str(4_000_000_000_000 + len(state.callbacks))
    query: dict[str, Any] = {
        "id": query_id,
        "from": user.to_json(),
        "message": state.message_json(message) if message else _inaccessible(state, seen),
        "chat_instance": str(10**15 + abs(seen.chat_id)),
        "data": data,
    }
    state.callbacks[query_id] = state.add_update("callback_query", query)
    return state.callbacks[query_id]


def find_data(seen: SentMessage, data_or_text: str) -> str:
    """Returns the callback_data of a button, found by its data or else by its text.

    Raises:
        LookupError: The message has no such callback button.
    """
    pairs = [pair for row in seen.buttons for pair in row]
    for text, data in sorted(pairs, key=lambda pair: pair[1] != data_or_text):
        if data is not None and data_or_text in (data, text):
            return data
    raise LookupError(f"no callback button {data_or_text!r} among {pairs}")


def _write(state: BotState, user: User, chat_id: int, text: str) -> Message:
    content = FormattedText(text, tuple(_detect(text)))
    return state.messages.add(chat_id, user.to_json(), content, from_bot=False)


def _detect(text: str) -> list[Entity]:
    found = [
        Entity(kind, utf16_length(text[: match.start()]), utf16_length(match[0]))
        for kind, pattern in _DETECTED
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda entity: entity.offset)


def _inaccessible(state: BotState, seen: SentMessage) -> dict[str, Any]:
    chat = state.people.chat_json(seen.chat_id)
    return {"chat": chat, "message_id": seen.message_id, "date": 0}


def chat_user(
    state: BotState,
    chat_id: int,
    user_id: int | None,
    *,
    chat_type: ChatType | None = None,
    username: str | None = None,
    language_code: str | None = None,
) -> User:
    """Makes the chat and the user known, and notes what is told of the user.

    Raises:
        ValueError: The ids do not fit the chat's type.
    """
    user = state.people.enter(chat_id, user_id, chat_type or state.people.chat_type(chat_id))
    user.username = username or user.username
    user.language_code = language_code or user.language_code
    return user
