"""A bare HTTP client of the server, for the tests of the server itself."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx

from .server import BotApiServer

TOKEN = "123456:TEST-token_of-the_bot"
CHAT = 42


class Client:
    """Calls methods as a bare HTTP client would."""

    def __init__(self, server: BotApiServer) -> None:
        self.base = f"{server.url}{TOKEN}/"
        self.http = httpx.Client(timeout=10, verify=False)

    def call(self, method: str, **params: Any) -> httpx.Response:
        """Posts a JSON body and returns the response."""
        return self.http.post(self.base + method, json=params)

    def ok(self, method: str, **params: Any) -> Any:
        """Returns the result of a call that must succeed."""
        body = self.call(method, **params).json()
        assert body["ok"], body
        return body["result"]

    def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        """Returns error_code and description of a call that must be refused."""
        response = self.call(method, **params)
        body = response.json()
        assert body["ok"] is False
        assert body["error_code"] == response.status_code
        return response.status_code, body["description"]

    def update_ids(self, **params: Any) -> list[int]:
        """Returns the ids getUpdates hands out."""
        return [update["update_id"] for update in self.ok("getUpdates", **params)]


def in_background(action: Callable[[], Any]) -> Future[Any]:
    """Starts an action in a thread."""
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(action)
    finally:
        pool.shutdown(wait=False)
