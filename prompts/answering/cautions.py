"""What the reader of an answer must know: a basis that expired, a body that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from prompts.answering.standing import tell_standing
from prompts.answering.today import heir_of
from prompts.answering.types import Answer, Caution, Citation
from prompts.wording import say
from retrieval.legal import Catalogue, faults_in

SHOWN = 3
"""Cautions that are told below an answer; all are in its data."""
_MAY_CITE = re.compile(r"\d/|[Ll]uật|Đề án")
CODES = {"expired": "expired_reference", "period_ended": "period_ended"}
"""Codes of cautions by those of faults that an answer is told with."""


def with_cautions(answer: Answer, day: date, catalogue: Catalogue) -> Answer:
    """Return an answer with its cautions; those about citations end its text.

    Who does a body's work today stands beside its name already.
    """
    heirs = [heir_of(f.body, f.document, day) for f in answer.findings]
    bodies = [
        Caution("body_reorganised", " ".join(part for part in (heir.text, heir.ask) if part))
        for heir in dict.fromkeys(heirs)
        if heir is not None
    ]
    cited = list(dict.fromkeys(_of_citations(answer.citations, day, catalogue)))
    told = tuple(dict.fromkeys([*answer.warnings, *cited, *bodies]))
    lines = [f"• {caution.text}" for caution in cited[:SHOWN]]
    text = "\n".join([f"{answer.text}\n", say("caution"), *lines]) if lines else answer.text
    return replace(answer, warnings=told, text=text)


def _of_citations(
    citations: tuple[Citation, ...], day: date, catalogue: Catalogue
) -> Iterator[Caution]:
    for citation in citations:
        if citation.digest or not _MAY_CITE.search(citation.quote):
            continue
        for fault in faults_in(citation.quote, day, catalogue):
            if fault.code in CODES and fault.act is not None:
                told = tell_standing(fault.act, day, catalogue)
                yield Caution(CODES[fault.code], say("law_cited", n=citation.n, told=told))
            elif fault.code == "wrong_period":
                expected, found = fault.expected, fault.found
                told = say("law_wrong", n=citation.n, found=found, expected=expected)
                yield Caution("wrong_reference", told)
