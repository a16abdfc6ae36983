"""Digests of provisions, from corpus/digests.toml."""

from __future__ import annotations

from datetime import date
from functools import cache

from retrieval.corpus import load_toml
from retrieval.legal.types import Provision


@cache
def provisions() -> tuple[Provision, ...]:
    """Return the digests in the order of the file: act by act, article by article."""
    return tuple(
        Provision(
            act=row["act"],
            place=row["place"],
            title=row["title"],
            digest=row["digest"],
            bodies=tuple(row["bodies"]),
            topics=tuple(row["topics"]),
            deadline=row.get("deadline", ""),
            source=row["source"],
            checked_on=date.fromisoformat(row["checked_on"]),
            confidence=row["confidence"],
        )
        for row in load_toml("digests.toml")["provisions"]
    )
