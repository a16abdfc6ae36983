"""From the outbox to Telegram: what is kept is sent, lane by lane, and then forgotten."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from telegram.error import TelegramError

from bot.conversation.events import Message
from bot.outgoing import throw_away
from bot.telegram.letters import Letter, Place
from bot.telegram.metrics import Metrics
from bot.telegram.outbox import Outbox
from bot.telegram.quiet import describe
from bot.telegram.rendering import render
from bot.telegram.sending import Mail
from bot.wording import message as sentence

_LOGGER = logging.getLogger(__name__)


class Postman:
    """Brings out what lies in the outbox.

    Args:
        mail: Telegram.
        outbox: Where letters lie until they are out.
        metrics: Counts what was sent.
        wake: Called with every lane in which something new lies.
    """

    def __init__(
        self, mail: Mail, outbox: Outbox, metrics: Metrics, wake: Callable[[str], None]
    ) -> None:
        self._mail = mail
        self._outbox = outbox
        self._metrics = metrics
        self._wake = wake

    async def take(self, letters: Sequence[Letter], *, answers: int = 0) -> None:
        """Keep letters, and see to it that they are sent.

        Args:
            letters: In order.
            answers: The update that they answer: it is done now; 0 for none.
        """
        for lane in await asyncio.to_thread(self._outbox.post, letters, answers=answers):
            self._wake(lane)

    async def wake_all(self) -> None:
        """See to it that what was left by the last run is sent."""
        for lane in await asyncio.to_thread(self._outbox.lanes):
            self._wake(lane)

    async def bring_out(self, lane: str) -> None:
        """Send what lies in a lane, in order; a part that cannot be sent is given up."""
        while posted := await asyncio.to_thread(self._outbox.first, lane):
            try:
                await self._mail.send(posted.place, posted.part)
            except Exception as error:
                _LOGGER.error("a part for chat %s is given up: %s", lane, describe(error))
                self._metrics.given_up.inc()
                await asyncio.to_thread(self._outbox.give_up, posted)
                await self.apologise(posted.place)
            else:
                self._metrics.sent.inc()
                await asyncio.to_thread(self._outbox.remove, posted)
                if posted.part.document:
                    throw_away(Path(posted.part.document))

    async def apologise(self, place: Place) -> None:
        """Tell a chat that it gets no answer, if it can be told."""
        with suppress(TelegramError):
            for part in render(Message(sentence("failed"))):
                await self._mail.send(place, part)

    def close(self) -> None:
        """Wait for no chat that Telegram slows down: the next start sends it."""
        self._mail.close()
