"""Where plans cite an act, quoted around the citation."""

from __future__ import annotations

import re

from prompts.answering.evidence import plan_order
from prompts.citing import LONGEST_QUOTE
from retrieval.legal import Act, Catalogue, LegalReference, find_references
from retrieval.library import Library
from retrieval.query import Question
from retrieval.text import fold
from retrieval.types import Clause

BEFORE = 80
"""Characters quoted before what is cited."""


def citing(act: Act, question: Question, library: Library, catalogue: Catalogue) -> list[Clause]:
    """Return of each plan the first clause that cites an act by its number."""
    digits = act.number.rpartition("/")[0]
    named = [
        clause
        for clause in (library.holding(f"{digits}/") if digits else ())
        if question.names(clause.document.id)
        and any(r.acts == (act.id,) for r in find_references(clause.text, catalogue))
    ]
    first = {clause.document.id: clause for clause in reversed(named)}
    return sorted(first.values(), key=lambda clause: plan_order(clause.document, question))


def citing_unknown(
    reference: LegalReference, question: Question, library: Library, catalogue: Catalogue
) -> list[Clause]:
    """Return of each plan the first clause that cites a document that no catalogue lists."""
    symbol = _symbol(reference)
    named = [
        clause
        for clause in (library.holding(f"{reference.number}/") if symbol else ())
        if question.names(clause.document.id)
        and any(
            (r.number, _symbol(r)) == (reference.number, symbol)
            for r in find_references(clause.text, catalogue)
        )
    ]
    first = {clause.document.id: clause for clause in reversed(named)}
    return sorted(first.values(), key=lambda clause: plan_order(clause.document, question))


def _symbol(reference: LegalReference) -> str:
    """Return the letters of a number's symbol, "" for a number without any: "20/2021"."""
    return re.sub(r"[^a-z]", "", fold(reference.text.partition("/")[2]))


def around(text: str, found: str) -> str:
    """Return a verbatim part of a clause around what it cites."""
    at = max(0, text.find(found) - BEFORE)
    start = at if at == 0 else text.find(" ", at) + 1
    return text[start : start + LONGEST_QUOTE].strip()
