"""Brings parts of replies out, and tries again for as long as that can help."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram.backoff import Backoff
from bot.telegram.letters import Part, Place

PICTURE = ".png"
TRIES = 5
"""How often a part is sent again after a 429, and how often after a failure on the way."""
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_LOGGER = logging.getLogger(__name__)


class Mail:
    """Sends to all chats; one that has to wait keeps no other waiting.

    Args:
        bot: Telegram.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._pausing: set[asyncio.Task[Any]] = set()
        self._closing = False

    async def send(self, place: Place, part: Part) -> None:
        """Send a part; return when it is out, or when the user has blocked the bot.

        A chat that Telegram slows down waits by itself. While the server cannot be reached at
        all, or refuses the token, nothing can be sent twice, and it is tried until it works.

        Raises:
            TelegramError: Telegram refuses the part, or it failed too often.
        """
        tries = _Tries()
        while True:
            try:
                return await _send_once(self._bot, place, part)
            except Forbidden:
                _LOGGER.warning("chat %s does not want to hear from the bot", place.chat_id)
                return None
            except ChatMigrated as error:
                place = replace(place, chat_id=error.new_chat_id)
            except BadRequest as error:
                if not part.html or "parse entities" not in str(error).lower():
                    raise
                _LOGGER.warning("chat %s: markup was refused, sent plain", place.chat_id)
                part = replace(part, html="")
            except TelegramError as error:
                await self._pause(tries.wait(error))

    def close(self) -> None:
        """Cancel whoever waits to send again, now and later: the next start sends it."""
        self._closing = True
        for task in self._pausing:
            task.cancel()

    async def _pause(self, seconds: float) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("mail is sent from a task")
        self._pausing.add(task)
        if self._closing:
            task.cancel()
        try:
            await asyncio.sleep(seconds)
        finally:
            self._pausing.discard(task)


class _Tries:
    """Counts failures of one part, each sort for itself."""

    def __init__(self) -> None:
        self._backoff = Backoff()
        self._slowed = 0
        self._failed = 0

    def wait(self, error: TelegramError) -> float:
        """Return the seconds to wait; raise the error when it came too often."""
        if isinstance(error, RetryAfter):
            self._slowed += 1
        elif not isinstance(error, InvalidToken) and not isinstance(error.__cause__, _NOT_SENT):
            self._failed += 1
        if max(self._slowed, self._failed) > TRIES:
            raise error
        seconds = self._backoff.after(error)
        _LOGGER.warning("sending: %s, again in %.1f s", type(error).__name__, seconds)
        return seconds


async def _send_once(bot: Bot, place: Place, part: Part) -> None:
    reply = None
    if place.reply_to is not None:
        reply = ReplyParameters(place.reply_to, allow_sending_without_reply=True)
    if part.document:
        await _send_file(bot, place, Path(part.document), reply)
        return
    await bot.send_message(
        place.chat_id,
        part.html or part.plain,
        parse_mode=ParseMode.HTML if part.html else None,
        reply_markup=_keyboard(part),
        link_preview_options=_NO_PREVIEW,
        message_thread_id=place.thread_id,
        reply_parameters=reply,
    )


async def _send_file(bot: Bot, place: Place, file: Path, reply: ReplyParameters | None) -> None:
    """Send a file; a picture so that it is seen at once, unless Telegram refuses that."""
    where: dict[str, Any] = {"message_thread_id": place.thread_id, "reply_parameters": reply}
    if file.suffix == PICTURE:
        try:
            await bot.send_photo(place.chat_id, file, **where)
            return
        except BadRequest as error:
            _LOGGER.warning("a picture is sent as a file: %s", type(error).__name__)
    await bot.send_document(place.chat_id, file, **where)


def _keyboard(part: Part) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(button.label, callback_data=button.id) for button in row]
        for row in part.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None
