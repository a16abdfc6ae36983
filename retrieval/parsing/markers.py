"""Numbers and bullets at the start of a paragraph: "IV.", "1.2.", "a)", "-", "+", "Điều 8a."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from retrieval.text import DASHES, UPPER, fold

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
            "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")  # fmt: skip
"""Of the sections of a plan, in order."""


class Rank(IntEnum):
    """How deep a marker stands; the smaller, the higher in the tree."""

    PART = 0
    ROMAN = 1
    ARTICLE = 2
    DECIMAL = 3
    SECOND_DECIMAL = 4
    THIRD_DECIMAL = 5
    FOURTH_DECIMAL = 6
    LETTER = 7
    ROW = 8
    DASH = 9
    PLUS = 10
    STAR = 11
    PARAGRAPH = 12


BULLETS = {Rank.ROW: "dòng", Rank.DASH: "gạch", Rank.PLUS: "cộng", Rank.STAR: "sao"}
"""How an official names a bullet or a row of a table."""

_PATTERNS = (
    (
        Rank.PART,
        re.compile(
            r"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?P<n>thứ \w+|THỨ \w+|[IVX]+|\d+|[A-Z])\b[.:]?\s*"
        ),
    ),
    (Rank.ARTICLE, re.compile(r"Điều\s+(?P<n>\d+[a-zđ]?)[.:]\s*")),
    (Rank.ROMAN, re.compile(rf"(?P<n>[IVX]{{1,5}})\s?[./)]\s*(?=[{UPPER}\d“\"(]|$)")),
    (Rank.ROMAN, re.compile(rf"(?P<n>[IVX]{{1,5}})\s?[-–]\s*(?=[{UPPER}]{{2}})")),
    (Rank.FOURTH_DECIMAL, re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){3})[.)]?\s+")),
    (Rank.THIRD_DECIMAL, re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){2})[.)]?\s+(?=\D)")),
    (
        Rank.SECOND_DECIMAL,
        re.compile(rf"(?P<n>\d{{1,2}}\.\d{{1,2}})(?:[.)]\s*(?=\D|$)|\s+(?=[{UPPER}]))"),
    ),
    (Rank.DECIMAL, re.compile(r"(?P<n>\d{1,2})\s?(?:\.(?!\d)|\)|/(?=\s))\s*(?=\S|$)")),
    (Rank.LETTER, re.compile(r"(?P<n>[a-zđ])[).](?!\w\.)\s*(?=\S)")),
    (Rank.DASH, re.compile(rf"(?P<n>[{re.escape(DASHES)}•▪●○◦])\s*(?=[^\s{re.escape(DASHES)}])")),
    (Rank.PLUS, re.compile(r"(?P<n>\+)\s*(?=\S)")),
    (Rank.STAR, re.compile(r"(?P<n>\*)\s*(?=[^\s*])")),
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_COMPOUND = re.compile(
    r"\b(lao dong\|(thuong binh|tb)|(van hoa|vh)\|(xa hoi|xh|thong tin|the thao)|tu phap\|ho tich|"
    r"tai chinh\|ke (hoach|toan)|(kinh te|chinh tri)\|xa hoi|dia chinh\|xay dung|noi vu\|(ld|lao)|"
    r"van phong\|thong ke)"
)
"""Names that a plan writes with a dash, folded, the dash as "|"."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or bullet.

    Attributes:
        label: As an official says it in a path: "IV", "1.2", "a"; "" for a bullet.
        length: Characters of the line that belong to it.
        ordinal: Its place among its siblings as printed, from 1; 0 for a bullet.
    """

    rank: Rank
    label: str
    length: int
    ordinal: int


def find_marker(text: str) -> Marker | None:
    """Return the marker that a line starts with, or None."""
    for rank, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is not None:
            return _marker(rank, match)
    return None


def _marker(rank: Rank, match: re.Match[str]) -> Marker:
    number = match["n"]
    if rank in BULLETS:
        return Marker(rank, "", match.end(), 0)
    if rank is Rank.PART:
        return Marker(rank, match.group().strip(" .:"), match.end(), 0)
    if rank is Rank.ARTICLE:
        return Marker(rank, f"Điều {number}", match.end(), _digits(number))
    if rank is Rank.ROMAN:
        return Marker(rank, number, match.end(), roman_value(number))
    if rank is Rank.LETTER:
        return Marker(rank, number, match.end(), _LETTERS.find(number) + 1)
    return Marker(rank, number, match.end(), int(number.rsplit(".", 1)[-1]))


def _digits(number: str) -> int:
    return int(re.sub(r"\D", "", number))


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral up to XXXIX."""
    values = [_ROMAN_VALUES[ch] for ch in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def follows(marker: Marker, previous: Marker | None) -> bool:
    """Say whether a number is the one expected after its last sibling (or starts a list)."""
    if marker.ordinal in (0, 1) or previous is None:
        return marker.ordinal <= 1
    return marker.ordinal == previous.ordinal + 1


def splits_a_name(before: str, after: str) -> bool:
    """Say whether a dash at the start of a line belongs to a name that the wrap cut in two.

    "… Phòng Lao động" / "- Thương binh và Xã hội …".
    """
    if before.rstrip().endswith((".", ";", ":", "!", "?", "…")):
        return False
    return bool(after[:1].islower() or _COMPOUND.search(f"{fold(before.rstrip())}|{fold(after)}"))
