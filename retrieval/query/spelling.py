"""Slips of the keyboard mended: a letter too many or too few, Telex left over, a tone missing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.corpus import CORPUS, load_toml
from retrieval.query.words import is_abbreviation, listed_words
from retrieval.text import bigrams, fold, has_accents, syllables

_LETTERS = "abcdeghiklmnopqrstuvxy"
_TELEX = ((r"dd", "d"), (r"aa|aw", "a"), (r"ee", "e"), (r"oo|ow", "o"), (r"uw", "u"), (r"w", ""))
_SHORTEST = 3
"""Letters of a word that may be mended; a shorter one is within one letter of too many others."""


TONES_SEEN = 3
"""How often a word must go with its neighbour for its tone to be taken for a slip."""
_LONGEST = 12
"""Letters of the longest syllable, "nghiêng", with slips and Telex keys."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and neighbours of the shipped plans and word lists, accented and folded.

    Attributes:
        words: How often each syllable occurs, by whether accents are dropped.
        pairs: The same for neighbouring syllables, joined by "_".
        forms: Accented syllables by their folded form.
    """

    words: dict[bool, Counter[str]]
    pairs: dict[bool, Counter[str]]
    forms: dict[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """Return the words that count as spelled right, counted once."""
    texts = [syllables(text) for text in _texts()]
    plainly = {word: fold(word) for word in set(_flat(texts))}
    bare = [[plainly[word] for word in words] for words in texts]
    forms: dict[str, set[str]] = {}
    for word, plain in plainly.items():
        forms.setdefault(plain, set()).add(word)
    return Vocabulary(
        words={False: Counter(_flat(texts)), True: Counter(_flat(bare))},
        pairs={
            False: Counter(pair for words in texts for pair in bigrams(words)),
            True: Counter(pair for words in bare for pair in bigrams(words)),
        },
        forms={plain: frozenset(accented) for plain, accented in forms.items()},
    )


def _flat(texts: Iterable[Sequence[str]]) -> Iterator[str]:
    return (word for words in texts for word in words)


def _texts() -> Iterator[str]:
    for path in sorted((CORPUS / "plans").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for row in load_toml("synonyms.toml")["synonyms"]:
        yield from (*row["plan"], *row["asked"])
    for row in load_toml("topics.toml")["topics"]:
        yield from (*row["phrases"], *row["asked"])
    for row in load_toml("bodies.toml")["bodies"]:
        yield from row["aliases"]
    yield from load_toml("questions.toml")["words"]["asked"]


def mend(text: str) -> str:
    """Return a text with its slips mended where the words around leave no doubt.

    A word is changed only if it is unknown and the change makes a known pair with a neighbour; its
    letters only if law knows no pair with them, as it does "điều khiển": not "điều kiện".
    """
    plain = not has_accents(text)
    known = vocabulary()
    shouted = text.isupper()
    words = text.split()
    bare = [re.sub(r"\W", "", word.lower()) for word in words]
    for i, word in enumerate(bare):
        abbreviated = (words[i].isupper() and not shouted) or is_abbreviation(word)
        mendable = _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not abbreviated
        if not mendable or known.words[plain][word]:
            continue
        before, after = bare[max(0, i - 1) : i], bare[i + 1 : i + 2]
        better = _best(word, before, after, plain=plain)
        if fold(better) != fold(word) and _in_law(before, word, after):
            continue
        if better:
            words[i] = words[i].lower().replace(word, better)
            bare[i] = better
    return " ".join(words if plain else _with_tones(words, bare))


def _with_tones(words: Sequence[str], bare: Sequence[str]) -> list[str]:
    """Return words, a known one in another tone where only that goes with its neighbours.

    "diều tra thân thiên" → "điều tra thân thiện": the word as typed goes with neither neighbour
    and is the rarer one.
    """
    mended, joining = list(words), listed_words("stop", folded=False)
    for i, word in enumerate(bare):
        near = bare[max(0, i - 1) : i], bare[i + 1 : i + 2]
        if not words[i].islower() or word in joining or _pairs_known(word, *near):
            continue
        if better := _other_tone(word, *near):
            mended[i] = words[i].replace(word, better)
    return mended


def _pairs_known(word: str, before: Sequence[str], after: Sequence[str]) -> int:
    pairs = vocabulary().pairs[False]
    return sum(pairs[pair] for pair in bigrams([*before, word, *after]))


def _other_tone(word: str, before: Sequence[str], after: Sequence[str]) -> str:
    """Return the form of a word in other tones that is commoner and goes with a neighbour."""
    known = vocabulary()
    forms = known.forms.get(fold(word), frozenset()) - {word}
    scored = [
        (_pairs_known(form, before, after), form)
        for form in sorted(forms)
        if known.words[False][form] > known.words[False][word] > 0
    ]
    count, better = max(scored, default=(0, ""))
    return better if count >= TONES_SEEN else ""


@cache
def law_pairs() -> frozenset[str]:
    """Return neighbouring syllables of law, folded: those that the shipped encoder was taught."""
    read = json.loads((CORPUS / "encoder" / "tokenizer.json").read_text(encoding="utf-8"))
    return frozenset(term for term in read["model"]["vocab"] if "_" in term)


def _in_law(before: Sequence[str], word: str, after: Sequence[str]) -> bool:
    pairs = bigrams([fold(near) for near in (*before, word, *after)])
    return not law_pairs().isdisjoint(pairs)


def _best(word: str, before: Sequence[str], after: Sequence[str], *, plain: bool) -> str:
    """Return the candidate that goes best with its neighbours, "" when none goes with them."""
    pairs = vocabulary().pairs[plain]
    scored = [
        (_fit(candidate, before, after, pairs, plain=plain), candidate)
        for candidate in _candidates(word, plain=plain)
    ]
    best = max(scored, default=(0, ""))
    return best[1] if best[0] > 0 else ""


def _fit(
    candidate: str,
    before: Sequence[str],
    after: Sequence[str],
    pairs: Counter[str],
    *,
    plain: bool,
) -> int:
    """Count how often a candidate stands beside its neighbours, which may be slips themselves."""
    left = sum(pairs[f"{other}_{candidate}"] for word in before for other in _near(word, plain))
    right = sum(pairs[f"{candidate}_{other}"] for word in after for other in _near(word, plain))
    return left + right


def _near(word: str, plain: bool) -> frozenset[str]:  # noqa: FBT001 - a table's column
    if vocabulary().words[plain][word] or not _SHORTEST <= len(word) <= _LONGEST:
        return frozenset({word})
    return frozenset(_candidates(word, plain=plain)) | {word}


@lru_cache(maxsize=4096)
def _candidates(word: str, *, plain: bool) -> tuple[str, ...]:
    """Return known words within one slip: Telex, a missing tone, one letter."""
    known = vocabulary()
    bare = fold(word)
    spelled = {bare, _without_telex(bare)} & known.words[True].keys()
    spelled = spelled or {near for near in _one_edit(bare) if near in known.words[True]}
    if plain:
        return tuple(sorted(spelled))
    return tuple(sorted(form for near in spelled for form in known.forms[near]))


def _without_telex(word: str) -> str:
    """Return what Telex keys were meant to give, without accents: "nuwowcs" → "nuoc"."""
    bare = re.sub(r"(?<=[a-z])[sfrxj]$", "", word)
    for keys, letter in _TELEX:
        bare = re.sub(keys, letter, bare)
    return bare


def _one_edit(word: str) -> Iterator[str]:
    """Yield every string one deletion, swap, replacement or insertion away (after Norvig)."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
