"""Words: those that change who, whether or how much, and those that no clause holds."""

from __future__ import annotations

import re
from functools import cache

from prompts.rewriting.claims import words_of
from prompts.rewriting.grounds import Ground, same_words, written
from retrieval.corpus import load_toml
from retrieval.query import families_in
from retrieval.query.words import from_english
from retrieval.text import bigrams, has_accents

_SPARE = 0.2
"""Share of a sentence's words that no clause need hold: other words for the same thing."""
_TRANSLATED = 0.5
"""Share of an English sentence's terms that the clauses must hold, in Vietnamese."""
_ORDER, _FEW_PAIRS = 0.33, 5
"""Share of neighbours that are neighbours in the clauses too, from so many on."""
_NUMBERED = re.compile(r"\bNos?\.(?=\s?\d)|(?<=\d )May\b|\bMay(?= \d)")
"""English words that are others here: "No. 130", "15 May"."""
_DENIED = re.compile(
    r" (?:không|chưa|chẳng|cấm|nghiêm cấm|tránh)(?: (?:để|có|được|bị|cho|xảy ra))*"
    r" (?P<what>\w+ \w+)(?= )"
)


def overstated(told: str, ground: Ground) -> bool:
    """A word that changes who, whether or how much, and that no cited clause holds."""
    spoken = f" {' '.join(words_of(told))} "
    for phrase in load_toml("rewriting.toml")["not_strict"]:
        spoken = spoken.replace(f" {phrase} ", " ")
    whole = any(mark.value == "100" for mark in ground.marks)
    free = load_toml("rewriting.toml")["whole"] if whole else ()
    return any(
        f" {word} " in spoken and f" {word} " not in f" {ground.phrase} "
        for word in load_toml("rewriting.toml")["strict"]
        if word not in free
    )


def turned(told: str, ground: Ground) -> bool:
    """What a clause denies or forbids, told without the denial."""
    spoken = f" {' '.join(words_of(told))} "
    own = f" {ground.phrase} "
    for match in _DENIED.finditer(own):
        denied = f" {match['what']} "
        plain = _DENIED.sub(" ", own)
        if denied in spoken and denied not in plain and not _DENIED.search(spoken):
            return True
    return False


def unfounded(told: str, ground: Ground) -> bool:
    """Too many words that no cited clause holds, even in other words."""
    words = words_of(written(told))
    said = [word for word in words if word not in glue_words()]
    known = ground.words | others(ground)
    strange = [word for word in said if word not in known]
    return len(strange) > max(1, _SPARE * len(said))


def overstated_in_english(told: str, ground: Ground) -> bool:
    """The same as `overstated`, of an English sentence."""
    spoken = set(re.findall(r"[a-z']+", _NUMBERED.sub(" ", told).lower()))
    own = f" {ground.phrase} "
    return any(
        spoken & set(row["words"]) and not any(f" {held} " in own for held in row["held"])
        for row in load_toml("rewriting.toml")["english"]
    )


def unfounded_in_english(told: str, ground: Ground) -> bool:
    """A body that no clause names, or too few of the field's terms that the clauses hold."""
    vietnamese = from_english(told)
    if families_in(vietnamese) - ground.families - {"van-phong"}:  # any "office"
        return True
    words = [word for word in words_of(vietnamese) if has_accents(word)]
    held = sum(word in ground.words for word in words)
    return held < _TRANSLATED * len(words)


def jumbled(told: str, ground: Ground) -> bool:
    """Words of the clauses in an order of their own: hardly two stand side by side as there."""
    pairs = bigrams([word for word in words_of(written(told)) if word in ground.words])
    return len(pairs) > _FEW_PAIRS and sum(p in ground.pairs for p in pairs) < _ORDER * len(pairs)


@cache
def glue_words() -> frozenset[str]:
    """Return the words that claim nothing."""
    return frozenset(
        word for phrase in load_toml("rewriting.toml")["glue"] for word in phrase.split()
    )


def others(ground: Ground) -> set[str]:
    """Return the words that say the same as words of a clause."""
    spoken = f" {ground.phrase} "
    return {
        word
        for phrase, others in same_words().items()
        if f" {phrase} " in spoken
        for other in others
        for word in other.split()
    }
