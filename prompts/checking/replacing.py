"""The change from an act that is over to the one that replaced it, where that is certain."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher

from prompts.checking.sheet import Sheet
from prompts.word.changes import Replace
from prompts.word.paper import spoken_day
from retrieval.legal import Act
from retrieval.legal.faults import SENTENCE, Fault
from retrieval.legal.validity import VERIFIED
from retrieval.text import syllables

_SAME = 0.9
"""Likeness of what is printed behind a number to the act's title above which it is the title."""
_DATE = re.compile(r"(?P<lead>,? )ngày \d{1,2}(?P<figures>/| tháng )\d{1,2}(?:/| năm )\d{4}")
_ISSUER = re.compile(r" của (?:Chính phủ|Thủ tướng Chính phủ)")
_END = re.compile(r"\s*(?:[.;,)]|$)")
"""What may follow a citation whose title is not told."""
_STOP = re.compile(r"[.;\n]|$")


def replacement(fault: Fault, start: int, end: int, sheet: Sheet) -> tuple[Replace, ...]:
    """Return the changes of number, date and title; () unless all three are known.

    Args:
        fault: An act that is over.
        start: Offset of its kind and number in the text.
        end: Offset behind them.
        sheet: The draft.
    """
    act, heir = fault.act, fault.validity.by if fault.validity else None
    number = fault.reference.text.rfind(act.number) if act else -1
    if act is None or heir is None or not _takes_its_place(act, heir) or number < 0:
        return ()
    if sheet.text[start:end] != fault.reference.text:
        return ()
    behind = sheet.text[end : end + SENTENCE]
    dated = _DATE.match(behind)
    if dated and not heir.issued:
        return ()
    day = _day_like(dated, heir.issued) if dated and heir.issued else ""
    at = dated.end() if dated else 0
    numbered = Replace(start + number, end + at, f"{heir.number}{day}")
    issuer = _ISSUER.match(behind, at)
    if _END.match(behind, issuer.end() if issuer else at):
        return (numbered,)
    titled = _title(behind, at, act)
    if titled is None:
        return ()
    first, last = (end + place for place in titled)
    title = _as_printed(heir.title, sheet.text[first])
    same = title == sheet.text[first:last]
    return (numbered,) if same else (numbered, Replace(first, last, title))


def _takes_its_place(act: Act, heir: Act) -> bool:
    """Say whether a citation stays right with other number, date and title."""
    same = act.kind == heir.kind and act.issuer == heir.issuer
    return same and bool(heir.number) and heir.confidence >= VERIFIED


def _day_like(printed: re.Match[str], day: date) -> str:
    """Return a day, in figures or words as the one that is printed."""
    figures = printed["figures"] == "/"
    return f"{printed['lead']}{f'ngày {day:%d/%m/%Y}' if figures else spoken_day(day, None)}"


def _title(behind: str, at: int, act: Act) -> tuple[int, int] | None:
    """Return where the act's title stands behind its number; None where it is not told so."""
    stop = _STOP.search(behind, at)
    opening = re.compile(rf"(?i)\b{re.escape(' '.join(act.title.split()[:2]))}\b")
    first = opening.search(behind, at)
    if stop is None or first is None or first.start() >= stop.start():
        return None
    told = syllables(behind[first.start() : stop.start()])
    if SequenceMatcher(None, told, syllables(act.title), autojunk=False).ratio() < _SAME:
        return None
    return first.start(), stop.start()


def _as_printed(title: str, first: str) -> str:
    """Return a title that begins with a small letter where the one it replaces did."""
    return title[:1].lower() + title[1:] if first.islower() else title
