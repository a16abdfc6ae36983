"""The methods that send or change no message."""

from __future__ import annotations

import json
import re
from typing import Any

from .errors import bad_request
from .model import CallbackAnswer
from .params import Params
from .state import BotState

MAX_DOWNLOAD = 20 * 1024 * 1024

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset(
    [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
)


def get_me(state: BotState, _params: Params) -> dict[str, Any]:
    """Returns the bot's User, with the fields only getMe gives."""
    return state.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def answer_callback_query(state: BotState, params: Params) -> bool:
    """Notes the answer to a pressed button. Returns True, also for a second answer."""
    query_id = params.string("callback_query_id")
    if query_id not in state.callbacks:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.string("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = CallbackAnswer(
        query_id,
        state.callbacks[query_id],
        text,
        params.flag("show_alert"),
        params.string("url"),
    )
    state.callback_answers.append(answer)
    return True


def send_chat_action(state: BotState, params: Params) -> bool:
    """Checks a chat action. Returns True."""
    if params.string("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.known_chat(params)
    return True


def get_file(state: BotState, params: Params) -> dict[str, Any]:
    """Returns the File with the path it can be downloaded from."""
    if not params.has("file_id"):
        raise bad_request("file_id not specified")
    stored = state.files.get(params.string("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.file_unique_id,
        "file_size": len(stored.content),
        "file_path": stored.file_path,
    }


def set_my_commands(state: BotState, params: Params) -> bool:
    """Stores the commands of one scope and language. Returns True."""
    commands = params.json("commands")
    if not isinstance(commands, list) or not all(isinstance(c, dict) for c in commands):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands[_command_key(params)] = commands
    return True


def get_my_commands(state: BotState, params: Params) -> list[dict[str, str]]:
    """Returns the commands stored for exactly this scope and language."""
    return state.commands.get(_command_key(params), [])


def set_webhook(state: BotState, params: Params) -> bool:
    """Stores the webhook, which stops getUpdates; nothing is ever posted to it. Returns True."""
    url = params.string("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not url:
        return delete_webhook(state, params)
    if params.flag("drop_pending_updates"):
        state.updates.forget_pending()
    state.webhook = {"url": url, "max_connections": params.integer("max_connections", 40)}
    state.wake()
    return True


def delete_webhook(state: BotState, params: Params) -> bool:
    """Removes the webhook. Returns True."""
    if params.flag("drop_pending_updates"):
        state.updates.forget_pending()
    state.webhook = {}
    return True


def get_webhook_info(state: BotState, _params: Params) -> dict[str, Any]:
    """Returns the WebhookInfo."""
    return {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending()),
    } | state.webhook


def _command_key(params: Params) -> tuple[str, str]:
    scope = params.json("scope")
    if scope is None:
        scope = {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("unsupported type specified in BotCommandScope")
    return json.dumps(scope, sort_keys=True), params.string("language_code")
