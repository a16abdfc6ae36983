"""Which acts a question names: by number or title, loosely, or only by kind and subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.answering.cues import asks
from prompts.answering.sources import Sources
from prompts.wording import say
from retrieval.legal import (
    KINDS,
    Act,
    Catalogue,
    LegalReference,
    alike,
    bare_numbers,
    chosen_by_day,
    find_loosely,
    find_references,
    near_in_subject,
    newest,
    of_subject,
    unknown_laws,
)
from retrieval.query import Question
from retrieval.query.words import write_out

_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_WHICH = r"(?:so )?(?:nao|may|bao nhieu)"
_WHICH_ACT = re.compile(rf"\b(?P<kind>{_KIND}) {_WHICH}\b")
_ABOUT_ACT = re.compile(
    rf"\b(?P<kind>{_KIND}|van ban|vb)\b(?= \w.*\b(?:so (?:may|bao nhieu|nao)|nao)\b)"
    rf"|\b(?P<any>van ban|vb) {_WHICH}\b"
)
_PROGRAMMES = ("de an", "chuong trinh")
"""Things that a decision approves, and by whose words it is asked for."""
_WORK = re.compile(r"ct (?:cua |ve )?(?:tre em|te|bv)\b")
"""The "ct" of "ct trẻ em" is công tác trẻ em, and no chỉ thị."""
_OF_A_TITLE = re.compile(r"\b(?:chi tiet|huong dan|thi hanh|mot so dieu)\b[^,;?]*$")
"""What stands between a decree and the law in its title."""
_NEWEST = re.compile(r"\bmoi nhat\b|\blatest\b")


def references_of(text: str, catalogue: Catalogue) -> tuple[LegalReference, ...]:
    """Return the acts that a question names, in order; loosely where no act bears the very name."""
    exact = find_references(text, catalogue)
    loose = [
        r
        for r in find_loosely(text, catalogue)
        if not (_known(r, exact) or _WORK.match(alike(r.text)))
    ]
    kept = [r for r in exact if r.acts or not any(_overlap(r, other) for other in loose)]
    named = tuple(sorted([*kept, *loose], key=lambda reference: reference.start))
    if named or not (asks("law_standing", text) or asks("act", text)):
        return named
    alone = bare_numbers(text, catalogue)
    return alone or (unknown_laws(text) if asks("law_standing", text) else ())


def outside_titles(
    references: Sequence[LegalReference], text: str, catalogue: Catalogue
) -> list[LegalReference]:
    """Return citations without the laws that only stand in the title of an act before them.

    "Nghị định 56/2017/NĐ-CP quy định chi tiết Luật Trẻ em" is about the decree.
    """
    kept: list[LegalReference] = []
    for reference in references:
        before = catalogue.among(kept[-1].acts) if kept else ()
        gap = text[kept[-1].end : reference.start] if kept else ""
        titled = len(before) == 1 and alike(reference.text) in alike(before[0].title)
        if not (titled and not reference.number and _OF_A_TITLE.search(alike(gap))):
            kept.append(reference)
    return kept


def as_asked(reference: LegalReference, *, english: bool) -> str:
    """Return a citation as it was typed, with the year that was said of it."""
    year = reference.year
    if year is None or str(year) in reference.text:
        return reference.text
    return say("law_of_year", english=english, text=reference.text, year=year)


def beside_the_acts(text: str, catalogue: Catalogue) -> str:
    """Return what a question says beside the names of acts."""
    for reference in references_of(text, catalogue):
        text = text.replace(reference.text, " ")
    return text


def _known(reference: LegalReference, exact: Sequence[LegalReference]) -> bool:
    """Say whether an act is named as it is called, or with the letters of its number."""
    beside = [other for other in exact if _overlap(reference, other)]
    return any(other.acts or "-" in other.text for other in beside) or any(
        set(reference.acts) & set(other.acts) for other in exact
    )


def _overlap(one: LegalReference, other: LegalReference) -> bool:
    return one.start < other.end and other.start < one.end


def act_asked_for(question: Question, sources: Sources) -> tuple[LegalReference, ...]:
    """Return the one act that is asked for by its kind and subject: "thông tư nào về …"."""
    if question.placed or asks("of_plans", question.text):
        return ()
    plain = alike(write_out(question.text))
    kind = _WHICH_ACT.search(plain)
    act = _by_words(kind, question, sources) if kind else None
    act = act or _by_topic(kind or _ABOUT_ACT.search(plain), question, sources)
    if act is None:
        return ()
    return (LegalReference(0, 0, act.label, act.kind, act.number, act.year, "", (act.id,)),)


def _by_words(kind: re.Match[str], question: Question, sources: Sources) -> Act | None:
    acts = _of_kind(kind, sources.catalogue)
    subject = kind.string[: kind.start()] + " " + kind.string[kind.end() :]
    near = near_in_subject(acts, subject)
    return near[0] if len(near) == 1 else chosen_by_day(near, question.as_of, sources.catalogue)


def _by_topic(kind: re.Match[str] | None, question: Question, sources: Sources) -> Act | None:
    """Return the act of a kind of which a topic is named whole; the newest if that is asked."""
    if kind is None:
        return None
    acts = _of_kind(kind, sources.catalogue)
    near = of_subject(acts, question.text)
    if not near and kind.group().split(" so ")[0] in _PROGRAMMES:
        near = near_in_subject([a for a in sources.catalogue if a.period], question.text)
    if len(near) > 1 and _NEWEST.search(alike(question.text)):
        return newest(near, question.as_of)
    return near[0] if len(near) == 1 else chosen_by_day(near, question.as_of, sources.catalogue)


def _of_kind(kind: re.Match[str], catalogue: Catalogue) -> list[Act]:
    """Return the acts of the kind that is written, of every kind for "văn bản"."""
    named = KINDS.get(" ".join((kind["kind"] or "").split()))
    return [act for act in catalogue if named in (None, act.kind)]
