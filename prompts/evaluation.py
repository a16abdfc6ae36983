"""How well questions are answered: the right clause cited, and what is not there declined."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prompts.answering import Answerer, Status
from retrieval.evaluation import Asked, Unanswerable, rank_of, typed_as
from retrieval.evaluation.measures import latency, measures
from retrieval.query import understand
from retrieval.search import Searcher
from retrieval.text import collapse, solid
from retrieval.types import Document

DEPTH = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    Attributes:
        rank: Of the right clause in the search, from 1; 0 when it is not among the first hundred.
    """

    asked: Asked
    rank: int


def search_outcomes(
    questions: Sequence[Asked],
    searcher: Searcher,
    documents: Sequence[Document],
    *,
    as_of: date,
    form: str = "as written",
) -> tuple[tuple[Outcome, ...], dict[str, float | int]]:
    """Search for every question that is written in a form.

    Returns:
        The outcomes, and the figures: those of `measures` and the latency.
    """
    outcomes: list[Outcome] = []
    times: list[float] = []
    for asked in questions:
        text = typed_as(asked, form)
        if text:
            started = time.perf_counter()
            question = understand(text, as_of=as_of, documents=documents)
            ranking = searcher.search(question, limit=DEPTH)
            times.append(time.perf_counter() - started)
            outcomes.append(Outcome(asked, rank_of(asked, ranking)))
    rankings = {o.asked.id: [str(rank) for rank in range(1, DEPTH + 1)] for o in outcomes}
    answers = {o.asked.id: {str(o.rank): 1} for o in outcomes}
    return tuple(outcomes), {**measures(rankings, answers), **latency(times)}


def answer_figures(
    questions: Sequence[Asked],
    unanswerable: Sequence[Unanswerable],
    answerer: Answerer,
    *,
    as_of: date,
) -> dict[str, float]:
    """Return shares of 1: answerable questions answered, cited right and unanswerable declined."""
    answered = cited = 0
    for asked in questions:
        answer = answerer.ask(asked.text, as_of=as_of)
        wanted = solid(collapse(asked.quote))
        answered += answer.status is not Status.ABSTAINED
        cited += any(wanted in solid(c.clause.text) for c in answer.citations)
    declined = [answerer.ask(row.text, as_of=as_of).status for row in unanswerable]
    return {
        "answered": round(answered / len(questions), 4),
        "cited": round(cited / len(questions), 4),
        "declined": round(declined.count(Status.ABSTAINED) / len(declined), 4),
    }
