"""Failures a test orders for coming calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from .errors import ApiError

BreakKind = Literal["reset", "hang", "garbage", "bad_gateway", "drip"]

BREAK_KINDS: tuple[str, ...] = get_args(BreakKind)


@dataclass
class Fault:
    """A failure waiting for ``times`` calls of ``method`` (``*``: any), in one chat or in all.

    Attributes:
        error: The refusal to answer with, or None when ``kind`` says how to break.
        kind: ``error`` or a BreakKind.
        after: Break only after the method has taken effect.
    """

    method: str
    times: int
    chat_id: int | None
    kind: str
    error: ApiError | None = None
    after: bool = False

    def meets(self, method: str, chat_id: object) -> bool:
        """Tells whether a call is one this fault waits for."""
        return self.method in ("*", method) and self.chat_id in (None, chat_id)


class FaultPlan:
    """Faults in the order they were ordered; not locked by itself."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self.generation = 0

    def add(self, fault: Fault) -> None:
        """Orders a fault."""
        self._faults.append(fault)

    def take(self, method: str, chat_id: object) -> Fault | None:
        """Returns the oldest fault that meets the call, using up one of its times."""
        for fault in self._faults:
            if fault.meets(method, chat_id):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Forgets every fault; hanging calls see the new generation and let go."""
        self._faults.clear()
        self.generation += 1
