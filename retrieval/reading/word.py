"""A .docx as text: paragraphs and table rows in document order, with their automatic numbers.

Not read: comments, pictures, embedded documents (a warning tells), charts, form-field values that
are not in the text, hidden text. Field results count as text, so a table of contents comes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from retrieval.errors import ReadingError
from retrieval.reading import runs
from retrieval.reading.archive import Archive
from retrieval.reading.numbering import W
from retrieval.reading.styles import Numbers
from retrieval.reading.types import Limits, Parsed, Progress

_HEAD_LINES = 40
_PAGE_NUMBER = re.compile(r"(?:(?:trang|page|of|so)\b|[\W\d_])*", re.I)
_SPACE = re.compile(r"\s+")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(data: bytes, limits: Limits, report: Progress) -> Parsed:
    """Read a .docx or .docm; macros are never looked at. There is no progress to report.

    Page headers come first and page footers last, each text once, page numbers left out; notes
    stand before the footers, and the text of a box after the paragraph that anchors it.

    Raises:
        ReadingError: corrupt, encrypted, too_large_unzipped, output_too_large.
    """
    del report
    return WordReader(Archive(data, limits), limits).parsed()


class WordReader:
    """Holds the state of one reading: numbers, text so far, text of a deleted paragraph mark.

    Attributes:
        root: The main part.
        lines: The paragraphs (and word art) of the body in the order of the text, each with its
            automatic number and the line it gives: "" for an empty one. Filled by `parsed`.
        before: The lines that stand before the body in the text.
    """

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._numbers = Numbers(archive)
        self._limit = limits.output_characters
        self._characters = 0
        self._carried = ""
        self._marks: list[str] = []
        self.root = archive.tree(archive.main)
        self._warnings: list[str] = []
        self.lines: list[tuple[Element, str, str]] = []
        self.before: list[str] = []

    def parsed(self) -> Parsed:
        """Read all of it; once."""
        root = self.root
        body = root.find(f"{W}body")
        if body is None:
            raise ReadingError("corrupt")
        edges = {"header": self._edge(root, "header"), "footer": self._edge(root, "footer")}
        self.lines, self.before = [], edges["header"]
        lines = [*edges["header"], *self._body(body)]
        own = len(self.lines)
        lines += [*self._notes(), *edges["footer"]]
        del self.lines[own:]
        self._marks += edges["header"] + edges["footer"]
        text = "\n".join(line for line in lines if line.strip())
        return Parsed(text, warnings=tuple(self._warnings), marks=tuple(self._marks))

    def _body(self, body: Element) -> list[str]:
        lines: list[str] = []
        for block in _blocks(body):
            if block.tag == f"{W}tbl":
                lines += self._table(block, at_head=len(lines) < _HEAD_LINES)
            elif block.tag == f"{W}altChunk":
                self._warnings = ["embedded_document"]
            else:
                lines += self._paragraph(block)
        return [*lines, self._carried]

    def _paragraph(self, paragraph: Element) -> list[str]:
        """Return the paragraph and its boxes; count what goes out against the limit."""
        own, anchored = runs.read_runs(paragraph)
        text, self._carried = self._carried + own, ""
        place = len(self.lines)
        boxes = self._boxes(anchored)
        if runs.is_on(_mark(paragraph), "del"):
            self._carried = text
            return boxes
        number = self._numbers.prefix(paragraph)
        line = number + text.strip("\n") if text.strip() else ""
        self.lines.insert(place, (paragraph, number, line))
        self._characters += len(line)
        if self._characters > self._limit:
            raise ReadingError("output_too_large", limit=self._limit)
        return [line, *boxes]

    def _boxes(self, anchored: list[Element]) -> list[str]:
        lines: list[str] = []
        for box in anchored:
            art = runs.art_text(box)
            self.lines += [(box, "", art)] if art else []
            lines += [art] if art else self._inside(box)
        self._marks += lines
        return lines

    def _inside(self, container: Element) -> list[str]:
        """Return the lines of a cell, box, note or page edge; a nested table row is one line."""
        lines: list[str] = []
        for block in _blocks(container):
            if block.tag == f"{W}tbl":
                lines += self._table(block, at_head=False)
            elif block.tag == f"{W}p":
                lines += self._paragraph(block)
        return [line for line in lines if line.strip()]

    def _table(self, table: Element, *, at_head: bool) -> list[str]:
        rows = []
        for row in _rows(table):
            cells = [self._inside(cell) for cell in _children(row, f"{W}tc")]
            if at_head:
                self._marks += [line for cell in cells for line in cell]
            rows.append("\t".join(_one_line(cell) for cell in cells))
        return rows

    def _edge(self, root: Element, kind: str) -> list[str]:
        """Return the lines of the headers or footers that the document's sections use."""
        parts = {part.id: part.target for part in self._archive.relations(self._archive.main)}
        ids = [item.get(_RELATION_ID, "") for item in root.iter(f"{W}{kind}Reference")]
        used = dict.fromkeys(parts[name] for name in ids if name in parts)
        lines = [line for name in used for line in self._inside(self._archive.tree(name))]
        return [line for line in dict.fromkeys(lines) if not _PAGE_NUMBER.fullmatch(line)]

    def _notes(self) -> list[str]:
        lines = []
        for kind in ("footnote", "endnote"):
            root = self._archive.related(f"{kind}s")
            notes = [] if root is None else root.findall(f"{W}{kind}")
            for note in notes:
                if note.get(f"{W}type") in (None, "normal"):
                    lines.append(_one_line(self._inside(note)))
        return lines


def _mark(paragraph: Element) -> Element | None:
    """Return the properties of the sign that ends a paragraph, None when it has none."""
    properties = paragraph.find(f"{W}pPr")
    return None if properties is None else properties.find(f"{W}rPr")


def _blocks(container: Element) -> Iterator[Element]:
    return _children(container, f"{W}p", f"{W}tbl", f"{W}altChunk")


def _rows(table: Element) -> Iterator[Element]:
    rows = _children(table, f"{W}tr")
    return (row for row in rows if not runs.is_on(row.find(f"{W}trPr"), "del"))


def _children(container: Element, *tags: str) -> Iterator[Element]:
    """Yield the children with a tag, also inside content controls, insertions and the like."""
    for child in container:
        shown = runs.current(child)
        if shown.tag in tags:
            yield shown
        elif shown.tag not in runs.DELETED and not shown.tag.endswith("Pr"):
            yield from _children(shown, *tags)


def _one_line(lines: list[str]) -> str:
    return _SPACE.sub(" ", " ".join(lines)).strip()
