"""How a .docx looks: pages, paragraphs and runs with the formatting that Word shows.

Imports nothing, because the child process that measures starts with it. None is what the file
does not determine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look.

    Attributes:
        font: Name of the typeface; two names with "/" where Latin and accented letters differ.
        size: In points.
        color: "RRGGBB", "" for automatic.
    """

    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph's own text, from `start` to `end`, that looks the same."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    Attributes:
        index: Its place among the w:p of the main part, from 0; -1 for word art.
        start: Offset of its first character in the extracted text.
        end: Offset behind its last; equal to `start` for an empty paragraph.
        number: Its automatic number, "IV."; "" for none.
        text: Its text without that number.
        alignment: "left", "center", "right", "both", …
        first_line: In mm; negative for a hanging one.
        left: In mm.
        before: Space above, in points.
        after: Space below, in points.
        line: Height of a line in lines; None where it is fixed.
        line_points: Height of a line in points where it is fixed; None else.
        bordered: Whether a border is drawn above or under it.
        shapes: How many shapes or pictures are anchored in it.
        cell: Table, row and column, each from 0; None outside of tables.
        spans: Of its text, in order.
    """

    index: int
    start: int
    end: int
    number: str
    text: str
    alignment: str = "left"
    first_line: float = 0.0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float | None = 1.0
    line_points: float | None = None
    bordered: bool = False
    shapes: int = 0
    cell: tuple[int, int, int] | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The pages of a section, in mm."""

    width: float | None
    height: float | None
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number that is printed.

    Attributes:
        edge: "header" or "footer".
        alignment: As of a paragraph.
        on_first: Whether it stands on the first page too.
        arabic: Whether it is written in figures.
    """

    edge: str
    alignment: str
    on_first: bool
    arabic: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the body.

    Attributes:
        rows: How many.
        repeats: Whether its first row is repeated on every page.
        bordered: Whether lines are drawn between its cells.
    """

    rows: int
    repeats: bool
    bordered: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How a whole document looks.

    Attributes:
        revisions: Who made each tracked change that it still holds.
    """

    pages: tuple[Page, ...] = ()
    numbers: tuple[PageNumber, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = field(default=())
    revisions: tuple[str, ...] = ()


def to_json(layout: Layout) -> list[Any]:
    """Return a layout as plain lists; `from_json` is its inverse."""
    return [
        [_row(page) for page in layout.pages],
        [_row(number) for number in layout.numbers],
        [
            [*_row(each)[:-1], [[span.start, span.end, *_row(span.look)] for span in each.spans]]
            for each in layout.paragraphs
        ],
        [_row(table) for table in layout.tables],
        list(layout.revisions),
    ]


def from_json(data: list[Any]) -> Layout:
    """Return the layout that `to_json` wrote."""
    pages, numbers, paragraphs, tables, revisions = data
    return Layout(
        tuple(Page(*row) for row in pages),
        tuple(PageNumber(*row) for row in numbers),
        tuple(_paragraph(row) for row in paragraphs),
        tuple(Table(*row) for row in tables),
        tuple(revisions),
    )


def _row(item: Page | PageNumber | Paragraph | Look | Table) -> list[Any]:
    return [getattr(item, name) for name in item.__slots__]


def _paragraph(row: list[Any]) -> Paragraph:
    *fields, cell, spans = row
    looks = tuple(Span(start, end, Look(*look)) for start, end, *look in spans)
    return Paragraph(*[*fields, tuple(cell) if cell else None, looks])
