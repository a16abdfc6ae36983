"""Themes of the Month of Action told: that of the year asked about, or that none is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from prompts.answering.adviser import department, ministry
from prompts.answering.cues import asks
from prompts.answering.sources import Sources
from prompts.answering.standing import full_name, spoken
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer, Citation
from prompts.wording import say
from retrieval.legal import VERIFIED, Theme, theme_of, themes
from retrieval.query import Intent, Question
from retrieval.text import collapse, fold

_YEAR = re.compile(r"(?<![\d/])(20\d\d)(?!\d)")
_SPAN = re.compile(r"(?<![\d/])(20\d\d) ?(?:-|–|den|toi|to) ?(20\d\d)(?!\d)")
"""From one year to another, folded: "từ 2021 đến 2025"."""
LONGEST_SPAN = 10
"""Years of a span that are told one by one."""
_PUNCTUATION = re.compile(r"[^\w\s]")
_LAST_DAY = (6, 30)
"""The Month of Action is June (Điều 2 Thông tư 28/2019/TT-BLĐTBXH)."""
_SHIFTS = {"nam ngoai": -1, "nam truoc": -1, "last year": -1, "nam sau": 1, "sang nam": 1,
           "nam toi": 1, "next year": 1, "nam nay": 0, "this year": 0}  # fmt: skip


def tell_theme(
    question: Question, sources: Sources, before: Sequence[Citation] = ()
) -> Answer | None:
    """Tell the theme of a year; None if no theme of the Month of Action is asked for.

    Args:
        question: What was asked.
        sources: What is known of law.
        before: Citations of plans whose answer stands beside this one.
    """
    if question.placed or not asks("theme", question.text):
        return None
    told = Told(citations=list(before))
    if asks("again", question.text) and asks("yes_no", question.text):
        told.verdict.append(say("theme_not_again", english=question.english))
    elif other := _of_another_year(question):
        told.verdict.append(say("theme_of_another", english=question.english, year=other.year))
    for year in years_of(question):
        _tell_year(told, year, question, sources)
    step = "" if told.citations else _step(question)
    return legal_answer(question, told, step=step, intent=Intent.THEME)


def years_of(question: Question) -> list[int]:
    """Return the years that are named, the earliest first, else that of the day asked about."""
    plain = fold(question.text)
    named = [int(year) for year in _YEAR.findall(plain)]
    for span in _SPAN.finditer(plain):
        first, last = int(span[1]), int(span[2])
        named += range(first, min(last, first + LONGEST_SPAN) + 1)
    named += [question.as_of.year + shift for words, shift in _SHIFTS.items() if words in plain]
    return sorted(set(named)) or [question.as_of.year]


def _of_another_year(question: Question) -> Theme | None:
    """Return the theme that a question puts down to a year of which it is not."""
    asked = fold(collapse(_PUNCTUATION.sub(" ", question.text)))
    years = years_of(question)
    quoted = [t for t in themes() if t.theme and _bare(t.theme) in asked]
    return next((theme for theme in quoted if theme.year not in years), None)


def _bare(theme: str) -> str:
    return fold(collapse(_PUNCTUATION.sub(" ", theme)))


def _tell_year(told: Told, year: int, question: Question, sources: Sources) -> None:
    english, theme = question.english, theme_of(year)
    if year > question.as_of.year and theme is not None and theme.theme:
        day = spoken(question.as_of)
        told.lines.append(say("theme_future", english=english, day=day, year=year))
        return
    if theme is None or not theme.theme:
        told.lines.append(say("theme_unknown", english=english, year=year))
        return
    text = _text(theme, question)
    acts = sources.catalogue.among([theme.act])
    if acts:
        text += say("theme_letter", english=english, label=full_name(acts[0], english=english))
        n = told.cite(acts[0], question.as_of, sources.catalogue, text=text)
    else:
        title = say("theme_title", english=english, year=year)
        n = told.cite_record(f"chu-de-{year}", title, text)
    told.lines.append(f"• {text} [{n}]")


def _text(theme: Theme, question: Question) -> str:
    english = question.english
    variant = say("theme_variant", english=english, variant=theme.variant) if theme.variant else ""
    text = say("theme_told", english=english, year=theme.year, theme=theme.theme, variant=variant)
    doubt = say("theme_doubtful", english=english) if theme.confidence < VERIFIED else ""
    begun = theme.launched and asks("launched", question.text)
    launched = say("theme_launched", english=english, when=theme.launched) if begun else ""
    counted = theme.slogans and asks("slogans", question.text)
    slogans = say("theme_slogans", english=english, number=theme.slogans) if counted else ""
    by = theme.issuer if asks("theme_issuer", question.text) else ""
    given = say("theme_issuer", english=english, issuer=by) if by else ""
    return " ".join(filter(None, (text, given, launched, slogans, doubt)))


def _step(question: Question) -> str:
    """Return what to do next: after June there is nothing to wait for."""
    day, english = question.as_of, question.english
    if all(date(year, *_LAST_DAY) < day for year in years_of(question)):
        return say("theme_over", english=english, body=department(day))
    return say("theme_next", english=english, ministry=ministry(day), body=department(day))
