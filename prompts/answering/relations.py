"""How two acts stand to each other: which replaces or amends which, as far as is recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prompts.answering.cues import asks
from prompts.answering.standing import full_name, name_of
from prompts.answering.told import Told
from prompts.wording import say
from retrieval.legal import (
    VERIFIED,
    Act,
    Catalogue,
    Event,
    LegalReference,
    ValidityStatus,
    chosen_by_subject,
    validity,
)
from retrieval.query import Question

BINDING = (ValidityStatus.IN_FORCE, ValidityStatus.AMENDED)
_NEW = re.compile(r" ?(?:mới|moi)\b", re.IGNORECASE)
"""Behind the name of an act: one that is looked for, no act of the record."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What the record says of one act replacing another.

    Attributes:
        holds: Whether one of them replaces the other.
    """

    holds: bool
    text: str


def judge_relation(
    told: Told, references: Sequence[LegalReference], question: Question, catalogue: Catalogue
) -> None:
    """Say of two acts which replaces or amends the other, if that was asked, or that none does."""
    if len(references) != 2 or not (references[0].acts and references[1].acts):
        return
    if any(_NEW.match(question.text[each.end :]) for each in references):
        return
    if asks("newer_of", question.text):
        told.verdict.extend(_newer(references, question, catalogue))
    elif asks("replaces", question.text) and not asks("by_which", question.text):
        one, other = references
        relation = relation_of(one, other, question, catalogue)
        if relation.holds or _are_comparable(one, other, catalogue):
            told.verdict.append(relation.text)
    elif asks("amended", question.text) and asks("yes_no", question.text):
        told.verdict.extend(_amendment(references, question, catalogue))


def _newer(
    references: Sequence[LegalReference], question: Question, catalogue: Catalogue
) -> list[str]:
    """Return which of two acts was issued later; nothing where a day is not known."""
    acts = [act for reference in references for act in catalogue.among(reference.acts)]
    issued = sorted((act.issued, act.id) for act in acts if act.issued)
    last = catalogue.get(issued[-1][1]) if len(issued) == len(acts) == len(references) else None
    if last is None:
        return []
    label = full_name(last, english=question.english)
    return [say("law_newer_of", english=question.english, label=label)]


def _are_comparable(one: LegalReference, other: LegalReference, catalogue: Catalogue) -> bool:
    """Say whether two acts are of one kind, and not of one number, or merely said twice."""
    named_twice = one.number and (one.number, one.year) == (other.number, other.year)
    numbers = [{act.number for act in catalogue.among(each.acts)} for each in (one, other)]
    return one.kind == other.kind and not (named_twice or numbers[0] & numbers[1])


def judge_choice(
    told: Told, meant: Sequence[tuple[str, ...]], question: Question, catalogue: Catalogue
) -> None:
    """Say which of two acts is meant, if one alone is in force or about what is asked."""
    acts = [act for ids in meant if len(ids) == 1 for act in catalogue.among(ids)]
    if told.verdict or len(set(acts)) != 2 or not asks("choice", question.text):
        return
    known = [(act, validity(act, question.as_of, catalogue).status) for act in acts]
    in_force = [act for act, status in known if status in BINDING]
    over = [act for act, status in known if status is ValidityStatus.EXPIRED]
    chosen = in_force[0] if len(in_force) == len(over) == 1 else None
    chosen = chosen or chosen_by_subject(acts, question.matter)
    if chosen in in_force:
        label = full_name(chosen, english=question.english)
        told.verdict.append(say("law_choice", english=question.english, label=label))


def _amendment(
    references: Sequence[LegalReference], question: Question, catalogue: Catalogue
) -> list[str]:
    """Return that one of two acts amends the other, or does not yet; nothing where none does."""
    for old, new in (references, tuple(reversed(references))):
        for act in catalogue.among(old.acts):
            for event in act.events:
                by = catalogue.get(event.by)
                if by is not None and event.what == "amended" and (by.id,) == new.acts:
                    return [_amends(by, act, event, question, catalogue)]
    return []


def _amends(by: Act, act: Act, event: Event, question: Question, catalogue: Catalogue) -> str:
    english, day = question.english, question.as_of
    reason = validity(by, day, catalogue).reason
    if reason not in ("not_issued", "not_yet") and event.since is not None and event.since > day:
        reason = "not_yet"
    name = reason if reason in ("not_issued", "not_yet") else "does"
    new, old = name_of(by, english=english), name_of(act, english=english)
    return say(f"law_amends_{name}", english=english, first=new, second=old)


def relation_of(
    one: LegalReference, other: LegalReference, question: Question, catalogue: Catalogue
) -> Relation:
    """Return whether one of two acts replaces the other; it is not denied on a single source.

    Which of the two a question puts first does not matter: the record knows which is the later.
    """
    english = question.english
    for new, old in ((one, other), (other, one)):
        for act in catalogue.among(old.acts):
            if any(e.what == "replaced" and (e.by,) == new.acts for e in act.events):
                first, second = _name(new, catalogue, question), name_of(act, english=english)
                text = say("law_relation", english=english, first=first, second=second)
                return Relation(holds=True, text=text)
    name = "law_relation_none" if _is_sure(one, other, catalogue) else "law_relation_unknown"
    first, second = _name(one, catalogue, question), _name(other, catalogue, question)
    return Relation(holds=False, text=say(name, english=english, first=first, second=second))


def _is_sure(one: LegalReference, other: LegalReference, catalogue: Catalogue) -> bool:
    """Say whether two acts are known well enough to deny that either replaces the other.

    They are if both are verified, or a verified change says what else replaced the earlier one.
    """
    acts = [catalogue.among(reference.acts) for reference in (one, other)]
    if all(any(act.confidence >= VERIFIED for act in each) for each in acts):
        return True
    earlier = min((act for each in acts for act in each), key=lambda act: act.year or 0)
    changes = (event for event in earlier.events if event.what == "replaced" and event.by)
    return any(event.confidence >= VERIFIED for event in changes)


def _name(reference: LegalReference, catalogue: Catalogue, question: Question) -> str:
    act = catalogue.get(reference.acts[0]) if len(reference.acts) == 1 else None
    return name_of(act, english=question.english) if act else reference.text
