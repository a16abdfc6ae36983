"""Spelling: listed slips, words that are no Vietnamese syllables, words taken for one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from prompts.checking.draft import Draft
from prompts.checking.types import Hit
from prompts.word.changes import Replace
from retrieval.corpus import load_toml
from retrieval.query.spelling import vocabulary
from retrieval.text import fold, modern_tone, nfc
from retrieval.types import Block

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CLOSED = ("c", "ch", "p", "t")
_SHARP = "\u0301\u0323"
"""Sắc and nặng: the tones of a rhyme that ends in a stop."""
_WORD = re.compile(r"[^\W\d_]+")
COMMON = 8
"""Times that the plans and word lists hold a pair of words that is surely meant."""


def check_spelling(draft: Draft) -> Iterator[Hit]:
    """Yield slips of spelling and unofficial words, each once."""
    told: set[str] = set()
    for block in draft.sheet.clauses:
        text = nfc(block.text)
        for rule, wrong, right in (*_listed(text), *_malformed(text), *_confused(text)):
            if (key := wrong.lower()) not in told and not any(key in other for other in told):
                told.add(key)
                yield _hit(rule, wrong, right, block, draft)


def _hit(rule: str, wrong: str, right: str, block: Block, draft: Draft) -> Hit:
    start, end = draft.sheet.find(block, wrong)
    shown = _cased(right, wrong)
    exact = draft.sheet.text[start:end] == wrong
    sure = exact and right and rule == "style.spelling"
    return Hit(rule, wrong, shown, start, end, (Replace(start, end, shown),) if sure else ())


def _cased(right: str, wrong: str) -> str:
    if wrong.isupper() and len(wrong) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    data = load_toml("wording.toml")
    found = []
    for kind in ("spelling", "wording"):
        for row in data[kind]:
            words = r"\s+".join(map(re.escape, row["wrong"].split()))
            end = r"(?=\s*(?:[.;,!]|$))" if row.get("ends") else r"(?!\w)"
            pattern = re.compile(rf"(?<!\w){words}{end}", re.IGNORECASE)
            found.append((f"style.{kind}", pattern, row["right"]))
    return tuple(found)


def _listed(text: str) -> Iterator[tuple[str, str, str]]:
    for rule, pattern, right in _patterns():
        for match in pattern.finditer(text):
            yield rule, match.group(), right


def _malformed(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield lower-case words with accents that no Vietnamese syllable is written like."""
    for match in _WORD.finditer(text):
        word = match.group()
        if word.islower() and not word.isascii() and not is_syllable(word):
            yield "style.spelling", word, ""


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Say whether a lower-case word is written like a Vietnamese syllable."""
    onsets, rhymes = _sounds()
    tones = [ch for ch in unicodedata.normalize("NFD", word) if ch in _TONES]
    bare = nfc("".join(ch for ch in unicodedata.normalize("NFD", word) if ch not in _TONES))
    if len(tones) > 1:
        return False
    for onset in onsets:
        rhyme = bare[len(onset) :]
        if bare.startswith(onset) and (rhyme in rhymes or (onset == "gi" and not rhyme)):
            closed = rhyme.endswith(_CLOSED)
            if not closed or (tones and tones[0] in _SHARP):
                return True
    return bare == "gin"


@cache
def _sounds() -> tuple[tuple[str, ...], frozenset[str]]:
    data = load_toml("wording.toml")["syllables"]
    return tuple(data["onsets"]), frozenset(data["rhymes"])


def _confused(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield pairs that no plan holds and that one confusion away are common."""
    words = list(_WORD.finditer(text))
    for first, second in zip(words, words[1:], strict=False):
        pair = text[first.start() : second.end()]
        if text[first.end() : second.start()] == " " and pair.islower():
            right = _meant(modern_tone(first.group()), modern_tone(second.group()))
            if right and not _excused(text, first, second, right):
                yield "style.spelling", pair, right


def _excused(text: str, first: re.Match[str], second: re.Match[str], right: str) -> bool:
    """Say whether the syllable that would be mended belongs to its other neighbour.

    "phổ biến pháp luật" holds no "biện pháp".
    """
    if right.split()[0] != modern_tone(first.group()):
        before = _WORD.findall(text[: first.start()])[-1:]
        pair = [*before, first.group()]
    else:
        pair = [second.group(), *_WORD.findall(text[second.end() :][:20])[:1]]
    return len(pair) == 2 and vocabulary().pairs[False]["_".join(map(modern_tone, pair))] > 1


@lru_cache(maxsize=50_000)
def _meant(first: str, second: str) -> str:
    pairs = vocabulary().pairs[False]
    if pairs[f"{first}_{second}"] or (first.isascii() and second.isascii()):
        return ""
    others = [(other, second) for other in _variants(first)]
    others += [(first, other) for other in _variants(second)]
    best = max(others, key=lambda pair: pairs["_".join(pair)], default=("", ""))
    return " ".join(best) if _is_one_word(best) else ""


def _is_one_word(pair: tuple[str, str]) -> bool:
    """Say whether two syllables are mostly written together: "hoạt động", not "động trẻ"."""
    words, together = vocabulary().words[False], vocabulary().pairs[False]["_".join(pair)]
    fewer, more = sorted(words[syllable] for syllable in pair)
    return together >= COMMON and together >= fewer / 2 and together >= more / 20


@lru_cache(maxsize=20_000)
def _variants(word: str) -> tuple[str, ...]:
    """Return the words that a syllable is taken for: other tones and vowels, like sounds."""
    known = vocabulary().words[False]
    found = set(vocabulary().forms.get(fold(word), ())) - {word}
    for one, other in load_toml("wording.toml")["confusions"]["letters"]:
        for a, b in ((one, other), (other, one)):
            if word.startswith(a):
                found.add(b + word[len(a) :])
            if word.endswith(a):
                found.add(word[: -len(a)] + b)
    return tuple(sorted(other for other in found if known[other]))
