"""Words: those that change who, whether or how much, and those that no clause holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from prompts.rewriting.claims import words_of
from prompts.rewriting.grounds import Ground, same_words, written
from prompts.rewriting.tokens import MONTHS
from retrieval.corpus import load_toml
from retrieval.query import families_in
from retrieval.query.words import from_english
from retrieval.text import bigrams, fold, has_accents

_MOST = 0.5
"""Share of a sentence's telling words that must stand around "100%" for it to tell of all."""
_STRANGE, _FEW_STRANGE = 0.25, 2
"""Share of the words of an English sentence's terms, in Vietnamese, that no clause need hold, and
how many there may be in any."""
_ORDER, _FEW_PAIRS = 0.33, 5
"""Share of neighbours that are neighbours in the clauses too, from so many on."""
_LEVELS = ("thị", "xã", "trấn", "huyện", "tỉnh", "phường", "quận")
"""Words for a level, which English has too few for: "town" is a thị xã or a thị trấn."""
_NUMBERED = re.compile(r"\bNos?\.(?=\s?\d)|(?<=\d )May\b|\bMay(?= \d)")
"""English words that are others here: "No. 130", "15 May"."""
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)*")
"""A word of an English sentence, whole: the "ban" of "Ủy ban" is no ban."""
_MONTH = "|".join(month.title() for month in MONTHS)
_DATE = re.compile(rf"\b(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})(?:,? \d{{4}})?\b")
"""A day in English: "1 June" is no Children's Day."""
_DENIED = re.compile(
    r" (?:không|chưa|chẳng|cấm|nghiêm cấm|tránh)(?: (?:để|có|được|bị|cho|xảy ra))*"
    r" (?P<what>\w+ \w+)(?= )"
)


def overstated(told: str, ground: Ground) -> bool:
    """A word that changes who, whether or how much, and that no cited clause holds."""
    spoken, own = _bare_of_compounds(words_of(told)), _bare_of_compounds(ground.phrase.split())
    for phrase in load_toml("rewriting.toml")["not_strict"]:
        spoken = spoken.replace(f" {phrase} ", " ; ")
    free = load_toml("rewriting.toml")["whole"] if _is_whole(told, ground) else ()
    strict = [word for word in load_toml("rewriting.toml")["strict"] if word not in free]
    if any(f" {word} " in own for word in load_toml("rewriting.toml")["softening"]):
        strict += load_toml("rewriting.toml")["obliging"]
    return any(f" {word} " in spoken and f" {word} " not in own for word in strict)


def _bare_of_compounds(words: Sequence[str]) -> str:
    """Return words without the compounds in which a strict word is another: "chỉ tiêu"."""
    spoken = f" {' '.join(words)} "
    for phrase in load_toml("rewriting.toml")["compounds"]:
        spoken = spoken.replace(f" {phrase} ", " ; ")
    return spoken


def _is_whole(told: str, ground: Ground) -> bool:
    """Say whether what is told of is of all in a clause: 100%."""
    words = {word for word in words_of(written(told)) if word not in glue_words()}
    near = (mark.near for mark in ground.marks if mark.value == "100" and mark.unit == "%")
    return any(len(words & own) >= _MOST * len(words) for own in near)


def turned(told: str, ground: Ground) -> bool:
    """What a clause denies or forbids, told without the denial; or the other way round."""
    spoken = f" {' '.join(words_of(told))} "
    own = f" {ground.phrase} "
    if _limits(_bare_of_compounds(words_of(told))) - _limits(_bare_of_compounds(own.split())):
        return True
    for match in _DENIED.finditer(own):
        denied = f" {match['what']} "
        plain = _DENIED.sub(" ", own)
        if denied in spoken and denied not in plain and not _DENIED.search(spoken):
            return True
    return False


def _limits(spoken: str) -> set[tuple[str, str]]:
    """Return each word that denies or limits, with each telling word right behind it."""
    words = spoken.split()
    limiting = load_toml("rewriting.toml")["limiting"]
    found = set()
    for at, word in enumerate(words):
        if word in limiting:
            behind = [each for each in words[at + 1 :] if each not in glue_words()]
            found |= {(word, each) for each in behind[:1]}
    return found


def unfounded(told: str, ground: Ground) -> bool:
    """A word that no cited clause holds, even in other words, and that is not of the frame."""
    words = _bare_of_frame(words_of(written(told))).split()
    known = ground.close | others(ground)
    if _is_whole(told, ground):
        known |= {
            each for phrase in load_toml("rewriting.toml")["whole"] for each in phrase.split()
        }
    printed = {fold(pair) for pair in ground.pairs}, {fold(word) for word in ground.close}
    return any(
        word not in known and not _is_printed(words[max(0, at - 1) : at + 2], word, *printed)
        for at, word in enumerate(words)
    )


def _is_printed(around: Sequence[str], word: str, pairs: set[str], words: set[str]) -> bool:
    """Say whether a clause prints a word with other accents, beside the same neighbour."""
    return fold(word) in words and bool(pairs & {fold(pair) for pair in bigrams([*around])})


def _bare_of_frame(words: Sequence[str]) -> str:
    """Return words without those that claim nothing, the longest phrases taken out first."""
    spoken = f" {' '.join(words)} "
    for phrase in _empty_phrases():
        spoken = spoken.replace(f" {phrase} ", " ")
    empty = _empty_words()
    return " ".join(word for word in spoken.split() if word not in empty)


@cache
def _empty_phrases() -> tuple[str, ...]:
    rows = load_toml("rewriting.toml")
    phrases = [each for each in (*rows["glue"], *rows["frame"]) if " " in each]
    return tuple(sorted(phrases, key=len, reverse=True))


@cache
def _empty_words() -> frozenset[str]:
    rows = load_toml("rewriting.toml")
    return frozenset(each for each in (*rows["glue"], *rows["frame"]) if " " not in each)


def overstated_in_english(told: str, ground: Ground) -> bool:
    """The same as `overstated`, of an English sentence."""
    plain = " ".join(_WORD.findall(_NUMBERED.sub(" ", told).lower()))
    for phrase in load_toml("rewriting.toml")["not_strict_english"]:
        plain = re.sub(rf"\b{phrase}\b", " ", plain)
    own = f" {ground.phrase} "
    rows = load_toml("rewriting.toml")["english"]
    return any(
        _says(row["words"], plain) and not any(f" {held} " in own for held in row["held"])
        for row in rows
        if not (row.get("whole") and any((m.value, m.unit) == ("100", "%") for m in ground.marks))
    )


def _says(phrases: Sequence[str], spoken: str) -> bool:
    return any(f" {phrase} " in f" {' '.join(spoken.split())} " for phrase in phrases)


def unfounded_in_english(told: str, ground: Ground) -> bool:
    """A body that no clause names, or too few of the field's terms that the clauses hold."""
    vietnamese = from_english(_DATE.sub(" ; ", told))
    if families_in(vietnamese) - ground.families - {"van-phong"}:  # any "office"
        return True
    words = [w for w in words_of(vietnamese) if has_accents(w) and w not in _LEVELS]
    known = ground.words | others(ground)
    strange = sum(word not in known for word in words)
    return strange > max(_FEW_STRANGE, _STRANGE * len(words))


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
