"""Who is answered when: one after the other in a chat, side by side between chats."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from bot.telegram.quiet import describe

_LOGGER = logging.getLogger(__name__)


class Lanes:
    """One task for every lane that has something to do.

    Args:
        process: Called with a lane and the id of an update of it, 0 for what only is to be sent;
            the next one of the lane waits for it.
    """

    def __init__(self, process: Callable[[str, int], Awaitable[None]]) -> None:
        self._process = process
        self._queues: dict[str, deque[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def add(self, lane: str, update_id: int) -> None:
        """Put an update at the end of its lane; 0: what lies in the outbox is to be sent."""
        if lane in self._queues:
            self._queues[lane].append(update_id)
            return
        self._queues[lane] = deque([update_id])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, seconds: float) -> None:
        """Let what is being processed come to its end; the rest stays in the journal."""
        self._closing = True
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=1)

    async def _run(self, lane: str) -> None:
        queue = self._queues[lane]
        try:
            while queue and not self._closing:
                await self._process_one(lane, queue.popleft())
        finally:
            del self._queues[lane]

    async def _process_one(self, lane: str, update_id: int) -> None:
        try:
            await self._process(lane, update_id)
        except Exception as error:  # The lane outlives whatever one update may cause.
            _LOGGER.error("update %s stays in the journal: %s", update_id, describe(error))
