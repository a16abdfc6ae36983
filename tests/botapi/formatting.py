"""Turns the text parameters of a request into the text a reader sees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .errors import bad_request
from .html_entities import EntityError, parse_html
from .model import Entity, FormattedText
from .params import Params
from .utf16 import utf16_length

MAX_TEXT = 4096
MAX_CAPTION = 1024

_BLANK = " \n"


def read_text(params: Params, name: str, entities_name: str) -> FormattedText:
    """Parses a text by the request's parse_mode, or else by its list of entities.

    Raises:
        ApiError: 400 when the markup is wrong or the parse mode is not served.
    """
    raw = params.string(name)
    mode = params.string("parse_mode")
    if mode.lower() == "html":
        try:
            parsed = parse_html(raw)
        except EntityError as error:
            raise bad_request(f"can't parse entities: {error}") from error
    elif mode.lower() in ("markdown", "markdownv2"):
        raise bad_request(f"parse_mode {mode} is unsupported in this server")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        parsed = FormattedText(raw, _read_entities(params.json(entities_name), raw))
    return _trim(parsed)


def check_length(formatted: FormattedText, limit: int, what: str) -> None:
    """Refuses a text of more than ``limit`` UTF-16 code units, counted after parsing.

    Code units, as entity offsets count them: an emoji outside the BMP counts as two. Telegram's
    own count is never larger, so what passes here passes there.

    Raises:
        ApiError: 400 ``<what> is too long``.
    """
    if utf16_length(formatted.text) > limit:
        raise bad_request(f"{what} is too long")


def _read_entities(value: Any, text: str) -> tuple[Entity, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    entities = tuple(_read_entity(item, utf16_length(text)) for item in value)
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


def _read_entity(item: Any, end: int) -> Entity:
    if not isinstance(item, dict) or not isinstance(item.get("type"), str):
        raise bad_request("can't parse MessageEntity: expected an Object with a type")
    offset, length = item.get("offset"), item.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request("can't parse MessageEntity: offset and length must be Integers")
    if offset < 0 or length <= 0 or offset + length > end:
        raise bad_request(f"entity beginning at UTF-16 offset {offset} ends outside of the text")
    user = item.get("user")
    return Entity(
        item["type"],
        offset,
        length,
        item.get("url"),
        item.get("language"),
        user.get("id") if isinstance(user, dict) else None,
        item.get("custom_emoji_id"),
    )


def _trim(formatted: FormattedText) -> FormattedText:
    """Strips the ends as Telegram does, leading blanks only up to the first entity."""
    text = formatted.text.rstrip()
    leading = len(text) - len(text.lstrip(_BLANK))
    if formatted.entities:
        leading = min(leading, formatted.entities[0].offset)
    end = utf16_length(text)
    entities = tuple(
        replace(
            entity,
            offset=entity.offset - leading,
            length=min(entity.length, end - entity.offset),
        )
        for entity in formatted.entities
        if entity.offset < end
    )
    return FormattedText(text[leading:], entities)
