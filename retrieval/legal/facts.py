"""What holds on a day of matters that officials ask about, from corpus/facts.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from retrieval.corpus import load_toml
from retrieval.query.words import write_out
from retrieval.text import fold


@dataclass(frozen=True, slots=True)
class Version:
    """What holds of a matter for some time.

    Attributes:
        since: Its first day; None: from the first day that anybody asks about.
        until: Its last day where no other version follows; None: it lasts.
        right: Words of a premise that it bears out, as `spoken` has them.
        wrong: Words of a premise that it contradicts.
        acts: Ids of acts.
        confidence: Number of independent sources.
    """

    since: date | None
    until: date | None
    text: str
    english: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    acts: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: int


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter, with its versions from the oldest to the newest.

    Attributes:
        asked: Ways to ask for it.
        places: Provisions that it tells: "nd-56-2017 Điều 28".
        instead_of: Ids of successions that it tells better.
        needs: Words, without accents, of which a question about it holds one; empty for any.
        who: Whether it says who does something.
        levels: Words for the level of government at which it says who is in charge, folded.
        report: Whether it says when a commune reports.
    """

    id: str
    name: str
    asked: tuple[str, ...]
    places: tuple[str, ...]
    instead_of: tuple[str, ...]
    needs: tuple[str, ...]
    who: bool
    levels: tuple[str, ...]
    report: bool
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """Return what holds on a day; None when no source says."""
        begun = [v for v in self.versions if v.since is None or v.since <= day]
        if not begun or (begun[-1].until is not None and begun[-1].until < day):
            return None
        return begun[-1]

    def after(self, day: date) -> Version | None:
        """Return the next version that begins later than a day."""
        return next((v for v in self.versions if v.since is not None and v.since > day), None)

    def before(self, day: date) -> Version | None:
        """Return the version that was followed by the one of a day."""
        begun = [v for v in self.versions if v.since is None or v.since <= day]
        return begun[-2] if len(begun) > 1 else None


@cache
def matters() -> tuple[Matter, ...]:
    """Return the matters in the order of the file."""
    return tuple(
        Matter(
            id=row["id"],
            name=row["name"],
            asked=tuple(row["asked"]),
            places=tuple(row.get("places", ())),
            instead_of=tuple(row.get("instead_of", ())),
            needs=tuple(row.get("needs", ())),
            who=row.get("who", False),
            levels=tuple(row.get("levels", ())),
            report=row.get("report", False),
            versions=tuple(_version(version) for version in row["versions"]),
        )
        for row in load_toml("facts.toml")["matters"]
    )


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        since=_day(row["since"]),
        until=_day(row.get("until", "")),
        text=row["text"],
        english=row["english"],
        right=tuple(map(spoken, row["right"])),
        wrong=tuple(map(spoken, row["wrong"])),
        acts=tuple(row["acts"]),
        sources=tuple(row["sources"]),
        confidence=row["confidence"],
    )


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


_GAP = r"\b(?:(?! huyen\b).){1,60}?\b"
"""What "_" stands for in words of a premise: any words that name no other level."""
_MONEY = 5
"""Digits of an amount in đồng; shorter numbers are days, terms, numbers of acts."""


def spoken(text: str) -> str:
    """Return a text as premises are compared: folded, written out, amounts as plain numbers."""
    plain = fold(write_out(text.lower()))
    plain = re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", plain)
    plain = re.sub(r"\b(\d+) ?(?:k|nghin|ngan)\b", r"\g<1>000", plain)
    plain = re.sub(r"(?<=\d)(?:d|vnd)\b", "", plain)
    plain = re.sub(r"\b(\d+) ?(?:tieng|h)\b", r"\g<1> gio", plain)
    return " ".join(re.findall(r"[\w/]+", plain))


_LIMITS = re.compile(
    r"\bchỉ\b(?! (?:tiêu|thị|số|đạo|bảo|trỏ)\b)|\bduy nhất\b|\b(?:only|solely)\b"
    r"|\bchi (?:mien|cho|danh|co|can|ap dung|tinh)\b",
    re.IGNORECASE,
)
"""A premise that limits what it puts, as typed: that the rest holds too is not said by a record."""


def bears_out(version: Version, premise: str) -> bool | None:
    """Say whether a version bears a premise out; None when its words decide nothing.

    What is wrong in part is wrong; a choice between two ("hay") is no premise; one that says
    "only" is not borne out by what is right without it.
    """
    told = spoken(premise)
    if re.search(r"\b(hay|hoac|or)\b(?! khong\b)", told):
        return None
    if any(_holds(told, words) for words in version.wrong):
        return False
    if _LIMITS.search(premise):
        return None
    return True if any(_holds(told, words) for words in version.right) else None


def contradicted(version: Version, premise: str) -> bool:
    """Say whether a premise holds words that a version contradicts, and none that it bears out."""
    told = spoken(premise)
    return bears_out(version, premise) is False and not any(
        _holds(told, words) for words in version.right
    )


def gives_another_number(version: Version, text: str) -> bool:
    """Say whether a text holds a number that a version contradicts: an amount, a term, a day."""
    told = spoken(text)
    numbers = (words for words in version.wrong if re.search(r"\d(?!.*/\d{4})", words))
    return any(_holds(told, words) for words in numbers)


def gives_another_amount(version: Version, text: str) -> bool:
    """Say whether a text holds an amount of money that a version contradicts."""
    told = spoken(text)
    amounts = (words for words in version.wrong if words.isdigit() and len(words) >= _MONEY)
    return any(_holds(told, words) for words in amounts)


def _holds(told: str, words: str) -> bool:
    return _said(words).search(told) is not None


@cache
def _said(words: str) -> re.Pattern[str]:
    pattern = _GAP.join(map(re.escape, words.split(" _ ")))
    return re.compile(rf"(?<!\w){pattern}(?!\w)")
