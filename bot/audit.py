"""Who did what to which document or person: written down once, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.tables import AuditRow


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done.

    Attributes:
        did: "invited", "joined", "revoked", "proposed", "approved", "declined" or "erased".
        what: Id of the document or person.
    """

    at: datetime
    user_id: int
    did: str
    what: str


class Audit:
    """The log of deeds; the database itself refuses to change what stands in it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, user_id: int, did: str, what: object) -> None:
        """Write down that somebody did something."""
        row = AuditRow(at=datetime.now(UTC), user_id=user_id, did=did, what=str(what))
        with Session(self._engine) as session, session.begin():
            session.add(row)

    def deeds(self, most: int = 100) -> list[Deed]:
        """Return the newest deeds, the newest first."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(most)
        with Session(self._engine) as session:
            rows = session.scalars(query)
            return [Deed(row.at, row.user_id, row.did, row.what) for row in rows]
