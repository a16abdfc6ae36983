"""Spelling: listed slips, words that are no Vietnamese syllables, words taken for one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from prompts.checking.draft import Draft
from prompts.checking.types import Hit
from prompts.word.changes import Replace
from retrieval.corpus import load_toml
from retrieval.query.spelling import vocabulary
from retrieval.text import fold, modern_tone, nfc
from retrieval.types import Block, BlockType

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CLOSED = ("c", "ch", "p", "t")
_SHARP = "\u0301\u0323"
"""Sắc and nặng: the tones of a rhyme that ends in a stop."""
_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"(?i)\s(?:trong việc|và|với|của|để|nhằm|các|những|hoặc|về việc|cho các)\s*$")
_TAIL = 40
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
"""A name of several syllables without apostrophe or dash, of which each begins with a capital."""
_TWICE = re.compile(r"\b([^\W\d_]+ [^\W\d_]+) \1\b", re.IGNORECASE)
COMMON = 8
"""Times that the plans and word lists hold a pair of words that is surely meant."""


def check_spelling(draft: Draft) -> Iterator[Hit]:
    """Yield slips of spelling and unofficial words, each once."""
    yield from _abbreviations(draft)
    yield from _unfinished(draft)
    yield from _own_name(draft)
    told: set[str] = set()
    for block in draft.sheet.clauses:
        text = nfc(block.text)
        for slip in (*_listed(text), *_malformed(text), *_confused(text), *_doubled(text)):
            key = slip.wrong.lower()
            if key not in told and not any(key in other for other in told):
                told.add(key)
                yield _hit(slip, block, draft)


def _unfinished(draft: Draft) -> Iterator[Hit]:
    """Yield clauses that break off behind a word that wants another."""
    for block in draft.sheet.clauses:
        if block.type is BlockType.CLAUSE and "dòng" not in block.path:
            broken = _BROKEN.search(block.text)
            if broken:
                words = block.text[-_TAIL:]
                start, end = draft.sheet.find(block, words)
                yield Hit("style.unfinished", f"…{words}", "", start, end)


def _own_name(draft: Draft) -> Iterator[Hit]:
    """Yield the unit's own name with a small letter behind its first syllable, once."""
    kind, _, name = draft.sheet.unit.partition(" ")
    if not _PLAIN_NAME.fullmatch(name):
        return
    told = re.compile(rf"(?i:\b{re.escape(kind)}) (?P<name>(?i:{re.escape(name)}))\b")
    for block in draft.sheet.clauses:
        for match in told.finditer(block.text):
            printed = match["name"]
            if printed[0] == name[0] and printed != name and not printed.isupper():
                start, end = draft.sheet.find(block, match.group())
                start = end - len(printed)
                exact = draft.sheet.text[start:end] == printed
                changes = (Replace(start, end, name),) if exact else ()
                yield Hit("style.spelling", printed, name, start, end, changes)
                return


def _abbreviations(draft: Draft) -> Iterator[Hit]:
    """Yield short forms of the field that the draft explains nowhere, each once."""
    for short, whole in load_toml("wording.toml")["abbreviations"]["words"]:
        used = re.compile(rf"(?<![\w/-]){short}(?![\w/-])")
        held = [block for block in draft.sheet.clauses if used.search(block.text)]
        explained = re.compile(
            rf"\(\s*(?:sau đây|viết tắt|gọi tắt)?[^()]{{0,30}}\b{short}\s*\)", re.I
        )
        if held and not any(explained.search(block.text) for block in draft.sheet.clauses):
            start, end = draft.sheet.find(held[0], short)
            yield Hit("style.abbreviation", short, whole, start, end)


def mended(text: str) -> str:
    """Return a text with its certain slips of spelling mended."""
    plain = nfc(text)
    for slip in (*_listed(plain), *_confused(plain)):
        if slip.sure and slip.right:
            plain = plain.replace(slip.wrong, _cased(slip.right, slip.wrong))
    return plain


@dataclass(frozen=True, slots=True)
class _Slip:
    """What is written, what should be ("" when nobody knows), and whether that is certain."""

    rule: str
    wrong: str
    right: str
    sure: bool


def _hit(slip: _Slip, block: Block, draft: Draft) -> Hit:
    start, end = draft.sheet.find(block, slip.wrong)
    shown = _cased(slip.right, slip.wrong)
    exact = draft.sheet.text[start:end] == slip.wrong
    changes = (Replace(start, end, shown),) if slip.sure and exact else ()
    return Hit(slip.rule, slip.wrong, shown, start, end, changes)


def _cased(right: str, wrong: str) -> str:
    if wrong.isupper() and len(wrong) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str, bool], ...]:
    data = load_toml("wording.toml")
    found = []
    for kind in ("spelling", "wording"):
        for row in data[kind]:
            words = r"\s+".join(map(re.escape, row["wrong"].split()))
            end = r"(?=\s*(?:[.;,!]|$))" if row.get("ends") else r"(?!\w)"
            pattern = re.compile(rf"(?<!\w){words}{end}", re.IGNORECASE)
            sure = kind == "spelling" or row.get("sure", False)
            found.append((f"style.{kind}", pattern, row["right"], sure))
    return tuple(found)


def _listed(text: str) -> Iterator[_Slip]:
    for rule, pattern, right, sure in _patterns():
        for match in pattern.finditer(text):
            yield _Slip(rule, match.group(), right, sure)


def _doubled(text: str) -> Iterator[_Slip]:
    """Yield a word of two syllables that is written twice running: "tổ chức tổ chức"."""
    for match in _TWICE.finditer(text):
        yield _Slip("style.wording", match.group(), match[1], sure=True)


def _malformed(text: str) -> Iterator[_Slip]:
    """Yield lower-case words with accents that no Vietnamese syllable is written like."""
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) > 1 and word.islower() and not word.isascii() and not is_syllable(word):
            yield _Slip("style.spelling", word, "", sure=False)


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


def _confused(text: str) -> Iterator[_Slip]:
    """Yield pairs that no plan holds and that one confusion away are common."""
    words = list(_WORD.finditer(text))
    known = load_toml("wording.toml")["known"]["pairs"]
    for first, second in pairwise(words):
        pair = text[first.start() : second.end()]
        one_case = pair.islower() or pair.isupper()
        if text[first.end() : second.start()] == " " and one_case and pair.lower() not in known:
            one, other = (modern_tone(each.group().lower()) for each in (first, second))
            right = _meant(one, other)
            if right and not _excused(text, first, second, right):
                yield _Slip("style.spelling", pair, right, sure=True)


def _excused(text: str, first: re.Match[str], second: re.Match[str], right: str) -> bool:
    """Say whether the syllable that would be mended belongs to its other neighbour.

    "phổ biến pháp luật" holds no "biện pháp".
    """
    if right.split()[0] != modern_tone(first.group().lower()):
        before = _WORD.findall(text[: first.start()].lower())[-1:]
        pair = [*before, first.group().lower()]
    else:
        pair = [second.group().lower(), *_WORD.findall(text[second.end() :][:20].lower())[:1]]
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
    """Say whether two syllables are one word: "hoạt động", not "động trẻ"."""
    return vocabulary().pairs[False]["_".join(pair)] >= COMMON and " ".join(pair) in _terms()


@cache
def _terms() -> frozenset[str]:
    """Return the terms of two syllables that the word lists hold."""
    terms = load_toml("glossary.toml")["terms"].values()
    listed = [each for told in terms for each in ([told] if isinstance(told, str) else told)]
    listed += load_toml("wording.toml")["known"]["words"]
    spoken = (" ".join(map(modern_tone, term.lower().split())) for term in listed)
    return frozenset(term for term in spoken if term.count(" ") == 1)


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
