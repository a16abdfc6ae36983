"""Transactions after which deleted text is gone from the file, not only from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session


@contextmanager
def forgetting(engine: Engine) -> Iterator[Session]:
    """Yield the session of one transaction; what it deletes is overwritten on the disk."""
    with Session(engine) as session, session.begin():
        if engine.dialect.name == "sqlite":
            # A user's text must not linger in free pages.
            session.connection().exec_driver_sql("PRAGMA secure_delete=ON").close()
        yield session
