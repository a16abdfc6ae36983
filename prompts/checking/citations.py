"""Citations: acts that are over, told wrongly, or not to be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.answering.standing import spoken, tell_standing
from prompts.checking.draft import Draft
from prompts.checking.replacing import replacement
from prompts.checking.sheet import Sheet
from prompts.checking.types import Hit, Severity
from prompts.word.changes import Replace
from prompts.wording import say
from retrieval.legal import Act
from retrieval.legal.faults import Fault, faults_in
from retrieval.legal.validity import VERIFIED
from retrieval.types import Block

_CODES = {"wrong_period": "wrong_title"}
"""A period is part of a programme's title."""
_NATIONAL = re.compile(r"(?i)/(?:NĐ-?CP|QĐ-?TTg|CT-?TTg|QH\d{1,2}|NQ-CP|TT-[A-ZĐ]+)")
OVER = ("expired", "period_ended")
"""Faults of a citation of which the act is over."""
_ENDED = re.compile(r"(?i)(đã )?(kết thúc|hết giai đoạn|hết hiệu lực|được thay thế)")
_SUMMED = re.compile(r"(?i)(tổng kết|kết quả thực hiện|thay thế)\W+(?:\w+\W+){0,6}$")
_PROGRAMME = re.compile(
    r"(?:Đề án|Chương trình|Chiến lược)\b[^.;\d]{5,160}giai đoạn\s+20\d\d\s?[-–]\s?(?P<last>20\d\d)"
)
_PAST = 60
_BEHIND = 200
"""Characters behind a citation in which its date, issuer and period stand."""
_MENDED = ("malformed", "wrong_date")


def check_citations(draft: Draft) -> Iterator[Hit]:
    """Yield what is wrong with the citations of the draft on its day, each fault once."""
    told: set[tuple[str, str, str]] = set()
    for block in draft.sheet.clauses:
        for fault in faults_in(block.text, draft.sheet.day, draft.catalogue):
            if fault.code == "ambiguous_number" and not fault.reference.number:
                continue  # a law is cited by its name: the one in force is meant
            if fault.code in OVER and says_it_is_over(fault, block.text):
                continue
            key = (fault.code, fault.act.id if fault.act else fault.reference.text, fault.found)
            if key not in told:
                told.add(key)
                told.add(("unknown", fault.reference.text, ""))
                yield _hit(fault, block, draft)
        yield from _unknown(block, draft, told)
        yield from _named_and_over(block, draft)


def _named_and_over(block: Block, draft: Draft) -> Iterator[Hit]:
    """Yield a programme without a number whose own period, as printed, lies behind the plan."""
    year = draft.sheet.year or draft.sheet.day.year
    for match in _PROGRAMME.finditer(block.text):
        cited = any(
            r.number and r.start < match.end() and match.start() < r.end + _BEHIND
            for r in draft.references[block.text]
        )
        before, behind = block.text[: match.start()], block.text[match.end() :]
        past = _SUMMED.search(before[-_PAST:]) or _ENDED.search(behind[:_PAST])
        if int(match["last"]) < year and not cited and not past:
            start, end = draft.sheet.find(block, match.group())
            told = Severity.WARNING
            yield Hit("reference.period_ended", match.group(), "", start, end, severity=told)


def says_it_is_over(fault: Fault, text: str) -> bool:
    """Say whether a text itself says that what it cites is over."""
    behind = text[fault.reference.end : fault.reference.end + _BEHIND]
    before = text[max(0, fault.reference.start - 60) : fault.reference.start]
    return bool(_ENDED.search(behind.split(";")[0]) or _SUMMED.search(before))


def _hit(fault: Fault, block: Block, draft: Draft) -> Hit:
    rule = f"reference.{_CODES.get(fault.code, fault.code)}"
    found = fault.found if fault.code in _MENDED else fault.reference.text
    start, end = draft.sheet.find(block, found)
    if fault.code in ("wrong_title", "wrong_period", "wrong_issuer"):
        found = say("check_reference_lacks", reference=found, words=fault.found)
    expected = fault.expected or ("" if fault.act else _possible(fault, draft))
    sure = fault.act is not None and fault.act.confidence >= VERIFIED
    changes = _mended(fault, start, end, draft.sheet) if sure else ()
    standing = tell_standing(fault.act, draft.sheet.day, draft.catalogue) if fault.act else ""
    severity = None if sure or fault.act is None else Severity.WARNING
    return Hit(rule, found, expected, start, end, changes, basis=standing, severity=severity)


def _possible(fault: Fault, draft: Draft) -> str:
    """Return the acts that an ambiguous number can mean."""
    return " / ".join(_dated(act) for act in draft.catalogue.among(fault.reference.acts))


def _dated(act: Act) -> str:
    return f"{act.label} ngày {spoken(act.issued)}" if act.issued else act.label


def _mended(fault: Fault, start: int, end: int, sheet: Sheet) -> tuple[Replace, ...]:
    """Return the change of a number, date or period that is certain and stands in the text."""
    if fault.code == "wrong_period":
        start = sheet.text.find(fault.found, start, end + _BEHIND)
        return (Replace(start, start + len(fault.found), fault.expected),) if start >= 0 else ()
    if fault.code == "expired":
        return replacement(fault, start, end, sheet)
    if fault.code not in _MENDED or not fault.expected:
        return ()
    printed = sheet.text[start:end]
    if "".join(printed.split()) != "".join(fault.found.split()):
        return ()
    lead = re.match(r"\s*,?\s*(?:ngày\s+)?", printed)
    dated = fault.code == "wrong_date" and lead is not None
    return (Replace(start + lead.end() if dated and lead else start, end, fault.expected),)


def _unknown(block: Block, draft: Draft, told: set[tuple[str, str, str]]) -> Iterator[Hit]:
    """Yield citations of national acts that the catalogue does not hold: to be looked up."""
    for reference in draft.references[block.text]:
        key = ("unknown", reference.text, "")
        if not reference.acts and _NATIONAL.search(reference.text) and key not in told:
            told.add(key)
            start, end = draft.sheet.find(block, reference.text)
            yield Hit("reference.unknown", reference.text, "", start, end)
