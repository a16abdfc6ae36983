"""Who was invited, with what role; invitations that work once; how much each asks."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session

from bot.moments import utc
from bot.tables import AttemptRow, InviteRow, MemberRow, UsageRow

ROLES = ("member", "editor", "admin")
INVITE_LIFE = timedelta(days=7)
"""How long an invitation can be used."""
TRIES = 5
"""Wrong codes after which a stranger is not listened to."""
LOCKED = timedelta(days=1)
"""How long."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may use the assistant; `asked`: his questions in the last seven days."""

    user_id: int
    role: str
    asked: int


class Members:
    """The members, in the library's database; those of the settings are not among them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def role(self, user_id: int) -> str:
        """Return the role of a member, "" of anybody else."""
        with Session(self._engine) as session:
            row = session.get(MemberRow, user_id)
            return row.role if row else ""

    def each(self) -> list[Member]:
        """Return the members in the order in which they came."""
        since = datetime.now(UTC).date() - _WEEK
        asked = (
            select(UsageRow.user_id, func.sum(UsageRow.count).label("asked"))
            .where(UsageRow.day > since)
            .group_by(UsageRow.user_id)
            .subquery()
        )
        query = (
            select(MemberRow, asked.c.asked)
            .outerjoin(asked, asked.c.user_id == MemberRow.user_id)
            .order_by(MemberRow.added_at)
        )
        with Session(self._engine) as session:
            return [
                Member(row.user_id, row.role, asked or 0) for row, asked in session.execute(query)
            ]

    def invite(self, made_by: int, role: str) -> str:
        """Return a code that makes one person a member; only its digest is kept."""
        if role not in ROLES:
            raise ValueError(role)
        code = secrets.token_urlsafe(18)
        expires = datetime.now(UTC) + INVITE_LIFE
        with Session(self._engine) as session, session.begin():
            session.execute(delete(InviteRow).where(InviteRow.expires_at < datetime.now(UTC)))
            session.add(
                InviteRow(digest=_digest(code), role=role, made_by=made_by, expires_at=expires)
            )
        return code

    def join(self, user_id: int, code: str) -> str:
        """Use an invitation; return the role that it gave, "" if it is none or used up.

        After five wrong codes a stranger is locked out for a day, right codes or not.
        """
        now = datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            if self._is_locked(session, user_id, now):
                return ""
            fresh = (InviteRow.digest == _digest(code), InviteRow.used_by.is_(None))
            taken = session.execute(
                update(InviteRow).where(*fresh, InviteRow.expires_at > now).values(used_by=user_id)
            )
            invite = session.get(InviteRow, _digest(code))
            if not taken.rowcount or invite is None:  # type: ignore[attr-defined]
                self._count_attempt(session, user_id, now)
                return ""
            session.merge(
                MemberRow(user_id=user_id, role=invite.role, added_by=invite.made_by, added_at=now)
            )
            return invite.role

    def is_locked(self, user_id: int) -> bool:
        """Say whether somebody gave too many wrong codes."""
        with Session(self._engine) as session:
            return self._is_locked(session, user_id, datetime.now(UTC))

    def revoke(self, user_id: int) -> bool:
        """Take the right to use the assistant away, and that of his open invitations.

        False if he had none.
        """
        with Session(self._engine) as session, session.begin():
            row = session.get(MemberRow, user_id)
            if row is not None:
                session.delete(row)
                unused = (InviteRow.made_by == user_id, InviteRow.used_by.is_(None))
                session.execute(delete(InviteRow).where(*unused))
            return row is not None

    def count(self, user_id: int, day: date) -> int:
        """Count a question; return how many it makes on the day."""
        return self._add(user_id, day, count=1).count

    def spend(self, user_id: int, day: date, tokens: int) -> None:
        """Count what a language model read and wrote for a user."""
        self._add(user_id, day, tokens=tokens)

    def spent(self, user_id: int, day: date) -> int:
        """Return how much a language model read and wrote for a user on a day."""
        with Session(self._engine) as session:
            row = session.get(UsageRow, (user_id, day))
            return row.tokens if row else 0

    def _add(self, user_id: int, day: date, *, count: int = 0, tokens: int = 0) -> UsageRow:
        today = (UsageRow.user_id == user_id, UsageRow.day == day)
        added = {"count": UsageRow.count + count, "tokens": UsageRow.tokens + tokens}
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            more = update(UsageRow).where(*today).values(added)
            if not session.execute(more).rowcount:  # type: ignore[attr-defined]
                session.add(UsageRow(user_id=user_id, day=day, count=count, tokens=tokens))
                session.flush()
            return session.scalars(select(UsageRow).where(*today)).one()

    def _is_locked(self, session: Session, user_id: int, now: datetime) -> bool:
        row = session.get(AttemptRow, user_id)
        return row is not None and row.count >= TRIES and now - utc(row.last_at) < LOCKED

    def _count_attempt(self, session: Session, user_id: int, now: datetime) -> None:
        row = session.get(AttemptRow, user_id)
        if row is None or now - utc(row.last_at) >= LOCKED:
            session.merge(AttemptRow(user_id=user_id, count=1, last_at=now))
        else:
            row.count, row.last_at = row.count + 1, now


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
