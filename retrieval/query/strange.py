"""Places that a question names and no plan is of: with capitals, by number, or in small letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.privacy import persons
from retrieval.query.bodies import families_in
from retrieval.query.initials import is_unreadable
from retrieval.query.spelling import vocabulary
from retrieval.query.words import from_english, listed_words
from retrieval.text import LOWER, UPPER, fold, has_accents
from retrieval.types import Document

WARD = re.compile(r"(?<!dia )(?<!trang )\b(?:phuong |ward |p\.? ?)(\d{1,2})\b(?![/.]\d)(?! nam\b)")
"""A ward that is called by a number."""
_STRANGE = re.compile(
    rf"\b(?:(?:ở|tại|của|o|tai|cua|in|of) )?(?P<place>(?:"
    rf"(?:TP|[Tt]p|TX|[Tt]x)\.?|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]hị xã|[Qq]uận|"
    rf"[Tt]hành phố|[Tt]ỉnh|[Xx]a|[Pp]huong|[Tt]hi tran|[Hh]uyen|[Tt]hi xa|[Tt]inh|[Cc]ommune|"
    rf"[Ww]ard|[Dd]istrict) "
    rf"(?:[{UPPER}]\w+)(?: [{UPPER}]\w+){{0,3}})"
)

_UNCAPPED = re.compile(
    r"(?:^|\b(?:o|tai|cua|thuoc|ke hoach|kh) )"
    r"(?P<place>(?:(?:thi )?(?P<level>xa|phuong|tran|huyen|quan|tinh|tx|tp))"
    r" (?P<name>[a-z]+ [a-z]+))\b"
)
_DATED = re.compile(r" (?:nam )?20\d\d\b")
"""The year of a plan behind a name: in "phường An Phú 2024" stands no "phương án"."""
_CAPITALS = rf"[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{1,2}}"
_BARE = re.compile(
    r"(?:\b(?i:ở|tại|bên|dưới|kế hoạch(?: của)?|kh(?: của)?|o|tai|ben|ke hoach(?: cua)?) "
    rf"|^(?={_CAPITALS} (?:thì|thi|giao|có|co|năm|nam|ai|20\d\d)\b))"
    rf"(?P<place>{_CAPITALS})\b(?! [{UPPER}])"
)
"""What may be a place without the word for its level: "bên An Bình", "kế hoạch của Hòa Phú"."""


def strange_places(
    text: str, documents: Sequence[Document], spans: Sequence[tuple[int, int]]
) -> list[re.Match[str]]:
    """Return where places are named that no plan is of: with capitals, by number, without."""
    folded = fold(text)
    capital = [
        match
        for match in _STRANGE.finditer(text)
        if not (families_in(match["place"]) or _is_english_term(match["place"]))
    ]
    bare = [match for match in _BARE.finditer(text) if _is_bare(match)]
    by_number = list(WARD.finditer(folded))
    small = [m for m in _UNCAPPED.finditer(folded) if _is_name(m, text, documents)]
    for found in (capital, by_number, bare, small):
        unknown = [match for match in found if not _within(match, spans)]
        if unknown:
            return unknown
    return []


def _is_bare(match: re.Match[str]) -> bool:
    """Say whether capitals behind "ở" are of a place: of no body, person or thing of the plans."""
    name = match["place"]
    words = name.lower().split()
    if families_in(name) or persons(name) or not {*words} & {*from_english(name).split()}:
        return False
    plain = vocabulary().pairs[not has_accents(name)]
    pairs = pairwise(words)
    return not any(plain["_".join(pair)] for pair in pairs)


def span_of(match: re.Match[str]) -> tuple[int, int]:
    """Return where the name of a place stands in what matched, without "ở" before it."""
    return match.span("place") if "place" in match.re.groupindex else match.span()


def _within(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < match.end() and end > match.start() for start, end in spans)


def _is_english_term(place: str) -> bool:
    """Say whether what stands behind an English level is a word of the field: "district Labour"."""
    level, name = place.split()[:2]
    return level.lower() in ("commune", "ward", "district") and from_english(name) != name.lower()


def _is_name(match: re.Match[str], text: str, documents: Sequence[Document]) -> bool:
    """Say whether two words behind a level, typed without capitals, can only be a place's name.

    They are if the plans use neither pair of words that they would make otherwise, neither is an
    abbreviation, and the first does not say what the unit does: "xã nộp báo cáo".
    """
    first, second = match["name"].split()
    name = text[slice(*match.span("name"))]
    asks = any(map(_is_of_asking, name.split())) or _acts(first, name)
    known = text[slice(*match.span("place"))].lower().split()[-3:]
    pairs = vocabulary().pairs[not has_accents(name)]
    level, *words = known if has_accents(name) else map(fold, known)
    own = any(fold(d.unit).startswith(fold(f"{level} {words[0]} ")) for d in documents)
    own = own or bool(_DATED.match(fold(text), match.end()))
    joined = (not own and pairs[f"{level}_{words[0]}"]) or pairs["_".join(words)]
    return not (asks or joined or any(map(_is_shortened, (first, second))))


def _is_of_asking(word: str) -> bool:
    """Say whether a word only puts a question; without accents it may be of a name instead."""
    if has_accents(word):
        return any(word.lower() in listed_words(kind, folded=False) for kind in ("stop", "charge"))
    known = listed_words("stop", folded=True) | listed_words("charge", folded=True)
    return fold(word) in known - listed_words("in_names", folded=True)


def _acts(first: str, name: str) -> bool:
    """Say whether the word behind a level says what the unit does; with accents only as typed."""
    if has_accents(name.split()[0]):
        return name.split()[0].lower() in listed_words("predicates", folded=False)
    return first in listed_words("predicates", folded=True) - listed_words("in_names", folded=True)


def _is_shortened(word: str) -> bool:
    """Say whether a word is an abbreviation rather than a syllable: "bc", "e", "ldtbxh"."""
    return len(word) == 1 or is_unreadable(word)
