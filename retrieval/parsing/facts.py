"""What a clause holds beside its words: references, deadlines, targets, who acts."""

from __future__ import annotations

import re

from retrieval.text import collapse

_NUMBER = re.compile(r"(?P<n>\d{1,5}(?:/\d{4})?/[A-ZĐ][A-ZĐa-z0-9&]*(?:[-–][A-ZĐa-zđ0-9&]+)*)")
_ISSUED = re.compile(r"\s*(?:,\s*)?ngày\s+(?:\d{1,2}\s+)?\d{1,2}\s*/\s*\d{1,2}\s*/\s*(\d{4})")
_DEADLINE = re.compile(
    r"(?i:trước|chậm nhất|đến hết|hạn cuối|hoàn thành trong)\s+(?i:là\s+)?(?i:ngày\s+)?"
    r"(?P<d>\d{1,2})\s*/\s*(?P<m>\d{1,2})(?:\s*/\s*(?P<y>\d{4}))?(?!\d)"
)
_TARGET = re.compile(r"\d+(?:[.,]\d+)?\s?%|\d+(?:[.,]\d+)?\s?/\s?\d{1,3}(?:\.\d{3})+")


def references(text: str) -> tuple[str, ...]:
    """Return the numbers of the documents cited, in order, each once.

    A number without a year of its own carries that of the date behind it:
    "06/QĐ-TTg ngày 03/01/2019" → "06/QĐ-TTg (2019)".
    """
    found: dict[str, None] = {}
    for match in _NUMBER.finditer(text):
        number = match["n"].replace("–", "-")
        issued = _ISSUED.match(text, match.end())
        if issued and not re.search(r"/\d{4}/", number):
            number = f"{number} ({issued[1]})"
        found.setdefault(number)
    return tuple(found)


def deadlines(text: str) -> tuple[str, ...]:
    """Return the days by which something is due: "2024-07-10", "--05-15" without a year."""
    found: dict[str, None] = {}
    for match in _DEADLINE.finditer(text):
        day, month = int(match["d"]), int(match["m"])
        if 1 <= day <= 31 and 1 <= month <= 12:
            found.setdefault(f"{match['y'] or '-'}-{month:02}-{day:02}")
    return tuple(found)


def targets(text: str) -> tuple[str, ...]:
    """Return the rates a clause sets, as printed: "65%", "650/100.000"."""
    return tuple(dict.fromkeys(collapse(match.group()) for match in _TARGET.finditer(text)))
