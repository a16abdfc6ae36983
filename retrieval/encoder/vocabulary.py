"""The words of a static model: which terms get a vector, and texts as their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from retrieval.encoder.pairs import Pair, pieces
from retrieval.encoder.preparation import terms

UNKNOWN = "[UNK]"
"""Stands for every term without a vector; its own is zero. Number 0."""
PIECES = 40
"""At most this many pieces of a text are read."""
LEAST_TEXTS = 2
"""A term of fewer texts is a name or a slip and teaches nothing."""

Ids = npt.NDArray[np.int32]
"""Numbers of known terms, in order; unknown terms are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as numbers of terms: the heading, its contexts, the text and its pieces."""

    heading: Ids
    contexts: tuple[Ids, ...]
    text: Ids
    pieces: tuple[Ids, ...]


def choose_terms(pairs: Iterable[Pair], size: int, kept: Iterable[str] = ()) -> dict[str, int]:
    """Number the `size` - 1 terms found in most pairs, ties by the alphabet; UNKNOWN is 0.

    Args:
        pairs: Where terms are counted, once a pair.
        size: Numbers in all.
        kept: Texts of which every term has a number, however seldom it is found.
    """
    texts: Counter[str] = Counter()
    for pair in pairs:
        texts.update(set(terms("\n".join((pair.heading, *pair.contexts, pair.text)))))
    first = sorted({term for text in kept for term in terms(text)})
    known = sorted((-count, term) for term, count in texts.items() if count >= LEAST_TEXTS)
    chosen = list(dict.fromkeys([*first, *(term for _, term in known)]))[: size - 1]
    return {UNKNOWN: 0} | {term: at for at, term in enumerate(chosen, start=1)}


def examples(pairs: Iterable[Pair], numbers: dict[str, int]) -> list[Example]:
    """Return each pair as numbers, leaving out pairs of which a side has no known term."""

    def ids(text: str) -> Ids:
        return np.array([numbers[term] for term in terms(text) if term in numbers], dtype=np.int32)

    found = (_example(pair, ids) for pair in pairs)
    return [example for example in found if len(example.heading) and len(example.text)]


def _example(pair: Pair, ids: Callable[[str], Ids]) -> Example:
    return Example(
        heading=ids(pair.heading),
        contexts=tuple(ids(context) for context in pair.contexts),
        text=ids(pair.text),
        pieces=_nonempty([ids(piece) for piece in pieces(pair.text)[:PIECES]]),
    )


def _nonempty(found: Sequence[Ids]) -> tuple[Ids, ...]:
    return tuple(ids for ids in found if len(ids))


def word_tokenizer(numbers: dict[str, int]) -> Tokenizer:
    """Return a tokenizer for prepared text: split at spaces, look up whole terms."""
    tokenizer = Tokenizer(WordLevel(numbers, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    return tokenizer
