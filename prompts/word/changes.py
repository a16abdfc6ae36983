"""Changes to a .docx that is somebody's own: what to replace, restyle, repage, remark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replace:
    """Other words for a stretch of the extracted text; an empty stretch is filled."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Restyle:
    """Another look for a stretch of the extracted text, or for its paragraphs.

    None: as it is. The first five are of the characters, the others of the paragraphs, in the
    units of `retrieval.reading.layout`.
    """

    start: int
    end: int
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = None
    alignment: str | None = None
    first_line: float | None = None
    after: float | None = None
    line: float | None = None


@dataclass(frozen=True, slots=True)
class AddLine:
    """A new paragraph before or behind the one at an offset; None: it looks like that one.

    Attributes:
        rule: Length of the line drawn under it, in mm; 0 for none.
    """

    at: int
    text: str
    behind: bool = False
    size: float | None = None
    bold: bool | None = None
    rule: float = 0


@dataclass(frozen=True, slots=True)
class DrawRule:
    """A drawn line of a length, in mm, under the paragraph at an offset.

    If a line is there already, it is made that long.
    """

    at: int
    length: float


@dataclass(frozen=True, slots=True)
class Repage:
    """Other measures of the pages, in mm, by the names of `retrieval.reading.layout.Page`."""

    measures: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class NumberPages:
    """A page number in the middle of the top edge, from the second page on, and nowhere else."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin, at the paragraph of an offset; -1: at the first paragraph."""

    at: int
    text: str


Change = Replace | Restyle | AddLine | DrawRule | Repage | NumberPages
