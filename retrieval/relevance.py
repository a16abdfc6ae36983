"""How much of a question a clause covers: a score with a meaning, from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.query.concepts import Concept
from retrieval.query.intents import Intent
from retrieval.query.words import spell_out
from retrieval.text import fold, syllables
from retrieval.types import Clause, Role

IN_HEADING = 0.85
"""Share of a concept that counts when only a heading or the body's name shows it."""
IN_TITLE = 0.4
"""The same when only the title of the plan shows it."""
ALONE = 0.6
"""Share of a syllable without accents that counts when none of its neighbours stands beside it."""
UNTRANSLATED = 2.0
"""Weight of a word that the glossary does not know against that of an unknown syllable."""
WEAK = 0.25
"""Share of its weight that a word of every second clause keeps."""

_WANTED_ROLES: Mapping[Intent, frozenset[Role]] = {
    Intent.RESPONSIBILITY: frozenset({Role.ASSIGNMENT}),
    Intent.DUTIES: frozenset({Role.ASSIGNMENT}),
    Intent.DEADLINE: frozenset({Role.REPORTING}),
    Intent.TARGET: frozenset({Role.TARGET}),
    Intent.BUDGET: frozenset({Role.BUDGET}),
    Intent.THEME: frozenset({Role.THEME}),
    Intent.LEGAL: frozenset({Role.OPENING}),
}


def concept_weights(
    concepts: Sequence[Concept],
    frequency: Callable[[str], int],
    entries: int,
    *,
    english: bool = False,
) -> tuple[float, ...]:
    """Return how much each concept tells: the inverse document frequency of its rarest form.

    Args:
        concepts: Of the question.
        frequency: How many entries hold a token (or bigram, joined by "_").
        entries: How many entries there are.
        english: Whether the question was; a word left of it stands for two syllables or more.
    """
    unknown = math.log(1 + entries) * (UNTRANSLATED if english else 1.0)
    return tuple(
        _weight(concept, frequency, entries, unknown) * (WEAK if concept.weak else 1.0)
        for concept in concepts
    )


def _weight(
    concept: Concept, frequency: Callable[[str], int], entries: int, unknown: float
) -> float:
    """Inverse document frequency after Robertson & Spärck Jones (1976), at least a little."""
    counts = [_phrase_frequency(phrase, frequency) for phrase in concept.phrases]
    known = sum(counts)
    if not known:
        return unknown
    return max(
        0.1, min(math.log(1 + entries), math.log(1 + (entries - known + 0.5) / (known + 0.5)))
    )


def _phrase_frequency(phrase: str, frequency: Callable[[str], int]) -> int:
    tokens = phrase.split()
    if len(tokens) == 1:
        return frequency(tokens[0])
    return min(frequency(f"{a}_{b}") for a, b in pairwise(tokens))


def coverage(
    concepts: Sequence[Concept], weights: Sequence[float], clause: Clause, *, folded: bool
) -> float:
    """Return the share of the question's weight that the clause shows, from 0 to 1."""
    total = sum(weights)
    if not total:
        return 0.0
    spoken = _spoken(clause, folded=folded)
    parts = zip(concepts, weights, strict=True)
    return sum(weight * _shown(concept, spoken) for concept, weight in parts) / total


def shows(concept: Concept, clause: Clause, *, folded: bool) -> bool:
    """Say whether a clause, its headings or its plan's title show a concept."""
    return _shown(concept, _spoken(clause, folded=folded)) > 0


def share_shown(concepts: Sequence[Concept], text: str, *, folded: bool) -> float:
    """Return the share of the telling concepts that a text shows, from 0 to 1."""
    telling = [concept for concept in concepts if not concept.weak]
    spoken = ((_padded(text, folded=folded), 1.0),)
    shown = sum(_shown(concept, spoken) > 0 for concept in telling)
    return shown / len(telling) if telling else 1.0


def _spoken(clause: Clause, *, folded: bool) -> tuple[tuple[str, float], ...]:
    facts = clause.facts
    heading = (*clause.block.trail, facts.label or "", *facts.bodies)
    return _layers(clause.text, heading, clause.document.title, folded=folded)


@lru_cache(maxsize=20_000)
def _layers(
    text: str, heading: tuple[str, ...], title: str, *, folded: bool
) -> tuple[tuple[str, float], ...]:
    layers = ((text, 1.0), (" . ".join(heading), IN_HEADING), (title, IN_TITLE))
    return tuple((_padded(words, folded=folded), share) for words, share in layers)


@lru_cache(maxsize=20_000)
def _padded(text: str, *, folded: bool) -> str:
    words = " ".join(syllables(spell_out(text)))
    return f" {fold(words) if folded else words} "


def _shown(concept: Concept, spoken: Sequence[tuple[str, float]]) -> float:
    phrases = _set_apart(concept.phrases)
    for text, share in spoken:
        if any(phrase in text for phrase in phrases):
            sure = not concept.beside or any(f" {pair} " in text for pair in concept.beside)
            return share if sure else share * ALONE
    return 0.0


@lru_cache(maxsize=5_000)
def _set_apart(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return phrases as they stand among other words: each is looked for in many clauses."""
    return tuple(f" {phrase} " for phrase in phrases)


def fit(intent: Intent | None, clause: Clause) -> int:
    """Return how well a clause is of the kind that is asked for.

    2: it holds what is asked for, such as a date, or stands in the section for it; 1: one of
    both; 0: neither.
    """
    facts = clause.facts
    in_place = intent is not None and clause.block.role in _WANTED_ROLES.get(intent, ())
    by_fact = {
        Intent.RESPONSIBILITY: facts.label is not None,
        Intent.DUTIES: facts.label is not None,
        Intent.DEADLINE: bool(facts.deadlines),
        Intent.TARGET: bool(facts.targets),
        Intent.LEGAL: bool(facts.references),
    }
    return int(in_place) + int(intent is not None and by_fact.get(intent, False))


def fits_wholly(intent: Intent | None, clause: Clause) -> bool:
    """Say whether a clause stands in the section for what is asked for, and holds it.

    Of a source of money and of a theme the section is all that tells.
    """
    return fit(intent, clause) == (1 if intent in (Intent.BUDGET, Intent.THEME) else 2)
