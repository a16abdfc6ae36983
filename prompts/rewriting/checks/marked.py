"""Figures, days and acts that no clause holds, or that belong to something else there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from prompts.rewriting.checks.said import glue_words
from prompts.rewriting.claims import Mark, marks, words_of
from prompts.rewriting.grounds import Ground, written
from prompts.rewriting.tokens import YEARLY
from retrieval.corpus import load_toml

_TELLING = 1
"""Weight of the words of another's place below which nothing is concluded from them."""
_SPAN = re.compile(
    r"(?P<first>\d{1,2}/\d{1,2}/\d{4})\s+(?:đến|to)\s+(?:hết\s+)?(?:ngày\s+)?"
    r"(?P<last>\d{1,2}/\d{1,2}/\d{4})"
)
_CHANGED_BY = re.compile(
    r"\b(?:giảm|tăng)(?: thêm| bớt| được| đi| khoảng)? (?P<figure>\d[\d.,]*) ?%"
)
_CHANGED_TO = r"\b(?:xuống|còn|lên)(?: dưới| còn| tới| mức| thấp hơn| trên)* {figure} ?%"
_ISSUED_BY = re.compile(
    r"(?<!\d)0?(?P<number>\d+)(?:/[\w–-]+)+[^,.;]{0,40}?\b(?:do|của)\s+"
    r"(?P<who>(?:ủy ban nhân dân|bộ|sở|thủ tướng|chính phủ|quốc hội)[^,.;]*?)"
    r"(?=\s(?:ban hành|phê duyệt|về|quy định|hướng dẫn|được|là|triển khai|cũng)|[,.;]|$"
    r"|\svà (?:kế|quyết|nghị|thông|chỉ|công)\b)"
)

_ENGLISH_ISSUER = re.compile(
    r"(?<!\d)0?(?P<number>\d+)(?:/[\w–-]+)+[^.;]{0,40}?\b(?:by|of) the [^.;,\d]{0,40}?"
    r"(?P<who>ministry|prime minister|government|national assembly|people's committee|department)\b"
)


def unborne(told: str, ground: Ground) -> bool:
    """A figure, day or act that no cited clause holds, or that belongs to something else there."""
    if any(map(_backwards, _SPAN.finditer(told))):
        return True
    if any(_by_instead_of_to(match, ground) for match in _CHANGED_BY.finditer(written(told))):
        return True
    if any(
        re.search(rf"(?<![\d.,/]){number}(?![\d/]|[.,]\d)", told)
        and not any(word in told.lower() for word in words)
        for number, words in _owned()
    ):
        return True
    for mark in marks(written(told), told=True):
        bearing = [own for own in ground.marks if own.bears(mark)] or _as_rate(mark, ground)
        if not bearing or _misplaced(mark, bearing, ground):
            return True
    if any(
        _wrong_english_issuer(match, ground) for match in _ENGLISH_ISSUER.finditer(told.lower())
    ):
        return True
    return any(_wrong_issuer(match, ground) for match in _ISSUED_BY.finditer(written(told)))


def _by_instead_of_to(match: re.Match[str], ground: Ground) -> bool:
    """Say whether the level that a share is to come down to is told as the change: "giảm 17%"."""
    told, own = match["figure"], written(ground.text)
    changes = {each["figure"] for each in _CHANGED_BY.finditer(own)}
    level = re.search(_CHANGED_TO.format(figure=re.escape(told)), own)
    return level is not None and told not in changes


@cache
def _owned() -> tuple[tuple[str, list[str]], ...]:
    """Return numbers to call, each with words of which one stands beside it."""
    return tuple(load_toml("rewriting.toml")["owned"].items())


def _as_rate(mark: Mark, ground: Ground) -> list[Mark]:
    """Return what bears out a rate that a clause puts in two: "trên 1.000 trẻ … dưới 9,5"."""
    count, _, base = mark.value.partition("/")
    if mark.kind != "figure" or not any(own.value == base for own in ground.marks):
        return []
    return [own for own in ground.marks if (own.value, own.bound) == (count, mark.bound)]


def _backwards(match: re.Match[str]) -> bool:
    """Say whether a time is told to end before it begins: "từ 30/6/2024 đến 01/6/2024"."""
    first, last = ([int(n) for n in day.split("/")[::-1]] for day in match.group("first", "last"))
    return first > last


def _wrong_issuer(match: re.Match[str], ground: Ground) -> bool:
    """Say whether an act is told to be of another authority than the clause or its symbol names."""
    told = " ".join(word for word in words_of(match["who"]) if word not in glue_words())
    return _is_of_another(match, told, ground)


def _wrong_english_issuer(match: re.Match[str], ground: Ground) -> bool:
    """The same as `_wrong_issuer`, of an English sentence."""
    return _is_of_another(match, _issuers()["english"][match["who"]], ground)


def _is_of_another(match: re.Match[str], told: str, ground: Ground) -> bool:
    for symbol, issuer in _issuers()["symbols"].items():
        if match.group().lower().partition(" ")[0].endswith(symbol):
            return not (issuer.startswith(told) or told.startswith(issuer))
    behind = _behind(match["number"], ground)
    return bool(behind) and not any(set(told.split()) <= set(words_of(each)) for each in behind)


@cache
def _issuers() -> Mapping[str, Mapping[str, str]]:
    """Return issuers by the symbol of a number, and in Vietnamese by their English names."""
    return dict(load_toml("rewriting.toml")["issuers"])


def _behind(number: str, ground: Ground) -> list[str]:
    """Return what stands behind a number wherever a clause holds it."""
    return re.findall(rf"(?<!\d)0?{re.escape(number)}\b[^,;.]*", written(ground.text))


def _misplaced(mark: Mark, bearing: Sequence[Mark], ground: Ground) -> bool:
    """Say whether what stands around a mark tells it from its own place and fits another's."""
    meant = [own for own in bearing if own.figures and own.figures <= mark.near]
    alike = [own for own in ground.marks if own.like(mark)]
    head = next((own.left for own in ground.marks if own.kind == "act"), frozenset())
    return all(
        own.near
        and any(
            _fits(mark, rival, own, head)
            for rival in alike
            if not (own in meant and rival in meant)
        )
        for own in bearing
    )


def _fits(mark: Mark, rival: Mark, own: Mark, head: frozenset[str]) -> bool:
    """Say whether a mark stands among words of a rival's place rather than of its own."""
    strange, familiar = rival.near - own.near, own.near - rival.near
    around = mark.left | mark.right if mark.kind == "act" else mark.near
    if mark.kind == "act":  # what is done with all acts stands before the first of them
        around -= head
    if mark.is_share and _of_another_share(around, rival, own):
        return True
    if _figures(around & strange) != _figures(around & familiar):
        return _figures(around & strange)
    against, for_it = len(around & strange), len(around & familiar)
    return against > _TELLING and against > 2 * for_it


def _of_another_share(around: frozenset[str], rival: Mark, own: Mark) -> bool:
    """Say whether what is told of a share is said of a rival, or as well as of its own."""
    empty = glue_words() | _moving()
    if around & (rival.near - own.near) - empty:
        return True
    apart = own.near - rival.near - empty
    spoken = around & own.near  # an English sentence shares no word with a clause
    alike = rival.value != own.value and rival.bound == own.bound
    return alike and bool(apart and spoken) and not around & apart


@cache
def _moving() -> frozenset[str]:
    """Return words that say which way a share goes and not of what it is one."""
    return frozenset(load_toml("rewriting.toml")["moving"])


def _figures(words: Iterable[str]) -> bool:
    """Say whether another figure is among words, or that a report is of a year: those tell most."""
    return any(word.startswith("#") or word == YEARLY for word in words)
