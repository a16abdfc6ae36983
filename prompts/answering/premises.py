"""Premises about an act, put to be confirmed: its period, its days, its subject, its standing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from prompts.answering.cues import asks
from prompts.answering.standing import full_name, name_of, spoken, title_of
from prompts.answering.told import Told
from prompts.wording import say
from retrieval.legal import (
    PERIOD,
    Act,
    Catalogue,
    ValidityStatus,
    alike,
    meant_instead,
    provisions,
    validity,
    wrong_period,
)
from retrieval.query import Question, topics

_END = re.compile(
    r"\b(?:(?:den|toi|until|to)(?: het| cuoi)?(?: nam)?|het(?: giai doan| gd| han)?(?: nam)?) "
    r"(20\d\d)\b"
)
_NAMING_DAY = re.compile(
    r"(?<=[\dA-Za-zĐđ]),? ngày \d{1,2}/\d{1,2}/\d{4}(?= (?:về|là|của|thay|sửa|còn))"
)
"""A day behind a number that only tells which act is meant."""
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?/\s?(\d{1,2})\s?/\s?(\d{4})(?!\d)")


def judge_act(told: Told, act: Act, question: Question, catalogue: Catalogue) -> None:
    """Say at the head of an answer whether what is asked of an act holds, if the record decides."""
    verdict = _of_period(act, question) if asks("yes_no", question.text) else ""
    premise = asks("premise", question.text)
    if not verdict and premise:
        verdict = _of_another(act, question, catalogue) or _of_days(act, question)
    if not verdict and asks("standing", question.text):
        verdict = _of_standing(act, question, catalogue)
    if not verdict and premise:
        verdict = _of_subject(act, question)
    if verdict and not told.verdict:
        told.verdict.append(verdict)


def _of_period(act: Act, question: Question) -> str:
    english, label = question.english, name_of(act, english=question.english)
    if act.period is None or act.period[1] is None or asks("newer", question.text):
        return ""
    first, last = act.period
    code = "law_period" if first else "law_period_to"
    expected = say(code, english=english, **({"first": first} if first else {}), last=last)
    wrong, end = wrong_period(question.text, act), _END.search(alike(question.text))
    if wrong is None and end and int(end[1]) != act.period[1]:
        wrong = (question.text[end.start() : end.end()], expected)
    if wrong is not None:
        found = wrong[0]
        return say("law_no_period", english=english, label=label, expected=expected, found=found)
    if end or (first and PERIOD.search(alike(question.text))):
        return say("law_yes_period", english=english, label=label, expected=expected)
    return ""


def _of_days(act: Act, question: Question) -> str:
    """Return whether a day that is put is that of the act's issue or the start of its force."""
    english = question.english
    claims = _NAMING_DAY.sub(" ", question.text)
    days = {_as_day(*map(int, match.groups())) for match in _DAY.finditer(claims)} - {None}
    known = {"issued": act.issued, "force": act.in_force_from}
    meant = [name for name in known if asks(name, question.text)]
    claimed = {known[name] for name in meant} or set(known.values())
    told = [
        say(f"law_dates_{name}", english=english, day=spoken(day))
        for name, day in known.items()
        if day is not None
    ]
    changed = {event.since for event in act.events}
    if not days or days & changed:
        return ""
    held = days <= claimed
    if not held and None in claimed:
        return say("law_verdict_no_day", english=english)
    label, dates = name_of(act, english=english), ", ".join(told)
    name = "law_yes_date" if held else "law_no_date"
    return say(name, english=english, label=label, dates=dates)


def _as_day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_another(act: Act, question: Question, catalogue: Catalogue) -> str:
    """Return that what is put is the subject of another act of the number; "" where it is not."""
    other = meant_instead(act, question.text, catalogue)
    if other is None:
        return ""
    name = full_name(other, english=question.english)
    no = say("law_no", english=question.english)
    return f"{no} {say('review_wrong_act', english=question.english, label=name)}"


def _of_subject(act: Act, question: Question) -> str:
    """Return whether an act is about the topics that are put; "" where that is not clear."""
    named = [topics()[c.topic] for c in question.concepts if c.topic in topics()]
    if not named or not asks("subject", question.text) or not (act.title or act.topics):
        return ""
    subject = " ; ".join([act.title, *act.names, *act.topics])
    digests = " ; ".join(p.digest for p in provisions() if p.act == act.id)
    held = [topic.stands_in(subject) for topic in named]
    english, label = question.english, name_of(act, english=question.english)
    title = title_of(act, english=english) or f" ({act.title})"
    if all(held):
        return say("law_yes_subject", english=english, label=label, title=title)
    missing = [topic for topic, is_held in zip(named, held, strict=True) if not is_held]
    if any(topic.stands_in(digests) for topic in missing):
        return ""
    return say("law_no_subject", english=english, label=label, title=title)


def _of_standing(act: Act, question: Question, catalogue: Catalogue) -> str:
    standing = validity(act, question.as_of, catalogue)
    reason = standing.reason if standing.reason in ("not_issued", "not_yet") else "unverified"
    name = reason if standing.status is ValidityStatus.UNKNOWN else standing.status.value
    name = "in_force" if standing.status is ValidityStatus.AMENDED else name
    told = say(f"law_verdict_{name}", english=question.english)
    last = act.period[1] if act.period else None
    if name != "unverified" or last is None or not asks("phase", question.text):
        return told
    code = "law_phase_over" if last < question.as_of.year else "law_phase_runs"
    return f"{say(code, english=question.english, last=last)} {told}"


def judge_sameness(
    told: Told, meant: Sequence[tuple[str, ...]], question: Question, catalogue: Catalogue
) -> None:
    """Say that two acts are not one, if that was asked."""
    acts = [catalogue.among(ids)[0] for ids in meant if len(ids) == 1 and catalogue.get(ids[0])]
    if len(set(acts)) > 1 and asks("same", question.text):
        names = "; ".join(full_name(act, english=question.english) for act in acts)
        told.verdict.append(say("law_not_same", english=question.english, acts=names))
