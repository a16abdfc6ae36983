"""The door through which Telegram brings updates: nothing is taken before it is journaled."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from bot.telegram.quiet import describe
from bot.telegram.reducing import Json

LARGEST = 1 << 20
"""Bytes of an update; Telegram's own are far smaller."""
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_LOGGER = logging.getLogger(__name__)

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Take = Callable[[Json], Awaitable[None]]


class Webhook:
    """An ASGI application for one path. It answers 200 once an update is committed.

    A wrong secret is refused before a byte of the body is read. When the journal fails, the
    answer is 503: Telegram brings the update again.

    Args:
        secret: What Telegram proves itself with.
        take: Called with an update; returns when it is committed.
    """

    def __init__(self, secret: str, take: Take) -> None:
        self._secret = secret.encode()
        self._take = take

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await respond(send, await self._status(scope, receive))

    async def _status(self, scope: Scope, receive: Receive) -> int:
        headers = dict(scope["headers"])
        if not hmac.compare_digest(headers.get(SECRET_HEADER, b""), self._secret):
            return 403
        if scope["method"] != "POST":
            return 405
        body = await _read(receive, headers.get(b"content-length", b"0"))
        if body is None:
            return 413
        update = _update(body)
        if update is None:
            return 400
        try:
            await self._take(update)
        except Exception as error:  # Whatever it is: what is not kept must come again.
            _LOGGER.error("webhook: %s", describe(error))
            return 503
        return 200


async def respond(
    send: Send, status: int, body: bytes = b"", headers: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    """Send a whole response."""
    length = (b"content-length", str(len(body)).encode())
    start = {"type": "http.response.start", "status": status, "headers": [*headers, length]}
    await send(start)
    await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive, announced: bytes) -> bytes | None:
    """Return a body, None when it is too large or breaks off."""
    if not announced.isdigit() or int(announced) > LARGEST:
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _update(body: bytes) -> Json | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    known = isinstance(update, dict) and type(update.get("update_id")) is int
    return update if known else None
