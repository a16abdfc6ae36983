"""Fetches updates; what is journaled, and only that, is acknowledged to Telegram."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot.telegram.backoff import FIRST_SECONDS, Backoff
from bot.telegram.client import Client
from bot.telegram.journal import SAME_NUMBERS, Journal, Received
from bot.telegram.quiet import describe
from bot.telegram.reducing import Json, reduce_update

POLL_SECONDS = 25.0
"""How long Telegram waits for a first update before it answers with none."""
BREATH_SECONDS = 0.1
"""Pause behind updates: in busy times those of a tenth of a second come with one call."""
WATCH_SECONDS = 15.0
"""How much longer a poll may take in all: a server that drips bytes ends no read."""
_LOGGER = logging.getLogger(__name__)


class Poller:
    """Polls until it is cancelled, whatever the server answers.

    Args:
        client: Telegram.
        journal: Where updates are committed before they are acknowledged.
        accept: Called with the updates that are new, once they are committed.
        seconds: How long one poll waits.

    Attributes:
        last_success: When a poll was last answered; None before the first answer.
    """

    def __init__(
        self,
        client: Client,
        journal: Journal,
        accept: Callable[[Sequence[Received]], None],
        *,
        seconds: float = POLL_SECONDS,
    ) -> None:
        self.last_success: datetime | None = None
        self._client = client
        self._journal = journal
        self._accept = accept
        self._seconds = seconds
        self._offset: int | None = None
        self._newest: datetime | None = None

    async def run(self) -> None:
        """Poll for ever; a failure only delays the next poll."""
        backoff = Backoff()
        while True:
            try:
                await self._poll()
                backoff.reset()
            except Exception as error:  # A bot that stops polling is deaf until someone notices.
                seconds = backoff.after(error)
                _LOGGER.warning("poll: %s, again in %.1f s", describe(error), seconds)
                await asyncio.sleep(seconds)

    async def _poll(self) -> None:
        if self._newest is None:
            self._offset = await asyncio.to_thread(self._journal.next_offset)
            self._newest = datetime.now(UTC)
        async with asyncio.timeout(self._seconds + WATCH_SECONDS):
            rows = await self._client.raw_updates(offset=self._offset, seconds=self._seconds)
        self.last_success = datetime.now(UTC)
        if not rows:
            if self.last_success - self._newest > SAME_NUMBERS:
                self._offset = None
            return
        fresh = await asyncio.to_thread(_journal_rows, self._journal, rows)
        self._offset = max(int(row["update_id"]) for row in rows) + 1
        self._newest = self.last_success
        self._accept(fresh)
        # Only known updates: should Telegram ignore the offset, this must not spin.
        await asyncio.sleep(BREATH_SECONDS if fresh else FIRST_SECONDS)


def _journal_rows(journal: Journal, rows: Sequence[Json]) -> list[Received]:
    return journal.receive([reduce_update(row) for row in rows])
