"""The door to Telegram's servers: python-telegram-bot's Bot, with updates as they come."""

from __future__ import annotations

from typing import Any

import httpx
from telegram.error import TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.config import Settings

ALLOWED_UPDATES = ["message", "edited_message", "callback_query"]
_ANSWER_SECONDS = 15.0
POLL_MARGIN_SECONDS = 10.0
"""How much longer than asked for an answer to a poll may take."""
_LIMITS = httpx.Limits(max_connections=64, max_keepalive_connections=4)
"""Chats that hang keep no other waiting; idle connections are few: each is looked at by every
request."""


class Client(ExtBot[None]):
    """A Bot that can hand out updates unparsed, so that one bad update spoils no other."""

    async def raw_updates(self, *, offset: int | None, seconds: float) -> list[dict[str, Any]]:
        """Wait for updates as Telegram words them.

        Args:
            offset: Acknowledges all updates below it; None acknowledges nothing.
            seconds: How long to wait for a first update.

        Raises:
            TelegramError: There was no answer, a refusal, or one that is no list of updates.
        """
        data = {"offset": offset, "timeout": int(seconds), "allowed_updates": ALLOWED_UPDATES}
        limit = seconds + POLL_MARGIN_SECONDS
        rows = await self._post("getUpdates", data, read_timeout=limit)
        if not isinstance(rows, list) or not all(map(_is_update, rows)):
            raise TelegramError("no list of updates")
        return rows


def build_client(settings: Settings) -> Client:
    """Return the client for the bot and the server that the settings name."""
    host = settings.telegram_api or "https://api.telegram.org"
    return Client(
        settings.telegram_token,
        base_url=f"{host}/bot",
        base_file_url=f"{host}/file/bot",
        request=HTTPXRequest(
            httpx_kwargs={"limits": _LIMITS},
            read_timeout=_ANSWER_SECONDS,
            pool_timeout=_ANSWER_SECONDS,
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=1),
    )


def _is_update(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("update_id"), int)
