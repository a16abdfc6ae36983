"""What a person tells a draft, read before it is written into a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from prompts.errors import DraftError
from retrieval.text import collapse, fold, has_accents, syllables

_TITLES: Mapping[str, str] = {"chu tich": "Chủ tịch", "pho chu tich": "Phó Chủ tịch"}
_BEFORE_A_DAY = re.compile(r"^(?:(?:trước|vào|hết|truoc|vao|het)\s+)?(?:(?:ngày|ngay)\s+)?", re.I)
_DAY = re.compile(r"(\d{1,2})\s?(?:/|-|tháng|thang)\s?(\d{1,2})(?:\s?(?:/|-|năm|nam)\s?(\d{4}))?")
_LEAP_YEAR = 2028
"""For a day without a year: 29/02 is one of some year."""
_PRINTED = ("theme", "contact", "parent")
"""Variables that are printed word by word: typed without accents they would stand so."""


def given(name: str, told: str) -> dict[str, str]:
    """Return variables of a draft that a person's words give.

    Args:
        name: A variable of the skeleton.
        told: "Phó Chủ tịch", "trước ngày 15/11/2027".

    Raises:
        DraftError: day_unclear, day_unreal, plain_typed (words without accents).
    """
    value = collapse(told).rstrip(" .;,")
    if name in ("signer", "signer_title"):
        return _signer(name, value)
    if name == "report_day":
        return {name: _day(value)}
    if name in _PRINTED and len(syllables(value)) > 1 and not has_accents(value):
        raise DraftError("plain_typed", value=value)
    return {name: value}


def _signer(name: str, value: str) -> dict[str, str]:
    """Read a title apart from a name: "Phó Chủ tịch Trần Văn A"."""
    plain = fold(value)
    title = next((t for t in sorted(_TITLES, key=len, reverse=True) if plain.startswith(t)), "")
    if not title:
        return {name: value}
    rest = value[len(title) :].strip(" ,:")
    return {"signer_title": _TITLES[title], **({"signer": rest} if rest else {})}


def _day(value: str) -> str:
    day = _BEFORE_A_DAY.sub("", value)
    if not re.search(r"\d", day):
        raise DraftError("day_unclear", value=value)
    for found in _DAY.finditer(day):
        if not _is_real(int(found[1]), int(found[2]), int(found[3] or _LEAP_YEAR)):
            raise DraftError("day_unreal", value=value)
    return day


def _is_real(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
