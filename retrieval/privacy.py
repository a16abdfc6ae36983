"""Names of persons, telephone numbers and mail addresses, kept out of what is given away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from retrieval.corpus import load_toml
from retrieval.text import UPPER
from retrieval.types import Block

_PHONE = (
    r"(?<![\d/])(?:\+?84|\(?0\d{1,4}\)?)[ .-]{0,2}\d{2,4}[ .-]?\d{3,4}(?:[ .-]?\d{1,4})?(?![\d/])|"
    r"(?<![\d/])\d{4}[ .]\d{6,7}(?!\d)|(?<!\d)1[89]00[ .]?\d{4,6}(?!\d)"
)
_MAIL = r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+"
PHONE, MAIL = re.compile(_PHONE), re.compile(_MAIL)
_ADDRESS = re.compile(f"{_PHONE}|{_MAIL}")
_WORD = rf"[{UPPER}][^\W\d_]*"


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns of persons, of what looks like one, and of words before a place's name."""
    data = load_toml("privacy.toml")
    titles = "|".join(re.escape(t) for t in sorted(data["titles"], key=len, reverse=True))
    before = "".join(rf"(?<!\b{re.escape(word)} )" for word in data["not_titles_after"])
    titled = rf"{before}\b(?i:{titles})\s*:?\s+{_WORD}(?:\s+{_WORD})+"
    family = rf"\b(?:{'|'.join(data['surnames'])})(?:\s+{_WORD}){{1,3}}"
    others = "|".join(re.escape(name) for name in data["not_persons"])
    places = "|".join(re.escape(word) for word in data["not_persons_after"])
    return (
        re.compile(f"{titled}|{family}"),
        re.compile(rf"(?:.*\s)?(?:{others})\b"),
        re.compile(rf"(?i:(?:^|\W)(?:{places}))\s+$"),
    )


def _private_spans(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _ADDRESS.finditer(text))
    yield from _person_spans(text)


def _person_spans(text: str) -> Iterator[tuple[int, int]]:
    named, others, places = _names()
    for match in named.finditer(text):
        if not others.match(match.group()) and not places.search(text[: match.start()]):
            yield match.span()


def persons(text: str) -> tuple[str, ...]:
    """Return the names of persons in a text, with their titles, in order."""
    return tuple(text[start:end] for start, end in _person_spans(text))


@lru_cache(maxsize=10_000)
def without_private(text: str) -> str:
    """Return the longest verbatim part of a text that names no person, phone or e-mail."""
    spans = _merged(sorted(_private_spans(text)))
    if not spans:
        return text
    cuts = _merged([(_open_bracket(text, a), _close_bracket(text, b)) for a, b in spans])
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    parts = [text[a:b].strip(" ,;()–-") for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return max(parts, key=len)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _open_bracket(text: str, start: int) -> int:
    """Return where the bracket around private data opens, so that no half bracket is left."""
    opened = text.rfind("(", 0, start)
    return opened if opened >= 0 and ")" not in text[opened:start] else start


def _close_bracket(text: str, end: int) -> int:
    closed = text.find(")", end)
    return closed + 1 if closed >= 0 and "(" not in text[end:closed] else end


def publicly(block: Block) -> Block:
    """Return a block whose headings and bodies name no person; its own text is left for quoting."""
    facts = block.facts
    printed = (*block.trail, facts.label or "", *facts.bodies, *facts.coordinating)
    if all(without_private(words) == words for words in printed):
        return block
    return replace(
        block,
        trail=tuple(map(without_private, block.trail)),
        facts=replace(
            facts,
            label=without_private(facts.label) if facts.label else None,
            bodies=tuple(map(without_private, facts.bodies)),
            coordinating=tuple(map(without_private, facts.coordinating)),
        ),
    )
