"""The sign that the bot is at work on a reply."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.letters import Place

REPEAT_SECONDS = 4.5
"""Telegram shows the sign for five seconds."""
PRIVATE_SECONDS = 0.4
"""The sign waits a little: most answers are there by then, and need no call before them."""
GROUP_SECONDS = 1.0
"""In a group it waits longer: a message that gets no answer must not show one."""
_LAST_SECONDS = 1.0
_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def typing_sign(bot: Bot, place: Place) -> AsyncIterator[None]:
    """Show "typing…" while the block runs.

    The last sign is awaited for a moment, or it could arrive behind the reply and outlive it.
    """
    done = asyncio.Event()
    showing = asyncio.create_task(_show(bot, place, done))
    try:
        yield
    finally:
        done.set()
        await asyncio.wait({showing}, timeout=_LAST_SECONDS)
        showing.cancel()


async def _show(bot: Bot, place: Place, done: asyncio.Event) -> None:
    await _wait(done, PRIVATE_SECONDS if place.private else GROUP_SECONDS)
    while not done.is_set():
        try:
            await bot.send_chat_action(
                place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
            )
        except TelegramError as error:
            _LOGGER.info("typing sign: %s", type(error).__name__)
        await _wait(done, REPEAT_SECONDS)


async def _wait(done: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(done.wait(), seconds)
