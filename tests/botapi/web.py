"""Runs the HTTP server on a loopback port in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

TRANSPORT_KEY = "botapi.transport"


class _Protocol(H11Protocol):
    """Puts the transport into the request's scope, so that a handler can break it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app: Any = self.app

        async def with_transport(scope: Any, receive: Any, send: Any) -> None:
            scope[TRANSPORT_KEY] = transport
            await app(scope, receive, send)

        self.app = with_transport


class _Server(uvicorn.Server):
    """Starts and stops at once, where uvicorn looks around every 0.1 seconds."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    async def main_loop(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.ready.set()
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        # Every handler ends when its client is gone; the limit only guards the test run.
        if tasks := set(self.server_state.tasks):
            await asyncio.wait(tasks, timeout=1.0)

    def stop(self) -> None:
        """To be called in the server's event loop."""
        self._stopping.set()


class WebThread:
    """A running HTTP server.

    Attributes:
        port: The loopback port it listens on.
    """

    def __init__(self, app: Starlette, port: int = 0) -> None:
        # asyncio turns Nagle's delay off only where the protocol is named.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        self.port = int(listener.getsockname()[1])
        config = uvicorn.Config(
            app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            access_log=False,
            timeout_keep_alive=75,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="botapi", daemon=True
        )
        self._thread.start()
        if not self._server.ready.wait(10):
            raise RuntimeError("the Bot API server did not start")

    def call_soon(self, callback: Any) -> None:
        """Runs a callback in the server's event loop; does nothing once it is closed."""
        if self._server.loop is not None:
            with contextlib.suppress(RuntimeError):
                self._server.loop.call_soon_threadsafe(callback)

    def stop(self) -> None:
        """Breaks every connection and frees the port."""
        self.call_soon(self._server.stop)
        self._thread.join(10)
