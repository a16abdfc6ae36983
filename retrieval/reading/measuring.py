"""A .docx as text together with how it looks, for whoever checks its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from retrieval.reading import runs
from retrieval.reading.archive import Archive
from retrieval.reading.formatting import TWIPS_PER_MM, Styles, alignment, millimetres, spacing
from retrieval.reading.layout import Layout, Page, PageNumber, Paragraph, Span, Table, to_json
from retrieval.reading.numbering import W
from retrieval.reading.types import Limits, Parsed, Progress
from retrieval.reading.word import WordReader

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = ("{urn:schemas-microsoft-com:vml}line", "{urn:schemas-microsoft-com:vml}shape",
          "{urn:schemas-microsoft-com:vml}rect", f"{W}drawing")  # fmt: skip
_PAGE_FIELD = re.compile(r"\s*PAGE\b")
_BEFORE = f"{W}sectPrChange"
"""Holds what the measures of a section were before a tracked change."""
_REVISIONS = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_LINED = ("single", "thick", "double", "dashed", "dotted", "hairline")


def read(data: bytes, limits: Limits, report: Progress) -> Parsed:
    """Read a .docx as `word.read` does, and measure it.

    Raises:
        ReadingError: those of `word.read`.
    """
    del report
    archive = Archive(data, limits)
    reader = WordReader(archive, limits)
    parsed = reader.parsed()
    layout = _Measure(archive, reader, parsed.text).layout()
    return replace(parsed, layout=to_json(layout))


class _Measure:
    """Measures what a reader has read."""

    def __init__(self, archive: Archive, reader: WordReader, text: str) -> None:
        self._archive = archive
        self._reader = reader
        self._text = text
        self._styles = Styles(archive)
        self._root = reader.root

    def layout(self) -> Layout:
        before = {id(s) for old in self._root.iter(_BEFORE) for s in old.iter(f"{W}sectPr")}
        sections = [s for s in self._root.iter(f"{W}sectPr") if id(s) not in before]
        marks = (each for each in self._root.iter() if each.tag in _REVISIONS)
        revisions = tuple(mark.get(f"{W}author", "") for mark in marks)
        tables = [_table(each, self._styles) for each in self._root.iter(f"{W}tbl")]
        pages, numbers = _pages(sections), tuple(self._page_numbers(sections))
        return Layout(pages, numbers, tuple(self._paragraphs()), tuple(tables), revisions)

    def _paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs; their letters are counted, since reading only changes spaces."""
        letters = _letters(self._text)
        places = {id(each): i for i, each in enumerate(self._root.iter(f"{W}p"))}
        cells = _cells(self._root)
        done = sum(len(_solid(line)) for line in self._reader.before)
        for element, number, line in self._reader.lines:
            count = len(_solid(line))
            start = letters[done] if count else letters[min(done, len(letters) - 1)]
            end = letters[done + count - 1] + 1 if count else start
            done += count
            place = places.get(id(element), -1)
            yield self._paragraph(element, place, (start, end), number, cells.get(id(element)))

    def _paragraph(
        self,
        element: Element,
        place: int,
        offsets: tuple[int, int],
        number: str,
        cell: tuple[int, int, int] | None,
    ) -> Paragraph:
        own = element.find(f"{W}pPr")
        held = self._styles.paragraph(own)
        indent = held.get("ind")
        before, after, line, points = spacing(held)
        hanging = millimetres(indent, "hanging")
        spans = tuple(self._spans(element, own))
        return Paragraph(
            index=place,
            start=offsets[0],
            end=offsets[1],
            number=number.strip(),
            text="".join(piece.text for piece in runs.pieces(element)),
            alignment=alignment(held),
            first_line=-hanging if hanging else millimetres(indent, "firstLine"),
            left=millimetres(indent, "left", "start"),
            before=before,
            after=after,
            line=line,
            line_points=points,
            bordered=_is_bordered(held),
            shapes=_shapes(element),
            cell=cell,
            spans=spans,
        )

    def _spans(self, element: Element, own: Element | None) -> Iterator[Span]:
        """Yield the stretches of a paragraph, neighbours that look the same as one."""
        last: Span | None = None
        at = 0
        for piece in runs.pieces(element):
            properties = None if piece.run is None else piece.run.find(f"{W}rPr")
            look, end = self._styles.look(own, properties), at + len(piece.text)
            if last is not None and last.look == look:
                last = replace(last, end=end)
            else:
                if last is not None:
                    yield last
                last = Span(at, end, look)
            at = end
        if last is not None:
            yield last

    def _page_numbers(self, sections: list[Element]) -> Iterator[PageNumber]:
        """Yield the page numbers of the first section; later ones inherit them."""
        parts = {part.id: part.target for part in self._archive.relations(self._archive.main)}
        first = sections[0] if sections else Element("none")
        apart = runs.is_on(first, "titlePg")
        for edge in ("header", "footer"):
            arabic = _written(first) in ("", "decimal")
            for reference in first.findall(f"{W}{edge}Reference"):
                name = parts.get(reference.get(_RELATION_ID, ""), "")
                kind = reference.get(f"{W}type") or "default"
                if name and kind != "even" and (kind != "first" or apart):
                    found = self._numbered(self._archive.tree(name))
                    on_first = kind == "first" or not apart
                    yield from (PageNumber(edge, each, on_first, arabic) for each in found)

    def _numbered(self, edge: Element) -> Iterator[str]:
        """Yield the alignment of each paragraph of a page edge that holds a page number."""
        for paragraph in edge.iter(f"{W}p"):
            codes = [item.text or "" for item in paragraph.iter(f"{W}instrText")]
            codes += [item.get(f"{W}instr", "") for item in paragraph.iter(f"{W}fldSimple")]
            if any(_PAGE_FIELD.match(code) for code in codes):
                own = paragraph.find(f"{W}pPr")
                frame = None if own is None else own.find(f"{W}framePr")
                placed = None if frame is None else frame.get(f"{W}xAlign")
                yield placed or alignment(self._styles.paragraph(own))


def _written(section: Element) -> str:
    """Return how a section writes its page numbers, "" for figures."""
    kind = section.find(f"{W}pgNumType")
    return "" if kind is None else kind.get(f"{W}fmt", "")


def _pages(sections: list[Element]) -> tuple[Page, ...]:
    found = []
    for section in sections:
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        paper = [_length(size, name) for name in ("w", "h")]
        edges = [_length(margin, name) for name in ("top", "bottom", "left", "right")]
        found.append(Page(*paper, *edges))
    return tuple(found)


def _length(element: Element | None, name: str) -> float | None:
    text = None if element is None else element.get(f"{W}{name}")
    whole = text is not None and text.lstrip("-").isdigit()
    return round(int(text) / TWIPS_PER_MM, 1) if text is not None and whole else None


def _table(table: Element, styles: Styles) -> Table:
    rows = table.findall(f"{W}tr")
    head = rows[0].find(f"{W}trPr") if rows else None
    return Table(len(rows), runs.is_on(head, "tblHeader"), _bordered(table, styles))


def _bordered(table: Element, styles: Styles) -> bool:
    properties = table.find(f"{W}tblPr")
    borders = None if properties is None else properties.find(f"{W}tblBorders")
    if borders is None:
        borders = styles.table_borders(properties)
    own = [] if borders is None else list(borders)
    own += [side for edges in table.iter(f"{W}tcBorders") for side in edges]
    return any(side.get(f"{W}val") in _LINED for side in own if side.tag != f"{W}bottom")


def _cells(root: Element) -> dict[int, tuple[int, int, int]]:
    """Return table, row and column of the paragraphs that stand in cells, by identity."""
    found = {}
    for number, table in enumerate(root.iter(f"{W}tbl")):
        for row, line in enumerate(table.findall(f"{W}tr")):
            for column, cell in enumerate(line.findall(f"{W}tc")):
                found.update({id(p): (number, row, column) for p in cell.iter(f"{W}p")})
    return found


def _is_bordered(held: dict[str, Element]) -> bool:
    borders = held.get("pBdr")
    sides = [] if borders is None else list(borders)
    return any(side.get(f"{W}val") in _LINED for side in sides)


def _shapes(element: Element) -> int:
    """Count the shapes anchored in a paragraph; one with a fallback for old programs once."""
    found = 0
    for child in element:
        shown = runs.current(child)
        found += 1 if shown.tag in _DRAWN else _shapes(shown)
    return found


def _letters(text: str) -> list[int]:
    """Return the offsets of the characters that are not blank; [0] for a blank text."""
    return [i for i, ch in enumerate(text) if not ch.isspace()] or [0]


def _solid(text: str) -> str:
    return "".join(text.split())
