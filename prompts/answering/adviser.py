"""Whom to turn to: the bodies in charge of children's affairs on the day asked about."""

from __future__ import annotations

from datetime import date

from retrieval.legal import successor_of

PROVINCE = "Sở Lao động - Thương binh và Xã hội"
MINISTRY = "Bộ Lao động - Thương binh và Xã hội"


def department(day: date) -> str:
    """Return the provincial department that is in charge on a day."""
    return _on(PROVINCE, day)


def ministry(day: date) -> str:
    """Return the ministry that is in charge on a day."""
    return _on(MINISTRY, day)


def _on(body: str, day: date) -> str:
    found = successor_of(body)
    return found.heir if found is not None and found.holds_on(day) else body
