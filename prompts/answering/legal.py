"""Questions about law: which they are, and who answers them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from prompts.answering.acts import tell_acts
from prompts.answering.beside_acts import tell_where_cited
from prompts.answering.charge import charges, in_charge
from prompts.answering.cues import asks
from prompts.answering.days import meant_day
from prompts.answering.duties import asks_for_duties
from prompts.answering.entrusted import tell_entrusted
from prompts.answering.gone import still_given_tasks
from prompts.answering.matters import (
    CLOSE,
    LAST,
    MAYBE,
    SURE,
    recalled,
    recalled_by_parts,
    tell_matters,
    words_of,
)
from prompts.answering.moved_places import tell_place
from prompts.answering.naming import act_asked_for, references_of
from prompts.answering.review import is_list, tell_review
from prompts.answering.rules import RULED, still_cited, tell_bases, tell_prescribed
from prompts.answering.sources import Sources
from prompts.answering.successors import tell_changes, tell_successors
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer
from prompts.wording import say
from retrieval.legal import (
    LegalReference,
    Matter,
    Standing,
    Succession,
    bodies_named,
    issuer_in_symbol,
    matters,
)
from retrieval.query import Intent, Question
from retrieval.query.words import write_out

HAMLETS = "khu-dan-cu"
"""Family of what stands below a commune: no law of the record says to whom it reports."""
LONG = 12
"""Words; a longer question that names an act asks for more than the act."""
PLAN_AS_BASIS = "ke-hoach-lam-can-cu"
"""The matter of corpus/facts.toml that says whether a plan is a legal basis."""
MOST = 3
"""Matters that are told of a question of several parts."""
ASIDE_DANGER = {
    "how_soon": "xu-ly-vu-viec",
    "fined": "xu-phat",
    "typed_here": "du-lieu-tre-em",
}
"""What somebody asks who tells of a child in danger, by its cue, and the matter that says it."""
SETTING = "the-thuc"
"""How the matters begin that say how a document is set."""
_DISTRICT = re.compile(r"\b(?:của|cua) (?P<level>huyện|thị xã|huyen|thi xa)\b")
"""A district that is named without its committee."""
PLAN = "kế hoạch"
"""Kind of citations that are of plans."""
NEVER = ("phone", "mail")
"""Kinds of answers that no law gives; of numbers to call there is the hotline."""
HOTLINE = "tong-dai-111"


def asks_of_an_act(question: Question, sources: Sources) -> bool:
    """Say whether a question is about acts it names, even if it begins as a request for a draft."""
    references = references_of(question.text, sources.catalogue)
    return any(each.acts for each in references) and asks("yes_no", question.text)


def tell_law(question: Question, sources: Sources) -> Answer | None:
    """Return the answer to a question about law, None if it is about what plans say."""
    text = question.text
    references = references_of(text, sources.catalogue)
    if is_list(references, text):
        return tell_review(question, references, sources)
    if not references and (answer := _of_what_plans_keep(question, sources)):
        return answer
    if _asks_what_a_plan_is_worth(references, text) and not act_asked_for(question, sources):
        return _of_a_plan_as_basis(question, references, sources)
    if asks("report_again", text) and not any(reference.acts for reference in references):
        return _of_a_report_as_before(question, sources)
    if answer := (
        tell_place(question, sources)
        or _how_it_is_set_out(question, sources)
        or (None if references else tell_entrusted(question, sources))
        or _of_a_body_by_law(question, references, sources)
    ):
        return answer
    of_bodies = asks("successor", text) and any(map(_is_gone, bodies_named(text)))
    known = references or of_bodies or _says_itself(question, sources)
    asked_for = () if known else act_asked_for(question, sources)
    bases = asks("bases", text) or (asks("bases_named", text) and not question.documents)
    if bases and not (references or asked_for or question.placed):
        return tell_bases(question, sources)
    day = meant_day(question, references, sources.catalogue)
    if asked_for or (references and _is_about(references, question, sources)):
        return tell_acts(replace(question, as_of=day), asked_for or references, sources)
    return _of_bodies_and_facts(replace(question, as_of=day), sources, today=question.as_of)


def tell_aside(question: Question, sources: Sources) -> Answer | None:
    """Return the answer to what is asked beside something else, None if it is not sure what."""
    if acts := act_asked_for(question, sources):
        return tell_acts(question, acts, sources)
    charged = in_charge(question)
    if charged and charged != charges():
        return _told(charged, question, sources)
    held = recalled(question.text, sources.recall, near=CLOSE)[:1]
    return _told(held, question, sources) if held else None


def _says_itself(question: Question, sources: Sources) -> bool:
    """Say whether a matter is asked for that names its act: "mức chuẩn bao nhiêu, theo NĐ nào"."""
    return asks("said_where", question.text) and bool(
        recalled(question.text, sources.recall, near=CLOSE)
    )


def _asks_what_a_plan_is_worth(references: Sequence[LegalReference], text: str) -> bool:
    """Say whether it is asked if a plan may be a basis, or if one that is cited still holds."""
    if any(reference.acts for reference in references):
        return False
    plans = bool(references) and all(reference.kind == PLAN for reference in references)
    return asks("plan_as_basis", text) or (
        plans and any(asks(cue, text) for cue in ("standing", "bases", "yes_no"))
    )


def _of_a_district(text: str) -> str:
    """Return the committee of a district that is named without it: "của huyện X"; or ""."""
    match = _DISTRICT.search(write_out(text).lower())
    return f"UBND {match['level']}" if match else ""


def _how_it_is_set_out(question: Question, sources: Sources) -> Answer | None:
    """Tell how a part of a plan is set, to somebody who names an act only as what stands there."""
    if not asks("set_out", question.text):
        return None
    whole = recalled(question.text, sources.recall, floor=MAYBE)
    found = dict.fromkeys((*whole, *recalled_by_parts(question.text, sources.recall, floor=LAST)))
    rules = [matter for matter in found if matter.id.startswith(SETTING)][:MOST]
    return _told(rules, question, sources) if rules else None


def _of_what_plans_keep(question: Question, sources: Sources) -> Answer | None:
    """Tell which expired acts plans still cite, or to which bodies of old they give tasks."""
    if asks("expired_cited", question.text):
        return still_cited(question, sources.library, sources.catalogue)
    if asks("gone_bodies", question.text) and not bodies_named(question.text):
        return still_given_tasks(question, sources)
    return None


def _of_a_body_by_law(
    question: Question, references: Sequence[LegalReference], sources: Sources
) -> Answer | None:
    """Tell of a body what is known, to somebody who asks which article of a law it rests on."""
    if not (references and asks("which_article", question.text) and bodies_named(question.text)):
        return None
    return tell_successors(question, sources)


def _is_gone(body: Succession | Standing) -> bool:
    return isinstance(body, Succession)


def _of_a_plan_as_basis(
    question: Question, references: Sequence[LegalReference], sources: Sources
) -> Answer:
    """Say what a plan is worth as a basis, and what became of the bodies it is of."""
    told = Told()
    rule = [matter for matter in matters() if matter.id == PLAN_AS_BASIS]
    tell_matters(told, rule, question, sources.catalogue)
    for reference in references:
        tell_where_cited(told, reference, question, sources)
    issuers = [issuer_in_symbol(question.text), _of_a_district(question.text)]
    named = bodies_named(" ; ".join([question.text, *issuers]))
    day = question.as_of
    gone = [body for body in named if isinstance(body, Succession) and body.holds_on(day)]
    tell_changes(told, gone, question, sources)
    return legal_answer(question, told)


def _of_bodies_and_facts(question: Question, sources: Sources, *, today: date) -> Answer | None:
    """Return what is known of bodies or of a matter, None if it is about what plans say."""
    text = question.text
    put = asks("premise", text) and bool(bodies_named(text)) and not question.placed
    due = question.placed and question.documents and question.intent is Intent.DEADLINE
    became = put or (asks("successor", text) and not due)
    if became and (answer := tell_successors(question, sources)):
        return answer
    if asks("report_only", text) and not (question.placed and question.documents):
        return _of_reports(question, sources)
    this_year = asks("this_year", text) and asks("month", text) and asks("handing_in", text)
    by_rule = asks("rule", text) or this_year
    of_a_plan = question.documents and question.as_of == today and not by_rule
    if question.placed or question.section or of_a_plan or HAMLETS in question.bodies:
        return None
    return _of_facts(question, sources)


def _of_facts(question: Question, sources: Sources) -> Answer | None:
    """Return what the record holds of a matter, if the question is one of law rather than plans."""
    if charged := in_charge(question):
        return _told(charged, question, sources)
    rule = asks("rule", question.text)
    put = rule or asks("yes_no", question.text)
    if question.bodies and asks_for_duties(question) and not put:
        return None
    who = question.intent is Intent.RESPONSIBILITY and not rule
    floor = MAYBE if rule else SURE
    matters = recalled(question.text, sources.recall, floor=floor, only_who=who)
    if matters:
        parts = recalled_by_parts(question.text, sources.recall)
        return _told(tuple(dict.fromkeys((*matters, *parts)))[:MOST], question, sources)
    return tell_prescribed(question, sources, floor=RULED) if rule else None


def _of_reports(question: Question, sources: Sources) -> Answer:
    """Tell when a commune reports, to somebody who only asks when to report."""
    own = question.strange or asks("of_ours", question.text)
    told = Told([say("report_none", english=question.english)] if own else [])
    tell_matters(told, [m for m in matters() if m.report], question, sources.catalogue)
    return legal_answer(question, told, intent=Intent.DEADLINE)


def _of_a_report_as_before(question: Question, sources: Sources) -> Answer:
    """Tell when a commune reports to whom, to somebody who would report as a plan of old has it."""
    told = Told()
    month, yearly = asks("month", question.text), asks("yearly", question.text)
    due = [m for m in matters() if m.report]
    meant = [m for m in due if month == yearly or asks("month", m.name) is month]
    tell_matters(told, meant, question, sources.catalogue)
    tell_changes(told, bodies_named(question.text), question, sources)
    return legal_answer(question, told, intent=Intent.DEADLINE)


def _told(held: Sequence[Matter], question: Question, sources: Sources) -> Answer:
    of_a_body = question.bodies and question.want is not None and question.want.name in NEVER
    of_another = of_a_body and not asks("hotline", question.text)
    none = [say("law_no_contact", english=question.english)] if of_another else []
    told = Told(verdict=none)
    tell_matters(told, held, question, sources.catalogue)
    return legal_answer(question, told, intent=question.intent or Intent.LEGAL)


def _to_call(question: Question, sources: Sources) -> list[Matter]:
    """Return what the record holds for somebody who asks for a number or an address."""
    if asks("persons_number", question.text):
        return []
    maybe = recalled(question.text, sources.recall, floor=LAST)
    sure = recalled(question.text, sources.recall, floor=MAYBE)
    return list(sure) or [matter for matter in maybe if matter.id == HOTLINE]


def tell_what_is_held(question: Question, sources: Sources) -> Answer | None:
    """Return what the record holds where the plans have nothing; None if it has nothing either."""
    if question.section:
        return None
    references = references_of(question.text, sources.catalogue)
    if any(reference.acts for reference in references):
        return tell_acts(question, references, sources)
    if question.placed:
        return None
    if question.want is not None and question.want.name in NEVER:
        found = _to_call(question, sources)
        return _told(found, question, sources) if found else None
    if bodies_named(question.text) and asks("yes_no", question.text):
        answer = tell_successors(question, sources)
        if answer is not None:
            return answer
    matters = recalled(question.text, sources.recall, floor=LAST)
    matters = matters or recalled_by_parts(question.text, sources.recall)
    if matters:
        return _told(matters, question, sources)
    return tell_prescribed(question, sources)


def tell_beside_danger(question: Question) -> str:
    """Return what holds on a day of what is asked of law beside a report of danger, "" for nothing.

    How soon a case must be dealt with, who is fined how much, whether a child's name is typed here.
    """
    held = {matter.id: matter.on(question.as_of) for matter in matters()}
    asked = (held[id_] for cue, id_ in ASIDE_DANGER.items() if asks(cue, question.text))
    return "\n".join(words_of(version, question) for version in asked if version)


def _is_about(references: Sequence[LegalReference], question: Question, sources: Sources) -> bool:
    """Say whether a question is about the acts it names rather than about a plan's clauses."""
    text = question.text
    of_acts = any(asks(cue, text) for cue in ("standing", "act", "number", "guided"))
    if of_acts or len(references) > 1:
        return True
    if any(r.place or len(r.acts) > 1 for r in references):
        return True
    if question.placed or question.documents:
        return False
    if asks("yes_no", text):
        return True
    only = sum(len(r.text.split()) for r in references)
    if len(text.split()) - only <= LONG / 3:
        return True
    named = {act for reference in references for act in reference.acts}
    found = recalled(text, sources.recall, floor=MAYBE)
    return any(named & set(version.acts) for matter in found for version in matter.versions)
