"""Who does today what a body did when a plan named it."""

from __future__ import annotations

from datetime import date

from prompts.wording import say
from retrieval.legal import VERIFIED, Succession, successor_of
from retrieval.types import Document


def heir_of(body: str | None, document: Document, day: date) -> Succession | None:
    """Return what became of a body of a plan by a day, None if it stands."""
    if body is None:
        return None
    found = successor_of(body, district_plan=document.level == "district")
    return found if found is not None and found.holds_on(day) else None


def today_of(body: str | None, document: Document, day: date) -> str:
    """Return who does a body's work on a day, marked where few sources say so; "" if it stands."""
    heir = heir_of(body, document, day)
    if heir is None or not heir.heir:
        return ""
    return heir.heir if heir.confidence >= VERIFIED else say("today_unverified", body=heir.heir)
