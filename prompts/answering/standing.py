"""The standing of an act on a day, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from prompts.answering.types import Citation
from prompts.wording import say
from retrieval.legal import (
    VERIFIED,
    Act,
    Catalogue,
    Event,
    Validity,
    ValidityStatus,
    begun,
    same_number,
    validity,
)
from retrieval.text import fold
from retrieval.types import LAW, Block, BlockType, Clause, Document

_NONE_SEEN = re.compile(r"[Kk]hông thấy văn bản (?:bãi bỏ|thay thế|nối tiếp|sửa đổi)[^.;]*")
"""What was found about all days up to the one of the check."""


def tell_standing(
    act: Act, day: date, catalogue: Catalogue, *, english: bool = False, full: bool = False
) -> str:
    """Return what holds of an act on a day, with the day it was checked and how surely.

    Args:
        act: Of the catalogue.
        day: The day asked about.
        catalogue: Knows the acts that replaced or amended it.
        english: Whether it is told in English.
        full: Whether what was found of it is told too, and which acts bear the same number.
    """
    standing = validity(act, day, catalogue)
    issued = f" ngày {spoken(act.issued)}" if act.issued and not english else ""
    issued = f" ({spoken(act.issued)})" if act.issued and english else issued
    issued += f" của {act.issuer}" if _is_named(act) and not english else ""
    head = say("law_act", english=english, label=f"{name_of(act, english=english)}{issued}",
               title=title_of(act, english=english))  # fmt: skip
    doubt = "law_checked_doubtful" if standing.confidence < VERIFIED else "law_checked"
    parts = [
        head,
        _sentence(act, standing, english=english),
        *_replaces(act, day, catalogue, english=english),
        *_coming(act, day, catalogue, english=english),
        *_period(act, day, standing, english=english),
        *_moved(act, day, catalogue, english=english),
        *(_noted(act, day, catalogue, english=english) if full else ()),
        say(doubt, english=english, day=spoken(standing.checked_on)),
    ]
    return " ".join(parts)


def _is_named(act: Act) -> bool:
    """Say whether an act is told with its issuer: of laws everybody knows him."""
    return bool(act.issuer) and act.kind not in ("luật", "bộ luật")


def name_of(act: Act, *, english: bool = False) -> str:
    """Return how an act is named: "Nghị định số 144/2013/NĐ-CP", "Decree 144/2013/NĐ-CP"."""
    if not english:
        return act.label
    own = next((n for n in act.names if n.startswith("Law ") or n.endswith(" Law")), "")
    kind = own or say(f"kind_{fold(act.kind).replace(' ', '_')}", english=True)
    return say("law_name", english=True, kind=kind, number=act.number or act.title)


def _replaces(act: Act, day: date, catalogue: Catalogue, *, english: bool) -> Iterator[str]:
    """Yield a sentence with the acts that an act replaced by a day."""
    old = [
        name_of(other, english=english)
        for other, event in catalogue.replaced_by(act)
        if (event.since or day) <= day
    ]
    if old:
        yield say("law_replaces", english=english, acts="; ".join(old))


def _coming(act: Act, day: date, catalogue: Catalogue, *, english: bool) -> Iterator[str]:
    """Yield by what an act will be replaced, if that was issued by the day."""
    for event in act.events:
        by = catalogue.get(event.by) if event.what == "replaced" else None
        if by and by.issued and event.since and by.issued <= day < event.since:
            new = name_of(by, english=english)
            yield say("law_coming", english=english, since=spoken(event.since), by=new)


def _period(act: Act, day: date, standing: Validity, *, english: bool) -> Iterator[str]:
    """Yield until when a programme runs that has not ended, and what comes later of an act."""
    if standing.status is ValidityStatus.PERIOD_ENDED or standing.reason == "not_issued":
        return
    for event in act.events:
        if event.what == "part_later" and event.since and event.since > day:
            yield say("law_part_later", english=english, year=event.since.year)
    ends = [e.since for e in act.events if e.what == "phase_ended" and e.since and e.since >= day]
    start = act.period[0] if act.period else None
    first = say("law_from", english=english, year=start) if start else ""
    if ends:
        yield say("law_in_period", english=english, first=first, until=spoken(ends[-1]))
    elif act.period and act.period[1] and act.period[1] >= day.year:
        yield say("law_runs_to", english=english, first=first, year=act.period[1])


def _moved(act: Act, day: date, catalogue: Catalogue, *, english: bool) -> Iterator[str]:
    """Yield who took over authority by a day, each change with its day."""
    for event in act.events:
        if event.what == "authority_moved" and begun(act, event, day, catalogue):
            yield say(
                "law_moved", english=english, since=_from(event, english=english), scope=event.scope
            )


def _from(event: Event, *, english: bool) -> str:
    if event.since is None:
        return ""
    return say("law_since_first", english=english, since=spoken(event.since))


def _noted(act: Act, day: date, catalogue: Catalogue, *, english: bool) -> Iterator[str]:
    """Yield what was found when the act was looked up: true from that day only."""
    if day < act.checked_on and not english:
        for sentence in _NONE_SEEN.findall(act.found):
            yield say("law_none_seen", day=spoken(act.checked_on), found=sentence)
    if day >= act.checked_on and not english:
        found = " ".join(part for part in (act.found, act.note) if part)
        yield say("law_noted", day=spoken(act.checked_on), found=found)
    others = [other for other in same_number(act, catalogue) if not _later(other, day)]
    if others:
        told = "; ".join(full_name(other, english=english) for other in others)
        yield say("law_same_number", english=english, acts=told)


def _later(act: Act, day: date) -> bool:
    return act.issued > day if act.issued else bool(act.year and act.year > day.year)


def full_name(act: Act, *, english: bool = False) -> str:
    """Return the name of an act with its day and its title: what tells it from another."""
    issued = f" ({spoken(act.issued)})" if act.issued else f" ({act.year})" if act.year else ""
    return f"{name_of(act, english=english)}{issued}{title_of(act, english=english)}"


def title_of(act: Act, *, english: bool = False) -> str:
    """Return the title of an act in brackets, else its field; "" if its name says it."""
    if act.title and act.title in act.label and not english:
        return ""
    if act.title:
        return f" ({act.title[:1].lower()}{act.title[1:]})"
    if act.about:
        return say("law_about", english=english, about=act.about)
    return say("law_field", english=english, topics=", ".join(act.topics)) if act.topics else ""


def _sentence(act: Act, standing: Validity, *, english: bool) -> str:
    by = name_of(standing.by, english=english) if standing.by else ""
    since = spoken(standing.since) if standing.since else ""
    known: dict[str, Any] = {"since": since} if since else {}
    match standing.status:
        case ValidityStatus.EXPIRED:
            said = say("law_expired" if since else "law_expired_undated", english=english, **known)
            return f"{said} {_heir(act, by, english=english)}".strip()
        case ValidityStatus.PERIOD_ENDED:
            scopes = [e.scope for e in act.events if e.what == "phase_ended" and e.scope]
            scope = f" ({scopes[-1]})" if scopes and not english else ""
            return say("law_period_ended", english=english, since=since, scope=scope)
        case ValidityStatus.AMENDED:
            scope = _scope(act, standing, english=english)
            issued = standing.by.issued if standing.by else None
            dated = f"{by} ({spoken(issued)})" if issued else by
            return say("law_amended", english=english, by=dated, scope=scope)
        case ValidityStatus.IN_FORCE:
            link = " since " if english else " từ "
            return say("law_in_force", english=english, since=f"{link}{since}" if since else "")
    told = say(f"law_{standing.reason}", english=english, **known)
    ended_with = _heir(act, "", english=english) if standing.reason == "date_unknown" else ""
    return f"{told} {ended_with}".strip()


def _heir(act: Act, by: str, *, english: bool) -> str:
    """Return what took an act's place: the act that did, or what the sources say instead."""
    if by:
        return say("law_replaced", english=english, by=by)
    scopes = [event.scope for event in act.events if event.what == "replaced" and event.scope]
    return say("law_ended_with", english=english, scope=scopes[-1]) if scopes else ""


def _scope(act: Act, standing: Validity, *, english: bool) -> str:
    by = standing.by.id if standing.by else ""
    amended = [event for event in act.events if event.what == "amended" and event.by == by]
    link = " from " if english else " từ "
    since = f"{link}{spoken(standing.since)}" if standing.since else ""
    scope = f": {amended[-1].scope}" if amended and amended[-1].scope else ""
    return f"{since}{scope}"


def cite_act(n: int, act: Act, text: str, place: str, day: date, catalogue: Catalogue) -> Citation:
    """Return a citation of an act or a provision, told in our own words."""
    document = Document(
        id=act.id, title=act.label, kind=LAW, number=act.number, issuer=act.issuer, year=act.year
    )
    block = Block(BlockType.CLAUSE, place, 0, 0, text)
    standing = validity(act, day, catalogue)
    return Citation(n, Clause(document, 0, block), text, 1.0, digest=True, validity=standing)


def cite_record(n: int, record: str, title: str, text: str) -> Citation:
    """Return a citation of a record of the corpus that is no act: a theme, a place, a fact."""
    clause = Clause(
        Document(id=record, title=title, kind=LAW), 0, Block(BlockType.CLAUSE, "", 0, 0, text)
    )
    return Citation(n, clause, text, 1.0, digest=True)


def spoken(day: date) -> str:
    """Return a day as officials write it: "01/01/2022"."""
    return f"{day:%d/%m/%Y}"
