"""What a draft says twice must agree: weekday and day, quarter and day, parts and total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prompts.checking.calendar import Day, days_in, hit_in, issued
from prompts.checking.draft import Draft
from prompts.checking.types import Hit
from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.text import fold
from retrieval.types import Block, BlockType, Role

_WEEKDAYS = (("hai", "2"), ("ba", "3"), ("tư", "4"), ("năm", "5"), ("sáu", "6"), ("bảy", "7"))
_WEEKDAY = re.compile(r"(?i)\b(?:thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))")
_NEXT_TO = re.compile(r"\W*(?:ngày\s+)?\W*")
_QUARTER = re.compile(r"(?i)\bquý\s+(?P<q>IV|III|II|I|[1-4])\b(?:\s*(?:/|năm)\s*(?P<y>20\d\d))?")
_QUARTERS = ("I", "II", "III", "IV")
_NEAR = 40
"""Characters behind a quarter in which a day is its closer limit."""
_OTHER_MATTER = re.compile(r"(?i)báo cáo|gửi|sơ kết|tổng kết|[.;]")
_UNIT = r"(?:nghìn|triệu|tỷ|tỉ)?\s*đồng"
_AMOUNT = re.compile(rf"(?i)(?P<n>\d+(?:[.,]\d+)*)\s+(?P<unit>{_UNIT})\b")
_PARTS = re.compile(r"(?i)\b(?:trong đó|bao gồm|gồm)\b")
_PARTED = re.compile(r"(?i)(?:mỗi|một|bình quân|tối thiểu|ít nhất|trở lên)\W*$")
_TOTAL = 60
"""Characters before "trong đó" in which the total stands."""
_NUMBERED = re.compile(
    r"(?i)\b(?:số|kế hoạch|công văn|quyết định|chỉ thị|thông báo|nghị quyết)\b[^;.]{0,80}"
    r"\bngày\s*$"
)
_ON = re.compile(r"(?i)(?:^|[\s:(])(?:vào |trong )?ngày\s*$")
_LIMIT = re.compile(r"(?i)(?:trước|từ|đến|sau|hết)\s+(?:hết\s+)?ngày\s*$")


def check_agreement(draft: Draft) -> Iterator[Hit]:
    """Yield what contradicts itself in one clause, or a clause and the table that repeats it."""
    for block in draft.sheet.clauses:
        days = [day for day in days_in(block.text) if day.exists]
        yield from _weekdays(block, days, draft)
        yield from _quarters(block, days, draft)
        yield from _later(block, days, draft)
        yield from _sums(block, draft)
    yield from _events(draft)
    yield from _leads(draft)


def _weekdays(block: Block, days: Sequence[Day], draft: Draft) -> Iterator[Hit]:
    """Yield a day that is not the weekday that is told beside it."""
    for match in _WEEKDAY.finditer(block.text):
        for day in days:
            first, second = sorted([match.span(), (day.start, day.end)])
            told = day.on(draft.sheet.year)
            if told is None or not _NEXT_TO.fullmatch(block.text[first[1] : second[0]]):
                continue
            if told.weekday() != _weekday(match):
                words = block.text[first[0] : second[1]]
                right = say(f"check_weekday_{told.weekday()}")
                expected = say("check_weekday", day=day.text, weekday=right)
                yield hit_in("date.inconsistent", words, expected, block, draft)


def _weekday(match: re.Match[str]) -> int:
    """Return the weekday, from 0 for Monday."""
    if match["sunday"]:
        return 6
    return next(i for i, names in enumerate(_WEEKDAYS) if match["day"].lower() in names)


def _quarters(block: Block, days: Sequence[Day], draft: Draft) -> Iterator[Hit]:
    """Yield a day that narrows a quarter and lies outside of it."""
    for match in _QUARTER.finditer(block.text):
        year = int(match["y"]) if match["y"] else draft.sheet.year
        near = next((d for d in days if 0 <= d.start - match.end() <= _NEAR), None)
        if year is None or near is None:
            continue
        between = block.text[match.end() : near.start]
        told = near.on(draft.sheet.year)
        if told is None or _OTHER_MATTER.search(between) or _QUARTER.search(between):
            continue
        if (told.year, (told.month - 1) // 3) != (year, _quarter(match["q"])):
            words = block.text[match.start() : near.end]
            yield hit_in("date.inconsistent", words, say("check_quarter"), block, draft)


def _quarter(printed: str) -> int:
    """Return the number of a quarter, from 0."""
    return int(printed) - 1 if printed.isdigit() else _QUARTERS.index(printed.upper())


def _later(block: Block, days: Sequence[Day], draft: Draft) -> Iterator[Hit]:
    """Yield what a plan is based on and that was issued after the plan itself.

    A draft with a blank for its day may be written before what it waits for.
    """
    own = issued(draft) if block.role is Role.OPENING else None
    for day in days if own else ():
        told = day.on(None)
        if told and own and told > own and _NUMBERED.search(block.text[: day.start]):
            expected = say("check_date_before", day=f"{own:%d/%m/%Y}")
            yield hit_in("date.inconsistent", day.text, expected, block, draft)


def _sums(block: Block, draft: Draft) -> Iterator[Hit]:
    """Yield a sum of money that its parts, told behind "trong đó", do not add up to.

    Of people and things "trong đó" may tell some only.
    """
    for match in _PARTS.finditer(block.text):
        start = max(0, match.start() - _TOTAL)
        totals = list(_AMOUNT.finditer(block.text, start, match.start()))
        stop = re.search(r"\.(?=\s|$)", block.text[match.end() :])
        end = match.end() + (stop.start() if stop else len(block.text))
        parts = list(_AMOUNT.finditer(block.text, match.end(), end))
        if (
            not totals
            or len(parts) < 2
            or any(_PARTED.search(block.text[: p.start()]) for p in parts)
        ):
            continue
        total = totals[-1]
        same = all(_unit(part) == _unit(total) for part in parts)
        if same and sum(map(_number, parts)) != _number(total):
            words = block.text[total.start() : parts[-1].end()]
            sum_ = f"{sum(map(_number, parts)):g}".replace(".", ",")
            expected = say("check_sum", sum=f"{sum_} {total['unit']}")
            yield hit_in("style.figures", words, expected, block, draft)


def _unit(match: re.Match[str]) -> str:
    return " ".join(match["unit"].lower().replace("tỉ", "tỷ").split())


def _number(match: re.Match[str]) -> float:
    return float(match["n"].replace(".", "").replace(",", "."))


def _events(draft: Draft) -> Iterator[Hit]:
    """Yield an event that a table sets on another day than the text does."""
    dated = [b for b in draft.sheet.clauses if b.facts.deadlines or "ngày" in b.text.lower()]
    for event in load_toml("skeleton.toml")["events"]["names"]:
        told = [(b, d) for b in dated for d in _days_of(event, b)]
        text = [(b, d) for b, d in told if "dòng" not in b.path]
        table = [(b, d) for b, d in told if "dòng" in b.path]
        days = {(d.day, d.month) for _, d in text}
        if len(days) == 1:
            for block, day in table:
                if (day.day, day.month) not in days:
                    expected = say("check_event", day=text[0][1].text, place=text[0][0].path)
                    yield hit_in("date.inconsistent", day.text, expected, block, draft)


def _leads(draft: Draft) -> Iterator[Hit]:
    """Yield an event that two bodies lead."""
    held = [block for block in draft.sheet.clauses if "chủ trì" in block.text]
    for event in load_toml("skeleton.toml")["events"]["names"]:
        leads = re.compile(rf"(?P<body>[^.;,:\t]{{5,80}}?)\s+chủ trì(?: tổ chức)? (?i:{event})")
        told = [(b, m) for b in held for m in leads.finditer(b.text)]
        for block, match in told[1:]:
            first = told[0][1]["body"].strip()
            if fold(first) not in fold(match["body"]) and fold(match["body"]) not in fold(first):
                expected = say("check_one_lead", body=first, place=told[0][0].path)
                yield hit_in("part.two_leads", match.group().strip(), expected, block, draft)


def _days_of(event: str, block: Block) -> Iterator[Day]:
    """Yield the day on which an event is, as its own sentence or row has it."""
    if block.type is not BlockType.CLAUSE:
        return
    at = block.text.lower().find(event)
    stop = re.search(r"[;]|\.(?=\s|$)", block.text[at:]) if at >= 0 else None
    end = at + stop.start() if stop else len(block.text)
    days = [d for d in days_in(block.text) if at >= 0 and at <= d.start < end]
    before = block.text[: days[0].start] if days else ""
    if len(days) == 1 and _ON.search(before) and not _LIMIT.search(before):
        yield days[0]
