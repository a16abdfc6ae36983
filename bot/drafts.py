"""Drafts that are worked on, kept with every version in the library's database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.tables import DraftRow, DraftVersionRow
from retrieval.text import fold


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it lies in the store.

    Attributes:
        number: Of the version, from 1.
        data: As `prompts.drafting.working.to_data` gives it.
    """

    id: str
    name: str
    number: int
    data: dict[str, Any]


class Drafts:
    """The drafts of all users; each sees his own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, owner: int, name: str, data: dict[str, Any]) -> Kept:
        """Keep a new draft; it is the one that its owner works on."""
        made = secrets.token_urlsafe(9)
        now = datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            session.add(DraftRow(id=made, owner=owner, name=name, head=1, used_at=now))
            session.add(
                DraftVersionRow(draft_id=made, number=1, step="begin", data=data, made_at=now)
            )
        return Kept(made, name, 1, data)

    def keep(self, owner: int, draft: Kept, step: str, data: dict[str, Any]) -> Kept:
        """Keep the next version; what was undone before it is gone."""
        number, now = draft.number + 1, datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            row = self._own(session, owner, draft.id)
            session.execute(
                delete(DraftVersionRow)
                .where(DraftVersionRow.draft_id == draft.id)
                .where(DraftVersionRow.number >= number)
            )
            session.add(
                DraftVersionRow(draft_id=draft.id, number=number, step=step, data=data, made_at=now)
            )
            row.head, row.used_at = number, now
        return Kept(draft.id, draft.name, number, data)

    def undo(self, owner: int, draft: Kept) -> Kept | None:
        """Go back to the version before; None at the first one."""
        if draft.number == 1:
            return None
        with Session(self._engine) as session, session.begin():
            row = self._own(session, owner, draft.id)
            row.head, row.used_at = draft.number - 1, datetime.now(UTC)
        return self.current(owner)

    def current(self, owner: int, name: str = "") -> Kept | None:
        """Return the draft that a user worked on last, or last under a name; None for none."""
        return next((d for d in self.each(owner) if fold(name) in fold(d.name)), None)

    def resume(self, owner: int, name: str) -> Kept | None:
        """Make a draft the one that its owner works on; None if no name of his holds the words."""
        found = self.current(owner, name)
        if found is not None:
            self.take_up(owner, found.id)
        return found

    def take_up(self, owner: int, draft_id: str) -> bool:
        """Make a draft the one that its owner works on; False if he has none of this id."""
        with Session(self._engine) as session, session.begin():
            row = session.get(DraftRow, draft_id)
            if row is None or row.owner != owner:
                return False
            row.used_at = datetime.now(UTC)
        return True

    def each(self, owner: int | None = None) -> list[Kept]:
        """Return the drafts of a user, or of all, the last used first."""
        query = (
            select(DraftRow, DraftVersionRow.data)
            .join(DraftVersionRow, DraftVersionRow.draft_id == DraftRow.id)
            .where(DraftVersionRow.number == DraftRow.head)
            .order_by(DraftRow.used_at.desc())
        )
        if owner is not None:
            query = query.where(DraftRow.owner == owner)
        with Session(self._engine) as session:
            rows = session.execute(query)
            return [Kept(row.id, row.name, row.head, dict(data)) for row, data in rows]

    def _own(self, session: Session, owner: int, draft_id: str) -> DraftRow:
        query = select(DraftRow).where(DraftRow.id == draft_id, DraftRow.owner == owner)
        return session.scalars(query).one()
