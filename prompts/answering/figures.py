"""Figures that somebody would borrow: a target of another plan is shown as that plan's own."""

from __future__ import annotations

import re

from prompts.answering.cited_by import around
from prompts.answering.cues import asks
from prompts.answering.layout import plan_name
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer
from prompts.wording import say
from retrieval.library import Library
from retrieval.query import Intent, Question, is_own
from retrieval.relevance import share_shown
from retrieval.search import Searcher
from retrieval.text import fold
from retrieval.types import Role

ENOUGH = 0.5
"""Share of what a question is about that the target must show to be the one that is meant."""
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:%|phan tram)")


def tell_borrowed(question: Question, library: Library, searcher: Searcher) -> Answer | None:
    """Say whose a percentage is that somebody wants to take; None if that is not what he asks."""
    plain = fold(question.text)
    figure = _PERCENT.search(plain)
    if figure is None or question.documents or not asks("borrow", question.text):
        return None
    printed = re.compile(rf"(?<![\d.,]){re.escape(figure[1])} ?%")
    found = [
        (clause, match.group())
        for clause in library.clauses(None)
        if clause.document.id not in question.hidden
        and clause.block.role is Role.TARGET
        and (match := printed.search(clause.text))
        and share_shown(question.concepts, clause.text, folded=question.folded) >= ENOUGH
    ]
    if not found:
        return None
    scores = searcher.scores(question, [clause for clause, _ in found])
    best, words = found[max(range(len(found)), key=lambda at: scores[at])]
    if question.unit and is_own(best.document, question.unit):
        return None
    if best.document.level == "province":  # the plan of the level above is where to take it from
        return None
    told = Told([say("figure_no", english=question.english)])
    n = told.quote(best, around(best.text, words))
    plan = plan_name(best.document)
    values = {"figure": f"{figure[1]}%", "plan": plan, "path": best.path, "n": n}
    told.lines.append(say("figure_whose", english=question.english, **values))
    told.lines.append(f"“{told.citations[-1].quote}”")
    step = say("figure_step", english=question.english)
    return legal_answer(question, told, step=step, open_=False, intent=Intent.TARGET)
