"""What the conversation remembers: who was told of the disclosure, what a button does."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.moments import utc
from bot.profiles import Profile
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
                session.merge(ProfileRow(user_id=user_id, disclosed=True))
        except IntegrityError:  # another thread was told a moment ago
            return False
        return True

    def profile(self, user_id: int) -> Profile:
        """Return what a user told of himself."""
        with Session(self._engine) as session:
            row = session.get(ProfileRow, user_id)
            if row is None:
                return Profile()
            return Profile(row.unit, row.province, tuple(filter(None, row.former.split("; "))))

    def keep_profile(self, user_id: int, profile: Profile) -> None:
        """Keep what a user tells of himself."""
        with Session(self._engine) as session, session.begin():
            row = session.get(ProfileRow, user_id)
            if row is None:
                row = ProfileRow(user_id=user_id, disclosed=False)
                session.add(row)
            row.unit, row.province = profile.unit, profile.province
            row.former = "; ".join(profile.former)

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

    def is_anothers(self, button: str, user_id: int) -> bool:
        """Say whether a button works, but not for this user."""
        with Session(self._engine) as session:
            row = session.get(ButtonRow, button)
            return row is not None and row.owner != user_id

    def action(self, button: str, user_id: int) -> dict[str, Any] | None:
        """Return what a button does; None when it is not this user's, unknown or expired."""
        with Session(self._engine) as session:
            row = session.get(ButtonRow, button)
            if row is None or row.owner != user_id:
                return None
            return dict(row.action) if utc(row.expires_at) > datetime.now(UTC) else None
