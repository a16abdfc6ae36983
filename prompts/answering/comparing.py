"""Several places asked about at once: none of them is left out in silence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from prompts.answering.evidence import Evidence, cite
from prompts.answering.layout import list_clauses, plan_name
from prompts.answering.types import Answer
from prompts.wording import say
from retrieval.query import Question
from retrieval.types import Document, ScoredClause

NEAR = 0.15
"""Share of the question that a clause must cover to be shown for a place that is unclear."""


def with_each_plan(
    evidence: Evidence, question: Question, look: Callable[[Question], Evidence]
) -> Evidence:
    """Return the evidence with what suffices of the plans that another's best clause outdoes.

    Args:
        evidence: Of all plans that the question names.
        question: What was asked.
        look: Finds and weighs the clauses for a question.
    """
    if not evidence.clauses or evidence.doubtful:
        return evidence
    found = list(evidence.clauses)
    for name in _missing(evidence, question):
        alone = look(replace(question, documents=(name,)))
        found += () if alone.doubtful else alone.clauses
    return replace(evidence, clauses=tuple(found))


def with_unclear_plans(
    answer: Answer,
    evidence: Evidence,
    question: Question,
    documents: Sequence[Document],
    look: Callable[[Question], Evidence],
) -> Answer:
    """Say of each place left over that its plan is not clear on the matter, and what is nearest."""
    missing, lines, citations = _missing(evidence, question), [answer.text], answer.citations
    for document in (document for document in documents if document.id in missing):
        if plan_name(document) in answer.text:
            continue
        if document.id in answer.not_mentioned:
            lines.append(_silent(document, question))
            continue
        nearest = look(replace(question, documents=(document.id,))).nearest[:1]
        near = [hit for hit in nearest if hit.score >= NEAR]
        lines.append(_told(document, near, question))
        if near:
            shown = cite(near, question, first=len(citations) + 1)
            lines.append(list_clauses(shown, question))
            citations += shown
    return replace(answer, text="\n\n".join(lines), citations=citations)


def _told(document: Document, near: Sequence[ScoredClause], question: Question) -> str:
    name = "plan_unclear_near" if near else "plan_unclear"
    return say(name, english=question.english, plan=plan_name(document))


def _silent(document: Document, question: Question) -> str:
    return say("not_mentioned", english=question.english, plans=plan_name(document))


def _missing(evidence: Evidence, question: Question) -> list[str]:
    told = {hit.clause.document.id for hit in evidence.clauses}
    return [name for name in question.documents if name not in told]
