"""A clause as someone would ask for it who does not know its words: noisy, short, in any words.

Training on such pseudo-questions against their clauses teaches which everyday words go with
which clauses, without one written question.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from retrieval.encoder.lexicon import Lexicon, Others
from retrieval.text import syllables

LONGEST = 8
"""Syllables of the longest phrase that is looked for."""
UNITS = (3, 16)
"""Fewest and most units of a clause that a question is made from."""
REPLACED = (0.2, 1.0)
"""Least and largest share of known phrases for which other words are put."""
DROPPED = (0.1, 0.9)
"""Least and largest share of the other words left out."""
SWAPPED = (0.0, 0.5)
"""Least and largest share of units that change place with the next: English has another order."""
FILLERS = 4
"""At most this many words that carry no matter are put in."""
ENGLISH = 0.25
"""Share of questions in English words, as far as the glossary knows them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A phrase for which there are other words, or a single syllable without any."""

    words: str
    others: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disguise:
    """Makes pseudo-questions of texts with the words of a lexicon."""

    lexicon: Lexicon

    def units(self, text: str) -> list[Unit]:
        """Cut a text into units, the longest known phrase first at each place."""
        tokens = syllables(text)
        found: list[Unit] = []
        at = 0
        while at < len(tokens):
            size = self._longest(tokens[at : at + LONGEST])
            phrase = tuple(tokens[at : at + size])
            others, english = (
                table.get(phrase, ()) for table in (self.lexicon.everyday, self.lexicon.english)
            )
            found.append(Unit(" ".join(phrase), others, english))
            at += size
        return found

    def question(self, units: list[Unit], rng: Random) -> str:
        """Return one pseudo-question about a part of a text; it may be empty."""
        english = rng.random() < ENGLISH
        size = rng.randint(*UNITS)
        start = rng.randint(0, max(0, len(units) - size))
        replaced, dropped, swapped = (rng.uniform(*s) for s in (REPLACED, DROPPED, SWAPPED))
        words = [
            _said(unit, rng, english=english) if rng.random() < replaced else unit.words
            for unit in units[start : start + size]
            if unit.others or unit.english or rng.random() >= dropped
        ]
        for at in range(len(words) - 1):
            if rng.random() < swapped:
                words[at], words[at + 1] = words[at + 1], words[at]
        fillers = self.lexicon.english_fillers if english else self.lexicon.fillers
        for filler in rng.choices(fillers, k=rng.randint(0, FILLERS)):
            words.insert(rng.randint(0, len(words)), filler)
        return " ".join(words)

    def _longest(self, tokens: list[str]) -> int:
        tables: tuple[Others, ...] = (self.lexicon.everyday, self.lexicon.english)
        sizes = range(len(tokens), 1, -1)
        return next(
            (size for size in sizes if any(tuple(tokens[:size]) in table for table in tables)), 1
        )


def _said(unit: Unit, rng: Random, *, english: bool) -> str:
    """Return a unit as it stands, or other words for it."""
    others = unit.english if english and unit.english else unit.others
    return rng.choice(others) if others else unit.words
