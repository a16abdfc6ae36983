"""What law asks for: căn cứ of a plan, what is prescribed, what plans cite although it expired."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prompts.answering.cautions import CODES
from prompts.answering.cited_by import around
from prompts.answering.cues import asks
from prompts.answering.digests import tell_digest
from prompts.answering.layout import plan_name
from prompts.answering.matters import recalled, tell_matters
from prompts.answering.sources import Sources
from prompts.answering.standing import spoken, tell_standing
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer, Caution
from prompts.basis import Basis, bases_for
from prompts.wording import say
from retrieval.legal import Act, Catalogue, faults_in
from retrieval.library import Library
from retrieval.query import Question

DIGESTS_SHOWN = 4
"""Provisions told when a question asks what is prescribed."""
ALIKE = 0.62
"""Likeness above which a provision is what is asked for (development questions)."""
RULED = 0.55
"""The same for a question that asks what is prescribed."""
NEAR = 0.33
"""Nearness in meaning that it must have besides: words alone are often of other matters."""
NEAR_BEST = 0.85
"""Share of the likeliest provision's likeness below which another one is not told."""
WORDS = 3
"""Words of a question that a provision must hold."""


def still_cited(question: Question, library: Library, catalogue: Catalogue) -> Answer:
    """Tell the citations of plans to acts that have expired or ended."""
    told = Told()
    seen: set[tuple[str, str]] = set()
    for clause in library.clauses(None):
        for fault in faults_in(clause.text, question.as_of, catalogue):
            key = (clause.document.id, fault.act.id if fault.act else "")
            if fault.code not in CODES or fault.act is None or key in seen:
                continue
            if not question.names(clause.document.id):
                continue
            seen.add(key)
            english = question.english
            standing = tell_standing(fault.act, question.as_of, catalogue, english=english)
            told.cautions.append(Caution(CODES[fault.code], standing))
            plan = plan_name(clause.document)
            n = told.quote(clause, around(clause.text, fault.found))
            line = say("law_plan_line", english=english, plan=plan, path=clause.path, told=standing)
            told.lines.append(f"{line} [{n}]")
    lead = "law_expired_cited" if told.lines else "law_expired_none"
    told.lines.insert(0, say(lead, english=question.english))
    return legal_answer(question, told)


def tell_bases(question: Question, sources: Sources) -> Answer:
    """Tell the bases of a plan that is to be drawn up, those of its own matter first."""
    text, english, catalogue = question.text, question.english, sources.catalogue
    year = re.search(r"\b20\d\d\b", text)
    found = bases_for(
        "thang-hanh-dong" if asks("month", text) else "cong-tac-tre-em",
        int(year.group()) if year else question.as_of.year,
        question.as_of,
        catalogue,
    )
    told = Told()
    tell_matters(told, recalled(text, sources.recall), question, catalogue)
    told.lines.append(say("law_bases", english=english, day=spoken(question.as_of)))
    _list_bases(told, found.bases, question, catalogue)
    for name, bases in (("unverified", found.unverified), ("left", found.left_out)):
        if bases:
            told.lines.append(say(f"law_bases_{name}", english=english))
            _list_bases(told, bases, question, catalogue)
    told.lines.append(say("law_plan_no_basis", english=english))
    return legal_answer(question, told)


def _list_bases(
    told: Told, bases: Iterable[Basis], question: Question, catalogue: Catalogue
) -> None:
    for basis in bases:
        n = told.cite(basis.act, question.as_of, catalogue)
        note = f" {basis.note}" if basis.note else ""
        told.lines.append(f"• {basis.wording};{note} [{n}]")


def tell_prescribed(question: Question, sources: Sources, *, floor: float = ALIKE) -> Answer | None:
    """Tell the provisions nearest to a question, None if none is near."""
    found = sources.recall.provisions(question.text)
    near = [
        (provision, how)
        for provision, how in found[:DIGESTS_SHOWN]
        if how.score >= max(floor, NEAR_BEST * found[0][1].score)
        and how.near >= NEAR
        and len(how.held) >= WORDS
    ]
    if not near:
        return None
    english, catalogue = question.english, sources.catalogue
    told = Told([say("law_found_digests", english=english)])
    acts: dict[str, Act] = {}
    for provision, _ in near:
        act = catalogue.get(provision.act)
        if act is not None:
            acts[act.id] = act
            tell_digest(told, provision, act, question, catalogue)
    told.lines.extend(
        f"• {tell_standing(act, question.as_of, catalogue, english=english)}"
        for act in acts.values()
    )
    return legal_answer(question, told)
