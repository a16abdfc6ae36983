"""Deadlines of reports: what is summed up must have been sent before, and by one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from prompts.checking.calendar import days_in, hit_in
from prompts.checking.draft import Draft
from prompts.checking.types import Hit
from prompts.wording import say
from retrieval.types import Block

_SENTENCE = re.compile(r"[^.;]+(?:[.;](?=\S)[^.;]+)*")
_REPORT = re.compile(r"(?i)báo cáo|kết quả")
_OTHER = re.compile(r"(?i)\bquý\b|h[ằà]ng (?:tháng|tuần)|đột xuất|chuyên đề")
_MONTH = re.compile(r"(?i)tháng hành động")
_SUMMED = re.compile(r"(?i)tổng hợp|tham mưu")
_ABOVE = re.compile(r"(?i)\b(?:sở|bộ|tỉnh|thành phố|trung ương|cấp trên)\b")
_HALF = 8
"""Month up to which a deadline is that of the half-year's report."""


@dataclass(frozen=True, slots=True)
class _Deadline:
    """The day of a report.

    Attributes:
        period: "month" of action, "half" or "year".
        summed: Whether one body sums up the reports of others; else it is theirs.
        above: Whether it goes to an authority above.
    """

    block: Block
    words: str
    day: date
    period: str
    summed: bool
    above: bool


def check_reports(draft: Draft) -> Iterator[Hit]:
    """Yield reports that are to be summed up before they are sent, or by two different days."""
    found = [each for block in draft.sheet.clauses for each in _deadlines(block, draft)]
    summed = [each for each in found if each.summed]
    for each in summed:
        later = [o for o in found if not o.summed and o.period == each.period and o.day > each.day]
        if later:
            yield _hit(each, say("check_report_order", day=later[0].words), draft)
    for one, other in combinations(summed, 2):
        same = (one.period, one.above) == (other.period, other.above) and one.block != other.block
        if same and one.day != other.day:
            yield _hit(other, say("check_report_days", day=one.words, place=one.block.path), draft)


def _hit(deadline: _Deadline, expected: str, draft: Draft) -> Hit:
    return hit_in("date.inconsistent", deadline.words, expected, deadline.block, draft)


def _deadlines(block: Block, draft: Draft) -> Iterator[_Deadline]:
    for sentence in _SENTENCE.finditer(block.text):
        text = sentence.group()
        if not _REPORT.search(text) or _OTHER.search(text):
            continue
        behind = 0
        for day in days_in(text):
            told = day.on(draft.sheet.year)
            if told is not None:
                before = text[: day.start]
                late = told.month > _HALF or told.year > (draft.sheet.year or told.year)
                own = _MONTH.search(text, behind, day.start)
                month = own or (not late and _MONTH.search(text))
                period = "month" if month else "year" if late else "half"
                behind = day.start
                summed, above = bool(_SUMMED.search(before)), bool(_ABOVE.search(before))
                yield _Deadline(block, day.text, told, period, summed, above)
