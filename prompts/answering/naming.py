"""Which acts a question names: by number or title, loosely, or only by kind and subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

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
    successor_act,
    unknown_laws,
)
from retrieval.query import Question
from retrieval.query.words import from_english, write_out
from retrieval.text import has_accents

_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_WHICH = r"(?:so )?(?:nao|may|bao nhieu)"
_WHICH_ACT = re.compile(rf"\b(?P<kind>{_KIND}) {_WHICH}\b")
_ABOUT_ACT = re.compile(
    rf"\b(?<!phap )(?P<kind>{_KIND}|van ban|vb)\b(?= \w.*\b(?:so (?:may|bao nhieu|nao)|nao)\b)"
    rf"|\b(?P<any>van ban|vb) {_WHICH}\b"
)
_OF_STATE = re.compile(
    r"\b(?P<kind>ke hoach (?:hanh dong )?quoc gia|chuong trinh (?:hanh dong )?quoc gia)\b"
    r"(?=.*\b(?:so (?:may|bao nhieu|nao)|nao|may)\b)"
)
"""A programme of the state, asked for by its subject: "kế hoạch quốc gia … số mấy"."""
_PROGRAMMES = ("de an", "chuong trinh")
"""Things that a decision approves, and by whose words it is asked for."""
_ENGLISH_KINDS = {
    "law on": "luật",
    "programme": "chương trình",
    "program": "chương trình",
    "scheme": "đề án",
    "decree": "nghị định",
    "circular": "thông tư",
    "directive": "chỉ thị",
    "dispatch": "công điện",
}
_ENGLISH_ACT = re.compile(
    rf"\b(?:which|what|is there an?|any|is the|does the|name of the)\b(?: [\w']+){{0,6}}?"
    rf" (?P<kind>{'|'.join(_ENGLISH_KINDS)})(?:e?s)?\b(?! \d)",
    re.IGNORECASE,
)
_ENGLISH_END = re.compile(r"[,;?]|\band\b|\bis in force\b")
"""Where the subject of an act ends in an English question."""
_GUIDING = re.compile(
    r"\b(?:guid|detail|implement|govern|cover)\w*\b|\bthe laws? (?:on|against)\b", re.IGNORECASE
)
"""What stands before the subject: "guiding the law on"."""
_WORK = re.compile(r"ct (?:cua |ve )?(?:tre em|te|bv)\b")
"""The "ct" of "ct trẻ em" is công tác trẻ em, and no chỉ thị."""
_OF_A_TITLE = re.compile(
    r"\b(?:chi tiet|huong dan|thi hanh|mot so dieu|detailing|guiding)\b[^,;?]*$"
)
"""What stands between a decree and the law in its title."""
_FOLLOWING = ("công điện",)
"""Kinds of acts of which the later one replaces no other."""
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
    if kept and not asks("guided", text):  # what details a law is told with the law
        kept += [r for r in bare_numbers(text, catalogue) if r.year and not _known(r, kept)]
    found = sorted([*kept, *loose], key=lambda reference: reference.start)
    named = tuple(_of_its_own_year(reference, catalogue) for reference in found)
    if named or not (asks("law_standing", text) or asks("act", text)):
        return named
    alone = bare_numbers(text, catalogue)
    return alone or (unknown_laws(text) if asks("law_standing", text) else ())


def _of_its_own_year(reference: LegalReference, catalogue: Catalogue) -> LegalReference:
    """Return a citation of a programme without the later year it is asked about.

    "QĐ 1863 năm 2026" is the only decision of that number that has a period, and not one of 2026.
    """
    year = reference.year
    if reference.acts or year is None or f"/{year}" in reference.text:
        return reference
    acts = [
        act
        for act in catalogue
        if act.kind == reference.kind and act.number.partition("/")[0] == reference.number
    ]
    only = acts[0] if len(acts) == 1 else None
    if only is None or only.period is None or only.year is None or only.year >= year:
        return reference
    return replace(reference, year=only.year, acts=(only.id,))


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
    """Return the acts that are asked for by kind and subject: "thông tư nào về …".

    Of one that was replaced by the day it is the one that took its place.
    """
    if question.placed or asks("of_plans", question.text):
        return ()
    question = _in_vietnamese(question)
    plain = alike(write_out(question.text))
    kind = _WHICH_ACT.search(plain)
    found = _by_words(kind, question, sources) if kind else []
    for named in (kind, _OF_STATE.search(plain), _ABOUT_ACT.search(plain)):
        found = found or _by_topic(named, question, sources)
    day, catalogue = question.as_of, sources.catalogue
    acts = dict.fromkeys(successor_act(act, day, catalogue) for act in found)
    return tuple(LegalReference(0, 0, a.label, a.kind, a.number, a.year, "", (a.id,)) for a in acts)


def _in_vietnamese(question: Question) -> Question:
    """Return an English question which act there is on a matter as one put in Vietnamese."""
    asked = _ENGLISH_ACT.search(question.text) if question.english else None
    if asked is None:
        return question
    kind = _ENGLISH_KINDS[asked["kind"].lower()]
    behind = _ENGLISH_END.split(question.text[asked.end() :])[0]
    subject = from_english(_GUIDING.sub(" ", behind))
    matter = subject if has_accents(subject) else question.matter
    return replace(question, text=f"{kind} nào về {matter}")


def _by_words(kind: re.Match[str], question: Question, sources: Sources) -> list[Act]:
    acts = _of_kind(kind, sources.catalogue)
    subject = kind.string[: kind.start()] + " " + kind.string[kind.end() :]
    return _one_of(near_in_subject(acts, subject), question, sources.catalogue)


def _one_of(near: Sequence[Act], question: Question, catalogue: Catalogue) -> list[Act]:
    """Return the only one of some acts, or the only one that can be in force; else none."""
    act = near[0] if len(near) == 1 else chosen_by_day(near, question.as_of, catalogue)
    return [act] if act else []


def _by_topic(kind: re.Match[str] | None, question: Question, sources: Sources) -> list[Act]:
    """Return the act of a kind of which a topic is named whole; the newest if that is asked.

    Of a kind of which several follow each other, such as dispatches, all of the topic.
    """
    if kind is None:
        return []
    acts = _of_kind(kind, sources.catalogue)
    issued = _of_issuer(acts, kind.string[kind.end() :])
    subject = kind.string[kind.end() :].partition(" ve ")[2]
    near = issued if len(issued) == 1 and (not subject or "tre em" in subject) else []
    if not near and (kind.re is _OF_STATE or kind.group().split(" so ")[0] in _PROGRAMMES):
        near = near_in_subject([a for a in sources.catalogue if a.period], question.text)
    near = near or of_subject(issued or acts, question.text)
    if len(near) > 1 and _NEWEST.search(alike(question.text)):
        last = newest(near, question.as_of)
        return [last] if last else []
    one = _one_of(near, question, sources.catalogue)
    known = [act for act in near if act.issued and act.issued <= question.as_of]
    return one or (known if near and near[0].kind in _FOLLOWING else [])


def _of_issuer(acts: Sequence[Act], behind: str) -> list[Act]:
    """Return the acts of who is named right behind their kind: "chỉ thị của Bộ Chính trị"."""
    return [a for a in acts if a.issuer and behind.lstrip().startswith(f"cua {alike(a.issuer)}")]


def _of_kind(kind: re.Match[str], catalogue: Catalogue) -> list[Act]:
    """Return the acts of the kind that is written, of every kind for "văn bản"."""
    named = KINDS.get(" ".join((kind["kind"] or "").split()))
    return [act for act in catalogue if named in (None, act.kind)]
