"""The words of a question: abbreviations written out, English put into the plans' own terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from retrieval.corpus import load_toml
from retrieval.text import collapse, fold, has_accents

SHORTEST = 3
"""Letters of an abbreviation that is written out in plans; shorter ones are of several things."""


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


def write_out(text: str) -> str:
    """Return a text with its abbreviations written out, without accents if it has none.

    "ai lo PC đuối nước" → "ai lo phòng chống đuối nước".
    """
    pattern, full = _abbreviation_pattern()
    accented = has_accents(text)
    syllables_too = set(load_toml("abbreviations.toml")["also_syllables"])

    def written(match: re.Match[str]) -> str:
        short = collapse(match.group())
        plain_word = match.group() == text[match.start() : match.end()]
        if short in syllables_too and plain_word and not accented:
            return match.group()
        return full[short] if accented else fold(full[short])

    return pattern.sub(written, text.lower())


def spell_out(text: str) -> str:
    """Return a plan's text with the abbreviations that it prints in capitals written out.

    Those of several things are left: "UBND thị xã" → "ủy ban nhân dân thị xã".
    """
    pattern, full = _printed()
    return pattern.sub(lambda match: full[match.group()], text)


@cache
def _printed() -> tuple[re.Pattern[str], Mapping[str, str]]:
    full = {
        short.upper(): long for short, long in abbreviations().items() if len(short) >= SHORTEST
    }
    keys = sorted(full, key=len, reverse=True)
    return re.compile(rf"(?<![\w/&-])(?:{'|'.join(map(re.escape, keys))})(?![\w/&-])"), full


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


@cache
def _fillers(name: str, *, plain: bool) -> re.Pattern[str]:
    """Return a pattern of phrases that carry no matter, the longest first."""
    listed = load_toml("questions.toml")["words"][name]
    phrases = sorted({fold(row) if plain else row for row in listed}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def without_fillers(text: str) -> str:
    """Return a question's matter, in lower case, without phrases of which no plan speaks."""
    return collapse(_fillers("fillers", plain=not has_accents(text)).sub(" ", text.lower()))


def is_english(text: str) -> bool:
    """Say whether a question is typed in English."""
    words = re.findall(r"[a-z]+", text.lower())
    if has_accents(text) or not words:
        return False
    listed = load_toml("questions.toml")["words"]
    if any(word in listed["english_signs"] for word in words):
        return True
    known = [word for word in words if word in _english_words()]
    return 2 * len(known) >= len(words) and any(len(word) > 4 for word in known)


@cache
def _english_words() -> frozenset[str]:
    terms = load_toml("glossary.toml")["terms"]
    words = {word for term in terms for word in re.findall(r"[a-z]+", term)}
    return frozenset(words | set(load_toml("questions.toml")["words"]["english_stop"]))


@cache
def _glossary() -> tuple[re.Pattern[str], Mapping[str, str]]:
    terms: dict[str, str] = load_toml("glossary.toml")["terms"]
    keys = sorted(terms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, keys))})\b"), terms


def from_english(text: str) -> str:
    """Return an English question in the plans' own terms; unknown words are left as they are."""
    pattern, terms = _glossary()
    plain = _fillers("english_fillers", plain=True).sub(" ", text.lower().replace("’", "'"))
    parts, cut = [], 0
    for match in pattern.finditer(plain):
        parts += [_content_words(plain[cut : match.start()]), terms[match.group()]]
        cut = match.end()
    return collapse(" ".join([*parts, _content_words(plain[cut:])]))


def _content_words(text: str) -> str:
    """Return English words without those that carry no matter."""
    words = [word.strip("'") for word in re.split(r"[^\w/'.-]+", text)]
    return " ".join(w for word in words if (w := word.strip(".")) and w not in _english_stop())


@cache
def _english_stop() -> frozenset[str]:
    return frozenset(load_toml("questions.toml")["words"]["english_stop"])
