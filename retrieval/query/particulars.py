"""Particular things that plans speak of only more broadly, from corpus/particulars.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.corpus import load_toml
from retrieval.query.spelling import vocabulary
from retrieval.text import bigrams, fold, has_accents, syllables


@dataclass(frozen=True, slots=True)
class Particular:
    """A thing that a clause must name to answer a question about it.

    Attributes:
        name: How answers call it.
        named: Words that name it in a clause; tokens joined by a space.
        asked: Words by which people mean it, likewise.
    """

    name: str
    named: tuple[str, ...]
    asked: tuple[str, ...]

    def stands_in(self, *texts: str) -> bool:
        """Say whether one of the texts of a plan names it."""
        spoken = f" {' . '.join(' '.join(syllables(text)) for text in texts)} "
        return any(f" {phrase} " in spoken for phrase in self.named)


@cache
def _particulars() -> tuple[Particular, ...]:
    read = load_toml("particulars.toml")
    rows = [(row["name"], row["named"], row["asked"]) for row in read["particulars"]]
    rows += [(phrase, [phrase], [phrase]) for phrase in read["themselves"]]
    return tuple(Particular(name, _spoken(named), _spoken(asked)) for name, named, asked in rows)


def _spoken(phrases: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(syllables(phrase)) for phrase in phrases)


def find_particulars(text: str) -> tuple[Particular, ...]:
    """Return the particular things that a question is about, abbreviations written out.

    Without accents a syllable alone is many words, so that only phrases count then, and of these
    not "chó cắn", which is also "cho cán (bộ)".
    """
    plain = not has_accents(text)
    spoken = f" {' '.join(syllables(text))} "
    return tuple(
        each
        for each in _particulars()
        if any(_typed(phrase, spoken, plain=plain) for phrase in each.asked)
    )


def _typed(phrase: str, spoken: str, *, plain: bool) -> bool:
    if not plain or phrase.isascii():
        return f" {phrase} " in spoken
    return " " in phrase and f" {fold(phrase)} " in spoken and not _is_another(phrase)


@cache
def _is_another(phrase: str) -> bool:
    """Say whether plans and word lists hold what a phrase is without accents in other words too."""
    pairs = vocabulary().pairs
    return all(pairs[True][fold(pair)] > pairs[False][pair] for pair in bigrams(phrase.split()))
