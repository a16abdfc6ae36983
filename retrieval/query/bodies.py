"""Families of bodies: the different names of the same kind of body, from corpus/bodies.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.corpus import load_toml
from retrieval.query.spelling import vocabulary
from retrieval.query.words import write_out
from retrieval.text import fold, has_accents, modern_tone, nfc

FOREIGN = "khac:"
"""How ids of bodies begin that the field's plans do not name."""


_HIGHER = re.compile(
    r"(?<!ho )(?<!can )\b(?:so|bo) "
    r"(?:lao dong|y te|giao duc|tu phap|noi vu|tai chinh|van hoa)"
)
"""How bodies of a province and of the government are called, folded."""


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
    """Return the families of corpus/bodies.toml; a body that no plan names is one by itself."""
    data = load_toml("bodies.toml")
    known = [(row["id"], row["name"], row["aliases"]) for row in data["bodies"]]
    known += [(f"{FOREIGN}{name}", name, [name]) for name in data["foreign"]["names"]]
    return tuple(Family(id_, name, tuple(map(plain, aliases))) for id_, name, aliases in known)


def is_foreign(family: str) -> bool:
    """Say whether a family, by id, is a body that the field's plans do not name."""
    return family.startswith(FOREIGN)


def plain(text: str) -> str:
    """Return a name so that its spellings are equal: "LĐ-TB&XH" = "Lao động - Thương binh …"."""
    return re.sub(r"[^a-z0-9]+", " ", fold(write_out(text.lower()))).strip()


def higher_body(text: str) -> str:
    """Return the department or ministry that a text names, folded; "" for none.

    "Sở Tư pháp" is another body than "Phòng Tư pháp", though both are of one family.
    """
    found = _HIGHER.search(plain(text))
    return found[0] if found else ""


@lru_cache(maxsize=4096)
def families_in(text: str) -> frozenset[str]:
    """Return ids of the families named in a text; a longer name hides a shorter one inside it."""
    return frozenset(family for family, _, _ in mentions(text))


def mentions(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return family id, start and end of each name found in `plain(text)`.

    In a text with accents "hướng dẫn phòng" holds no dân phòng, and "các trưởng" no school.
    """
    pattern, by_alias = _aliases()
    bare = f" {plain(text)} "
    typed = f" {_unfolded(text)} " if has_accents(text) else bare
    found = [m for m in pattern.finditer(bare) if len(typed) != len(bare) or _spelled(m, typed)]
    return tuple((id_, m.start(), m.end(1)) for m in found for id_ in by_alias[m[1]])


def _unfolded(text: str) -> str:
    """Return what `plain` does, with accents: of the same length as long as every letter folds."""
    return re.sub(r"[^\w]+", " ", nfc(write_out(text.lower())).replace("_", " ")).strip()


def _spelled(match: re.Match[str], typed: str) -> bool:
    """Say whether a name is typed with its accents, without, or with slips: no other word."""
    words = [modern_tone(word) for word in typed[slice(*match.span(1))].split()]
    ways = _spellings().get(match[1], ())
    return not ways or any(
        all(_may_be(word, other) for word, other in zip(words, way.split(), strict=True))
        for way in ways
    )


def _may_be(word: str, meant: str) -> bool:
    return word == meant or not has_accents(word) or not vocabulary().words[False][word]


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Return the names with their accents, by how `plain` writes them."""
    data = load_toml("bodies.toml")
    named = [alias for row in data["bodies"] for alias in row["aliases"]]
    found: dict[str, list[str]] = {}
    for alias in (*named, *data["foreign"]["names"]):
        way = " ".join(modern_tone(word) for word in _unfolded(alias).split())
        if len(way.split()) == len(plain(alias).split()):
            found.setdefault(plain(alias), []).append(way)
    return {bare: tuple(dict.fromkeys(ways)) for bare, ways in found.items()}


@cache
def _aliases() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    """Return a pattern of all aliases, the longest first, and the families of each."""
    by_alias: dict[str, tuple[str, ...]] = {}
    for family in families():
        for alias in dict.fromkeys(family.aliases):
            by_alias[alias] = (*by_alias.get(alias, ()), family.id)
    longest_first = sorted(by_alias, key=len, reverse=True)
    return re.compile(rf" ({'|'.join(map(re.escape, longest_first))})(?= )"), by_alias
