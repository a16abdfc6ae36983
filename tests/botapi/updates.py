"""The queue of updates, with the confirmation rules of getUpdates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .model import QueuedUpdate

FIRST_UPDATE_ID = 700_000_001

# The Bot API server takes an offset further ahead than this for one of another queue.
_MAX_AHEAD = 10


@dataclass
class _Entry:
    type: str
    payload: dict[str, Any]
    deliveries: int = 0


class UpdateQueue:
    """Updates in order of id; not locked by itself."""

    def __init__(self) -> None:
        self._next_id = FIRST_UPDATE_ID
        self._pending: dict[int, _Entry] = {}
        self._confirmed: list[QueuedUpdate] = []
        self._allowed: frozenset[str] = frozenset()

    def allow(self, types: list[str]) -> None:
        """Sets which types future updates may have; an empty list stands for all made here.

        As in the Bot API, updates already queued are not touched.
        """
        self._allowed = frozenset(types)

    def add(self, type_: str, payload: dict[str, Any]) -> int:
        """Queues an update and returns its id; one of a type not allowed is dropped at once."""
        update_id = self._next_id
        self._next_id += 1
        if not self._allowed or type_ in self._allowed:
            self._pending[update_id] = _Entry(type_, payload)
        return update_id

    def take(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """Carries out one getUpdates: confirms by the offset, then hands out without removing.

        Args:
            offset: Positive: everything below it is confirmed. Negative: everything but the last
                ``-offset`` updates is forgotten. 0, or more than 10 past the next id: nothing is
                confirmed.
            limit: How many updates to return at most.

        Returns:
            Update objects, oldest first.
        """
        if offset < 0:
            for update_id in list(self._pending)[:offset]:
                del self._pending[update_id]
        elif offset <= self._next_id + _MAX_AHEAD:
            self._confirm_below(offset)
        batch = list(self._pending.items())[:limit]
        for _, entry in batch:
            entry.deliveries += 1
        return [{"update_id": update_id, entry.type: entry.payload} for update_id, entry in batch]

    def forget_pending(self) -> None:
        """Drops every pending update without confirming it."""
        self._pending.clear()

    def pending(self) -> tuple[QueuedUpdate, ...]:
        """Returns the updates not confirmed yet, oldest first."""
        return tuple(_record(update_id, entry) for update_id, entry in self._pending.items())

    def confirmed(self) -> tuple[QueuedUpdate, ...]:
        """Returns the updates confirmed so far, in order of confirmation."""
        return tuple(self._confirmed)

    def _confirm_below(self, offset: int) -> None:
        for update_id in [update_id for update_id in self._pending if update_id < offset]:
            self._confirmed.append(_record(update_id, self._pending.pop(update_id)))


def _record(update_id: int, entry: _Entry) -> QueuedUpdate:
    return QueuedUpdate(update_id, entry.type, entry.payload, entry.deliveries)
