"""The parameters each served method takes in Bot API 10.0, with their kinds."""

from __future__ import annotations

from enum import Enum, auto

# Under this name a file's download is recorded and broken like a method.
DOWNLOAD = "file"


class Kind(Enum):
    """How the value of a parameter is written in a request."""

    INTEGER = auto()
    BOOLEAN = auto()
    STRING = auto()
    CHAT = auto()
    JSON = auto()
    FILE = auto()


_INTEGERS = (
    "draft_id offset limit timeout message_id message_thread_id direct_messages_topic_id "
    "cache_time max_connections"
)
_BOOLEANS = (
    "disable_notification protect_content allow_paid_broadcast show_alert "
    "disable_content_type_detection drop_pending_updates"
)
_JSON = (
    "allowed_updates entities caption_entities link_preview_options reply_parameters "
    "reply_markup suggested_post_parameters commands scope"
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_INTEGERS.split(), Kind.INTEGER),
    **dict.fromkeys(_BOOLEANS.split(), Kind.BOOLEAN),
    **dict.fromkeys(_JSON.split(), Kind.JSON),
    **dict.fromkeys(("document", "photo", "thumbnail", "certificate"), Kind.FILE),
    "chat_id": Kind.CHAT,
}

_SEND = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup parse_mode "
)
_EDIT = "business_connection_id chat_id message_id inline_message_id reply_markup "

_PARAMETERS: dict[str, str] = {
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "sendMessage": _SEND + "text entities link_preview_options",
    "sendDocument": _SEND
    + "document thumbnail caption caption_entities disable_content_type_detection",
    "sendPhoto": _SEND + "photo caption caption_entities show_caption_above_media has_spoiler",
    "editMessageText": _EDIT + "text parse_mode entities link_preview_options",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id message_id",
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "sendMessageDraft": "chat_id draft_id message_thread_id text parse_mode entities",
    "sendChatAction": "business_connection_id chat_id message_thread_id action",
    "getFile": "file_id",
    "setMyCommands": "commands scope language_code",
    "getMyCommands": "scope language_code",
    "setWebhook": "url certificate ip_address max_connections allowed_updates "
    "drop_pending_updates secret_token",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
}

METHODS: dict[str, dict[str, Kind]] = {
    method: {name: _KINDS.get(name, Kind.STRING) for name in names.split()}
    for method, names in _PARAMETERS.items()
}

_BY_LOWER_NAME = {method.lower(): method for method in METHODS}


def canonical_method(name: str) -> str | None:
    """Returns the method's name as documented, or None if it is not served.

    The Bot API reads method names without regard to case.
    """
    return _BY_LOWER_NAME.get(name.lower())
