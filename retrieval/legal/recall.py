"""Matters and provisions recalled for a question: by its words and by its meaning, in memory."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from retrieval.encoder.base import Encoder, Vectors
from retrieval.legal.facts import Matter, matters, spoken
from retrieval.legal.provisions import provisions
from retrieval.legal.types import Provision
from retrieval.query.words import (
    is_english,
    listed_words,
    without_courtesy,
    without_fillers,
    write_out,
)
from retrieval.text import syllables

WORD_LIMIT = 3.5
"""Weight of the rarest word: a word that nothing holds must not outweigh all the others."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """An entry that a question may mean.

    Attributes:
        at: Its position among the entries.
        score: Mean of nearness in meaning and share of the words, from 0 to 1.
        near: Nearness of the likest way to ask for it.
        held: Words of the question that it holds.
    """

    at: int
    score: float
    near: float
    held: frozenset[str]


class Memory:
    """Entries that are few enough to be compared with a question one by one.

    Args:
        ways: For each entry the ways to ask for it, or what it says in short.
        texts: For each entry all of its words.
        encoder: Says how near two texts are.
    """

    def __init__(
        self, ways: Sequence[Sequence[str]], texts: Sequence[str], encoder: Encoder
    ) -> None:
        self._encoder = encoder
        self._words = [frozenset(_words(text)) for text in texts]
        self._frequency = Counter(word for words in self._words for word in words)
        self._owners = np.array([at for at, each in enumerate(ways) for _ in each])
        self._vectors: Vectors = encoder.encode([way for each in ways for way in each])

    def recall(self, text: str) -> tuple[Recalled, ...]:
        """Return the entries for a question, the likeliest first."""
        asked = without_courtesy(text)
        words = frozenset(_words(asked))
        near = np.zeros(len(self._words), dtype=np.float32)
        vector = self._encoder.encode([write_out(asked)])[0]
        np.maximum.at(near, self._owners, self._vectors @ vector)
        found = [
            Recalled(
                at, 0.5 * float(near[at]) + 0.5 * self.share(held, words), float(near[at]), held
            )
            for at, held in enumerate(words & own for own in self._words)
        ]
        return tuple(sorted(found, key=lambda each: -each.score))

    def share(self, held: frozenset[str], words: frozenset[str]) -> float:
        """Return the weight of some words of a question as a share of them all, from 0 to 1."""
        whole = sum(map(self._weight, words))
        return sum(map(self._weight, held)) / whole if whole else 0.0

    def gain(self, one: Recalled, other: Recalled, text: str) -> float:
        """Return the share of a question's words that one entry holds and the other does not."""
        return self.share(one.held - other.held, frozenset(_words(without_courtesy(text))))

    def _weight(self, word: str) -> float:
        rare = math.log((len(self._words) + 1) / (self._frequency[word] + 0.5))
        return min(WORD_LIMIT, max(0.0, rare))


def _words(text: str) -> list[str]:
    stop = listed_words("stop", folded=True)
    if is_english(text):
        stop |= listed_words("english_stop", folded=True)
    return [word for word in syllables(spoken(without_fillers(text))) if word not in stop]


class Recall:
    """What the corpus holds of law beside the acts, to be recalled by a question.

    Args:
        encoder: Says how near two texts are; nothing is encoded before the first question.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @cached_property
    def _matters(self) -> Memory:
        ways = [(m.name, *m.asked) for m in matters()]
        texts = [
            " ".join((m.name, *m.asked, *(f"{v.text} {v.english}" for v in m.versions)))
            for m in matters()
        ]
        return Memory(ways, texts, self._encoder)

    @cached_property
    def _provisions(self) -> Memory:
        told = [f"{p.title}. {p.digest}" for p in provisions()]
        ways = [(p.title, p.digest) for p in provisions()]
        return Memory(ways, told, self._encoder)

    def matters(self, text: str) -> tuple[tuple[Matter, Recalled], ...]:
        """Return the matters for a question, the likeliest first."""
        return tuple((matters()[r.at], r) for r in self._matters.recall(text))

    def gain(self, one: Recalled, other: Recalled, text: str) -> float:
        """Return the share of a question's words that one matter holds and another does not."""
        return self._matters.gain(one, other, text)

    def provisions(self, text: str) -> tuple[tuple[Provision, Recalled], ...]:
        """Return the provisions for a question, the likeliest first."""
        return tuple((provisions()[r.at], r) for r in self._provisions.recall(text))
