"""Whether an act has a newer one: said first where that is what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.answering.cues import asks
from prompts.answering.standing import full_name, name_of, spoken
from prompts.wording import say
from retrieval.legal import VERIFIED, Act, Catalogue, Event, alike, validity
from retrieval.query import Question

_YEAR = re.compile(r"(?<![\d/])20\d\d(?![\d/])")
SAME_FIELD = 4
"""Acts of one kind and field up to which a later one is told of."""
CHANGES = ("amended", "replaced")


def told_newer(
    act: Act, question: Question, catalogue: Catalogue, *, of_several: bool = False
) -> str:
    """Return what is to be said of a newer act than one, "" if none is asked for or its lines tell.

    Args:
        act: The one named.
        question: Asks, and for which day.
        catalogue: Knows the acts that changed it.
        of_several: Whether others bear the name too; then the act is the newest of them.
    """
    english = question.english
    newer = asks("newer", question.text)
    if not newer and not asks("changed_yet", question.text):
        return ""
    if newer and of_several and _years(question, act) == set():
        return say("law_newer_is", english=english, label=full_name(act, english=english))
    changes = (event for event in act.events if event.what in CHANGES)
    known = [event for event in changes if _known_on(event, question, catalogue)]
    if known and not newer:
        return _changed(known[-1], question, catalogue)
    if any(_is_meant(event, act, question, catalogue) for event in known):
        return ""
    if later := _later_alike(act, question, catalogue):
        new, old = full_name(later, english=english), name_of(act, english=english)
        return say("law_newer_alike", english=english, label=new, old=old)
    last = catalogue.get(known[-1].by) if known else None
    name = name_of(last, english=english) if last else ""
    since = say("law_no_newer_since", english=english, by=name) if name else ""
    label, day = name_of(act, english=english), spoken(min(question.as_of, act.checked_on))
    sure = validity(act, question.as_of, catalogue).confidence >= VERIFIED
    code = "law_no_newer" if sure else "law_no_newer_doubtful"
    return say(code, english=english, label=label, since=since, day=day)


def newest_of(acts: Sequence[Act]) -> Act | None:
    """Return the act of the latest year, None if two are of it."""
    years = sorted(((act.year or 0, at) for at, act in enumerate(acts)), reverse=True)
    if not years or (len(years) > 1 and years[0][0] == years[1][0]):
        return None
    return acts[years[0][1]]


def _later_alike(act: Act, question: Question, catalogue: Catalogue) -> Act | None:
    """Return the last act of the same kind and field that was issued later, None for none.

    A field of many acts tells nothing: yearly letters and dispatches follow each other in one.
    """
    alike_ = [other for other in catalogue if (other.kind, other.topics) == (act.kind, act.topics)]
    if not act.topics or act.issued is None or len(alike_) > SAME_FIELD:
        return None
    later = [
        (other.issued, other.id)
        for other in alike_
        if other.issued and act.issued < other.issued <= question.as_of
    ]
    return catalogue.get(max(later)[1]) if later else None


def _years(question: Question, act: Act) -> set[int]:
    """Return the years that a question names beside that of an act."""
    return {int(found) for found in _YEAR.findall(alike(question.text))} - {act.year or 0}


def _changed(event: Event, question: Question, catalogue: Catalogue) -> str:
    """Return by what an act was changed, "" while that has no effect or is not known."""
    by = catalogue.get(event.by)
    if by is None or event.since is None or event.since > question.as_of:
        return ""
    name = name_of(by, english=question.english)
    only = event.what == "amended" and asks("replaces", question.text)
    code = "law_changed_only" if only else f"law_changed_{event.what}"
    return say(code, english=question.english, by=name)


def _known_on(event: Event, question: Question, catalogue: Catalogue) -> bool:
    by = catalogue.get(event.by)
    first = (by.issued if by else None) or event.since
    return first is None or first <= question.as_of


def _is_meant(event: Event, act: Act, question: Question, catalogue: Catalogue) -> bool:
    """Say whether a change is the one asked about: a replacement, or one of the year named."""
    by = catalogue.get(event.by)
    year = (by.year if by else None) or (event.since.year if event.since else None)
    if event.what == "replaced" or year is None:
        return True
    return year in _years(question, act)
