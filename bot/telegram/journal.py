"""The journal of updates: what was received stays until its reply is in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Engine, Update, and_, delete, func, select, update

from bot.forgetting import forgetting
from bot.moments import utc
from bot.tables import JournalRow

WAITING, DONE, PARKED = "waiting", "done", "parked"
KEPT = timedelta(days=7)
"""How long a row without content is kept, so that an update that comes twice is known."""
SAME_NUMBERS = timedelta(days=6)
"""After a week without updates Telegram may number them anew; before, the offset holds."""

_IN_ORDER = select(JournalRow).order_by(JournalRow.received_at, JournalRow.update_id)
_NEWEST = (
    select(JournalRow).order_by(JournalRow.received_at.desc(), JournalRow.update_id.desc()).limit(1)
)


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it is to be journaled.

    Attributes:
        lane: Chat, with the topic behind a colon, whose updates are answered in order.
        payload: What is needed to answer it, as JSON; "" when nothing is.
        state: As in JournalRow.
    """

    update_id: int
    lane: str
    payload: str
    state: str


class Journal:
    """Every method is one transaction and blocks.

    Args:
        engine: Of the library's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(self, batch: Sequence[Received]) -> list[Received]:
        """Commit updates; return those that were not there before, in order."""
        now = datetime.now(UTC)
        with forgetting(self._engine) as session:
            known = set(session.scalars(select(JournalRow.update_id).where(_among(batch))))
            fresh = [row for row in batch if row.update_id not in known]
            session.add_all(
                JournalRow(
                    update_id=row.update_id,
                    lane=row.lane,
                    payload=row.payload,
                    state=row.state,
                    received_at=now,
                )
                for row in fresh
            )
        return fresh

    def waiting(self) -> list[Received]:
        """Return what is not answered yet, oldest first."""
        with forgetting(self._engine) as session:
            rows = session.scalars(_IN_ORDER.where(JournalRow.state == WAITING)).all()
            return [Received(row.update_id, row.lane, row.payload, row.state) for row in rows]

    def count(self) -> int:
        """Return how many updates are not answered yet."""
        waits = select(func.count()).select_from(JournalRow).where(JournalRow.state == WAITING)
        with forgetting(self._engine) as session:
            return session.scalar(waits) or 0

    def behind(self, update_id: int) -> list[str]:
        """Return the payloads that wait behind an update in its lane, oldest first."""
        with forgetting(self._engine) as session:
            lane = select(JournalRow.lane).where(_waits(update_id)).scalar_subquery()
            wanted = _IN_ORDER.where(JournalRow.state == WAITING, JournalRow.lane == lane)
            rows = session.scalars(wanted).all()
            ids = [row.update_id for row in rows]
            first = ids.index(update_id) + 1 if update_id in ids else len(ids)
            return [row.payload for row in rows[first:]]

    def payload(self, update_id: int) -> str | None:
        """Return the payload of an update that is waiting, else None."""
        wanted = select(JournalRow.payload).where(_waits(update_id))
        with forgetting(self._engine) as session:
            return session.scalar(wanted)

    def keep(self, update_id: int, payload: str, *, absorbed: Sequence[int] = ()) -> None:
        """Replace the payload of a waiting update.

        Args:
            update_id: Of the update.
            payload: The new one.
            absorbed: Updates that it now stands for; they are done.
        """
        with forgetting(self._engine) as session:
            session.execute(update(JournalRow).where(_waits(update_id)).values(payload=payload))
            session.execute(
                update(JournalRow)
                .where(JournalRow.update_id.in_(absorbed))
                .values(state=DONE, payload="")
            )

    def settle(self, update_id: int, state: str) -> None:
        """Give a waiting update its last state and forget its content."""
        with forgetting(self._engine) as session:
            session.execute(settling(update_id, state))

    def next_offset(self) -> int | None:
        """Return one more than the newest number; None when numbers may have begun anew."""
        with forgetting(self._engine) as session:
            row = session.scalars(_NEWEST).first()
            if row is None or utc(row.received_at) < datetime.now(UTC) - SAME_NUMBERS:
                return None
            return row.update_id + 1

    def prune(self) -> None:
        """Drop old rows that are done, except for the newest row."""
        old = datetime.now(UTC) - KEPT
        with forgetting(self._engine) as session:
            newest = session.scalar(_NEWEST.with_only_columns(JournalRow.update_id))
            session.execute(
                delete(JournalRow).where(
                    JournalRow.state == DONE,
                    JournalRow.received_at < old,
                    JournalRow.update_id != (newest or 0),
                )
            )

    def wipe(self) -> None:
        """Clear forgotten content out of SQLite's write-ahead file; others need no help."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()


def _among(batch: Sequence[Received]) -> ColumnElement[bool]:
    return JournalRow.update_id.in_([row.update_id for row in batch])


def settling(update_id: int, state: str) -> Update:
    """Return the statement that gives a waiting update its last state and forgets its content."""
    return update(JournalRow).where(_waits(update_id)).values(state=state, payload="")


def _waits(update_id: int) -> ColumnElement[bool]:
    return and_(JournalRow.update_id == update_id, JournalRow.state == WAITING)
