"""Dates: past, impossible, contradictory; years of another plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from prompts.checking.draft import Draft
from prompts.checking.types import Hit, Severity
from prompts.wording import say
from retrieval.types import Block, BlockType, Role

_DATE = re.compile(
    r"(?<![\d/])(?P<d>\d{1,2})\s?(?:/|-|\.|\s+tháng\s+)\s?(?P<m>\d{1,2})"
    r"(?:\s?(?:/|-|\.|\s+năm\s+)\s?(?P<y>\d{4}))?(?![\d/%])(?!\s*[-/]\s?[A-ZĐ])"
)
_SPAN = re.compile(r"(?:từ|từ ngày)\s+(?:ngày\s+)?$")
_UNTIL = re.compile(r"^\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?")
_YEAR = re.compile(r"(?<![\d/.,-])(?P<y>20\d\d)(?![\d/%]|\s?[-–]\s?\d)")
_OTHER_YEAR = re.compile(
    r"(giai đoạn|từ năm|đến năm|tầm nhìn|nhiệm kỳ|năm học|so với|cùng kỳ|kết quả|sau năm|trước năm|"
    r"sinh|luật|nghị quyết|đại hội|số liệu|tính đến|cuối năm|báo cáo năm|tổng kết|định hướng|"
    r"dự toán|học kỳ|niên độ)\s+(?:[\w,]+\s+){0,8}$|\d\s?[-–]\s?$",
    re.IGNORECASE,
)
_SAME_PLAN = re.compile(r"kế hoạch|tháng hành động|công tác trẻ em|chương trình hành động", re.I)
_JUNE = re.compile(r"tháng hành động vì trẻ em", re.I)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is printed: offsets in its text, no year where none is told."""

    start: int
    end: int
    text: str
    day: int
    month: int
    year: int | None

    @property
    def exists(self) -> bool:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= _DAYS[self.month - 1]:
            return False
        leap = self.year is None or self.year % 4 == 0
        return leap or (self.day, self.month) != (29, 2)

    def on(self, year: int | None) -> date | None:
        """Return the day, of the given year where it tells none; None if there is no such day."""
        told = replace(self, year=self.year or year)
        return date(told.year, self.month, self.day) if told.year and told.exists else None


def check_calendar(draft: Draft) -> Iterator[Hit]:
    """Yield dates and years that cannot be meant."""
    yield from _plan_year(draft)
    dated: list[tuple[Day, Block]] = []
    for block in draft.sheet.clauses:
        days = list(days_in(block.text))
        cited = _cited(block, draft)
        own = [day for day in days if not any(s <= day.start < e for s, e in cited)]
        yield from (_impossible(day, block, draft) for day in days if not day.exists)
        dated += [(day, block) for day in own]
        yield from _past(own, block, draft)
        yield from _backwards(own, block, draft)
        yield from _years(block, days, cited, draft)
    yield from _over(dated, draft)
    yield from _header_day(draft)


def days_in(text: str) -> Iterator[Day]:
    """Yield the days of a text that are surely days and no fractions or numbers of acts."""
    for match in _DATE.finditer(text):
        spelled = "tháng" in match.group() or bool(match["y"])
        before = text[max(0, match.start() - 24) : match.start()].lower()
        named = re.search(r"(ngày|trước|từ|đến|hết|hạn|dịp|lễ|và)\s*(?:ngày\s*)?$", before)
        if (spelled or (named and "/" in match.group())) and not before.endswith(("số ", "số: ")):
            year = int(match["y"]) if match["y"] else None
            span = (match.start(), match.end(), match.group())
            yield Day(*span, int(match["d"]), int(match["m"]), year)


def issued(draft: Draft) -> date | None:
    """Return the day of the plan, None where it is blank or impossible."""
    for line in draft.components["place_date"][:1]:
        for day in days_in(line.text):
            if told := day.on(None):
                return told
    return None


def hit_in(rule: str, words: str, expected: str, block: Block, draft: Draft) -> Hit:
    """Return a finding about words of a clause, at their place in the file."""
    start, end = draft.sheet.find(block, words)
    return Hit(rule, words, expected, start, end)


def _cited(block: Block, draft: Draft) -> list[tuple[int, int]]:
    """Return where acts and other plans are cited with their dates and titles."""
    ends = [m.end() for m in re.finditer(r"[;]|\.(?=\s|$)", block.text)] + [len(block.text)]
    return [
        (reference.start, min(e for e in ends if e >= reference.end))
        for reference in draft.references[block.text]
    ]


def _impossible(day: Day, block: Block, draft: Draft) -> Hit:
    return hit_in("date.impossible", day.text, say("check_date_real"), block, draft)


def _past(days: list[Day], block: Block, draft: Draft) -> Iterator[Hit]:
    """A plan that is still to be carried out sets no day before its own."""
    year = draft.sheet.year
    first = _first_day(draft)
    if year is None or first is None or block.role is Role.OPENING:
        return
    for day in days:
        told = day.on(None)
        if told and told < first:
            yield hit_in("date.past", day.text, say("check_date_future", year=year), block, draft)


def _first_day(draft: Draft) -> date | None:
    """Return the first day that a plan may set: its own, or of its year where that is blank.

    None for a plan of a year that is over, which is told as a whole.
    """
    year, own = draft.sheet.year, issued(draft)
    if year is None or year < draft.sheet.day.year:
        return None
    dated = own is not None and year - own.year in (0, 1)
    return own if dated else min(draft.sheet.day, date(year, 1, 1))


def _over(own: list[tuple[Day, Block]], draft: Draft) -> Iterator[Hit]:
    """Yield one note for the deadlines that lay ahead of the plan and are over today."""
    first, today = _first_day(draft), draft.sheet.day
    over = [
        (day, block)
        for day, block in own
        if first
        and block.role is not Role.OPENING
        and (told := day.on(None))
        and first <= told < today
    ]
    for day, block in over[:1]:
        more = say("check_and_more", found=day.text, count=len(over) - 1)
        found = say("check_date_over", found=more if len(over) > 1 else day.text)
        hit = hit_in("date.past", day.text, "", block, draft)
        yield replace(hit, found=found, fix=say("check_date_over_fix"), severity=Severity.NOTE)


def _backwards(days: list[Day], block: Block, draft: Draft) -> Iterator[Hit]:
    """Yield periods that end before they begin, and a Month of Action outside of June."""
    for first, last in pairwise(days):
        between = block.text[first.end : last.start]
        if not _UNTIL.fullmatch(between) or not _SPAN.search(block.text[: first.start].lower()):
            continue
        years = first.year or last.year, last.year or first.year
        start = (years[0] or 0, first.month, first.day)
        if (years[1] or 0, last.month, last.day) < start:
            words = block.text[first.start : last.end]
            yield hit_in("date.inconsistent", words, say("check_date_order"), block, draft)
        elif _JUNE.search(block.text) and block.role is Role.THEME and 6 not in (
            first.month, last.month
        ):  # fmt: skip
            words = block.text[first.start : last.end]
            yield hit_in("date.inconsistent", words, say("check_date_june"), block, draft)


def _years(
    block: Block, days: list[Day], cited: list[tuple[int, int]], draft: Draft
) -> Iterator[Hit]:
    """Yield years that are not the plan's: of the plan it was copied from, or a contradiction."""
    year = draft.sheet.year
    for match in _YEAR.finditer(block.text):
        told = int(match["y"])
        inside = any(s <= match.start() < e for s, e in cited)
        dated = any(d.start <= match.start() < d.end for d in days)
        before = block.text[: match.start()]
        if year is None or told == year or inside or dated or _OTHER_YEAR.search(before[-60:]):
            continue
        if told > year and told - year > 1:  # a vision or a target year
            continue
        sentence = re.split(r"[.;]\s", before)[-1] + block.text[match.start() : match.end()]
        words = before[-40:].split(" ", 1)[-1] + match.group() if before else match.group()
        same = _SAME_PLAN.search(sentence) and block.type is not BlockType.HEADING
        rule = "date.inconsistent" if same and _closing(block) else "leftover.year"
        yield hit_in(rule, words.strip(), str(year), block, draft)


def _closing(block: Block) -> bool:
    return block.role in (Role.CLOSING, Role.OPENING)


def _plan_year(draft: Draft) -> Iterator[Hit]:
    year = draft.sheet.year
    if year is not None and year < draft.sheet.day.year:
        words = say("check_year", year=year)
        expected = say("check_year_expected", year=draft.sheet.day.year)
        first = draft.components["subject"][:1]
        start, end = (first[0].start, first[0].end) if first else (-1, -1)
        yield Hit("date.past", words, expected, start, end, where="header")


def _header_day(draft: Draft) -> Iterator[Hit]:
    """The day of issue exists and lies in the plan's year or the one before."""
    for line in draft.components["place_date"][:1]:
        for day in days_in(line.text):
            at = line.start + day.start
            if not day.exists:
                yield Hit("date.impossible", day.text, say("check_date_real"), at, line.end)
            elif day.year and draft.sheet.year and draft.sheet.year - day.year not in (0, 1):
                expected = say("check_date_near", year=draft.sheet.year)
                yield Hit("date.inconsistent", day.text, expected, at, line.end)
        printed = re.search(r"(?i)năm\s+(20\d\d)", line.text)
        blank = not list(days_in(line.text))
        if (
            printed
            and blank
            and draft.sheet.year
            and draft.sheet.year - int(printed[1]) not in (0, 1)
        ):
            expected = say("check_date_near", year=draft.sheet.year)
            yield Hit("date.inconsistent", printed.group(), expected, line.start, line.end)
