"""A draft under review: its text, its clauses, its printed lines, how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from retrieval.parsing import parse
from retrieval.parsing.metadata import describe
from retrieval.reading import Extracted
from retrieval.reading.layout import Layout, Look, Paragraph
from retrieval.text import collapse, nfc
from retrieval.types import Block, BlockType, Role

_COLUMNS = re.compile(
    r"\t+|(?<!\s)(?<!Số:)(?<!ngày)(?<!tháng)(?<!năm)\s{3,}(?!/|tháng|năm|\s)|"
    r"\s+(?=CỘNG H[OÒ]A XÃ HỘI|Độc lập\s*[-–]\s*Tự do)|"
    r"(?<=/KH-UBND)\s+(?=\S)|(?<=/KH-UB)\s+(?=[^N])"
)
"""Where the two columns of a letterhead were run together in one line of plain text."""
_ENDING = re.compile(r"(?i)\s*nơi nhận\s*:")
_SIGNING = 3
"""Lines above the recipients in which the signature may begin."""
_UNFILLED = re.compile(r"…|\.{3}|_{2}")
_EDGE = 40
"""Lines at the head and at the end of a document that may hold two columns."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a letterhead or ending, or one paragraph.

    Attributes:
        start: Offset of its first character in the text.
        end: Offset behind its last.
        text: As printed, trimmed, with its automatic number.
        paragraph: How it looks; None where the file type does not tell.
        at: Offset of the line within the paragraph's own text.
    """

    start: int
    end: int
    text: str
    paragraph: Paragraph | None = None
    at: int = 0

    @property
    def looks(self) -> tuple[Look, ...]:
        """How its visible characters look, each look once."""
        if self.paragraph is None:
            return ()
        stop, own = self.at + len(self.text), self.paragraph.text
        spans = (s for s in self.paragraph.spans if s.start < stop and s.end > self.at)
        shown = (s.look for s in spans if own[max(s.start, self.at) : min(s.end, stop)].strip())
        return tuple(dict.fromkeys(shown))

    @property
    def unfilled(self) -> bool:
        """Whether it ends with a place to be filled in; nobody knows what will stand there."""
        signs = len(self.text.rstrip(" ./;,…_"))
        return _UNFILLED.search(self.text, signs) is not None

    @property
    def alone(self) -> bool:
        """Whether it is a paragraph of its own, so that another may stand beside it."""
        return self.paragraph is not None and self.paragraph.text.strip() == self.text


@dataclass(frozen=True)
class Sheet:
    """A draft.

    Attributes:
        name: Of the file.
        text: As extracted.
        blocks: As parsed, in order.
        description: What its header and opening say of it: "unit", "year", "kind" …
        lines: The printed lines, in order, blank ones left out.
        layout: How it looks; None where the file type does not tell.
        day: The day on which it must hold.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    description: dict[str, str]
    lines: tuple[Line, ...]
    layout: Layout | None
    day: date

    @cached_property
    def clauses(self) -> tuple[Block, ...]:
        """The clauses and headings."""
        kinds = (BlockType.CLAUSE, BlockType.HEADING)
        return tuple(block for block in self.blocks if block.type in kinds)

    @cached_property
    def year(self) -> int | None:
        """The year of the plan: in its title, else the one it names most; None: several."""
        title = self.description.get("title", "")
        if re.search(r"(?i)giai đoạn|đến năm|20\d\d\s?[-–]\s?20\d\d", title):
            return None  # a plan of several years
        if titled := re.search(r"\b20\d\d\b", title):
            return int(titled.group())
        named = Counter(re.findall(r"\bnăm (20\d\d)\b", " ".join(b.text for b in self.clauses)))
        return int(named.most_common(1)[0][0]) if named else None

    @property
    def unit(self) -> str:
        """The authority whose plan it is, without the one above: "xã Nghĩa Thương"."""
        return self.description.get("unit", "").partition(",")[0]

    @property
    def level(self) -> str:
        """Its level: "commune", "district", "province" or ""."""
        return self.description.get("level", "")

    def with_role(self, *roles: Role) -> tuple[Block, ...]:
        """Return the clauses and headings of some sections."""
        return tuple(block for block in self.clauses if block.role in roles)

    def place_of(self, offset: int) -> str:
        """Return where an offset stands, as an official would point."""
        for block in self.blocks:
            if block.start <= offset < max(block.end, block.start + 1):
                return block.path if block.type is not BlockType.NOISE else "trang"
        return "header" if not self.clauses or offset < self.clauses[0].start else "kết"

    def find(self, block: Block, words: str) -> tuple[int, int]:
        """Return the offsets of words in a block, of the whole block where they are not found.

        White space and line ends between letters do not count.
        """
        raw = self.text[block.start : block.end]
        places = [i for i, ch in enumerate(raw) if not ch.isspace()]
        solid, wanted = "".join(raw.split()), "".join(words.split())
        at = solid.find(wanted) if wanted and nfc(solid) == solid else -1
        if at < 0:
            return block.start, block.end
        return block.start + places[at], block.start + places[at + len(wanted) - 1] + 1


def sheet_of(name: str, extracted: Extracted, day: date) -> Sheet:
    """Return a file as a draft to be reviewed."""
    parsed = parse(extracted.text)
    lines = _printed(extracted.layout, extracted.text)
    blocks = _headed(parsed.blocks, lines)
    return Sheet(name, extracted.text, blocks, describe(blocks), lines, extracted.layout, day)


def _printed(layout: Layout | None, text: str) -> tuple[Line, ...]:
    found = _laid_out(layout) if layout else _plain(text)
    return tuple(line for line in found if line.text)


def _headed(blocks: tuple[Block, ...], lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """Return the blocks with the header told line by line, not row by row of its table."""
    first = next((i for i, b in enumerate(blocks) if b.type is BlockType.HEADER), None)
    if first is None:
        return blocks
    header = blocks[first]
    own = [line.text for line in lines if header.start <= line.start < header.end]
    return (*blocks[:first], replace(header, text="\n".join(own)), *blocks[first + 1 :])


def _laid_out(layout: Layout) -> Iterator[Line]:
    """Yield the lines of a .docx; a paragraph outside of tables may hold two columns."""
    edges = _edges([paragraph.text for paragraph in layout.paragraphs])
    for place, paragraph in enumerate(layout.paragraphs):
        at, start = 0, paragraph.start
        columns = paragraph.cell is None and place in edges
        for row in paragraph.text.split("\n"):
            number = f"{paragraph.number} " if paragraph.number and at == 0 else ""
            pieces = _pieces(row) if columns else [(0, len(row))]
            for left, right in pieces:
                body = row[left:right].strip()
                lead = left + len(row[left:right]) - len(row[left:right].lstrip())
                solid = len("".join(body.split()))
                text = number + nfc(body) if body else ""
                end = min(paragraph.end, start + len(number) + len(body))
                yield Line(start, end if solid else start, text, paragraph, at + lead)
                start = min(paragraph.end, end + 1) if solid else start
                number = ""
            at += len(row) + 1


def _plain(text: str) -> Iterator[Line]:
    rows = list(re.finditer(r"[^\n\f\r]+", text))
    edges = _edges([match.group() for match in rows])
    for number, match in enumerate(rows):
        at, row = match.start(), match.group()
        for start, end in _pieces(row) if number in edges else [(0, len(row))]:
            piece = row[start:end]
            lead = len(piece) - len(piece.lstrip())
            yield Line(at + start + lead, at + start + len(piece.rstrip()), collapse(piece))


def _edges(rows: Sequence[str]) -> set[int]:
    """Return which rows may hold two columns: the first, the last, and those of the ending."""
    count = len(rows)
    found = {*range(_EDGE), *range(max(0, count - _EDGE), count)}
    for place, row in enumerate(rows):
        if _ENDING.match(row):
            found |= set(range(max(0, place - _SIGNING), place + _EDGE))
    return found


def _pieces(row: str) -> list[tuple[int, int]]:
    """Return where the columns of a line stand."""
    cuts = [match.span() for match in _COLUMNS.finditer(row)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(row)]
    return list(zip(edges[::2], edges[1::2], strict=True))
