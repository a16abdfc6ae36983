"""A stream of text cut into sentences, each as soon as it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prompts.errors import ModelError

_MARK = r"\[\d{1,2}\]"
_END = re.compile(
    rf"(?:{_MARK}\s?)+[.!?…;]*(?=\s|$)(?!\s?\[)|[.!?…]\s?(?:{_MARK}\s?)+(?=\s|$)|\n"
    r"|[.!?…](?=\s+[^\s\[a-zà-ỹ])"
)
"""Where a sentence ends: behind its citations, at a line's end, at a full stop before another."""
_LATE = re.compile(rf"([.!?…])\s?((?:\s?{_MARK})+)\s*$")
_BULLET = re.compile(r"^\s*[-•–]\s+")
_TAIL = 2
"""Characters that are waited for: a citation may follow."""


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of a text that comes in pieces, citations before the full stop.

    Those that are whole come even if the pieces end in an error, which then goes on.
    """
    text = ""
    try:
        for piece in pieces:
            text += piece
            while (end := _END.search(text)) and end.end() + _TAIL <= len(text):
                yield from _whole(text[: end.end()])
                text = text[end.end() :]
    except ModelError:
        yield from _cut(text, whole=True)
        raise
    yield from _cut(text, whole=False)


def _cut(text: str, *, whole: bool) -> Iterator[str]:
    """Yield the sentences of what came last, and what is begun unless only whole ones count."""
    while end := _END.search(text):
        yield from _whole(text[: end.end()])
        text = text[end.end() :]
    if not whole:
        yield from _whole(text)


def _whole(text: str) -> Iterator[str]:
    bare = _LATE.sub(r"\2\1", _BULLET.sub("", text)).strip()
    if bare:
        yield re.sub(r"(?<=[^\s\]])(\[\d)", r" \1", bare)
