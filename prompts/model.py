"""The one door to a language model: text piece by piece, or an error within a known time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, Queue
from typing import Any, Protocol

from prompts.errors import ModelError

FIRST_SECONDS = 8.0
"""Longest wait for the first piece, retries included."""
NEXT_SECONDS = 4.0
"""Longest wait between two pieces."""
WHOLE_SECONDS = 12.0
"""Longest time for all of it."""
LONGEST_WAIT = 2.0
"""Longest pause that the model may ask for before it is tried again."""
LONGEST = 12_000
"""Characters; what a model writes beyond is not read."""
FAILURES = 3
"""So many failures in succession, and the model is left alone for a while."""
REST_SECONDS = 60.0
RETRIED = ("refused", "rate", "server")
_CHARS_A_TOKEN = 3
"""Of Vietnamese, for models that do not tell how much they read and wrote."""
_STATUS = {400: "settings", 401: "auth", 403: "auth", 404: "not_found", 408: "timeout", 429: "rate"}


class Model(Protocol):
    """What writes."""

    @property
    def name(self) -> str:
        """How the settings call it."""

    def write(self, text: str, stopped: Callable[[], bool]) -> Written:
        """Begin to write; raises ModelError, here or while the pieces come."""


@dataclass(slots=True)
class Written:
    """What a model writes, piece by piece.

    Attributes:
        tokens: Read and written, once all pieces are there.
    """

    pieces: Iterator[str]
    tokens: int = 0


class ChatModel:
    """A chat model of LangChain; nothing is loaded or reached before the first question.

    Args:
        name: "openai:gpt-4o-mini", "ollama:qwen2.5:7b"; a bare name with an address is that of an
            OpenAI-compatible server.
        url: Address of the server; "" for the provider's own.
        key: To prove oneself with; "" for none.
    """

    def __init__(self, name: str, url: str = "", key: str = "") -> None:
        self._name, self._url, self._key = name, url, key
        self._lock = threading.Lock()
        self._chat: Any = None
        self._breaker = Breaker()

    @property
    def name(self) -> str:
        """How the settings call it."""
        return self._name

    def write(self, text: str, stopped: Callable[[], bool] = lambda: False) -> Written:
        """Begin to write an answer to a prompt.

        Raises:
            ModelError: resting; the others are raised while the pieces are read.
        """
        self._breaker.check()
        written = Written(iter(()))
        written.pieces = self._pieces(text, written, stopped)
        return written

    def _pieces(self, text: str, written: Written, stopped: Callable[[], bool]) -> Iterator[str]:
        deadline = time.monotonic() + WHOLE_SECONDS
        try:
            length = told = 0
            for piece, tokens in self._tried(text, deadline, stopped):
                length, told = length + len(piece), max(told, tokens)
                written.tokens = told or (len(text) + length) // _CHARS_A_TOKEN
                if piece:
                    yield piece
                if length > LONGEST:
                    break
            if not length:
                raise ModelError("empty")
        except ModelError:
            self._breaker.failed()
            raise
        self._breaker.worked()

    def _tried(
        self, text: str, deadline: float, stopped: Callable[[], bool]
    ) -> Iterator[tuple[str, int]]:
        """Yield pieces; a failure before the first one is tried again, once."""
        for last in (False, True):
            run = _Run(self._loaded(), text)
            try:
                first = run.next(min(FIRST_SECONDS, deadline - time.monotonic()))
            except ModelError as error:
                if last or error.code not in RETRIED or error.wait > LONGEST_WAIT:
                    raise
                time.sleep(error.wait)
                continue
            yield from run.rest(first, deadline, stopped)
            return

    def _loaded(self) -> Any:
        with self._lock:
            if self._chat is None:
                self._chat = _load(self._name, self._url, self._key)
            return self._chat


@dataclass(slots=True)
class Breaker:
    """Leaves a model alone that failed several times in succession."""

    failures: int = 0
    since: float = field(default=0.0)

    def check(self) -> None:
        """Let a question through; after a rest one is tried.

        Raises:
            ModelError: resting.
        """
        if self.failures >= FAILURES and time.monotonic() - self.since < REST_SECONDS:
            raise ModelError("resting")

    def failed(self) -> None:
        """Count a failure."""
        self.failures += 1
        self.since = time.monotonic()

    def worked(self) -> None:
        """Forget the failures."""
        self.failures = 0


class _Run:
    """One request, read in a thread of its own: no provider can hold us longer than we wait."""

    def __init__(self, chat: Any, text: str) -> None:
        self._queue: Queue[tuple[str, int] | ModelError | None] = Queue()
        self._left = threading.Event()
        thread = threading.Thread(target=self._read, args=(chat, text), daemon=True)
        thread.start()

    def next(self, seconds: float) -> tuple[str, int] | None:
        """Return the next piece with the tokens used, None at the end.

        Raises:
            ModelError: What went wrong; timeout after so many seconds.
        """
        try:
            found = self._queue.get(timeout=max(seconds, 0.01))
        except Empty:
            self._left.set()
            raise ModelError("timeout") from None
        if isinstance(found, ModelError):
            raise found
        return found

    def rest(
        self, first: tuple[str, int] | None, deadline: float, stopped: Callable[[], bool]
    ) -> Iterator[tuple[str, int]]:
        """Yield the first piece and those behind it, until the end or until nobody wants more."""
        found = first
        try:
            while found is not None and not stopped():
                yield found
                found = self.next(min(NEXT_SECONDS, deadline - time.monotonic()))
        finally:
            self._left.set()

    def _read(self, chat: Any, text: str) -> None:
        try:
            for chunk in chat.stream(text):
                if self._left.is_set():
                    return
                usage = chunk.usage_metadata or {}
                self._queue.put((str(chunk.text), int(usage.get("total_tokens", 0))))
        except Exception as error:  # Every provider has errors of its own.
            self._queue.put(_as_model_error(error))
        else:
            self._queue.put(None)


def _as_model_error(error: Exception) -> ModelError:
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        code = _STATUS.get(status, "server" if status >= 500 else "broken")
        return ModelError(code, _asked_wait(error))
    name = type(error).__name__
    if "Timeout" in name:
        return ModelError("timeout")
    return ModelError("refused" if "Connect" in name else "broken")


def _asked_wait(error: Exception) -> float:
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return float(headers.get("retry-after", 0))
    except ValueError:
        return 0.0


def _load(name: str, url: str, key: str) -> Any:
    """Build the chat model; only now LangChain is imported, for it takes a second.

    Raises:
        ModelError: not_installed, settings.
    """
    provider, _, model = name.partition(":")
    known = model and "/" not in provider
    options: dict[str, Any] = {"temperature": 0}
    if url:
        options["base_url"] = url
    if provider != "ollama":
        options |= {"timeout": WHOLE_SECONDS, "max_retries": 0, "api_key": key or "none"}
    try:
        from langchain.chat_models import init_chat_model

        if known:
            return init_chat_model(model, model_provider=provider, **options)
        return init_chat_model(name, model_provider="openai", **options)
    except ImportError:
        raise ModelError("not_installed") from None
    except Exception:
        raise ModelError("settings") from None
