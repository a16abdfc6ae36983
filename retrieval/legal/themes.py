"""Themes of the Month of Action for Children, from corpus/themes.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from retrieval.corpus import load_toml


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of a year.

    Attributes:
        theme: As published; "" when none was found.
        variant: Another wording that sources give; "" for none.
        act: Id of the act that gives it, "" when none is known.
        launched: Day and place of the national launch, "" when not known.
        issuer: Who gave it, where no act says so; "" when not known.
        slogans: How many slogans the ministry gave with it, 0 when not known.
        confidence: Number of independent sources.
    """

    year: int
    theme: str
    variant: str
    act: str
    launched: str
    slogans: int
    issuer: str
    sources: tuple[str, ...]
    confidence: int


@cache
def themes() -> tuple[Theme, ...]:
    """Return the themes, the oldest first; years of which none was found among them."""
    return tuple(
        Theme(
            year=row["year"],
            theme=row["theme"],
            variant=row["variant"],
            act=row.get("act", ""),
            launched=row.get("launched", ""),
            slogans=row.get("slogans", 0),
            issuer=row.get("issuer", ""),
            sources=tuple(row["sources"]),
            confidence=row["confidence"],
        )
        for row in load_toml("themes.toml")["themes"]
    )


def theme_of(year: int) -> Theme | None:
    """Return the theme of a year, None for a year that nobody looked up."""
    return next((theme for theme in themes() if theme.year == year), None)
