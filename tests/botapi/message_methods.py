"""sendMessage, sendDocument, sendPhoto, the edits and deleteMessage."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from .errors import bad_request
from .formatting import MAX_CAPTION, MAX_TEXT, check_length, read_text
from .keyboards import read_reply_markup
from .messages import Message
from .model import FormattedText, StoredFile
from .params import Params
from .state import BotState

MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO, MAX_SIDES, MAX_RATIO = 10 * 1024 * 1024, 10_000, 20

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def send_message(state: BotState, params: Params) -> dict[str, Any]:
    """Sends a text; returns the Message."""
    content = _read_message_text(params)
    chat_id = state.known_chat(params)
    check_length(content, MAX_TEXT, "message")
    message = _post(state, params, chat_id, content)
    message.raw_text = params.string("text")
    return state.message_json(message)


def send_message_draft(state: BotState, params: Params) -> bool:
    """Shows a text that is being written, in a private chat only; returns True."""
    content = _read_message_text(params)
    chat_id = state.known_chat(params)
    if chat_id < 0 or not params.integer("draft_id"):
        raise bad_request("chat or draft identifier is invalid")
    check_length(content, MAX_TEXT, "message")
    return True


def send_document(state: BotState, params: Params) -> dict[str, Any]:
    """Sends a file that is uploaded, or known by its file_id; returns the Message."""
    return _send_file(state, params, "document")


def send_photo(state: BotState, params: Params) -> dict[str, Any]:
    """Sends a picture within Telegram's limits; returns the Message."""
    return _send_file(state, params, "photo")


def _send_file(state: BotState, params: Params, kind: str) -> dict[str, Any]:
    caption = read_text(params, "caption", "caption_entities")
    chat_id = state.known_chat(params)
    check_length(caption, MAX_CAPTION, "message caption")
    file = _read_file(state, params, kind)
    if kind == "photo":
        _check_photo(file)
    message = _post(state, params, chat_id, caption)
    message.raw_text = params.string("caption")
    message.document, message.is_photo = file, kind == "photo"
    return state.message_json(message)


def edit_message_text(state: BotState, params: Params) -> dict[str, Any]:
    """Replaces text and inline keyboard of a message of the bot; returns the Message."""
    content = _read_message_text(params)
    message = _find_own(state, params, "message to edit not found")
    if message.document:
        raise bad_request("there is no text in the message to edit")
    check_length(content, MAX_TEXT, "message")
    markup = read_reply_markup(params.json("reply_markup"), inline_only=True)
    if (content, markup) == (message.content, message.markup):
        raise bad_request(_NOT_MODIFIED)
    message.replace_text(content, params.string("text"), params.string("parse_mode") or None)
    message.markup = markup
    message.count_edit()
    return state.message_json(message)


def edit_message_reply_markup(state: BotState, params: Params) -> dict[str, Any]:
    """Replaces the inline keyboard of a message of the bot; returns the Message."""
    message = _find_own(state, params, "message to edit not found")
    markup = read_reply_markup(params.json("reply_markup"), inline_only=True)
    if markup == message.markup:
        raise bad_request(_NOT_MODIFIED)
    message.markup = markup
    message.count_edit()
    return state.message_json(message)


def delete_message(state: BotState, params: Params) -> bool:
    """Deletes a message; in a group only one of the bot's own. Returns True."""
    if not params.has("chat_id"):
        raise bad_request("chat identifier is not specified")
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat_id = state.known_chat(params)
    message = state.messages.find(chat_id, params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not message.from_bot and state.people.chat_type(chat_id) != "private":
        raise bad_request("message can't be deleted")
    message.deleted = True
    return True


def _read_message_text(params: Params) -> FormattedText:
    if not params.has("text"):
        raise bad_request("message text is empty")
    content = read_text(params, "text", "entities")
    if not content.text:
        raise bad_request("text must be non-empty")
    return content


def _post(state: BotState, params: Params, chat_id: int, content: FormattedText) -> Message:
    markup = read_reply_markup(params.json("reply_markup"))
    reply_to = _read_reply_to(state, params, chat_id)
    message = state.messages.add(chat_id, state.bot, content, from_bot=True)
    message.parse_mode = params.string("parse_mode") or None
    message.markup = markup
    message.reply_to = reply_to
    return message


def _read_reply_to(state: BotState, params: Params, chat_id: int) -> int | None:
    reply = params.json("reply_parameters")
    if reply is None:
        return None
    if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
        raise bad_request("can't parse ReplyParameters: message_id must be an Integer")
    if reply.get("chat_id") not in (None, chat_id):
        raise bad_request("replies to another chat are unsupported in this server")
    if state.messages.find(chat_id, reply["message_id"]):
        return int(reply["message_id"])
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _read_file(state: BotState, params: Params, kind: str) -> StoredFile:
    upload = params.upload(kind)
    if upload is None:
        if not params.has(kind):
            raise bad_request(f"there is no {kind} in the request")
        known = state.files.get(params.string(kind))
        if known is None:
            raise bad_request("wrong remote file identifier specified")
        return known
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MAX_UPLOAD:
        raise bad_request("file is too big")
    return state.files.add(upload.file_name, upload.content, upload.mime_type)


def _check_photo(file: StoredFile) -> None:
    """Refuses what Telegram takes as a file only: over 10 MB, too long or too narrow."""
    try:
        width, height = Image.open(io.BytesIO(file.content)).size
    except OSError:
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    ratio = max(width, height) / min(width, height)
    if len(file.content) > MAX_PHOTO or width + height > MAX_SIDES or ratio > MAX_RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _find_own(state: BotState, params: Params, not_found: str) -> Message:
    if not params.has("chat_id") and not params.has("message_id"):
        if params.has("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")
        raise bad_request("message identifier is not specified")
    chat_id = state.known_chat(params)
    message = state.messages.find(chat_id, params.integer("message_id"))
    if message is None:
        raise bad_request(not_found)
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message
