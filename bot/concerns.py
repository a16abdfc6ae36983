"""What an administrator should lend a hand with, found without being asked."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services import Services
from bot.tables import JournalRow

LITTLE = 500 << 20
"""Bytes of free disk below which the next index or backup may fail."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that needs a hand.

    Attributes:
        kind: "disk", "index" or "parked": a sentence of bot/messages.toml is called like it.
        count: Megabytes that are free, or messages that could not be answered; else 0.
    """

    kind: str
    count: int = 0


def find_concerns(services: Services) -> list[Concern]:
    """Return what needs a hand now."""
    found = []
    free = shutil.disk_usage(services.settings.data_dir).free
    if free < LITTLE:
        found.append(Concern("disk", free >> 20))
    if not services.index.is_whole():
        found.append(Concern("index"))
    if parked := _parked(services):
        found.append(Concern("parked", parked))
    return found


def _parked(services: Services) -> int:
    """Return how many messages of the last day could not be answered."""
    since = datetime.now(UTC) - _DAY
    lost = select(func.count()).where(JournalRow.state == "parked", JournalRow.received_at > since)
    with Session(services.engine) as session:
        return session.scalar(lost) or 0
