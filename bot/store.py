"""What the conversation remembers: who was told of the disclosure, what a button does."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.tables import ButtonRow, ProfileRow

BUTTON_LIFE = timedelta(days=7)
"""How long a button can be pressed."""


class Store:
    """State of conversations, in the library's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def first_contact(self, user_id: int) -> bool:
        """Return True once for every user: the disclosure is due."""
        with Session(self._engine) as session:
            row = session.get(ProfileRow, user_id)
            if row is not None and row.disclosed:
                return False
        try:
            with Session(self._engine) as session, session.begin():
                session.add(ProfileRow(user_id=user_id, unit="", disclosed=True))
        except IntegrityError:  # another thread was told a moment ago
            return False
        return True

    def unit(self, user_id: int) -> str:
        """Return the authority that the user belongs to, "" when unknown."""
        with Session(self._engine) as session:
            row = session.get(ProfileRow, user_id)
            return row.unit if row else ""

    def keep_buttons(self, owner: int, actions: list[dict[str, Any]]) -> list[str]:
        """Store what buttons do; return their ids, which carry nothing else."""
        expires = datetime.now(UTC) + BUTTON_LIFE
        ids = [secrets.token_urlsafe(12) for _ in actions]
        with Session(self._engine) as session, session.begin():
            session.execute(delete(ButtonRow).where(ButtonRow.expires_at < datetime.now(UTC)))
            session.add_all(
                ButtonRow(id=name, owner=owner, action=action, expires_at=expires)
                for name, action in zip(ids, actions, strict=True)
            )
        return ids

    def action(self, button: str, user_id: int) -> dict[str, Any] | None:
        """Return what a button does; None when it is not this user's, unknown or expired."""
        with Session(self._engine) as session:
            row = session.get(ButtonRow, button)
            if row is None or row.owner != user_id:
                return None
            expires = row.expires_at
            expires = expires if expires.tzinfo else expires.replace(tzinfo=UTC)
            return dict(row.action) if expires > datetime.now(UTC) else None
