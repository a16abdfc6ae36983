"""What law asks for: căn cứ of a plan, what is prescribed, what plans cite although it expired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from prompts.answering.acts import Told, around, legal_answer, tell_digest
from prompts.answering.cautions import CODES
from prompts.answering.layout import plan_name
from prompts.answering.standing import spoken, tell_standing
from prompts.answering.types import Answer, Caution
from prompts.basis import Basis, bases_for
from prompts.wording import say
from retrieval.legal import Act, Catalogue, Provision, faults_in, provisions
from retrieval.library import Library
from retrieval.query import Concept, Question
from retrieval.text import fold, syllables

DIGESTS_SHOWN = 4
"""Provisions told when a question asks what is prescribed."""
ALIKE = 0.6
"""Share of a question's concepts that a provision must show to be told."""


def still_cited(question: Question, library: Library, catalogue: Catalogue) -> Answer:
    """Tell the citations of plans to acts that have expired or ended."""
    told = Told([], [])
    seen: set[tuple[str, str]] = set()
    for clause in library.clauses(None):
        for fault in faults_in(clause.text, question.as_of, catalogue):
            key = (clause.document.id, fault.act.id if fault.act else "")
            if fault.code not in CODES or fault.act is None or key in seen:
                continue
            if not question.names(clause.document.id):
                continue
            seen.add(key)
            standing = tell_standing(fault.act, question.as_of, catalogue)
            told.cautions.append(Caution(CODES[fault.code], standing))
            plan = plan_name(clause.document)
            n = told.quote(clause, around(clause.text, fault.found))
            line = say("law_plan_line", plan=plan, path=clause.path, told=standing)
            told.lines.append(f"{line} [{n}]")
    lead = say("law_expired_cited") if told.lines else say("law_expired_none")
    told.lines.insert(0, lead)
    return legal_answer(question, told)


def tell_bases(question: Question, catalogue: Catalogue) -> Answer:
    """Tell the bases of a plan that is to be drawn up."""
    month = re.search(r"thang hanh dong|\bthd\b|action month", fold(question.text))
    year = re.search(r"\b20\d\d\b", question.text)
    found = bases_for(
        "thang-hanh-dong" if month else "cong-tac-tre-em",
        int(year.group()) if year else question.as_of.year,
        question.as_of,
        catalogue,
    )
    told = Told([say("law_bases", day=spoken(question.as_of))], [])
    _list_bases(told, found.bases, question, catalogue)
    if found.unverified:
        told.lines.append(say("law_bases_unverified"))
        _list_bases(told, found.unverified, question, catalogue)
    if found.left_out:
        told.lines.append(say("law_bases_left"))
        _list_bases(told, found.left_out, question, catalogue)
    told.lines.append(say("law_plan_no_basis"))
    return legal_answer(question, told)


def _list_bases(
    told: Told, bases: Iterable[Basis], question: Question, catalogue: Catalogue
) -> None:
    for basis in bases:
        n = told.cite(basis.act, basis.act.found, question.as_of, catalogue)
        note = f" {basis.note}" if basis.note else ""
        told.lines.append(f"• {basis.wording};{note} [{n}]")


def tell_prescribed(question: Question, catalogue: Catalogue) -> Answer | None:
    """Tell the provisions nearest to a question, None if none is near."""
    wanted = [concept for concept in question.concepts if not concept.weak]
    scored = [(_share(wanted, provision), provision) for provision in provisions()]
    near = sorted((row for row in scored if row[0] >= ALIKE), key=lambda row: -row[0])
    if not near:
        return None
    told = Told([say("law_found_digests")], [])
    acts: dict[str, Act] = {}
    for _, provision in near[:DIGESTS_SHOWN]:
        act = catalogue.get(provision.act)
        if act is not None:
            acts[act.id] = act
            tell_digest(told, provision, act, question, catalogue)
    told.lines.extend([f"• {tell_standing(a, question.as_of, catalogue)}" for a in acts.values()])
    return legal_answer(question, told)


@cache
def _folded(provision: Provision) -> str:
    return f" {fold(' '.join(syllables(f'{provision.title} {provision.digest}')))} "


def _share(wanted: Sequence[Concept], provision: Provision) -> float:
    """Return the share of concepts that a provision shows, from 0 to 1."""
    text = _folded(provision)
    shown = [any(f" {fold(phrase)} " in text for phrase in c.phrases) for c in wanted]
    return sum(shown) / len(shown) if shown else 0.0
