"""getUpdates: waits for updates, and gives way to a later getUpdates with a 409."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError, bad_request
from .params import Params
from .state import BotState

MAX_TIMEOUT = 50

_SUPERSEDED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running"
)
_WEBHOOK_SET = "Conflict: terminated by setWebhook request"
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first"
)


@dataclass(eq=False)
class _Poll:
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    superseded: bool = False


class LongPolling:
    """The one getUpdates request that may wait; lives in the server's event loop."""

    def __init__(self, state: BotState) -> None:
        self._state = state
        self._current: _Poll | None = None

    def wake(self) -> None:
        """Lets the waiting request look again; to be called in the event loop."""
        if self._current:
            self._current.woken.set()

    async def get_updates(self, params: Params, gone: asyncio.Task[None]) -> list[dict[str, Any]]:
        """Carries out getUpdates, waiting up to its timeout for a first update.

        Any later getUpdates ends a waiting one, even where Telegram would spare it because the
        later one can be answered at once.

        Args:
            params: The request's parameters.
            gone: Done when the client has left.

        Raises:
            ApiError: 409 when superseded or when a webhook is set.
        """
        if self._state.webhook:
            raise ApiError(409, _WEBHOOK_ACTIVE)
        self._allow(params)
        if self._current:
            self._current.superseded = True
            self._current.woken.set()
        poll = self._current = _Poll()
        try:
            return await self._wait(poll, params, gone)
        finally:
            if self._current is poll:
                self._current = None

    def _allow(self, params: Params) -> None:
        allowed = params.json("allowed_updates")
        if allowed is None:
            return
        if not isinstance(allowed, list) or not all(isinstance(name, str) for name in allowed):
            raise bad_request("can't parse allowed_updates: expected an Array of String")
        with self._state.changed:
            self._state.updates.allow(allowed)

    async def _wait(
        self, poll: _Poll, params: Params, gone: asyncio.Task[None]
    ) -> list[dict[str, Any]]:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(params.integer("timeout"), 0), MAX_TIMEOUT)
        limit = min(max(params.integer("limit", 100), 1), 100)
        offset = params.integer("offset")
        while not gone.done():
            poll.woken.clear()
            with self._state.changed:
                batch = self._state.updates.take(offset, limit)
                self._state.changed.notify_all()
            if batch or loop.time() >= deadline:
                return batch
            # A negative offset forgets once; what arrives during the wait is to stay.
            offset = max(offset, 0)
            await self._sleep(poll, gone, deadline - loop.time())
            if poll.superseded:
                return await self._give_way(gone)
            if self._state.webhook:
                raise ApiError(409, _WEBHOOK_SET)
        return []

    async def _give_way(self, gone: asyncio.Task[None]) -> list[dict[str, Any]]:
        # A bot that stops drops its waiting request and at once sends a last one: no conflict,
        # but the news that the first has gone may come a moment later.
        await asyncio.wait({gone}, timeout=0.02)
        if gone.done():
            return []
        raise ApiError(409, _SUPERSEDED)

    async def _sleep(self, poll: _Poll, gone: asyncio.Task[None], seconds: float) -> None:
        woken = asyncio.ensure_future(poll.woken.wait())
        try:
            await asyncio.wait({woken, gone}, timeout=seconds, return_when="FIRST_COMPLETED")
        finally:
            woken.cancel()
