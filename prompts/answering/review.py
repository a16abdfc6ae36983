"""A pasted list of citations reviewed: each with its standing and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.answering.clearing import distinct
from prompts.answering.cues import asks
from prompts.answering.matters import words_of
from prompts.answering.naming import as_asked
from prompts.answering.relations import relation_of
from prompts.answering.sources import Sources
from prompts.answering.standing import full_name, spoken, tell_standing
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer, Caution
from prompts.wording import say
from retrieval.legal import (
    Act,
    Fault,
    LegalReference,
    ValidityStatus,
    alike,
    bears_out,
    chosen_by_day,
    chosen_by_subject,
    faults_in,
    matters,
    of_the_day,
    validity,
)
from retrieval.query import Question

_PLAN_YEAR = re.compile(
    r"\b(?:ke hoach|kh|plan)(?: \w+){0,4}? (?:nam )?(20\d\d)\b(?! ?-)|\b(20\d\d) plan\b"
    r"|\bghi (?:la )?(?:den|toi) (?:het )?(?:nam )?(20\d\d)\b"
)
LONG = 3
"""Citations from which a list is told in short first; more are a list whatever else is said."""
_REPLACES = re.compile(r"\(?\b(?:thay|thay the|bai bo|replac\w+)(?: cho)?\s*$")
"""What stands between an act and the one that it is said to replace; on folded text."""
FAULTS = ("malformed", "wrong_date", "wrong_period", "wrong_title")
"""Faults of wording that are told; those of standing stand in the standing itself."""


def is_list(references: Sequence[LegalReference], text: str) -> bool:
    """Say whether a question is a list of citations to be reviewed."""
    several = len({r.acts or r.text for r in references})
    listed = ";" in text or several > 2 or asks("review", text)
    pasted = several > LONG and ";" in text
    return several > 1 and listed and (pasted or not asks("replaces", text))


def tell_review(
    question: Question, references: Sequence[LegalReference], sources: Sources
) -> Answer:
    """Tell of each citation of a list its standing on the day and its faults."""
    told = Told(lines=[say("review_intro", english=question.english)])
    text = question.text
    faults = faults_in(text, question.as_of, sources.catalogue)
    last = {r.acts or (r.text,): r for r in distinct(references)}
    wrong: list[int] = []
    open_: list[int] = []
    unclear = False
    for at, reference in enumerate(last.values(), 1):
        later = [other for other in references if other.start > reference.start]
        behind = text[reference.end : min((o.start for o in later), default=len(text))]
        own = [fault for fault in faults if fault.reference.start == reference.start]
        act = _meant(reference, behind, question, sources)
        if act is None:
            open_.append(at)
            unclear = True
            told.lines.append(f"{at}. {_unknown(reference, question, sources)}")
            continue
        told.lines.append(f"{at}. {_standing(told, act, question, sources)}")
        before = len(told.lines)
        _remark(told, act, own, behind, question, sources)
        told.lines.extend(_of_relation(reference, behind, later, question, sources))
        wrong += [at] * (len(told.lines) > before)
        if at not in wrong and not _is_sure(act, question, sources):
            open_.append(at)
    if len(last) >= LONG and not asks("newer", text):
        told.verdict.append(_in_short(wrong, open_, len(last), question))
    step = say("law_next_record", english=question.english) if unclear else ""
    return legal_answer(question, told, step=step, open_=unclear)


def _in_short(wrong: Sequence[int], open_: Sequence[int], count: int, question: Question) -> str:
    """Return which items of a list are wrong, which are open, and that the others are not."""
    english = question.english
    named = (("review_to_mend", wrong), ("review_to_check", open_))
    parts = [say(name, english=english, numbers=_listed(at)) for name, at in named if at]
    if not parts:
        return say("review_ok", english=english)
    rest = [say("review_rest", english=english)] if len(wrong) + len(open_) < count else []
    return " ".join([*parts, *rest])


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _is_sure(act: Act, question: Question, sources: Sources) -> bool:
    return validity(act, question.as_of, sources.catalogue).status is not ValidityStatus.UNKNOWN


def _of_relation(
    reference: LegalReference,
    behind: str,
    later: Sequence[LegalReference],
    question: Question,
    sources: Sources,
) -> list[str]:
    """Return a remark if an act is said to replace the next one and the record has it otherwise."""
    if not later or not _REPLACES.search(alike(behind)):
        return []
    relation = relation_of(reference, later[0], question, sources.catalogue)
    return [] if relation.holds else [f"   → {relation.text}"]


def _standing(told: Told, act: Act, question: Question, sources: Sources) -> str:
    n = told.cite(act, question.as_of, sources.catalogue)
    day, catalogue, english = question.as_of, sources.catalogue, question.english
    open_ = validity(act, day, catalogue).status is ValidityStatus.UNKNOWN
    line = tell_standing(act, day, catalogue, english=english, full=open_)
    return f"{line} [{n}]"


def _remark(
    told: Told,
    act: Act,
    faults: Sequence[Fault],
    behind: str,
    question: Question,
    sources: Sources,
) -> None:
    """Tell what is wrong with a citation: its standing, its wording, what is said of it."""
    wrong = [*of_wording(faults, question), *_of_facts(act, behind, question)]
    remarks = [*_of_standing(act, question, sources), *beyond_period(act, question), *wrong]
    told.lines.extend(f"   → {remark}" for remark in dict.fromkeys(remarks))
    told.cautions.extend(Caution("wrong_reference", remark) for remark in wrong)


def _meant(
    reference: LegalReference, behind: str, question: Question, sources: Sources
) -> Act | None:
    acts = sources.catalogue.among(reference.acts)
    if len(acts) < 2:
        return acts[0] if acts else None
    by_subject = chosen_by_subject(acts, behind)
    return by_subject or chosen_by_day(acts, question.as_of, sources.catalogue)


def _unknown(reference: LegalReference, question: Question, sources: Sources) -> str:
    acts = sources.catalogue.among(reference.acts)
    if not acts and (other := of_the_day(reference, question.text, sources.catalogue)):
        label = full_name(other, english=question.english)
        text = reference.text
        return say("review_other_symbol", english=question.english, text=text, label=label)
    if not acts:
        named = as_asked(reference, english=question.english)
        return say("law_no_record", english=question.english, text=named)
    names = "; ".join(full_name(act, english=question.english) for act in acts)
    return f"{say('law_ambiguous', english=question.english, text=reference.text)} {names}"


def _of_standing(act: Act, question: Question, sources: Sources) -> list[str]:
    standing = validity(act, question.as_of, sources.catalogue)
    if standing.status in (ValidityStatus.EXPIRED, ValidityStatus.PERIOD_ENDED):
        return [say(f"review_{standing.status.value}", english=question.english)]
    if standing.reason in ("not_issued", "not_yet"):
        return [say("review_not_yet", english=question.english)]
    return []


def beyond_period(act: Act, question: Question) -> list[str]:
    """Return a remark if a plan of a later year than an act's period is to cite it.

    Where the period is over that stands already, but for whether it may be cited. Of an act that
    is in force only later it is said from which day on such a plan may cite it.
    """
    year = _PLAN_YEAR.search(alike(question.text))
    named = int(next(filter(None, year.groups()))) if year else 0
    since = act.in_force_from
    if since and question.as_of < since and since.year <= named:
        day = spoken(since)
        return [say("law_citable_from", english=question.english, year=named, day=day)]
    last = act.period[1] if act.period else None
    ended = [e.since.year for e in act.events if e.what == "phase_ended" and e.since]
    last = max(ended) if ended else last
    over = last is not None and question.as_of.year > last and not asks("yes_no", question.text)
    if last is None or over or named <= last:
        return []
    return [say("law_beyond_period", english=question.english, last=last, year=named)]


def of_wording(faults: Sequence[Fault], question: Question) -> list[str]:
    """Return what is wrong with the wording of a citation, in sentences."""
    return [
        say(f"review_{f.code}", english=question.english, found=f.found, expected=f.expected)
        if f.code != "wrong_title"
        else say("review_wrong_title", english=question.english, found=f.found)
        for f in faults
        if f.code in FAULTS
    ]


def _of_facts(act: Act, behind: str, question: Question) -> list[str]:
    """Return what the record holds against what is said behind a citation: an amount, a term."""
    held = [matter.on(question.as_of) for matter in matters()]
    return [
        say("review_wrong_fact", english=question.english, text=words_of(version, question))
        for version in held
        if version is not None and act.id in version.acts and bears_out(version, behind) is False
    ]
