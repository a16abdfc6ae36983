"""The same question as other people type it: without accents, with slips, abbreviated."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from retrieval.evaluation.questions import Asked
from retrieval.query.words import abbreviations
from retrieval.text import fold

SLIPS = 0.2
"""Share of the words of four letters and more that get a slip."""


def typed_as(asked: Asked, form: str) -> str:
    """Return a question in one of `FORMS`; "" when it was not written in that form.

    Slips and abbreviations are made by machine, the same for the same question every time.
    """
    return FORMS[form](asked)


def _with_slips(asked: Asked) -> str:
    rng = random.Random(asked.id)
    words = asked.text.split()
    return " ".join(_slip(word, rng) if _may_slip(word, rng) else word for word in words)


def _may_slip(word: str, rng: random.Random) -> bool:
    return word.isalpha() and word.islower() and len(word) >= 4 and rng.random() < SLIPS


def _slip(word: str, rng: random.Random) -> str:
    """Return a word with one letter doubled, dropped or swapped with its neighbour."""
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:i] + word[i] + word[i:]
    if kind == 1:
        return word[:i] + word[i + 1 :]
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _abbreviated(asked: Asked) -> str:
    """Return a question with what can be abbreviated abbreviated, the first way that is listed."""
    short: dict[str, str] = {}
    for key, full in abbreviations().items():
        if " " in full:
            short.setdefault(full, key)
    text = asked.text
    for full in sorted(short, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(full)}(?!\w)", short[full], text, flags=re.IGNORECASE)
    return text


FORMS: Mapping[str, Callable[[Asked], str]] = {
    "as written": lambda asked: asked.text,
    "no accents": lambda asked: fold(asked.text),
    "slips": _with_slips,
    "abbreviated": _abbreviated,
    "English": lambda asked: asked.english,
}
"""How a question may be typed, by name."""
