"""Which plans a question names: by place or by year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.query.bodies import families_in
from retrieval.text import UPPER, fold, nfc
from retrieval.types import Document

_SECTION = re.compile(
    r"\b(?:phan|muc|chuong|section|part) (?P<roman>[ivx]+)\b"
    r"(?:[., ]+(?:muc|khoan|so)? ?(?P<n>\d{1,2})\b)?"
)
_YEAR = re.compile(r"\b(?:nam )?(20\d\d)\b")
_OWN = re.compile(
    r"\b((xa|phuong|dac khu|tinh|don vi|co quan|dia phuong|ubnd|uy ban) "
    r"(minh|ta|toi|chung (toi|ta))|"
    r"ben (minh|em)|(our|my) (commune|ward|unit|office|province))\b"
)
_SHIFTS = {
    "nam ngoai": -1, "nam truoc": -1, "last year": -1, "nam nay": 0, "this year": 0,
    "nam sau": 1, "sang nam": 1, "nam toi": 1, "next year": 1,
}  # fmt: skip
_RELATIVE = re.compile(rf"\b({'|'.join(_SHIFTS)})\b")
_LEVEL = r"(?:xa|phuong|thi tran|dac khu|huyen|thi xa|quan|thanh pho|tinh|tp)"
_STRANGE = re.compile(
    rf"\b(?:(?:ở|tại|của|o|tai|cua|in|of) )?(?P<place>(?:"
    rf"[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]hị xã|[Qq]uận|[Tt]hành phố|[Tt]ỉnh|"
    rf"[Xx]a|[Pp]huong|[Tt]hi tran|[Hh]uyen|[Tt]hi xa|[Tt]inh|[Cc]ommune|[Ww]ard|[Dd]istrict) "
    rf"(?:[{UPPER}]\w+)(?: [{UPPER}]\w+){{0,3}})"
)


@dataclass(frozen=True, slots=True)
class Places:
    """What a question says of place and year.

    Attributes:
        documents: Ids of the plans it names; empty when it names none.
        strange: Places and years it names of which the library has no plan, as typed.
        rest: The question without places and years.
    """

    documents: tuple[str, ...]
    strange: tuple[str, ...]
    rest: str


def find_places(text: str, documents: Sequence[Document], *, as_of: date, unit: str = "") -> Places:
    """Return the plans that a question names.

    A place and a year together mean the plan of that place and year; if there is none, the plans
    of the place. "Xã mình" is the asker's unit, "năm ngoái" the year before the day asked about.
    """
    text = nfc(text)
    folded = fold(text)
    by_place: list[str] = []
    spans = [match.span() for match in (*_OWN.finditer(folded), *_RELATIVE.finditer(folded))]
    own = bool(unit) and _OWN.search(folded) is not None
    if own:
        by_place = [d.id for d in documents if fold(unit) in fold(f"{d.unit}, {d.province}")]
    for document in documents:
        for name in _names(document):
            pattern = (
                rf"(?:\b(?:o|tai|cua|tren dia ban|ke hoach) )?(?:\b{_LEVEL} )?\b{re.escape(name)}\b"
            )
            for match in re.finditer(pattern, folded):
                by_place.append(document.id)
                spans.append(match.span())
    years = {int(match[1]) for match in _YEAR.finditer(folded)}
    years |= {as_of.year + _SHIFTS[match[1]] for match in _RELATIVE.finditer(folded)}
    spans += [match.span() for match in _YEAR.finditer(folded)]
    by_year = [document.id for document in documents if document.year in years]
    both = [name for name in by_place if name in by_year]
    unknown = [
        match
        for match in _STRANGE.finditer(text)
        if not by_place
        and not families_in(match["place"])
        and not any(start < match.end() and end > match.start() for start, end in spans)
    ]
    spans += [match.span() for match in unknown]
    strange = [match["place"] for match in unknown]
    if own and not by_place:
        strange.append(unit)
    named = {document.year for document in documents if document.id in by_place or not by_place}
    strange += [
        f"năm {year}" for year in sorted(years - named) if not _only_mentioned(folded, year)
    ]
    found = tuple(dict.fromkeys(both or by_place or by_year))
    return Places(found, tuple(strange), _cut(text, spans))


def _only_mentioned(folded: str, year: int) -> bool:
    """Say whether a year belongs to a number, a date or a period, not to the plan asked for."""
    return bool(
        re.search(rf"[/-] ?{year}|{year} ?[-–/]|(giai doan|den nam|luat.{{0,30}}) {year}", folded)
    )


def find_section(text: str) -> str:
    """Return the section that a question points at: "phần II" → "II", "mục IV.2" → "IV.2"."""
    match = _SECTION.search(fold(nfc(text)))
    if match is None:
        return ""
    number = f".{match['n']}" if match["n"] else ""
    return f"{match['roman'].upper()}{number}"


def _names(document: Document) -> list[str]:
    """Return folded names of a plan's place, the level left out unless a number follows it."""
    names = []
    for part in document.unit.split(","):
        folded = fold(part.strip())
        bare = re.sub(rf"^{_LEVEL} ", "", folded)
        names.append(folded if bare.isdigit() else bare)
    return [name for name in names if name]


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    if len(fold(text)) != len(text):
        return text
    inside = {i for start, end in spans for i in range(start, end)}
    return "".join(" " if i in inside else ch for i, ch in enumerate(text))
