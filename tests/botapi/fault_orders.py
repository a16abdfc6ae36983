"""What a test lets go wrong."""

from __future__ import annotations

from .errors import ApiError
from .faults import BREAK_KINDS, BreakKind, Fault
from .schema import DOWNLOAD, METHODS
from .state import StateHolder

_DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot "
    "instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class FaultOrders(StateHolder):
    """The part of the control object that orders failures.

    A method is named as in the Bot API; ``file`` is the download of a file, ``*`` any of them.
    Each failure meets the next calls with the right token, before their parameters are looked
    at; several wait in the order they were ordered.
    """

    def fail_next(
        self,
        method: str,
        error_code: int = 429,
        description: str | None = None,
        retry_after: int | None = None,
        times: int = 1,
        chat_id: int | None = None,
    ) -> None:
        """Lets the next calls be refused, without effect.

        Args:
            method: The method to fail.
            error_code: HTTP status and error_code.
            description: The body's description; None takes Telegram's usual one for the code.
            retry_after: Seconds in ``parameters.retry_after``; a 429 without it gets 1.
            times: How many calls to refuse.
            chat_id: Refuse only calls with this chat_id; None refuses all.

        Raises:
            ValueError: Unknown method, times below 1, or an error_code that is no error.
        """
        if error_code < 400:
            raise ValueError(f"{error_code} is no error")
        if error_code == 429 and retry_after is None:
            retry_after = 1
        usual = _DESCRIPTIONS.get(error_code, "Internal Server Error")
        if error_code == 429:
            usual = f"Too Many Requests: retry after {retry_after}"
        error = ApiError(error_code, description or usual, retry_after)
        self._order(Fault(method, times, chat_id, "error", error))

    def break_next(
        self,
        method: str,
        kind: BreakKind,
        times: int = 1,
        chat_id: int | None = None,
        *,
        after: bool = False,
    ) -> None:
        """Lets the next calls get no proper answer.

        Args:
            method: The method to break.
            kind: ``reset`` (TCP reset instead of an answer), ``hang`` (no answer until the client
                leaves, heal() or stop()), ``garbage`` (200 with a body that is not JSON) or
                ``bad_gateway`` (502 with a proxy's HTML page).
            times: How many calls to break.
            chat_id: Break only calls with this chat_id; None breaks all.
            after: Carry the method out first: it takes effect, and the bot does not learn so.

        Raises:
            ValueError: Unknown method or kind, or times below 1.
        """
        if kind not in BREAK_KINDS:
            raise ValueError(f"kind is one of {BREAK_KINDS}")
        self._order(Fault(method, times, chat_id, kind, after=after))

    def heal(self) -> None:
        """Forgets the failures still waiting, and resets the calls that hang."""
        with self._state.changed:
            self._state.faults.clear()

    def _order(self, fault: Fault) -> None:
        if fault.method not in {*METHODS, DOWNLOAD, "*"}:
            raise ValueError(f"unknown method {fault.method}")
        if fault.times < 1:
            raise ValueError("times is at least 1")
        with self._state.changed:
            self._state.faults.add(fault)
