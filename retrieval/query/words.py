"""The words of a question: abbreviations written out, English put into the plans' own terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from retrieval.corpus import load_toml
from retrieval.text import UPPER, collapse, fold, has_accents

LONGEST = 7
"""Words of the longest phrase that is looked up."""
_CAPITALS = re.compile(rf"(?<![\w/&-])[{UPPER}]+(?:[&-]?[{UPPER}]+)+(?![\w/&-])")
_SIGNS = "?.,;:!()\"“”'’ "
SHORTEST = 3
"""Letters of an abbreviation that is written out in plans; shorter ones are of several things."""


@cache
def listed_words(name: str, *, folded: bool) -> frozenset[str]:
    """Return a list of words of corpus/questions.toml, without accents if `folded`."""
    words = load_toml("questions.toml")["words"][name]
    return frozenset(map(fold, words)) if folded else frozenset(words)


@cache
def abbreviations() -> Mapping[str, str]:
    """Return full forms by abbreviation, both in lower case with accents."""
    return dict(load_toml("abbreviations.toml")["abbreviations"])


@cache
def _abbreviation_pattern() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern on lower-case text, and full forms by abbreviation, "đ" typed or "d"."""
    full = {key: long for short, long in abbreviations().items() for key in (fold(short), short)}
    keys = sorted(full, key=len, reverse=True)
    spaced = [r"\s+".join(map(re.escape, key.split())) for key in keys]
    return re.compile(rf"(?<![\w&/-])(?:{'|'.join(spaced)})(?![\w&/])"), full


def is_abbreviation(word: str) -> bool:
    """Say whether a word, in lower case, is listed as an abbreviation of one thing."""
    return word in _abbreviation_pattern()[1]


def write_out(text: str, *, accented: bool | None = None) -> str:
    """Return a text with its abbreviations written out, without accents if it has none.

    "ai lo PC đuối nước" → "ai lo phòng chống đuối nước".

    Args:
        text: As typed or printed.
        accented: Whether full forms carry accents; None: as the text does.
    """
    pattern, full = _abbreviation_pattern()
    accented = has_accents(text) if accented is None else accented
    text = _with_ages(text)

    def written(match: re.Match[str]) -> str:
        short = collapse(match.group())
        small = match.group() == text[match.start() : match.end()]
        before, behind = text[: match.start()], text[match.end() :]
        if small and _is_syllable(short, before, behind, accented=accented):
            return match.group()
        return full[short] if accented else fold(full[short])

    return pattern.sub(written, text.lower())


def _is_syllable(short: str, before: str, behind: str, *, accented: bool) -> bool:
    """Say whether an abbreviation in small letters is a word whose accents are missing: "y te"."""
    listed = load_toml("abbreviations.toml")
    if short not in listed["also_syllables"]:
        return False
    words = listed["syllables_beside"].get(short)
    beside = {*before.lower().split()[-1:], *behind.lower().split()[:1]}
    if words is None:
        return not accented
    return any(word.strip(_SIGNS) in words for word in beside)


def _with_ages(text: str) -> str:
    """Return a text with ages written out: "bé 5t" → "bé 5 tuổi"."""
    return _age_pattern().sub(r"\1\2 tuổi" if has_accents(text) else r"\1\2 tuoi", text)


@cache
def _age_pattern() -> re.Pattern[str]:
    words = load_toml("abbreviations.toml")["before_age"]
    spelled = "|".join(map(re.escape, dict.fromkeys([*words, *map(fold, words)])))
    first = r"(?:\d{1,2} ?(?:-|đến|den) ?)?"
    return re.compile(rf"(?i)(?<!\w)((?:{spelled}) {first})(\d{{1,2}}) ?t(?!\w)")


def spell_out(text: str) -> str:
    """Return a plan's text with the abbreviations that it prints in capitals written out.

    Those of several things are left: "UBND thị xã" → "ủy ban nhân dân thị xã".
    """
    full = _printed()
    return _CAPITALS.sub(lambda match: full.get(match.group(), match.group()), text)


@cache
def _printed() -> Mapping[str, str]:
    return {
        short.upper(): long for short, long in abbreviations().items() if len(short) >= SHORTEST
    }


@cache
def _courtesy() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row) for row in load_toml("questions.toml")["courtesy"])


def without_courtesy(text: str) -> str:
    """Return a question without how it is led up to: "kính chào anh chị, cho em hỏi …"."""
    for _ in range(3):
        before = text
        for pattern in _courtesy():
            folded = fold(text)
            match = pattern.search(folded) if len(folded) == len(text) else None
            if match and len(text) - len(match.group()) > 0:
                text = (text[: match.start()] + text[match.end() :]).strip()
        if text == before:
            break
    return text


def without_fillers(text: str) -> str:
    """Return a question's matter, in lower case, without phrases of which no plan speaks."""
    return " ".join(_replaced(text.lower().split(), _fillers(plain=not has_accents(text))))


@cache
def _fillers(*, plain: bool) -> Mapping[str, str]:
    return dict.fromkeys(listed_words("fillers", folded=plain), "")


def _replaced(words: Sequence[str], table: Mapping[str, str]) -> Iterator[str]:
    """Yield words, the longest phrases of a table replaced by what they stand for, if anything."""
    bare = [word.strip(_SIGNS) for word in words]
    at = 0
    while at < len(words):
        length = next((n for n in range(LONGEST, 0, -1) if " ".join(bare[at : at + n]) in table), 0)
        if not length:
            yield words[at]
        elif found := table[" ".join(bare[at : at + length])]:
            yield found
        at += max(1, length)


def _without_names(text: str) -> str:
    """Return a text without the accented words of names behind its first: "by Đoàn Thanh niên"."""
    words = text.split()
    named = (
        has_accents(word) and (word[:1].isupper() or before[:1].isupper())
        for before, word in pairwise(words)
    )
    kept = (word for word, gone in zip(words[1:], named, strict=True) if not gone)
    return " ".join([*words[:1], *kept])


def is_english(text: str) -> bool:
    """Say whether a question is typed in English."""
    text = _without_names(text)
    numberless = re.sub(r"\S*\d\S*", " ", text.lower())
    words = re.findall(r"[a-z]+", numberless)
    if has_accents(text) or not words:
        return False
    listed = load_toml("questions.toml")["words"]
    known = [word for word in words if word in _english_words()]
    if any(word in listed["english_signs"] for word in words):
        return 2 * len(known) > len(words)  # "the con 130/2021?" is Vietnamese
    return 2 * len(known) >= len(words) and any(len(word) > 4 for word in known)


def is_english_word(word: str) -> bool:
    """Say whether a word, in lower case, is of the field's English or an everyday one."""
    return word in _english_words()


@cache
def _english_words() -> frozenset[str]:
    terms = load_toml("glossary.toml")["terms"]
    words = {word for term in terms for word in re.findall(r"[a-z]+", term)}
    return frozenset(words | set(load_toml("questions.toml")["words"]["english_stop"]))


@cache
def _glossary() -> Mapping[str, str]:
    """Return English phrases and what plans call them; fillers stand for nothing."""
    listed = load_toml("questions.toml")["words"]
    silent = dict.fromkeys([*listed["english_stop"], *listed["english_fillers"]], "")
    glossary = load_toml("glossary.toml")
    return {**silent, **glossary["foreign"], **glossary["terms"]}


def from_english(text: str) -> str:
    """Return an English question in the plans' own terms; unknown words are left as they are."""
    plain = re.sub(r"\s[-–]\s", " and ", text.lower().replace("’", "'"))
    words = re.split(r"[^\w/'.&-]+|(?<=[a-z])/(?=[a-z]{3})", plain)
    parts = _replaced([word for word in words if word], _glossary())
    return collapse(" ".join(part.strip(_SIGNS) for part in parts))
