"""The door to the database: engine, durability, migrations."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import URL, Engine, create_engine, event, inspect

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0008"
"""Revision of the newest migration; an up-to-date database is not migrated again."""


def writers_lock(engine: Engine) -> AbstractContextManager[object]:
    """Return the lock that every writer of a library holds, in whichever process.

    A server has locks of its own; a file of SQLite is locked by a file beside it.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return nullcontext()
    return FileLock(f"{path}.lock")


def open_database(url: str | URL) -> Engine:
    """Return an engine on the database, brought to the newest schema.

    SQLite writes ahead (WAL) and waits for the disk at every commit (synchronous FULL): what was
    committed survives a power cut.
    """
    engine = create_engine(url, connect_args=_connect_args(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_pragmas, engine))
    if not _is_current(engine):
        with writers_lock(engine):
            _migrate(engine)
    return engine


def _connect_args(url: str | URL) -> dict[str, Any]:
    return {"timeout": 30} if str(url).startswith("sqlite") else {}


def _set_pragmas(engine: Engine, connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        # The change of a new file fails at once, without waiting, if two connections try it.
        with writers_lock(engine):
            cursor.execute("PRAGMA journal_mode=WAL")
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return row is not None and row[0] == HEAD


def _migrate(engine: Engine) -> None:
    """Bring the schema to the newest revision, wholly or not at all."""
    if _is_current(engine):
        return
    from alembic import command  # a seventh of a second that an up-to-date database need not pay
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":  # else each statement would commit by itself
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
