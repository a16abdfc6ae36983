"""The door to the database: engine, durability, migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0001"
"""Revision of the newest migration; an up-to-date database is not migrated again."""


def open_database(url: str) -> Engine:
    """Return an engine on the database, brought to the newest schema.

    SQLite writes ahead (WAL) and waits for the disk at every commit (synchronous FULL): what was
    committed survives a power cut.
    """
    engine = create_engine(url, connect_args=_connect_args(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    _migrate(engine)
    return engine


def _connect_args(url: str) -> dict[str, Any]:
    return {"timeout": 30} if url.startswith("sqlite") else {}


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
            if row is not None and row[0] == HEAD:
                return
    from alembic import command  # a seventh of a second that an up-to-date database need not pay
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
