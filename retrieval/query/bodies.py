"""Families of bodies: the different names of the same kind of body, from corpus/bodies.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.corpus import load_toml
from retrieval.query.words import write_out
from retrieval.text import fold


@dataclass(frozen=True, slots=True)
class Family:
    """Names that mean the same kind of body.

    Attributes:
        name: How answers call it.
        aliases: Folded, abbreviations written out.
    """

    id: str
    name: str
    aliases: tuple[str, ...]


@cache
def families() -> tuple[Family, ...]:
    """Return the families of corpus/bodies.toml."""
    return tuple(
        Family(row["id"], row["name"], tuple(map(plain, row["aliases"])))
        for row in load_toml("bodies.toml")["bodies"]
    )


def plain(text: str) -> str:
    """Return a name so that its spellings are equal: "LĐ-TB&XH" = "Lao động - Thương binh …"."""
    return re.sub(r"[^a-z0-9]+", " ", fold(write_out(text.lower()))).strip()


@lru_cache(maxsize=4096)
def families_in(text: str) -> frozenset[str]:
    """Return ids of the families named in a text; a longer name hides a shorter one inside it."""
    return frozenset(family for family, _, _ in mentions(text))


def mentions(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return family id, start and end of each name found in `plain(text)`."""
    words = f" {plain(text)} "
    found: list[tuple[str, int, int]] = []
    aliases = [(alias, family.id) for family in families() for alias in family.aliases]
    for alias, family in sorted(aliases, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf" {re.escape(alias)}(?= )", words):
            start, end = match.start(), match.end() - 1
            if not any(start < other_end and end > other for _, other, other_end in found):
                found.append((family, start, end))
    return tuple(found)
