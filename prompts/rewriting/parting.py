"""Sentences that lean on several clauses: each stretch of one must lean on a single clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.rewriting.checks.assigned import ill_assigned
from prompts.rewriting.checks.marked import unborne
from prompts.rewriting.checks.said import unfounded
from prompts.rewriting.claims import marks, words_of
from prompts.rewriting.grounds import Ground
from retrieval.parsing.bodies import subject

_JOINT = re.compile(
    r"([,;] (?:(?:còn|trong khi|đồng thời|sau đó|rồi) )?| (?:và|còn|trong khi|nếu|thì) )"
)
_TURN = re.compile(r"còn|trong khi")
"""Joints behind which something else is told of."""
_TO_DAY = re.compile(r"(?P<head>.*?)\d{1,2}/\d")
"""What stands before the first day."""
_REPORT = re.compile(r"(?i)\bbáo cáo (?:năm|cả năm|0?6 tháng|sáu tháng)")
"""The report of a time, of which the days behind it are until another is named."""
_TO_FIGURE = re.compile(r"(?P<head>.*?)(?:(?:dưới|trên) )?\d")
_FIGURE = re.compile(r"(?:(?:dưới|trên) )?\d")
_FEW_WORDS = 4
"""Words below which a stretch leans on nothing by itself."""


def mixed(told: str, grounds: Sequence[Ground]) -> bool:
    """Say whether a sentence joins what stands in different clauses.

    It does not if it can be cut at commas and joining words into stretches each of which one
    clause holds, done by whom the sentence last named.
    """
    pieces = _JOINT.split(told)  # text, joint, text, joint, …, text
    reached = {0}
    for start in range(0, len(pieces), 2):
        if start in reached:
            ends = range(start + 1, len(pieces) + 1, 2)
            reached |= {end + 1 for end in ends if _is_borne(pieces, start, end, grounds)}
    return len(pieces) + 1 not in reached


def _is_borne(pieces: Sequence[str], start: int, end: int, grounds: Sequence[Ground]) -> bool:
    """Say whether one clause holds a stretch; one that begins with a figure goes on from the head.

    "Dưới 0,11% ở tiểu học và dưới 0,09% ở trung học" tells of both what stands before the first.
    """
    stretch = "".join(pieces[start:end]).strip()
    if len(words_of(stretch)) < _FEW_WORDS and end - start < len(pieces):
        return False
    head = _TO_FIGURE.match("".join(pieces))
    ways = [stretch]
    if start and head and _FIGURE.match(stretch):
        ways.append(head["head"] + stretch)
    doer, about = _doer(pieces, start), _report("".join(pieces[:start]))
    return any(_bears(way, doer, ground, about) for way in ways for ground in grounds)


def _report(before: str) -> str:
    """Return the report that was named last before a place, up to its day; "" for none."""
    named = [*_REPORT.finditer(before)]
    day = _TO_DAY.match(before[named[-1].start() :]) if named else None
    return day["head"] if day else ""


def _doer(pieces: Sequence[str], start: int) -> str:
    """Return the body that acted last before a place; "" for none, or where another is meant."""
    if start and _TURN.search(pieces[start - 1]):
        return ""
    named = (subject("".join(pieces[at:])) for at in range(0, start, 2))
    return next((body for body in reversed([*named]) if body), "")


def _bears(stretch: str, doer: str, ground: Ground, about: str) -> bool:
    """Say whether a clause holds a stretch, its days perhaps of the report that the head names."""
    task = stretch if subject(stretch) or not doer else f"{doer} {stretch}"
    if unfounded(stretch, ground) or ill_assigned(task, ground):
        return False
    only_days = all(mark.kind == "day" for mark in marks(stretch))
    carried = about and only_days and not _REPORT.search(stretch)
    return not unborne(f"{about} {stretch}" if carried else stretch, ground)
