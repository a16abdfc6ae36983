"""What is being written, shown in the chat before it is sent: sentence by sentence.

In private chats as a draft of the bot's, which vanishes by itself; elsewhere as a message that is
edited and taken away when the answer comes.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.letters import Place

EDIT_SECONDS = 3.0
"""Telegram takes some twenty edits a minute in a group."""
LONGEST = 4000
_LAST_SECONDS = 2.0
_LOGGER = logging.getLogger(__name__)


class Preview:
    """The text so far in one chat; the newest wins, and none is waited for by who writes."""

    def __init__(self, bot: Bot, place: Place) -> None:
        self._bot = bot
        self._place = place
        self._loop = asyncio.get_running_loop()
        self._newest = ""
        self._changed = asyncio.Event()
        self._message: int | None = None

    def show(self, text: str) -> None:
        """Show a text; called from the thread that writes it."""
        self._loop.call_soon_threadsafe(self._take, text)

    def _take(self, text: str) -> None:
        self._newest = text[:LONGEST]
        self._changed.set()

    async def run(self) -> None:
        """Show what comes until cancelled."""
        draft_id = time.time_ns() % (1 << 31) or 1
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await (self._draft(draft_id) if self._place.private else self._edit())
            except TelegramError as error:
                _LOGGER.info("preview: %s", type(error).__name__)

    async def take_away(self) -> None:
        """Take the message away that was shown in place of the answer."""
        if self._message is not None:
            with suppress(TelegramError):
                await self._bot.delete_message(self._place.chat_id, self._message)

    async def _draft(self, draft_id: int) -> None:
        thread = self._place.thread_id
        await self._bot.send_message_draft(
            self._place.chat_id, draft_id, self._newest, message_thread_id=thread
        )

    async def _edit(self) -> None:
        place = self._place
        if self._message is None:
            sent = await self._bot.send_message(
                place.chat_id, self._newest, message_thread_id=place.thread_id
            )
            self._message = sent.message_id
        else:
            await self._bot.edit_message_text(self._newest, place.chat_id, self._message)
        await asyncio.sleep(EDIT_SECONDS)


@asynccontextmanager
async def preview(bot: Bot, place: Place) -> AsyncIterator[Preview]:
    """Show what is written while the block runs."""
    screen = Preview(bot, place)
    showing = asyncio.create_task(screen.run())
    try:
        yield screen
    finally:
        showing.cancel()
        with suppress(TimeoutError):
            await asyncio.wait_for(screen.take_away(), _LAST_SECONDS)
