"""Places told: which province they are in on the day asked about."""

from __future__ import annotations

import re

from prompts.answering.cues import asks
from prompts.answering.sources import Sources
from prompts.answering.standing import spoken
from prompts.answering.successors import tell_changes
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer
from prompts.wording import say
from retrieval.legal import VERIFIED, FormerPlace, bodies_named, places_in
from retrieval.query import Intent, Question
from retrieval.query.words import write_out
from retrieval.text import fold

_SEATS = r"(?:so|uy ban nhan dan|hoi dong nhan dan|cong an|tinh doan|tinh uy|mat tran|hoi)"
"""Words with which names of bodies of a province begin; on folded text."""


def tell_place(question: Question, sources: Sources) -> Answer | None:
    """Tell which province a place is in, and what became of a body of it that is named.

    None if that is not asked, or nothing is known of the place.
    """
    found = places_in(question.text)
    if not found or not _is_asked(found[0], question):
        return None
    told, english, place = Told(), question.english, found[0]
    if place.confidence < VERIFIED and asks("yes_no", question.text):
        told.verdict.append(say("place_unverified", english=english))
    text = _text(place, question)
    doubt = say("place_doubt", english=english) if place.confidence < VERIFIED else ""
    n = told.cite_record("dia-danh", place.name, f"{text} {doubt}".strip())
    told.lines.append(f"• {f'{text} {doubt}'.strip()} [{n}]")
    if question.as_of >= place.since and _seated(place, question):
        seat = say("place_seat", english=english, before=place.before, today=place.today)
        told.lines.append(f"  {seat}")
    named = (*bodies_named(question.text), *bodies_named(f"UBND {place.name}"))
    tell_changes(told, named, question, sources)
    step = say("place_next", english=english) if doubt else ""
    return legal_answer(question, told, step=step, open_=bool(doubt), intent=Intent.RESPONSIBILITY)


def _is_asked(place: FormerPlace, question: Question) -> bool:
    text = question.text
    return asks("place", text) or _put(place, question) or _seated(place, question)


def _seated(place: FormerPlace, question: Question) -> bool:
    """Say whether a question of today names a body of a province that is no more so called.

    "Giờ báo cáo Sở Y tế Bình Phước hả": which province the place is in must be told first.
    """
    before, today = (_bare(fold(name)) for name in (place.before, place.today))
    body = re.compile(rf"\b{_SEATS}\b(?:,? \w+){{0,6}}? {re.escape(before)}\b")
    put = any(asks(name, question.text) for name in ("yes_no", "successor", "choice"))
    named = body.search(fold(write_out(question.text))) is not None
    return named and before != today and put and asks("now", question.text)


def _put(place: FormerPlace, question: Question) -> bool:
    """Say whether a question puts that a place belongs to a province: "… của Hải Phòng à"."""
    plain = fold(question.text)
    provinces = [_bare(fold(name)) for name in (place.before, place.today)]
    named = "|".join(re.escape(name) for name in provinces)
    cue = rf"\b(thuoc|cua|ve|sang|vao|gom|in|to)\b.{{0,12}}\b({named})\b"
    return asks("yes_no", question.text) and re.search(cue, plain) is not None


def _bare(province: str) -> str:
    return re.sub(r"^(tinh|thanh pho) |\s*\(.*", "", province)


def _text(place: FormerPlace, question: Question) -> str:
    english, day, since = question.english, spoken(question.as_of), spoken(place.since)
    name, whole = place.name, place.name == place.before
    if question.as_of < place.since and whole:
        return say("place_still", english=english, place=name, day=day, since=since)
    if question.as_of < place.since:
        return say("place_same", english=english, place=name, before=place.before, day=day)
    note = say("place_note", english=english, note=place.note) if place.note else ""
    values = {"place": name, "today": place.today, "since": since, "note": note}
    if whole:
        return say("place_merged", english=english, **values)
    return say("place_moved", english=english, before=place.before, **values)
