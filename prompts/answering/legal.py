"""Questions about law: which they are, and who answers them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from prompts.answering.acts import Told, legal_answer, tell_acts
from prompts.answering.rules import still_cited, tell_bases, tell_prescribed
from prompts.answering.standing import spoken
from prompts.answering.types import Answer, Caution, Status
from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.legal import (
    Catalogue,
    LegalReference,
    Succession,
    find_references,
    successor_of,
)
from retrieval.library import Library
from retrieval.query import Intent, Question
from retrieval.text import fold, nfc

LONG = 12
"""Words; a longer question that names an act asks for more than the act."""


def tell_law(question: Question, library: Library, catalogue: Catalogue) -> Answer | None:
    """Return the answer to a question about law, None if it is about what plans say."""
    text = nfc(question.text)
    if _asks("expired_cited", text):
        return still_cited(question, library, catalogue)
    references = find_references(text, catalogue)
    if _asks("bases", text) and not references:
        return tell_bases(question, catalogue)
    if references and _is_about(references, text, question):
        return tell_acts(question, references, library, catalogue)
    if _asks("successor", text) and (answer := tell_successor(question, catalogue)):
        return answer
    if question.documents or question.section:
        return None
    return tell_prescribed(question, catalogue) if _asks("rule", text) else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_toml("questions.toml")["law"][name])


def _asks(name: str, text: str) -> bool:
    return bool(_pattern(name).search(fold(text)))


def _is_about(references: Sequence[LegalReference], text: str, question: Question) -> bool:
    """Say whether a question is about the acts it names rather than about a plan's clauses."""
    if _asks("standing", text) or any(r.place for r in references) or len(references) > 1:
        return True
    if any(len(r.acts) > 1 for r in references):
        return True
    only = sum(len(r.text.split()) for r in references)
    return not question.documents and len(text.split()) - only <= LONG / 3


def tell_successor(question: Question, catalogue: Catalogue) -> Answer | None:
    """Tell who does on a day what a body did; None if the question names no body that changed."""
    heir = successor_of(question.text)
    if heir is None:
        return None
    if not heir.holds_on(question.as_of):
        return _still_there(question, heir)
    told = Told([heir.text], [])
    known = catalogue.among(heir.basis)
    acts = [act for act in known if act.issued is None or act.issued <= question.as_of]
    if acts:
        told.lines.append(say("law_basis_of", acts="; ".join(act.label for act in acts)))
    for act in acts:
        told.cite(act, act.found, question.as_of, catalogue)
    answer = legal_answer(question, told, step=heir.ask, open_=bool(heir.ask))
    caution = Caution("body_reorganised", heir.text)
    warnings = (caution, *answer.warnings)
    return replace(answer, intent=Intent.RESPONSIBILITY, warnings=warnings)


def _still_there(question: Question, heir: Succession) -> Answer | None:
    """Say that a body was still there on the day asked about, if a source dates its end."""
    if heir.since is None:
        return None
    day, since = spoken(question.as_of), spoken(heir.since)
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        intent=Intent.RESPONSIBILITY,
        text=say("law_body_stood", day=day, body=heir.name, since=since),
    )
