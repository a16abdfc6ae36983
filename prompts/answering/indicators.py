"""Targets by number: asked after, and given to bodies: "Hướng dẫn, thực hiện chỉ tiêu 13, 21"."""

from __future__ import annotations

import re
from dataclasses import replace

from prompts.answering.evidence import Evidence
from retrieval.library import Library
from retrieval.query import Question
from retrieval.text import fold
from retrieval.types import Clause, ScoredClause

LONGEST_LINK = 160
"""Characters; a longer clause that names a number says more than who has the target."""

_INDICATOR = re.compile(r"chỉ tiêu (\d+)$")
_ASKED = re.compile(
    r"\bchi tieu (?:so )?(\d+(?:(?:\s?[,;]| va) ?\d+)*)"
    r"(?![\d.,]*\s?(?:%|phan tram|tre|chau|em|nguoi))"
)
_LISTED = re.compile(r"(?i)chỉ tiêu (?:số )?([\d,; và]+)")


def of_asked_indicators(evidence: Evidence, question: Question) -> Evidence:
    """Return the evidence on the targets that a question numbers; all of it if it numbers none.

    Targets are numbered in few plans: one that is not there is in none of them.
    """
    asked = _ASKED.search(fold(question.text))
    numbers = frozenset(re.findall(r"\d+", asked[1])) if asked else frozenset()
    if not numbers:
        return evidence
    for hits in (evidence.clauses, evidence.nearest):
        clauses = tuple(hit for hit in hits if numbers & _numbers_in(hit.clause))
        if clauses:
            return replace(evidence, clauses=clauses)
    return replace(evidence, clauses=(), nearest=())


def _numbers_in(clause: Clause) -> frozenset[str]:
    """Return the numbers of the targets that a clause is or gives to somebody."""
    if own := _INDICATOR.search(clause.path):
        return frozenset((own[1],))
    listed = _LISTED.search(clause.text) if len(clause.text) <= LONGEST_LINK else None
    return frozenset(re.findall(r"\d+", listed[1])) if listed else frozenset()


def with_indicator_tasks(evidence: Evidence, library: Library) -> Evidence:
    """Return the evidence with the clauses that give its targets to somebody, and to whom."""
    linked: dict[str, ScoredClause] = {}
    holders: dict[str, str] = {}
    for hit in evidence.clauses:
        number = _INDICATOR.search(hit.clause.path)
        if number and not hit.clause.facts.label:
            for task in _tasks_with(number[1], hit.clause, library):
                linked.setdefault(task.key, ScoredClause(task, hit.score))
                if task.facts.label:
                    holders.setdefault(hit.clause.key, task.facts.label)
    held = {hit.clause.key for hit in evidence.clauses}
    added = (hit for key, hit in linked.items() if key not in held)
    return replace(evidence, clauses=(*evidence.clauses, *added), holders=holders)


def _tasks_with(number: str, indicator: Clause, library: Library) -> list[Clause]:
    document = indicator.document.id
    labels = [pair for pair in library.labels() if pair[0] == document]
    return [task for task in library.tasks_of(labels) if number in _numbers_in(task)]
