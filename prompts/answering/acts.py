"""Acts told: what holds of the matter asked about, their standing, their provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from prompts.answering.beside_acts import (
    tell_beside,
    tell_perhaps,
    tell_understood,
    tell_where_cited,
)
from prompts.answering.clearing import Cleared, cleared, distinct, told_apart, without_either
from prompts.answering.cues import asks
from prompts.answering.digests import tell_provisions, tell_ruled
from prompts.answering.matters import LAST, MAYBE, recalled, tell_matters
from prompts.answering.naming import as_asked, beside_the_acts, outside_titles
from prompts.answering.newer import told_newer
from prompts.answering.review import beyond_period, of_wording
from prompts.answering.sources import Sources
from prompts.answering.standing import full_name, name_of, spoken
from prompts.answering.told import Told, legal_answer, tell_in_a_line
from prompts.answering.types import Answer
from prompts.answering.verdicts import judge_acts
from prompts.wording import say
from retrieval.legal import (
    VERIFIED,
    Act,
    Catalogue,
    Event,
    Fault,
    LegalReference,
    Matter,
    ValidityStatus,
    Version,
    bears_out,
    faults_in,
    gives_another_number,
    matters,
    successor_act,
    validity,
)
from retrieval.query import Question

_NOTED_FORCE = re.compile(r"Ngày (?:có )?hiệu lực[^.]*\.")
RULES = 3
"""Acts that one matter may rest on; more make it a list of acts."""


def tell_acts(question: Question, references: Sequence[LegalReference], sources: Sources) -> Answer:
    """Tell the standing of the acts named, or the provisions pointed at, or what they rule.

    What they rule comes first, unless it is their standing that is asked about.
    """
    told, catalogue = Told(), sources.catalogue
    named = outside_titles(references, question.text, catalogue)
    named = without_either(named, question.text)
    if len(named) > 1:
        named = told_apart(named, question.text, catalogue)
    clear = [cleared(reference, question, catalogue) for reference in distinct(named)]
    ruled = _matters_of(clear, question, sources)
    acts_first = not any(_refuted(matter, question) for matter in ruled)
    if acts_first:
        judge_acts(told, clear, question, catalogue)
    acts_first &= asks("standing", question.text) or asks("newer", question.text)
    if not acts_first:
        tell_matters(told, ruled, question, catalogue)
    open_ = [
        _tell_one(told, each, question, sources, ruled, alone=len(clear) == 1) for each in clear
    ]
    if acts_first:
        tell_matters(told, ruled, question, catalogue)
    several = any(len(each.meant) > 1 for each in clear)
    step = say("law_ask_year" if several else "law_next_record", english=question.english)
    return legal_answer(question, told, step=step if any(open_) else "", open_=any(open_))


def _tell_one(
    told: Told,
    each: Cleared,
    question: Question,
    sources: Sources,
    ruled: Sequence[Matter],
    *,
    alone: bool,
) -> bool:
    """Tell of one citation; return whether something is left open."""
    acts, reference = sources.catalogue.among(each.meant), each.reference
    if not acts:
        named = as_asked(reference, english=question.english)
        told.lines.append(say("law_no_record", english=question.english, text=named))
        tell_perhaps(told, reference, question, sources.catalogue)
        tell_where_cited(told, reference, question, sources)
    elif len(acts) > 1:
        _tell_ambiguous(told, reference, acts, question, sources.catalogue)
    elif reference.place:
        return not tell_provisions(told, acts[0], reference.place, question, sources)
    else:
        tell_understood(told, reference, acts[0], question)
        _tell_act(told, acts[0], question, sources, alone=alone, ruled=bool(ruled))
        newer = told_newer(acts[0], question, sources.catalogue) if not alone else ""
        told.lines.extend([f"   → {newer}"] if newer else [])
        if not alone:
            _tell_also(told, reference, acts[0], question, sources.catalogue)
    return len(acts) != 1


def _matters_of(clear: Sequence[Cleared], question: Question, sources: Sources) -> list[Matter]:
    """Return the matters that are asked of acts: those they rule, or that a place of them rules.

    What an act ruled that was replaced, the act that took its place rules.
    """
    catalogue = sources.catalogue
    named = {act for each in clear for act in each.meant}
    named |= {successor_act(a, question.as_of, catalogue).id for a in catalogue.among(named)}
    pointed = [each for each in clear if each.reference.place and each.meant]
    places = {f"{each.meant[0]} {each.reference.place}" for each in pointed}
    if places:
        return [m for m in matters() if any(_overlap(p, own) for p in places for own in m.places)]
    found = recalled(question.text, sources.recall, floor=LAST)
    ruled = [m for m in found if any(_rules(version, named) for version in m.versions)]
    refuted = [m for m in found if _refuted(m, question)] or _misquoted(named, question)
    if asks("standing", question.text) or asks("newer", question.text):
        beside = beside_the_acts(question.text, sources.catalogue)
        likely = recalled(question.text, sources.recall, floor=MAYBE)
        likely = likely or recalled(beside, sources.recall)
        return refuted or [matter for matter in ruled if matter in likely]
    return ruled or refuted


def _misquoted(acts: set[str], question: Question) -> list[Matter]:
    """Return the matters that acts rule of which a question puts another number."""
    if not asks("yes_no", question.text):
        return []
    versions = [(matter, matter.on(question.as_of)) for matter in matters()]
    return [
        matter
        for matter, version in versions
        if version is not None
        and _rules(version, acts)
        and gives_another_number(version, question.text)
    ]


def _rules(version: Version, acts: set[str]) -> bool:
    """Say whether a version is what acts rule, rather than a list that they stand in."""
    return len(version.acts) <= RULES and bool(acts & set(version.acts))


def _overlap(place: str, other: str) -> bool:
    """Say whether one place is the other or a part of it."""
    return place == other or place.startswith(f"{other} ") or other.startswith(f"{place} ")


def _refuted(matter: Matter, question: Question) -> bool:
    """Say whether a matter contradicts a premise that the question puts about another act."""
    version = matter.on(question.as_of)
    return (
        version is not None
        and asks("yes_no", question.text)
        and bears_out(version, question.text) is False
    )


def _tell_act(
    told: Told, act: Act, question: Question, sources: Sources, *, alone: bool, ruled: bool
) -> None:
    catalogue = sources.catalogue
    if alone and not (ruled or asks("newer", question.text)):
        tell_ruled(told, act, question, sources)
    unverified = validity(act, question.as_of, catalogue).status is ValidityStatus.UNKNOWN
    full = alone or unverified or asks("replaces", question.text)
    tell_in_a_line(told, act, question, catalogue, full=full)
    if not (alone and told.verdict):
        told.lines.extend(f"   → {remark}" for remark in beyond_period(act, question))
    if asks("force_day", question.text):
        told.lines.extend(_force_day(act, question, catalogue))
    faults = faults_in(question.text, question.as_of, catalogue) if alone else ()
    put = asks("yes_no", question.text)
    told_of = [fault for fault in faults if put or _is_another_period(fault, act)]
    told.lines.extend(f"   → {remark}" for remark in of_wording(told_of, question))
    if alone and asks("replaces_what", question.text):
        told.lines.extend(_replaced_nothing(act, question, catalogue))
    elif alone and asks("amends_what", question.text):
        told.lines.extend(_amended(act, question, catalogue))
    elif alone and asks("amended", question.text):
        told.lines.extend(_unchanged(act, question, catalogue))
    if alone:
        tell_beside(told, act, question, sources)


def _is_another_period(fault: Fault, act: Act) -> bool:
    """Say whether a fault is a period that cannot be the next one either: "2121-2030"."""
    if fault.code != "wrong_period" or act.period is None or act.period[1] is None:
        return False
    return not fault.found.partition("-")[0].endswith(str(act.period[1] + 1))


def _force_day(act: Act, question: Question, catalogue: Catalogue) -> list[str]:
    """Return the first day of an act's force where its standing tells another; or its doubt."""
    status = validity(act, question.as_of, catalogue).status
    if act.in_force_from and status in (ValidityStatus.AMENDED, ValidityStatus.UNKNOWN):
        code = "law_force" if act.confidence >= VERIFIED else "law_force_doubtful"
        return ["  " + say(code, english=question.english, day=spoken(act.in_force_from))]
    if act.in_force_from or question.as_of >= act.checked_on or not act.number:
        return []
    doubt = say("law_force_open", english=question.english)
    note = "" if question.english else next(iter(_NOTED_FORCE.findall(act.note)), "")
    return [f"  {note or doubt}"]


def _unchanged(act: Act, question: Question, catalogue: Catalogue) -> list[str]:
    """Return that an act was not changed by the day, where the record is sure of it."""
    english, day = question.english, question.as_of
    changes = [event for event in act.events if event.what in ("amended", "replaced")]
    if not changes:
        return ["  " + say("law_none_amends", english=english, day=spoken(act.checked_on))]
    if all(_came_later(event, day, catalogue) for event in changes):
        return ["  " + say("law_not_yet_amended", english=english, day=spoken(day))]
    return []


def _replaced_nothing(act: Act, question: Question, catalogue: Catalogue) -> list[str]:
    """Return that no act is known that an act replaced; its standing names one that is."""
    named = bool(catalogue.replaced_by(act))
    return [] if named else ["  " + say("law_replaces_none", english=question.english)]


def _amended(act: Act, question: Question, catalogue: Catalogue) -> list[str]:
    """Return which acts an act amended, as far as is known."""
    english = question.english
    old = [
        name_of(other, english=english)
        for other in catalogue
        if any(e.by == act.id and e.what == "amended" for e in other.events)
    ]
    return ["  " + say("law_amends", english=english, acts="; ".join(old))] if old else []


def _came_later(event: Event, day: date, catalogue: Catalogue) -> bool:
    by = catalogue.get(event.by)
    earliest = event.since or event.not_before or (by.issued if by else None)
    return earliest is not None and earliest > day


def _tell_also(
    told: Told, reference: LegalReference, act: Act, question: Question, catalogue: Catalogue
) -> None:
    """Say which other acts a number may mean, where the subject or the day chose one."""
    others = [other for other in catalogue.among(reference.acts) if other.id != act.id]
    if others and reference.number:
        names = "; ".join(full_name(other, english=question.english) for other in others)
        told.lines.append("  " + say("law_also", english=question.english, acts=names))


def _tell_ambiguous(
    told: Told,
    reference: LegalReference,
    acts: Sequence[Act],
    question: Question,
    catalogue: Catalogue,
) -> None:
    told.lines.append(say("law_ambiguous", english=question.english, text=reference.text))
    for act in acts:
        tell_in_a_line(told, act, question, catalogue, full=False)
