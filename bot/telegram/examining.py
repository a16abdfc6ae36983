"""What Telegram says of the bot, for an administrator who asks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.config import Settings
from bot.telegram.client import build_client
from bot.telegram.quiet import hush

SECONDS = 8.0


def examine(settings: Settings) -> dict[str, Any]:
    """Return what is known of the bot at Telegram; "problem" names what keeps it from working.

    Problems: "token_missing", "token_refused", "unreachable", "webhook_elsewhere" (updates are
    brought to another address than the settings say), "webhook_failing"; "" for none.
    """
    if not settings.telegram_token:
        return {"problem": "token_missing"}
    hush(settings.telegram_token)
    try:
        return asyncio.run(asyncio.wait_for(_asked(settings), SECONDS))
    except InvalidToken:
        return {"problem": "token_refused"}
    except (TelegramError, TimeoutError):
        return {"problem": "unreachable"}


async def _asked(settings: Settings) -> dict[str, Any]:
    async with build_client(settings) as bot:
        info = await bot.get_webhook_info()
        return {
            "problem": _problem(info, settings),
            "username": bot.username,
            "reads_groups": bool(bot.can_read_all_group_messages),
            "webhook": info.url or "",
            "pending": info.pending_update_count,
        }


def _problem(info: WebhookInfo, settings: Settings) -> str:
    if info.url and info.url != settings.webhook_url:
        return "webhook_elsewhere"
    failed = info.last_error_date
    lately = failed is not None and (datetime.now(UTC) - failed).total_seconds() < 3600
    return "webhook_failing" if lately else ""
