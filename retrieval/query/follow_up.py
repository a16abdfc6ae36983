"""Questions that lean on the one before: "thế còn trạm y tế?", "năm 2025 thì sao?"."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.query.intents import Intent
from retrieval.query.question import Question
from retrieval.text import fold

LONGEST = 9
"""Words; a longer question says itself what it is about."""

_LEADS = re.compile(
    r"^(the con|vay con|con|the|vay|roi|va|and|what about|how about)\b|"
    r"\b(thi sao|thi the nao|thi ai|nua|sao nhi)\W*$"
)


def leans_on_the_last(question: Question) -> bool:
    """Say whether a question can only be understood with the one before."""
    if len(question.text.split()) > LONGEST:
        return False
    told = [concept for concept in question.concepts if not concept.weak]
    named = bool(question.documents or question.bodies or question.strange)
    return bool(_LEADS.search(fold(question.text))) or (named and not told)


def continued(previous: Question, question: Question) -> Question:
    """Return a question with what it leaves unsaid taken from the one before.

    A place or year alone asks the same of another plan, a body alone what it does in the matter,
    a matter alone who handles that one.
    """
    documents = question.documents or ((), previous.documents)[not question.strange]
    matter = question.matter if _has_matter(question) else previous.matter
    concepts = question.concepts if _has_matter(question) else previous.concepts
    intent, bodies = question.intent or previous.intent, previous.bodies
    if question.bodies:
        intent, bodies = Intent.DUTIES, question.bodies
    elif _has_matter(question) and previous.intent is not Intent.DUTIES:
        bodies = frozenset()
    return replace(
        question,
        intent=intent,
        matter=matter,
        concepts=concepts,
        bodies=bodies,
        documents=documents,
        section=question.section or previous.section,
        want=question.want or previous.want,
    )


def _has_matter(question: Question) -> bool:
    """Say whether a question tells of a matter beside the body that it names."""
    told = [concept for concept in question.concepts if not concept.weak]
    return bool(told) and not question.bodies
