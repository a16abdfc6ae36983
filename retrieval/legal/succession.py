"""Which body does today what a body of an old plan did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from retrieval.corpus import load_toml
from retrieval.query.words import write_out
from retrieval.text import fold, has_accents, syllables

_NOT_THIS = ("tỉnh", "trung ương", "khu vực", "ngành", "thành phố")
"""Words behind a name that make it another body: "hội liên hiệp phụ nữ tỉnh"."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a body.

    Attributes:
        name: The old body.
        level: Of the old body: "ministry", "province", "district" or "commune".
        since: The day since which it is so; None: no source gives it.
        state: "abolished", "renamed", "moved", "merged", "in_transition" or "unclear".
        today: Bodies that do it now, with the matter each has; "" for all of it.
        above: The first of them at the province, to which a commune turns; "" for none.
        basis: Ids of acts.
        text: One sentence for an official.
        ask: What to ask where the sources leave it open.
        received: The plan by which communes sent it their reports; "" where none is known.
    """

    id: str
    name: str
    level: str
    since: date | None
    state: str
    today: tuple[tuple[str, str], ...]
    above: str
    basis: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: int
    text: str
    ask: str
    received: str

    @property
    def heir(self) -> str:
        """The body that has all of it today, or the first that has a part; "" for none."""
        whole = [name for name, matter in self.today if not matter]
        return next(iter(whole or [name for name, _ in self.today]), "")

    def holds_on(self, day: date) -> bool:
        """Say whether the old body was gone on a day; an unknown day counts from 1/7/2025."""
        return day >= (self.since or TWO_LEVELS)


@dataclass(frozen=True, slots=True)
class Standing:
    """A body that is still there.

    Attributes:
        note: What changed about it, one sentence for an official.
        confidence: Number of independent sources.
    """

    name: str
    note: str
    confidence: int


TWO_LEVELS = date(2025, 7, 1)
"""The day since which there are provinces and communes only (Luật 72/2025/QH15)."""


@lru_cache(maxsize=4096)
def successor_of(body: str, *, district_plan: bool = False) -> Succession | None:
    """Return what became of a body, None if it stands as it is or nothing is known.

    Args:
        body: As printed, or a question that names it; without accents too.
        district_plan: Whether a plan of a district or town names it: then a bare "Ủy ban MTTQ"
            is the district's.
    """
    found = _named(body, district_plan=district_plan)
    first = found[0] if found else None
    return first if isinstance(first, Succession) else None


@lru_cache(maxsize=4096)
def bodies_named(text: str) -> tuple[Succession | Standing, ...]:
    """Return the bodies that a text names, changed ones and standing ones, each once."""
    return tuple(dict.fromkeys(body for body in _named(text) if body is not None))


def _named(text: str, *, district_plan: bool = False) -> list[Succession | Standing | None]:
    """Return what is known of each body that a text names; None where it means another body."""
    spoken = _as_spoken(text)
    pattern, heirs = _aliases(district_plan=district_plan, plain=not has_accents(text))
    return [
        None if _is_another(heirs[found[1]], spoken[found.end() :]) else heirs[found[1]]
        for found in pattern.finditer(spoken)
    ]


def _is_another(body: Succession | Standing, behind: str) -> bool:
    """Say whether what stands behind a name makes it another body's: "… tỉnh"."""
    of_province = isinstance(body, Succession) and body.level == "province"
    return not of_province and behind.strip().startswith(_NOT_THIS)


@lru_cache(maxsize=50_000)
def named_first(text: str, *, district_plan: bool = False) -> tuple[Succession | None, str] | None:
    """Return what became of the body with which a text begins, and its name as spoken.

    None stands for a text that begins with no body that is known; a succession of None for a body
    that stands as it is. The name is in lower case, abbreviations written out; `begins_with` finds
    it as printed.
    """
    spoken = _as_spoken(text)
    pattern, heirs = _aliases(district_plan=district_plan, plain=not has_accents(text))
    found = pattern.match(spoken)
    if found is None or _is_another(heirs[found[1]], spoken[found.end() :]):
        return None
    heir = heirs[found[1]]
    return (heir if isinstance(heir, Succession) else None), found[1]


@lru_cache(maxsize=20_000)
def may_begin(word: str, *, district_plan: bool = False) -> bool:
    """Say whether the name of any body that is known begins with a printed word."""
    spoken = _as_spoken(word).split()
    return bool(spoken) and spoken[0] in _first_words(
        district_plan=district_plan, plain=not has_accents(word)
    )


@cache
def _first_words(*, district_plan: bool, plain: bool) -> frozenset[str]:
    _, heirs = _aliases(district_plan=district_plan, plain=plain)
    return frozenset(alias.split()[0] for alias in heirs)


def begins_with(text: str, spoken: str) -> bool:
    """Say whether a text, spoken, begins with a whole name that `named_first` returned."""
    return f"{_as_spoken(text).strip()} ".startswith(f"{spoken} ")


def is_just(text: str, spoken: str) -> bool:
    """Say whether a text, spoken, is a name that `named_first` returned and nothing more."""
    return _as_spoken(text).strip() == spoken


def _as_spoken(text: str) -> str:
    return f" {' '.join(syllables(write_out(text)))} "


@cache
def _aliases(
    *, district_plan: bool, plain: bool
) -> tuple[re.Pattern[str], Mapping[str, Succession | Standing]]:
    data = load_toml("successions.toml")
    heirs: dict[str, Succession | Standing] = {}
    for row in data["standing"]:
        standing = Standing(row["name"], row["note"], row["confidence"])
        heirs.update({_spoken(alias, plain=plain): standing for alias in row["aliases"]})
    for row in data["successions"]:
        succession = _succession(row)
        heirs.update({_spoken(alias, plain=plain): succession for alias in row["aliases"]})
        if district_plan:
            own = row.get("aliases_in_district_plan", ())
            heirs.update({_spoken(alias, plain=plain): succession for alias in own})
    longest_first = sorted(heirs, key=len, reverse=True)
    return re.compile(rf" ({'|'.join(map(re.escape, longest_first))})(?= )"), heirs


def _spoken(alias: str, *, plain: bool) -> str:
    words = " ".join(syllables(alias))
    return fold(words) if plain else words


def _succession(row: Mapping[str, Any]) -> Succession:
    return Succession(
        id=str(row["id"]),
        name=str(row["name"]),
        level=str(row["level"]),
        since=date.fromisoformat(str(row["since"])) if row["since"] else None,
        state=str(row["state"]),
        today=tuple((each["name"], each["matter"]) for each in row.get("today", ())),
        above=next((e["name"] for e in row.get("today", ()) if e["level"] == "province"), ""),
        basis=tuple(row["basis"]),
        sources=tuple(row["sources"]),
        confidence=int(row["confidence"]),
        text=str(row["text"]),
        ask=str(row["ask"]),
        received=str(row.get("received", "")),
    )
