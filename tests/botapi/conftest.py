"""A running server and a bare HTTP client for the tests of the server itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from . import BotApiServer
from .client import CHAT, TOKEN, Client


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    """A running server."""
    with BotApiServer(TOKEN) as running:
        yield running


@pytest.fixture
def client(server: BotApiServer) -> Iterator[Client]:
    """A bare client, in a chat the server knows and with no update pending."""
    server.say(CHAT, "hello")
    ready = Client(server)
    ready.update_ids(offset=server.pending_updates()[-1].update_id + 1)
    yield ready
    ready.http.close()
