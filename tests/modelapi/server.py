"""The server: one script for the next requests, all that was asked kept for the test to read."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

_NO_MORE = 30.0
"""Seconds for which a server hangs that hangs."""


@dataclass(frozen=True, slots=True)
class Scripted:
    """What is answered.

    Attributes:
        status: Of HTTP.
        body: Sent as it stands; None to stream `pieces` as a model does.
        pieces: Of the model's text.
        pause: Seconds before each piece.
        hang_at: Piece before which nothing comes any more; None for never.
        cut: Whether the connection ends without the end of the stream.
        tokens: Told at the end; 0 to tell nothing.
    """

    status: int = 200
    body: bytes | None = None
    pieces: Sequence[str] = ()
    pause: float = 0.0
    hang_at: int | None = None
    cut: bool = False
    tokens: int = 0
    headers: dict[str, str] = field(default_factory=dict)


def said(text: str, *, size: int = 7, **more: Any) -> Scripted:
    """Return a script in which a model says a text, in pieces of a few characters."""
    return Scripted(pieces=[text[i : i + size] for i in range(0, len(text), size)], **more)


class ModelServer:
    """Answers on a loopback port while the `with` block lasts.

    Attributes:
        asked: The prompts, in order.
        script: What is answered; a function of the prompt, or one script for all.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.script: Scripted | Callable[[str], Scripted] = said("Không có.")
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def __enter__(self) -> ModelServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Address for KEHOACH_MODEL_URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def _handler(server) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                prompt = json.loads(self.rfile.read(length))["messages"][-1]["content"]
                server.asked.append(prompt)
                script = (
                    server.script if isinstance(server.script, Scripted) else server.script(prompt)
                )
                server._answer(self, script)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing on standard error."""

        return Handler

    def _answer(self, request: BaseHTTPRequestHandler, script: Scripted) -> None:
        if script.hang_at == -1:
            self.over.wait(_NO_MORE)
            return
        request.send_response(script.status)
        streams = script.body is None
        kind = "text/event-stream" if streams else "application/json"
        for name, value in {"content-type": kind, **script.headers}.items():
            request.send_header(name, value)
        request.end_headers()
        for chunk in [script.body] if script.body is not None else self._events(script):
            try:
                request.wfile.write(chunk)
                request.wfile.flush()
            except OSError:  # nobody reads any more
                return

    def _events(self, script: Scripted) -> Iterator[bytes]:
        for number, piece in enumerate(script.pieces):
            if number == script.hang_at:
                self.over.wait(_NO_MORE)
                return
            time.sleep(script.pause)
            yield _event({"delta": {"role": "assistant", "content": piece}, "index": 0})
        if script.cut:
            return
        yield _event({"delta": {}, "index": 0, "finish_reason": "stop"})
        if script.tokens:
            usage = {"prompt_tokens": 1, "completion_tokens": script.tokens - 1}
            yield _event(None, usage={**usage, "total_tokens": script.tokens})
        yield b"data: [DONE]\n\n"


def _event(choice: dict[str, Any] | None, **more: Any) -> bytes:
    chunk = {
        "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
        "choices": [choice] if choice else [], **more,
    }  # fmt: skip
    return f"data: {json.dumps(chunk)}\n\n".encode()
