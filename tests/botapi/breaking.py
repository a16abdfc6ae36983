"""The answers that are none: refusals, broken connections and bodies from a bad proxy."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from .errors import ApiError
from .faults import FaultPlan
from .web import TRANSPORT_KEY

_BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


def refusal(error: ApiError) -> Response:
    """Returns the response in which the Bot API refuses a request."""
    return JSONResponse(error.body(), error.error_code)


async def disconnection(request: Request) -> None:
    """Returns once the client has left; the request's body must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def broken_response(
    kind: str, request: Request, gone: asyncio.Task[None], faults: FaultPlan
) -> Response:
    """Breaks the answer to a request in the way ordered.

    Args:
        kind: A BreakKind.
        request: The request to leave unanswered.
        gone: Done when the client has left.
        faults: A hanging request lets go when this plan is cleared.
    """
    if kind == "garbage":
        return Response(b"\x00\xffnot JSON{", media_type="application/json")
    if kind == "bad_gateway":
        return Response(_BAD_GATEWAY, 502, media_type="text/html")
    generation = faults.generation
    if kind == "drip":
        return StreamingResponse(_drops(gone), media_type="application/json")
    while kind == "hang" and not gone.done() and faults.generation == generation:
        await asyncio.wait({gone}, timeout=0.05)
    await _reset(request, gone)
    return Response()


async def _drops(gone: asyncio.Task[None]) -> AsyncIterator[bytes]:
    """Yields white space for ever: every read of the client succeeds, its answer never ends."""
    while not gone.done():
        yield b" "
        await asyncio.wait({gone}, timeout=0.05)


async def _reset(request: Request, gone: asyncio.Task[None]) -> None:
    transport: asyncio.Transport = request.scope[TRANSPORT_KEY]
    connection = transport.get_extra_info("socket")
    if connection is not None and not transport.is_closing():
        # Lingering for zero seconds makes the close an RST, where the client would see an EOF.
        linger = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
    await asyncio.wait({gone})
