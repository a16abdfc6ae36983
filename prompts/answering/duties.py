"""What a body must do: the tasks that plans give it, whatever they call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prompts.answering.declining import no_duty
from prompts.answering.evidence import ENOUGH
from prompts.answering.findings import as_duties
from prompts.answering.telling import tell_findings
from prompts.answering.types import Answer
from retrieval.library import Library
from retrieval.query import Intent, Question, families_in
from retrieval.query.bodies import families, higher_body, plain
from retrieval.search import Searcher
from retrieval.text import fold
from retrieval.types import Document, ScoredClause

_LEVELS = {"so": "Sở", "bo": "Bộ"}
NEAR_BEST = 0.6
"""Share of the best task's coverage below which a task is not about the same matter."""


def asks_for_duties(question: Question) -> bool:
    """Say whether a question that names a body wants its tasks.

    It does when it says so, or when it says nothing else: "nhiệm vụ Đoàn Thanh niên xã".
    """
    if question.intent is Intent.DUTIES:
        return True
    beside = _beside_the_body(question, ()).concepts
    return question.intent is None and all(concept.weak for concept in beside)


def names_the_body(text: str, question: Question) -> bool:
    """Say whether a text names a body that a question names, of the same level."""
    return bool(question.bodies & families_in(text)) and higher_body(question.text) in plain(text)


def tell_duties(
    question: Question, documents: Sequence[Document], library: Library, searcher: Searcher
) -> Answer:
    """Answer with the tasks of the body that was named: all of them, or those on a matter."""
    higher = higher_body(question.text)
    among = [
        pair
        for pair in library.labels()
        if question.names(pair[0]) and plain(pair[1]).startswith(higher)
    ]
    labels = _nearest_bodies(question, among)
    tasks = library.tasks_of(labels)
    if not tasks:
        names = ", ".join(f.name for f in families() if f.id in question.bodies)
        level = _LEVELS.get(higher[:2])
        return no_duty(question, documents, f"{level} ({names})" if level else names)
    asked = _beside_the_body(question, [label for _, label in labels])
    scores = searcher.scores(asked, tasks) if asked.concepts else [0.0] * len(tasks)
    floor = max(ENOUGH, NEAR_BEST * max(scores))
    near = [ScoredClause(task, s) for task, s in zip(tasks, scores, strict=True) if s >= floor]
    hits = near or [ScoredClause(task, 1.0) for task in tasks]
    acting = {task.document.id for task in tasks}
    silent = [d for d in documents if question.names(d.id) and d.id not in acting]
    return tell_findings(question, Intent.DUTIES, as_duties(hits, asked), silent)


def _nearest_bodies(question: Question, labels: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the labels that share most families with the bodies that the question names."""
    shared = {pair: len(families_in(pair[1]) & question.bodies) for pair in labels}
    most = max(shared.values(), default=0)
    return [pair for pair in labels if shared[pair] == most > 0]


def _beside_the_body(question: Question, labels: Sequence[str]) -> Question:
    """Return the question without the words that only name the body."""
    names = [
        alias for family in families() if family.id in question.bodies for alias in family.aliases
    ]
    words = {word for name in (*names, *map(plain, labels)) for word in name.split()}
    kept = tuple(c for c in question.concepts if not set(fold(c.words).split()) <= words)
    return replace(question, concepts=kept)
