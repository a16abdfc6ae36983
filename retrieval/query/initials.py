"""Abbreviations that nobody listed: read as what the plans spell with the same initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from retrieval.corpus import CORPUS, load_toml
from retrieval.query.spelling import vocabulary
from retrieval.query.words import listed_words
from retrieval.text import fold, nfc, syllables

LONGEST = 6
"""Syllables of a phrase that is abbreviated by its initials."""
READINGS = 3
"""Phrases that one abbreviation may stand for: QL is quản lý, but also quyền lợi."""
RARE = 0.2
"""Share of the commonest reading's occurrences below which another is not thought of."""

_BREAK = re.compile(r"[^\w\s]+")
_VOWEL = re.compile(r"[aeiouy]")


@lru_cache(maxsize=2048)
def readings(token: str, *, plain: bool) -> tuple[str, ...]:
    """Return the phrases of the plans that a token abbreviates, commonest first; () for a word.

    Args:
        token: One syllable of a question, in lower case.
        plain: Whether the question was typed without accents; the readings have none then.
    """
    if not 2 <= len(token) <= LONGEST or not token.isalpha() or vocabulary().words[plain][token]:
        return ()
    if listed := _ambiguous(plain=plain).get(token):
        return listed
    found = _spelled(plain=plain).get(fold(token) if plain else token, Counter())
    if not found:
        return ()
    best = max(found.values())
    common = [phrase for phrase, count in found.most_common(READINGS) if count >= RARE * best]
    return tuple(common)


def is_unreadable(token: str) -> bool:
    """Say whether a token is no syllable: letters without a vowel, an abbreviation of something."""
    return token.isalpha() and not _VOWEL.search(fold(token))


@cache
def _ambiguous(*, plain: bool) -> Mapping[str, tuple[str, ...]]:
    rows = load_toml("abbreviations.toml")["ambiguous"].items()
    return {
        fold(key) if plain else key: tuple(map(fold, phrases) if plain else phrases)
        for key, phrases in rows
    }


@cache
def _spelled(*, plain: bool) -> Mapping[str, Counter[str]]:
    """Return phrases of the plans with their counts, by initials."""
    found: dict[str, Counter[str]] = {}
    for tokens in _runs():
        spoken = [fold(token) for token in tokens] if plain else tokens
        for length in range(2, LONGEST + 1):
            for start in range(len(spoken) - length + 1):
                phrase = spoken[start : start + length]
                initials = "".join(_initial(token) for token in phrase)
                found.setdefault(initials, Counter())[" ".join(phrase)] += 1
    return {
        initials: Counter({phrase: count for phrase, count in phrases.items() if count > 1})
        for initials, phrases in found.items()
    }


def _initial(token: str) -> str:
    """Return a token's first letter without tone, but "đ" as it is."""
    return token[0] if token[0] == "đ" else fold(token[0])


def _runs() -> Iterator[list[str]]:
    """Yield runs of the plans' syllables that no sign and no small word interrupts."""
    joining = listed_words("joining", folded=False)
    for path in sorted((CORPUS / "plans").glob("*.txt")):
        for part in _BREAK.split(nfc(path.read_text(encoding="utf-8"))):
            run: list[str] = []
            for token in syllables(part):
                if token.isalpha() and token not in joining:
                    run.append(token)
                else:
                    yield run
                    run = []
            yield run
