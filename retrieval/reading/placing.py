"""The letters of a PDF page by where they stand, where the file has them in another order.

A program that prints with a typeface without every Vietnamese letter takes those from a second one,
and may write all letters of the first before those of the second: "Đ c l p ộ ậ" for "Độc lập".
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

_SAME_LINE = 0.35
"""Share of a letter's height by which the base lines of one line may differ."""
_BACK = 0.5
"""Share of a letter's height by which a letter stands before the one written before it."""
_DISORDER = 0.2
"""Such letters a line from which the order of the file is not that of the page."""
_SPACE, _COLUMN = 0.17, 2.0
"""Gaps that are a space, and that part two columns, as shares of a letter's height."""
_GAP = "    "


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: its base point, its right edge, its height, in points."""

    sign: str
    x: float
    y: float
    right: float
    size: float


def placed(page: pypdfium2.PdfPage) -> str | None:
    """Return the text of a page in the order of its letters on it; None if the file has that."""
    letters = list(_letters(page.get_textpage()))
    back = sum(_goes_back(one, other) for one, other in pairwise(letters))
    lines = list(_lines(letters))
    if back <= _DISORDER * len(lines):
        return None
    return "\n".join(map(_written, lines))


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    """Yield the signs that the file itself has, in its order.

    The box of a letter may be too wide; how far it goes is known where pdfium thinks a space to be
    behind it, and then for the same letter everywhere.
    """
    count = text.count_chars()
    points = [_point(text, index) for index in range(count)]
    thought = [pdfium.FPDFText_IsGenerated(text, index) == 1 for index in range(count)]
    signs = [chr(pdfium.FPDFText_GetUnicode(text, index)) for index in range(count)]
    sizes = [pdfium.FPDFText_GetFontSize(text, index) or 1.0 for index in range(count)]
    advances: dict[str, float] = {}
    for index in range(count - 1):
        (x, y), (end, level) = points[index], points[index + 1]
        if thought[index + 1] and not thought[index] and level == y and end > x:
            share = (end - x) / sizes[index]
            advances[signs[index]] = min(share, advances.get(signs[index], share))
    box = pdfium.FS_RECTF()
    for index, sign in enumerate(signs):
        if thought[index] or not (sign.isprintable() or sign == " "):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        (x, y), size = points[index], sizes[index]
        right = min(box.right, x + advances.get(sign, 1.0) * size)
        yield _Letter(sign, x, y, max(x, right), size)


def _point(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


def _goes_back(one: _Letter, other: _Letter) -> bool:
    """Say whether a letter stands on the line of the one before it, but to the left of it."""
    return _on_one_line(one, other) and other.x < one.x - _BACK * other.size


def _on_one_line(one: _Letter, other: _Letter) -> bool:
    return abs(one.y - other.y) < _SAME_LINE * max(one.size, other.size)


def _lines(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Yield the letters line by line, from the top, each from left to right."""
    line: list[_Letter] = []
    for letter in sorted(letters, key=lambda each: -each.y):
        if line and not _on_one_line(line[-1], letter):
            yield sorted(line, key=lambda each: each.x)
            line = []
        line.append(letter)
    if line:
        yield sorted(line, key=lambda each: each.x)


def _written(line: Sequence[_Letter]) -> str:
    """Return a line with spaces where its letters stand apart."""
    written, right, spaced = "", line[0].x, False
    for letter in line:
        if letter.sign.isspace():
            spaced = True
            continue
        gap = (letter.x - right) / letter.size
        apart = _GAP if gap > _COLUMN else " " if spaced or gap > _SPACE else ""
        written += apart + letter.sign
        right, spaced = letter.right, False
    return written.strip()
