"""Checks the reply markup of a request and reads the buttons out of it."""

from __future__ import annotations

import re
from typing import Any

from .errors import bad_request
from .model import Buttons

_ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)
_LOOKS = frozenset(("text", "icon_custom_emoji_id", "style"))
_URL = re.compile(r"(?:https?|tg)://\S+$|[\w-]+\.\S+$")
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def read_reply_markup(value: Any, *, inline_only: bool = False) -> dict[str, Any] | None:
    """Returns the inline keyboard a message carries after the request, or None.

    Reply keyboards, their removal and forced replies are accepted but belong to no message, so
    they give None.

    Raises:
        ApiError: 400 for markup Telegram refuses, BUTTON_DATA_INVALID among it.
    """
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = _read_rows(value["inline_keyboard"])
        return {"inline_keyboard": rows} if rows else None
    if value and not any(kind in value for kind in _OTHER_KINDS):
        raise bad_request(f"unknown reply markup {sorted(value)}")
    if value and inline_only:
        raise bad_request("inline keyboard expected")
    return None


def buttons_of(markup: dict[str, Any] | None) -> Buttons:
    """Returns the rows of an inline keyboard as ``(text, callback_data)`` pairs."""
    rows = markup["inline_keyboard"] if markup else []
    return tuple(
        tuple((button["text"], button.get("callback_data")) for button in row) for row in rows
    )


def _read_rows(rows: Any) -> list[list[dict[str, Any]]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("field inline_keyboard must be an Array of Arrays")
    for button in (button for row in rows for button in row):
        _check_button(button)
    return [row for row in rows if row]


def _check_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    unknown = set(button) - _ACTIONS - _LOOKS
    if unknown:
        raise bad_request(f"unknown field {min(unknown)} in inline keyboard button")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = _ACTIONS & set(button)
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"inline keyboard button has more than one of {sorted(actions)}")
    data = button.get("callback_data")
    if "callback_data" in actions and not (
        isinstance(data, str) and 1 <= len(data.encode("utf-8")) <= 64
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if "url" in actions and not (isinstance(url, str) and _URL.match(url)):
        raise bad_request("BUTTON_URL_INVALID")
