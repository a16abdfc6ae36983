"""What the bot listens for: updates of the webhook, questions for its health and its metrics."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import uvicorn

from bot.telegram.metrics import CONTENT_TYPE, Metrics
from bot.telegram.webhook import Receive, Scope, Send, Webhook, respond

Health = Callable[[], Awaitable[Mapping[str, Any]]]
_JSON = (b"content-type", b"application/json")
_METRICS = (b"content-type", CONTENT_TYPE.encode())
_CLOSE_SECONDS = 2


class Listener:
    """An ASGI application with its server; `serve` runs until it is cancelled.

    Args:
        address: Host and port.
        health: Returns what is told at /health; its "ok" decides between 200 and 503.
        metrics: Told at /metrics.
        webhooks: By path.
    """

    def __init__(
        self,
        address: tuple[str, int],
        health: Health,
        metrics: Metrics,
        webhooks: Mapping[str, Webhook],
    ) -> None:
        self._health = health
        self._metrics = metrics
        self._webhooks = webhooks
        self._address = address
        self._server = _Server(
            uvicorn.Config(
                self,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_CLOSE_SECONDS,
            )
        )

    async def serve(self) -> None:
        """Listen until cancelled; requests under way come to their end.

        Raises:
            OSError: The address is taken, or is none of this machine.
        """
        family = socket.AF_INET6 if ":" in self._address[0] else socket.AF_INET
        with socket.create_server(self._address, family=family) as door:
            serving = asyncio.create_task(self._server.serve([door]))
            try:
                await asyncio.shield(serving)
            finally:
                self._server.should_exit = True
                await serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        path = scope["path"]
        if path in self._webhooks:
            await self._webhooks[path](scope, receive, send)
        elif path == "/health":
            health = await self._health()
            status = 200 if health["ok"] else 503
            await respond(send, status, json.dumps(health).encode(), [_JSON])
        elif path == "/metrics":
            told = await asyncio.to_thread(self._metrics.told)
            await respond(send, 200, told, [_METRICS])
        else:
            await respond(send, 404)


class _Server(uvicorn.Server):
    """A server that leaves the signals to the bot."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
