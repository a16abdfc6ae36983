"""Buttons: what they do is stored, so that a message carries only their ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.conversation.events import Button
from bot.store import Store

Key = tuple[str, dict[str, Any]]
"""A label and what the button does."""
Rows = tuple[tuple[Button, ...], ...]


def keyboard(store: Store, owner: int, rows: Sequence[Sequence[Key]]) -> Rows:
    """Store what buttons do and return them, row by row; only their owner can press them."""
    keys = [key for row in rows for key in row]
    ids = iter(store.keep_buttons(owner, [action for _, action in keys]) if keys else ())
    made = (tuple(Button(next(ids), label) for label, _ in row) for row in rows)
    return tuple(row for row in made if row)


def in_rows(keys: Sequence[Key], a_row: int) -> list[Sequence[Key]]:
    """Return keys in rows of so many."""
    return [keys[i : i + a_row] for i in range(0, len(keys), a_row)]
