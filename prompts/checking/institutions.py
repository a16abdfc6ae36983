"""Bodies: those that are gone or renamed on the day of the review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from prompts.checking.draft import Draft
from prompts.checking.types import Hit, Severity
from prompts.wording import say
from retrieval.legal import Succession
from retrieval.legal.succession import begins_with, is_just, may_begin, named_first
from retrieval.legal.validity import VERIFIED
from retrieval.text import DASHES
from retrieval.types import Block, BlockType

_OPEN = ("in_transition", "unclear")
"""States of which the sources leave it open whether the name is still right."""
TWO_TIERS = date(2025, 7, 1)
"""Since then there are provinces and communes only (Luật Tổ chức chính quyền địa phương 2025)."""
_DISTRICTS = re.compile(
    r"(?i)(?<!nhân dân )(?<!ubnd )\b(?:từng|mỗi|các|cấp) (?:quận|huyện)\b"
    r"(?:,? (?:quận|huyện|thị xã))*"
)
_LONGEST = 14
"""Words of the longest name of a body."""
_ISSUER = 60
"""Characters behind a citation in which its issuer is named."""
_NEAR = 30
_FORMER = re.compile(
    r"(?i)(trước đây|nguyên là|tiền thân|chuyển từ|tiếp nhận từ|sáp nhập)\W*(?:\w+\W+){0,3}$"
)
_SENT = re.compile(r"(?i)\b(?:gửi|nộp|báo cáo)\b(?:(?!\bcủa\b|\bvà\b)[^.;:]){0,60}$")
"""What stands before the one to whom a report goes."""
_FORMERLY = re.compile(r"(?i)\W{0,2}(\(cũ\)|cũ\b|trước đây|trước sắp xếp|đã giải thể)")
"""A body that is named as what it was."""
_WORD = re.compile(rf"[^\s,;:.()“”\"{re.escape(DASHES)}]+|[{re.escape(DASHES)}]|,(?= )")


def check_institutions(draft: Draft) -> Iterator[Hit]:
    """Yield each body that is gone on the day of the review, once, with its first place."""
    first: dict[tuple[str, str], Hit] = {}
    counts: dict[tuple[str, str], int] = {}
    for block in draft.sheet.blocks:
        for heir, printed, start in _named(block, draft):
            now = _now(heir, block, start, draft)
            same = heir.id, now
            counts[same] = counts.get(same, 0) + 1
            if same not in first:
                first[same] = _hit(heir, printed, now, block, draft)
    yield from _levels(draft)
    for name, hit in first.items():
        more = counts[name] - 1
        found = say("check_and_more", found=hit.found, count=more) if more else hit.found
        yield replace(hit, found=found)


def _levels(draft: Draft) -> Iterator[Hit]:
    """Yield the level of districts as a place of work: it ended on 1/7/2025."""
    if draft.sheet.day < TWO_TIERS or draft.sheet.level == "district":
        return
    for block in draft.sheet.clauses:
        cited = [(r.start, r.end) for r in draft.references[block.text]]
        match = _DISTRICTS.search(block.text)
        if match is None or cited:
            continue
        past = _FORMERLY.match(block.text[match.end() :])
        if not past and not any(bodies_gone(match.group(), draft.sheet.day, district=False)):
            start, end = draft.sheet.find(block, match.group())
            expected = say("check_levels")
            yield Hit("body.abolished", match.group(), expected, start, end)
            return


def _now(heir: Succession, block: Block, start: int, draft: Draft) -> str:
    """Return the body to be named today; a commune that wrote to a district now writes above."""
    told = block.type is BlockType.RECIPIENTS or _SENT.search(block.text[:start])
    reports = draft.sheet.level == "commune" and heir.level == "district" and told
    return heir.above if reports and heir.above else heir.heir


def _hit(heir: Succession, printed: str, now: str, block: Block, draft: Draft) -> Hit:
    start, end = draft.sheet.find(block, printed)
    rule = "body.renamed" if heir.state == "renamed" else "body.abolished"
    acts = draft.catalogue.among(heir.basis)
    basis = "; ".join(act.label for act in acts)
    settled = heir.state == "abolished" or not heir.ask
    sure = heir.confidence >= VERIFIED and settled
    severity = None if sure else Severity.WARNING
    return Hit(rule, printed, now, start, end, basis=basis, fix=heir.text, severity=severity)


def _named(block: Block, draft: Draft) -> Iterator[tuple[Succession, str, int]]:
    """Yield the bodies of a block that are gone, with their names as printed and their offsets."""
    if block.type in (BlockType.NOISE, BlockType.SIGNATURE, BlockType.HEADER):
        return
    cited = [(r.start, r.end) for r in draft.references[block.text]]
    district = draft.sheet.level == "district"
    for heir, start, end in bodies_gone(block.text, draft.sheet.day, district=district):
        inside = any(s <= start < e for s, e in cited)
        before, behind = block.text[:start], block.text[end:]
        past = _FORMER.search(before[-_NEAR:]) or _FORMERLY.match(behind)
        if not inside and not past and not _issued(heir, before, cited):
            yield heir, block.text[start:end], start


def bodies_gone(text: str, day: date, *, district: bool) -> list[tuple[Succession, int, int]]:
    """Return the bodies that a text names and that are gone on a day, with their offsets.

    Args:
        text: Any text.
        day: The day.
        district: Whether a plan of a district or town says it.
    """
    found: list[tuple[Succession, int, int]] = []
    words, past = list(_WORD.finditer(text)), 0
    for place, word in enumerate(words):
        if word.start() < past or not may_begin(word.group(), district_plan=district):
            continue
        at = _at(text, words[place:], district=district)
        if at is None:
            continue
        heir, past = at
        if heir is not None and heir.holds_on(day) and heir.state not in _OPEN:
            found.append((heir, word.start(), past))
    return found


def _issued(heir: Succession, before: str, cited: list[tuple[int, int]]) -> bool:
    """Say whether a ministry is only named as the issuer of an act that is cited before it."""
    near = any(0 <= len(before) - end <= _ISSUER for _, end in cited)
    return heir.level == "ministry" and near and before.rstrip().endswith("của")


def _at(
    text: str, words: list[re.Match[str]], *, district: bool
) -> tuple[Succession | None, int] | None:
    """Return what became of the body that is named at the first word, and where its name ends."""
    last = words[min(_LONGEST, len(words)) - 1].end()
    found = named_first(text[words[0].start() : last], district_plan=district)
    if found is None:
        return None
    heir, spoken = found
    stretches = [(word.end(), text[words[0].start() : word.end()]) for word in words[:_LONGEST]]
    just = [end for end, stretch in stretches if is_just(stretch, spoken)]
    first = next((end for end, stretch in stretches if begins_with(stretch, spoken)), last)
    return heir, just[-1] if just else first
