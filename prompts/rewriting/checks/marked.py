"""Figures, days and acts that no clause holds, or that belong to something else there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from prompts.rewriting.checks.said import glue_words
from prompts.rewriting.claims import Mark, marks, words_of
from prompts.rewriting.grounds import Ground, written
from prompts.rewriting.tokens import YEARLY

_TELLING = 1
"""Weight of the words of another's place below which nothing is concluded from them."""
_SPAN = re.compile(
    r"(?P<first>\d{1,2}/\d{1,2}/\d{4})\s+(?:đến|to)\s+(?:hết\s+)?(?:ngày\s+)?"
    r"(?P<last>\d{1,2}/\d{1,2}/\d{4})"
)
_ISSUED_BY = re.compile(
    r"(?<!\d)0?(?P<number>\d+)(?:/[\w–-]+)+[^,.;]{0,40}?\b(?:do|của)\s+"
    r"(?P<who>(?:ủy ban nhân dân|bộ|sở|thủ tướng|chính phủ|quốc hội)[^,.;]*?)"
    r"(?=\s(?:ban hành|phê duyệt|về|quy định|hướng dẫn|được|là|triển khai|cũng)|[,.;]|$"
    r"|\svà (?:kế|quyết|nghị|thông|chỉ|công)\b)"
)


def unborne(told: str, ground: Ground) -> bool:
    """A figure, day or act that no cited clause holds, or that belongs to something else there."""
    if any(map(_backwards, _SPAN.finditer(told))):
        return True
    for mark in marks(written(told), told=True):
        bearing = [own for own in ground.marks if own.bears(mark)]
        if not bearing or _misplaced(mark, bearing, ground):
            return True
    return any(_wrong_issuer(match, ground) for match in _ISSUED_BY.finditer(written(told)))


def _backwards(match: re.Match[str]) -> bool:
    """Say whether a time is told to end before it begins: "từ 30/6/2024 đến 01/6/2024"."""
    first, last = ([int(n) for n in day.split("/")[::-1]] for day in match.group("first", "last"))
    return first > last


def _wrong_issuer(match: re.Match[str], ground: Ground) -> bool:
    """Say whether an act is told to be of another authority than the clause names behind it."""
    number = re.escape(match["number"])
    issuer = [word for word in words_of(match["who"]) if word not in glue_words()]
    behind = re.findall(rf"(?<!\d)0?{number}\b[^,;.]*", written(ground.text))
    named = [set(words_of(each)) for each in behind]
    return bool(named) and not any(set(issuer) <= words for words in named)


def _misplaced(mark: Mark, bearing: Sequence[Mark], ground: Ground) -> bool:
    """Say whether what stands around a mark tells it from its own place and fits another's."""
    rivals = [own for own in ground.marks if own.like(mark) and not own.bears(mark)]
    return all(any(_fits(mark, rival, own) for rival in rivals) for own in bearing)


def _fits(mark: Mark, rival: Mark, own: Mark) -> bool:
    """Say whether a mark stands among words of a rival's place rather than of its own."""
    strange, familiar = rival.near - own.near, own.near - rival.near
    around = mark.left | mark.right if mark.kind == "act" else mark.near
    against, for_it = _weight(around & strange), _weight(around & familiar)
    return against > _TELLING and against > 2 * for_it


def _weight(words: Iterable[str]) -> int:
    """Return how much words tell: a figure among them as much as three."""
    return sum(3 if word.startswith("#") or word == YEARLY else 1 for word in words)
