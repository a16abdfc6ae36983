"""The nearest clauses, taken as what may be meant where none covers enough of a question."""

from __future__ import annotations

from dataclasses import replace

from prompts.answering.cues import asks
from prompts.answering.evidence import Evidence, shows_a_topic, shows_topics
from retrieval.query import Question, is_foreign
from retrieval.relevance import shows
from retrieval.types import ScoredClause

NEARLY = 0.35
"""Share of the question above which a clause of the plan that was named is what may be meant."""
LESSER_TOPICAL = 0.25
"""The same for one that shows every topic of the question."""
SPOKEN, SEVERAL = 0.22, 2
"""Share of known word pairs above which, and concepts shown from which on, the nearest clauses of a
question that names no plan may be what it means (two blind sets)."""


def nearly(evidence: Evidence, question: Question) -> Evidence:
    """Return the evidence with the nearest clauses, as doubtful, where they may be what is meant.

    Those of a plan that was named, and that cover so much of a question, are what it means more
    often than not, put in other words (development questions): such a plan must not be said to be
    silent. Where no plan is named, the question must speak the plans' language besides. A special
    kind of answer, or a thing or body that the plan does not name, is not there however near they
    come.
    """
    share = _asks_for_a_share(question)
    special = question.want is not None and not (question.asks_for_recipients or share)
    other = question.everyday or any(map(is_foreign, question.bodies))
    if special or question.particulars or other:
        return evidence
    near = tuple(
        hit
        for hit in evidence.nearest
        if shows_a_topic(hit, question)
        and (not share or "%" in hit.clause.text)
        and hit.score >= (LESSER_TOPICAL if shows_topics(hit, question) else NEARLY)
        and (question.documents or _speaks_of_it(hit, question, evidence.familiar))
    )
    return replace(evidence, clauses=near, doubtful=bool(near))


def _asks_for_a_share(question: Question) -> bool:
    """Say whether a percentage is asked for, which few clauses hold."""
    counted = question.want is not None and question.want.name == "count"
    return counted and asks("share", question.text)


def _speaks_of_it(hit: ScoredClause, question: Question, familiar: float) -> bool:
    """Say whether a question in the plans' language has several concepts that a clause shows."""
    telling = [concept for concept in question.concepts if not concept.weak]
    shown = sum(shows(each, hit.clause, folded=question.folded) for each in telling)
    return familiar > SPOKEN and shown >= SEVERAL
