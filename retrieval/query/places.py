"""Which plans a question names: by place or by year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from retrieval.query.bodies import families_in
from retrieval.query.strange import WARD, span_of, strange_places
from retrieval.query.unit_initials import find_initialled
from retrieval.text import UPPER, fold, nfc
from retrieval.types import Document

_SECTION = re.compile(
    r"\b(?:phan|muc|chuong|section|part) (?P<roman>[ivx]+)\b"
    r"(?:[., ]+(?:muc|khoan|so)? ?(?P<n>\d{1,2})\b)?"
)
_YEAR = re.compile(
    r"\b(?:nam )?(20\d\d)\b"
    r"|\bnam (2\d)\b(?= *(?:$|[?,.;!]|(?:cua|o|xa|phuong|huyen|thi xa|thi|co|noi|tu|den)\b))"
)
"""A year; "năm 24" is one where no noun that is counted stands behind it."""
_OWN = re.compile(
    r"\b((xa|phuong|dac khu|tinh|don vi|co quan|dia phuong|ubnd|uy ban) "
    r"(minh|mk|ta|toi|tui|em|e|chung (toi|ta|em|minh))|"
    r"ben (minh|em|e)|(our|my) (commune|ward|unit|office|province))\b"
)
_SHIFTS = {
    "nam ngoai": -1, "nam truoc": -1, "last year": -1, "nam nay": 0, "this year": 0,
    "nam sau": 1, "sang nam": 1, "nam toi": 1, "next year": 1,
}  # fmt: skip
_RELATIVE = re.compile(rf"\b({'|'.join(_SHIFTS)})\b(?! (?:ngay|thang|han|khi)\b)")
"""A year told from today's; "báo cáo năm trước ngày 10/11" is of no other year."""
_OF_LEVEL = re.compile(
    r"\b(?:cua|cap|o|ke hoach|kh) (huyen|thi xa|quan|tinh|xa|phuong|thi tran|dac khu)\b"
)
"""The level of the authority whose plan is meant: "năm 2023 của huyện"."""
_FORMER = re.compile(r"\s*\((?:truoc day|cu|sap nhap tu|former(?:ly)?)\s*:?\s*([^)]*)\)")
"""The former names of a merged unit, behind its own; on folded text."""
_LEVEL = (
    r"(?:(?:xa|phuong|thi tran|dac khu|huyen|thi xa|quan|thanh pho|tinh|commune|ward|town|district)"
    r" |(?:tx|tp|tt|dk|p|x|h|q|t)(?:\. ?| ))"
)
"""A word for a level before a name, written out or abbreviated: "phường ", "P.", "TX "."""
_BEFORE = r"(?:\b(?:o|tai|cua|tren dia ban|ke hoach|in|of|at|for) )?"
_AFTER = r"(?: (?:town|ward|commune|district|province|city)\b)?"
_COMMUNES = ("xa ", "phuong ", "thi tran ", "dac khu ")
_COMMUNE = re.compile(
    rf"(?<!\b[Tt]hị )(?<!\b[Tt]hi )"
    rf"\b((?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Xx]a|[Pp]huong|[Tt]hi tran)(?: [{UPPER}]\w+){{1,3}})"
)


@dataclass(frozen=True, slots=True)
class Places:
    """What a question says of place and year.

    Attributes:
        documents: Ids of the plans it names; empty when it names none.
        strange: Places and years it names of which the library has no plan, as typed.
        rest: The question without places and years.
        placed: Whether it names a place, of a plan or not, rather than a year alone.
    """

    documents: tuple[str, ...]
    strange: tuple[str, ...]
    rest: str
    placed: bool = False


def find_places(text: str, documents: Sequence[Document], *, as_of: date, unit: str = "") -> Places:
    """Return the plans that a question names.

    A place and a year together mean the plan of that place and year; if there is none, the plans
    of the place. "Xã mình" is the asker's unit, "năm ngoái" the year before the day asked about.
    """
    text = nfc(text)
    folded = fold(text)
    by_place: list[str] = []
    owned = [match for match in _OWN.finditer(folded) if not _is_named(match, text)]
    spans = [match.span() for match in (*owned, *_RELATIVE.finditer(folded))]
    own = bool(unit) and bool(owned)
    if own:
        by_place = [d.id for d in documents if is_own(d, unit)]
    below = _communes_without_plan(text, documents)
    for document in documents:
        matches = _mentions(document.unit, folded)
        if not matches or _is_other_ward(document, folded):
            continue
        spans += [match.span() for match in matches]
        if not below or _mentions(_own_name(document), folded):
            by_place.append(document.id)
    for short, span in find_initialled(text, sorted({d.unit for d in documents})).items():
        by_place += [d.id for d in documents if d.unit == short and d.id not in by_place]
        spans.append(span)
    told = {_year(match) for match in _YEAR.finditer(folded)}
    years = {year for year in told if not _only_mentioned(folded, year)}
    years |= {as_of.year + _SHIFTS[match[1]] for match in _RELATIVE.finditer(folded)}
    spans += [m.span() for m in _YEAR.finditer(folded) if not _only_mentioned(folded, _year(m))]
    by_year = _of_the_level([d for d in documents if d.year in years], folded)
    both = [name for name in by_place if name in by_year]
    unknown = [] if by_place else strange_places(text, documents, spans)
    strange = [text[slice(*span_of(match))].strip() for match in unknown]
    spans += [match.span() for match in unknown]
    if own and not by_place:
        strange.append(unit)
    named = {document.year for document in documents if document.id in by_place or not by_place}
    strange += [f"năm {year}" for year in sorted(years - named)]
    found = tuple(dict.fromkeys(both or by_place or by_year))
    placed = bool(by_place or unknown or own)
    return Places(found, tuple(strange), _cut(text, spans), placed)


def _is_named(match: re.Match[str], text: str) -> bool:
    """Say whether "phường Minh …" names a ward, which "phường mình" does not."""
    last = text[slice(*match.span())].split()[-1]
    return last.istitle() and not text[: match.start()].isupper()


def _own_name(document: Document) -> str:
    """Return the name of a commune without what it lies in; "" for a higher unit."""
    own = document.unit.split(",")[0].strip()
    return own if fold(own).startswith(_COMMUNES) else ""


def _communes_without_plan(text: str, documents: Sequence[Document]) -> list[str]:
    """Return the communes that a question names and no plan is of: "xã X huyện Thanh Bình".

    Such a question is not about the plan of the district, nor about another commune's there.
    """
    own = {fold(_own_name(document)) for document in documents}
    return [
        match[1]
        for match in _COMMUNE.finditer(text)
        if fold(match[1]) not in own and not families_in(match[1])
    ]


def _year(match: re.Match[str]) -> int:
    return int(match[1] or f"20{match[2]}")


def _is_other_ward(document: Document, folded: str) -> bool:
    """Say whether a question names a ward by another number than a plan's: "phường 2"."""
    own, asked = (set(WARD.findall(text)) for text in (fold(document.unit), folded))
    return bool(own and asked) and not own & asked


def _of_the_level(documents: Sequence[Document], folded: str) -> list[str]:
    """Return the ids of plans, those of the level that is named if there are any."""
    levels = {match[1] for match in _OF_LEVEL.finditer(folded)}
    unit = {d.id: fold(d.unit) for d in documents}
    named = [name for name, words in unit.items() if any(words.startswith(x) for x in levels)]
    return named or list(unit)


@lru_cache(maxsize=64)
def unit_names(unit: str) -> tuple[str, ...]:
    """Return the names of a unit, folded: its own and those of the units merged into it.

    "xã Mới (trước đây: xã A; xã B)" is xã Mới, whose plans are also those of xã A and xã B.
    """
    former = _FORMER.search(fold(unit))
    own = fold(unit)[: former.start()] if former else fold(unit)
    rest = re.split(r"[;+]|\bva\b|,(?= ?(?:xa|phuong|thi tran)\b)", former[1]) if former else []
    return tuple(name.strip() for name in (own, *rest) if name.strip())


def is_own(document: Document, unit: str) -> bool:
    """Say whether a plan is of the asker's own unit, or of one that was merged into it."""
    where = fold(f"{document.unit}, {document.province}")
    return any(name in where for name in unit_names(unit))


def _only_mentioned(folded: str, year: int) -> bool:
    """Say whether a year belongs to a number, a date or a period, not to the plan asked for."""
    told = r"giai doan|den nam|luat.{0,30}|(sap|sat) nhap|hop nhat|thanh lap"
    before = rf"([/(-] ?|/[a-z-]+ (nam )?|({told}) (nam )?){year}"
    return bool(re.search(rf"{before}|{year} ?[-–/]", folded))


def find_section(text: str) -> str:
    """Return the section that a question points at: "phần II" → "II", "mục IV.2" → "IV.2"."""
    match = _SECTION.search(fold(nfc(text)))
    if match is None:
        return ""
    number = f".{match['n']}" if match["n"] else ""
    return f"{match['roman'].upper()}{number}"


def _mentions(unit: str, folded: str) -> list[re.Match[str]]:
    """Return where a folded question names a unit, one of several parts: "phường 1, thị xã …"."""
    return [
        match
        for last, pattern in _patterns(unit)
        if last in folded
        for match in pattern.finditer(folded)
    ]


@lru_cache(maxsize=10_000)
def _patterns(unit: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each part of a unit's name its last word and a pattern of the ways to write it."""
    found = []
    for part in unit.split(","):
        bare = re.sub(rf"^{_LEVEL}", "", fold(part.strip()))
        if bare:
            name = _numbered(bare) if bare.isdigit() else rf"(?:\b{_LEVEL})?\b{_named(bare)}"
            found.append((bare.split()[-1], re.compile(rf"{_BEFORE}{name}\b{_AFTER}")))
    return tuple(found)


def _numbered(number: str) -> str:
    """Return a pattern of a ward that is called by a number: "phường 1", "P.1", "P1", "ward 1"."""
    return rf"\b(?:(?:phuong|ward) |p\.? ?){number}"


def _named(name: str) -> str:
    """Return a pattern of a name, whole or with initials for all words but the last: "P.Long"."""
    *first, last = name.split()
    short = "".join(rf"{word[0]}\. ?" for word in first)
    joined = "".join(word[0] for word in first)
    ways = rf"{re.escape(name)}|(?:{short}|{joined}){re.escape(last)}"
    return rf"(?:{ways})" if short else re.escape(last)


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    if len(fold(text)) != len(text):
        return text
    inside = {i for start, end in spans for i in range(start, end)}
    return "".join(" " if i in inside else ch for i, ch in enumerate(text))
