"""Moments as the database gives them back."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: datetime) -> datetime:
    """Return a moment with its time zone: SQLite keeps none."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
