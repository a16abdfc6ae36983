"""Places that came to another province, or have another name, from corpus/places.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from retrieval.corpus import load_toml
from retrieval.query.words import write_out
from retrieval.text import fold, syllables


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """What became of a place.

    Attributes:
        name: As it was called.
        aliases: How it is named, without accents.
        before: The province it was in.
        today: The province it is in since `since`.
        note: What else is known of it; "" for nothing.
        confidence: Number of independent sources; 0: nobody looked it up.
    """

    name: str
    aliases: tuple[str, ...]
    before: str
    today: str
    since: date
    note: str
    confidence: int


@cache
def former_places() -> tuple[FormerPlace, ...]:
    """Return the places in the order of the file: the smaller before the larger."""
    return tuple(
        FormerPlace(
            name=row["name"],
            aliases=tuple(_plain(alias) for alias in row["aliases"]),
            before=row["before"],
            today=row["today"],
            since=date.fromisoformat(row["since"]),
            note=row["note"],
            confidence=row["confidence"],
        )
        for row in load_toml("places.toml")["places"]
    )


def places_in(text: str) -> tuple[FormerPlace, ...]:
    """Return the places that a text names, each once, in the order of the file."""
    told = f" {_plain(text)} "
    return tuple(
        place for place in former_places() if any(f" {alias} " in told for alias in place.aliases)
    )


def _plain(text: str) -> str:
    return " ".join(syllables(fold(write_out(text.lower()))))
