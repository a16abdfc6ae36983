"""A table as pictures that are read on a phone: wide letters, one screen a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from prompts.overview.tables import Table

WIDTH, HEIGHT = 1080, 1620
"""Of a picture, in pixels."""
_LETTERS, _TITLE = 24, 30
_PAD, _MARGIN = 10, 24
_SPACING = 6
_INK, _PAPER, _HEAD, _LINE = "#1a1a1a", "#ffffff", "#e8eef7", "#9aa5b1"


def pictures(table: Table) -> list[bytes]:
    """Return a table as PNG pictures, the header on each; a row is on one picture whole."""
    columns = [int(share * (WIDTH - 2 * _MARGIN)) for share in table.shares]
    title = _wrapped(table.title, WIDTH - 2 * _MARGIN, _TITLE, bold=True)
    top = _MARGIN + _height(title, _TITLE) + _PAD
    header = _cells(table.header, columns, bold=True)
    pages = _pages([_cells(row, columns) for row in table.rows], HEIGHT - top - _tall(header))
    return [_drawn(title, [header, *page], columns, top) for page in pages]


Cells = list[list[str]]
"""The cells of a row, each as its lines."""


def _cells(row: Sequence[str], columns: Sequence[int], *, bold: bool = False) -> Cells:
    return [
        _wrapped(cell, width - 2 * _PAD, _LETTERS, bold=bold)
        for cell, width in zip(row, columns, strict=True)
    ]


def _pages(rows: Sequence[Cells], room: int) -> Iterator[list[Cells]]:
    """Yield rows for one picture after the other; a row that is too tall has one of its own."""
    page: list[Cells] = []
    used = 0
    for row in rows:
        if page and used + _tall(row) > room - _MARGIN:
            yield page
            page, used = [], 0
        page.append(row)
        used += _tall(row)
    if page or not rows:
        yield page


def _drawn(title: list[str], rows: Sequence[Cells], columns: Sequence[int], top: int) -> bytes:
    from PIL import Image, ImageDraw

    height = top + sum(map(_tall, rows)) + _MARGIN
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    _write(draw, title, (_MARGIN, _MARGIN), _TITLE, bold=True)
    y = top
    for number, row in enumerate(rows):
        x, tall = _MARGIN, _tall(row)
        for lines, width in zip(row, columns, strict=True):
            box = (x, y, x + width, y + tall)
            draw.rectangle(box, outline=_LINE, fill=_PAPER if number else _HEAD)
            _write(draw, lines, (x + _PAD, y + _PAD), _LETTERS, bold=not number)
            x += width
        y += tall
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _write(draw: Any, lines: list[str], at: tuple[int, int], size: int, *, bold: bool) -> None:
    font = _font(size, bold=bold)
    for number, line in enumerate(lines):
        draw.text((at[0], at[1] + number * (size + _SPACING)), line, fill=_INK, font=font)


def _wrapped(text: str, width: int, size: int, *, bold: bool = False) -> list[str]:
    """Cut a text into lines that fit a width; a word that is too long is cut, too."""
    font = _font(size, bold=bold)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if font.getlength(longer) <= width:
                line = longer
                continue
            lines += [line] if line else []
            *whole, line = _pieces(word, width, font)
            lines += whole
        lines.append(line)
    return lines


def _pieces(word: str, width: int, font: Any) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _height(lines: list[str], size: int) -> int:
    return len(lines) * (size + _SPACING)


def _tall(row: Cells) -> int:
    return max(_height(lines, _LETTERS) for lines in row) + 2 * _PAD


@cache
def _font(size: int, *, bold: bool) -> Any:
    """Return a typeface that has every Vietnamese letter, whatever the machine has."""
    import pymupdf_fonts
    from PIL import ImageFont

    content = pymupdf_fonts.myfont("notosbo" if bold else "notos")
    return ImageFont.truetype(io.BytesIO(content), size)
