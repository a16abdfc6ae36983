"""What a question about law asks for, by the patterns of corpus/questions.toml."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retrieval.corpus import load_toml
from retrieval.query.words import write_out
from retrieval.text import fold, nfc

_CHILD = re.compile(r"\bcon(?= (?:nhà|em|cái|nít|trẻ|cháu|gái|trai|hộ|tui|nha|nit|chau|gai)\b)")
"""The "con" that is a child, and no "còn": "con nhà nghèo"; as typed, before accents go."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_toml("questions.toml")["law"][name])


@lru_cache(maxsize=64)
def _readings(text: str) -> tuple[str, str]:
    """Return a question as typed and with its abbreviations written out, both without accents.

    Kept for the many cues that one question is asked for.
    """
    typed, whole = (fold(_CHILD.sub("trẻ", each)) for each in (nfc(text.lower()), write_out(text)))
    return typed, whole


def asks(name: str, text: str) -> bool:
    """Say whether a question shows a cue, as it is typed or with its abbreviations written out."""
    typed, whole = _readings(text)
    return bool(_pattern(name).search(typed) or _pattern(name).search(whole))
