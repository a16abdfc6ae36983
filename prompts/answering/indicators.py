"""Targets that a plan gives to bodies by number: "Hướng dẫn, thực hiện chỉ tiêu 13, 21"."""

from __future__ import annotations

import re
from dataclasses import replace

from prompts.answering.evidence import Evidence
from retrieval.library import Library
from retrieval.types import Clause, ScoredClause

LONGEST_LINK = 160
"""Characters; a longer clause that names a number says more than who has the target."""

_INDICATOR = re.compile(r"chỉ tiêu (\d+)$")
_LISTED = re.compile(r"(?i)chỉ tiêu (?:số )?([\d,; và]+)")


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
    return replace(evidence, clauses=(*evidence.clauses, *linked.values()), holders=holders)


def _tasks_with(number: str, indicator: Clause, library: Library) -> list[Clause]:
    document = indicator.document.id
    labels = [pair for pair in library.labels() if pair[0] == document]
    return [
        task
        for task in library.tasks_of(labels)
        if len(task.text) <= LONGEST_LINK
        and (listed := _LISTED.search(task.text))
        and number in re.findall(r"\d+", listed[1])
    ]
