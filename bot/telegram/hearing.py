"""How updates come: fetched, or brought to an address; and whether any can come at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.config import Settings
from bot.errors import ConfigError
from bot.telegram.client import ALLOWED_UPDATES, Client
from bot.telegram.journal import Journal, Received
from bot.telegram.listening import Listener
from bot.telegram.metrics import Metrics
from bot.telegram.outbox import Outbox
from bot.telegram.polling import Poller
from bot.telegram.quiet import describe
from bot.telegram.reducing import Json, reduce_update
from bot.telegram.webhook import Webhook

DEAF = timedelta(seconds=90)
"""Silence of Telegram after which a bot that fetches its updates is said to be ill."""


class Ear:
    """Hears Telegram, by the way that the settings say.

    Args:
        settings: Say whether updates are fetched or brought, and where to listen.
        client: Telegram.
        journal: Where updates are committed before they are acknowledged.
        outbox: Told of at /health.
        accept: Called with the updates that are new, once they are committed.
    """

    def __init__(
        self,
        settings: Settings,
        client: Client,
        journal: Journal,
        outbox: Outbox,
        accept: Callable[[Sequence[Received]], None],
    ) -> None:
        self._settings = settings
        self._client = client
        self._journal = journal
        self._outbox = outbox
        self._accept = accept
        self._poller = Poller(client, journal, accept)
        self._heard_at: datetime | None = None
        self._told = False

    async def say_how(self) -> None:
        """Tell Telegram how updates are to come.

        Raises:
            TelegramError: It did not take that.
        """
        url, secret = self._settings.webhook_url, self._settings.webhook_secret
        if url:
            allowed = ALLOWED_UPDATES
            await self._client.set_webhook(url, secret_token=secret, allowed_updates=allowed)
        else:
            await self._client.delete_webhook()
        self._heard_at = datetime.now(UTC)
        self._told = True

    async def hear(self, metrics: Metrics) -> None:
        """Take updates, and tell of the bot's health and metrics, until cancelled.

        Raises:
            ConfigError: The address to listen at is taken.
        """
        jobs = [] if self._settings.webhook_url else [self._poller.run()]
        if self._settings.listen is not None:
            jobs.append(self._listener(self._settings.listen, metrics).serve())
        try:
            async with asyncio.TaskGroup() as group:
                for job in jobs:
                    group.create_task(job)
        except BaseExceptionGroup as errors:
            if errors.subgroup(OSError) and self._settings.listen:
                value = "{}:{}".format(*self._settings.listen)
                raise ConfigError("listen_taken", value=value) from None
            raise

    def heard(self) -> datetime | None:
        """Return when Telegram last answered a poll, brought an update or was connected to."""
        known = (self._heard_at, self._poller.last_success)
        return max((moment for moment in known if moment), default=None)

    async def health(self) -> dict[str, Any]:
        """Return whether the bot hears Telegram and can keep what it hears."""
        heard = self.heard()
        told: dict[str, Any] = {"ok": False, "heard": heard.isoformat() if heard else None}
        try:
            told["waiting"] = await asyncio.to_thread(self._journal.count)
            told["unsent"] = await asyncio.to_thread(self._outbox.count)
        except Exception as error:  # A sick bot says so rather than nothing.
            return {**told, "why": describe(error)}
        brought = bool(self._settings.webhook_url) and self._told
        told["ok"] = brought or (heard is not None and datetime.now(UTC) - heard < DEAF)
        return told

    def _listener(self, address: tuple[str, int], metrics: Metrics) -> Listener:
        webhooks = {}
        if self._settings.webhook_url:
            path = urlsplit(self._settings.webhook_url).path or "/"
            webhooks[path] = Webhook(self._settings.webhook_secret, self._take)
        return Listener(address, self.health, metrics, webhooks)

    async def _take(self, raw: Json) -> None:
        """Journal an update that Telegram brought."""
        fresh = await asyncio.to_thread(self._journal.receive, [reduce_update(raw)])
        self._heard_at = datetime.now(UTC)
        self._accept(fresh)
