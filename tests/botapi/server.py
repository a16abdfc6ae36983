"""The control object a test starts the server with, acts as users through, and asks what came."""

from __future__ import annotations

from types import TracebackType

from .fault_orders import FaultOrders
from .gateway import Gateway
from .records import Records
from .state import BotState
from .user_actions import UserActions
from .web import WebThread


class BotApiServer(UserActions, Records, FaultOrders):
    """A Bot API server for one bot, on a free port of 127.0.0.1, while the ``with`` block lasts.

    All methods may be called from any thread. What the server remembers stays readable after the
    block, and survives stop() and start(), which play an outage: the port stays the same.

    Args:
        token: The bot's token, ``<bot id>:<secret>``; any other gets 401.

    Raises:
        ValueError: The token is not of that form.
    """

    def __init__(self, token: str) -> None:
        bot_id, _, secret = token.partition(":")
        if not bot_id.isdecimal() or not secret or "/" in token:
            raise ValueError("a bot token reads <bot id>:<secret>")
        super().__init__(BotState(token))
        self._gateway = Gateway(self._state)
        self._web: WebThread | None = None
        self._port = 0

    def __enter__(self) -> BotApiServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begins to listen; a second start takes the same port again.

        Raises:
            RuntimeError: It is listening already.
            OSError: Someone else took the port meanwhile.
        """
        if self._web:
            raise RuntimeError("the server is running already")
        web = self._web = WebThread(self._gateway.app, self._port)
        self._port = web.port
        self._state.wake = lambda: web.call_soon(self._gateway.polling.wake)

    def stop(self) -> None:
        """Breaks every connection and stops listening; does nothing when stopped already."""
        if self._web:
            self._web.stop()
            self._web = None

    @property
    def url(self) -> str:
        """python-telegram-bot's base_url, up to and including ``/bot``.

        Raises:
            RuntimeError: The server was never started.
        """
        return self._base() + "/bot"

    @property
    def file_url(self) -> str:
        """python-telegram-bot's base_file_url, up to and including ``/file/bot``.

        Raises:
            RuntimeError: The server was never started.
        """
        return self._base() + "/file/bot"

    def _base(self) -> str:
        if not self._port:
            raise RuntimeError("start the server first: with BotApiServer(token) as server")
        return f"http://127.0.0.1:{self._port}"
