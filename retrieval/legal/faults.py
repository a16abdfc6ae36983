"""What is wrong with a citation: its form, its date, its period, its title, its standing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from retrieval.legal.catalogue import Catalogue
from retrieval.legal.meaning import meant_instead
from retrieval.legal.references import alike, find_references
from retrieval.legal.types import Act, LegalReference, Validity, ValidityStatus
from retrieval.legal.validity import validity
from retrieval.text import collapse, fold, syllables

_DATE = re.compile(r"\s*,?\s*(?:ngay\s+)?(?:\d{1,2}\s+)?(\d{1,2})\s?/\s?(\d{1,2})\s?/\s?(\d{4})")
"""On folded text."""
PERIOD = re.compile(r"(?:giai doan\s*)?(?<!\d)(\d{4})\s*(?:-|den)\s*(\d{4})(?!\d)")
"""A period of years; on folded text."""
SENTENCE = 400
"""Characters behind a citation in which its title and period are looked for."""
SAME_TITLE = 0.8
"""Likeness of the words behind a citation to the act's title above which they are meant as it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a citation.

    Attributes:
        code: "expired", "period_ended", "malformed", "wrong_date", "wrong_period", "wrong_title",
            "ambiguous_number" or "unknown".
        found: What the text has.
        expected: What it should have, "" when nobody knows.
        validity: The standing of the act, None when no one act is meant.
    """

    code: str
    reference: LegalReference
    act: Act | None
    found: str
    expected: str
    validity: Validity | None


def faults_in(text: str, day: date, catalogue: Catalogue) -> tuple[Fault, ...]:
    """Return what is wrong with the citations of a text on a day, in order."""
    found: list[Fault] = []
    references = find_references(text, catalogue)
    for place, reference in enumerate(references):
        end = references[place + 1].start if place + 1 < len(references) else len(text)
        behind = text[reference.end : min(end, reference.end + SENTENCE)]
        found += _faults(reference, behind, day, catalogue)
    return tuple(found)


def _faults(reference: LegalReference, behind: str, day: date, catalogue: Catalogue) -> list[Fault]:
    if len(reference.acts) > 1:
        return [Fault("ambiguous_number", reference, None, reference.text, "", None)]
    act = catalogue.get(reference.acts[0]) if reference.acts else None
    if act is None:
        return []
    standing = validity(act, day, catalogue)
    found = []
    if standing.status in (ValidityStatus.EXPIRED, ValidityStatus.PERIOD_ENDED):
        by = standing.by.label if standing.by else ""
        found.append(Fault(standing.status.value, reference, act, reference.text, by, standing))
    for code, is_, should in _wordings(reference, behind, act):
        found.append(Fault(code, reference, act, is_, should, standing))
    other = meant_instead(act, behind, catalogue) if reference.number else None
    if other is not None and other.issued is not None:
        day_ = f"{act.issued:%d/%m/%Y}" if act.issued else str(act.year)
        found.append(
            Fault("wrong_date", reference, other, day_, f"{other.issued:%d/%m/%Y}", standing)
        )
    return found


def _wordings(reference: LegalReference, behind: str, act: Act) -> list[tuple[str, str, str]]:
    found = []
    printed = re.search(r"\d[\d/]*(?:[-/ ].*)?$", collapse(reference.text))
    whole = reference.number and "/" in act.number and printed and _is_whole(printed.group())
    if printed and whole and not _same_form(printed.group(), act.number):
        found.append(("malformed", printed.group(), act.number))
    dated = _DATE.match(alike(behind))
    if dated and act.issued:
        told = tuple(int(part) for part in dated.groups())
        if told != (act.issued.day, act.issued.month, act.issued.year):
            printed_date = collapse(behind[: dated.end()])
            found.append(("wrong_date", printed_date, f"{act.issued:%d/%m/%Y}"))
    if wrong := wrong_period(behind.split(";")[0], act):
        found.append(("wrong_period", *wrong))
    if missing := _missing_of_title(behind, act.title):
        found.append(("wrong_title", missing, act.title))
    return found


def wrong_period(text: str, act: Act) -> tuple[str, str] | None:
    """Return a period that a text gives to a programme and the right one, None if it is right."""
    period = PERIOD.search(alike(text))
    if period is None or act.period is None or None in act.period:
        return None
    if (int(period[1]), int(period[2])) == act.period:
        return None
    return text[period.start() : period.end()].strip(), "giai đoạn {}-{}".format(*act.period)


def _is_whole(printed: str) -> bool:
    return "/" in printed and bool(re.search(r"[A-Za-zĐđ]{2}", printed))


def _same_form(printed: str, number: str) -> bool:
    """Say whether a number is printed as it is, but for a leading zero, dashes and capitals."""
    plain = re.sub(r"\s*[-–]\s*", "-", printed)
    return fold(plain).lstrip("0") == fold(number).lstrip("0")


def _missing_of_title(behind: str, title: str) -> str:
    """Return the words that a cited title lacks in its midst, "" when it lacks none.

    A title that is broken off at its end is no fault: texts shorten it there.
    """
    wanted, told = syllables(title), syllables(behind.split(";")[0])
    start = next((i for i in range(len(told)) if told[i : i + 2] == wanted[:2]), None)
    if start is None or len(wanted) < 6:
        return ""
    told = told[start : start + len(wanted)]
    matcher = SequenceMatcher(None, wanted, told, autojunk=False)
    if matcher.ratio() < SAME_TITLE:
        return ""
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    inside = range(blocks[0].a, blocks[-1].a + blocks[-1].size)
    kept = {i for block in blocks for i in range(block.a, block.a + block.size)}
    missing = [wanted[i] for i in inside if i not in kept]
    return " ".join(missing) if len(missing) >= 2 else ""
