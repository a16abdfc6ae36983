"""What a question is about, told apart from how it is put and from the plan it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.query.concepts import Concept
from retrieval.query.intents import Intent, form_words
from retrieval.text import fold, syllables


def told_apart(
    concepts: Sequence[Concept], intent: Intent | None, titles: Sequence[str], *, folded: bool
) -> tuple[Concept, ...]:
    """Return concepts, those that tell nothing apart made weak.

    "Giảm tỷ lệ" says that a target is meant and not which; within the plans that a question
    names, the words of their titles are in every clause.

    Args:
        concepts: Of the question.
        intent: What it wants.
        titles: Of the plans that it names.
        folded: Whether the question is typed without accents.
    """
    form, spoken = form_words(intent, folded=folded), [_spoken(t, folded=folded) for t in titles]
    return tuple(
        replace(concept, weak=True) if _tells_nothing(concept, form, spoken) else concept
        for concept in concepts
    )


def _tells_nothing(concept: Concept, form: frozenset[str], titles: Sequence[str]) -> bool:
    if concept.words in form and not concept.topic:
        return True
    return bool(titles) and all(
        any(f" {phrase} " in title for phrase in concept.phrases) for title in titles
    )


def _spoken(title: str, *, folded: bool) -> str:
    words = " ".join(syllables(title))
    return f" {fold(words) if folded else words} "
