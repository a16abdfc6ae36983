"""Physical lines of an extracted text, with page numbers and signature stamps recognised."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from retrieval.text import nfc

CHARACTERS_PER_PAGE = (1200, 4500)
"""Characters that a page of an administrative plan can plausibly hold (seen in 22 plans)."""

_STAMP = re.compile(
    r"đã ký lên văn bản này|MĐD: .*MST:|^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|"
    r"^(Người ký|Cơ quan|Thời gian ký|Ngày ký|Email|Signer|Date)\s*:.*(@|\d{2}:\d{2})"
)
_LONE_NUMBER = re.compile(r"(?:-\s?|trang\s+)?(\d{1,3})(?:\s?-|/\d{1,3})?", re.IGNORECASE)
_TAIL_NUMBER = re.compile(r"(\S+)\s+(\d{1,3})\s*$")
_FULL_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


class LineKind(Enum):
    """What a physical line is."""

    BLANK = auto()
    TEXT = auto()
    PAGE_NUMBER = auto()
    STAMP = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line.

    Attributes:
        start: Offset of its first non-blank character.
        end: Offset behind its last non-blank character.
        text: Composed text between them, without a page number at its end.
        width: Printed length, from the margin.
    """

    kind: LineKind
    start: int
    end: int
    text: str
    width: int


def split_lines(raw: str) -> tuple[Line, ...]:
    """Cut a text into lines; offsets refer to `raw`, line ends and form feeds separate."""
    lines: list[Line] = []
    for match in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+", raw):
        body = match.group()
        left = len(body) - len(body.lstrip())
        text = nfc(body.strip())
        start = match.start() + left
        kind = LineKind.TEXT if text else LineKind.BLANK
        lines.append(Line(kind, start, start + len(body.strip()), text, len(body.rstrip())))
        follow = raw[match.end() : match.end() + 4]
        if re.match(r"\r?\n\r?\n", follow):
            lines.append(Line(LineKind.BLANK, match.end(), match.end(), "", 0))
    return _mark_page_numbers(_mark_stamps(lines))


def _mark_stamps(lines: list[Line]) -> list[Line]:
    """Mark the lines that a digital signature leaves in the text."""
    return [_as(line, LineKind.STAMP) if _STAMP.search(line.text) else line for line in lines]


def _as(line: Line, kind: LineKind, text: str | None = None) -> Line:
    return Line(kind, line.start, line.end, line.text if text is None else text, line.width)


def _mark_page_numbers(lines: list[Line]) -> tuple[Line, ...]:
    """Mark lone page numbers, and drop those that extraction left at the end of a line."""
    pages = _page_lines(lines)
    if not pages:
        return tuple(lines)
    marked = [
        _as(line, LineKind.PAGE_NUMBER) if i in pages else line for i, line in enumerate(lines)
    ]
    pairs = _pairs(marked)
    low, high = _page_length(lines, pages)
    for i, line in enumerate(marked):
        tail = _TAIL_NUMBER.search(line.text) if line.kind is LineKind.TEXT else None
        following = next((o.text for o in marked[i + 1 :] if o.kind is LineKind.TEXT), "")
        if tail is None or not following or int(tail[2]) < 2:
            continue
        if not low <= line.end / (int(tail[2]) - 1) <= high:
            continue
        joined = (tail[1].lower(), following.split()[0].lower())
        if _FULL_DATE.match(following) or (pairs[joined] >= 2 and not following[0].isdigit()):
            marked[i] = _as(line, LineKind.TEXT, line.text[: tail.start(2)].rstrip())
    return tuple(marked)


def _page_lines(lines: list[Line]) -> dict[int, int]:
    """Return line index → page number for lone numbers that fit a run of pages.

    A table prints lone numbers too: then they repeat or stand closer than pages do, and none
    of them is taken.
    """
    lone = {
        i: int(match[1])
        for i, line in enumerate(lines)
        if line.kind is LineKind.TEXT and (match := _LONE_NUMBER.fullmatch(line.text))
    }
    numbers = list(lone.values())
    low, high = CHARACTERS_PER_PAGE
    fits = all(n == 1 or low <= lines[i].start / (n - 1) <= high for i, n in lone.items())
    return lone if fits and numbers == sorted(set(numbers)) else {}


def _page_length(lines: list[Line], pages: dict[int, int]) -> tuple[float, float]:
    lengths = sorted(lines[i].start / (n - 1) for i, n in pages.items() if n > 1)
    middle = lengths[len(lengths) // 2] if lengths else sum(CHARACTERS_PER_PAGE) / 2
    return 0.65 * middle, 1.35 * middle


def _pairs(lines: list[Line]) -> Counter[tuple[str, str]]:
    """Count neighbouring words: "thực 8 / hiện" is mended because "thực hiện" is frequent."""
    words = " ".join(line.text for line in lines if line.kind is LineKind.TEXT).lower().split()
    return Counter(pairwise(words))
