"""What a question about law asks for, by the patterns of corpus/questions.toml."""

from __future__ import annotations

import re
from functools import cache

from retrieval.corpus import load_toml
from retrieval.query.words import write_out
from retrieval.text import fold, nfc


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_toml("questions.toml")["law"][name])


def asks(name: str, text: str) -> bool:
    """Say whether a question shows a cue, as it is typed or with its abbreviations written out."""
    plain = fold(nfc(text.lower()))
    return bool(_pattern(name).search(plain) or _pattern(name).search(fold(write_out(text))))
