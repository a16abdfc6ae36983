"""The drawn line under the national name, the issuer and the subject, in OOXML."""

from __future__ import annotations

from prompts.word.looks import TWIPS_PER_MM, track
from prompts.word.package import Element, W, element
from prompts.word.tracked import Author, mark_inserted
from retrieval.reading import runs

CELL_MARGINS = 3.8
"""What the margins of a table's cell take of its width, in mm, unless set otherwise."""
_TEXT_WIDTH = 165.0
"""Width of the text of a page in the prescribed form, in mm."""
_MM_PER_POINT = 25.4 / 72
_WIDTHS = {True: 0.68, False: 0.46}
"""Mean widths of a capital and of another letter of Times New Roman, in ems."""
_SPACE = 0.25
"""Width of a space, in ems."""


def text_width(text: str, size: float) -> float:
    """Return about how wide a line of Times New Roman is, in mm; `size` in points."""
    ems = sum(_WIDTHS[ch.isupper()] if not ch.isspace() else _SPACE for ch in text)
    return ems * size * _MM_PER_POINT


def rule_paragraph(length: float, width: float, after: float = 0) -> Element:
    """Return an empty paragraph with a drawn line, centred in a column.

    Args:
        length: Of the line, in mm.
        width: Of the column, in mm.
        after: Space below, in points.
    """
    paragraph, properties, borders = element("p"), element("pPr"), element("pBdr")
    borders.append(element("bottom", val="single", sz="6", space="0", color="000000"))
    space = {"before": "40", "after": str(round(after * 20)), "line": "40", "lineRule": "exact"}
    properties.append(borders)
    properties.append(element("spacing", **space))
    properties.append(element("ind", **_indents(length, width), firstLine="0"))
    paragraph.append(properties)
    return paragraph


def draw_rule(under: Element, length: float, author: Author) -> None:
    """Draw a line of a length, in mm, under a paragraph, tracked; one that is there is adjusted."""
    width = _column(under)
    below = under.getnext()
    drawn = below is not None and below.find(f"{W}pPr/{W}pBdr") is not None
    if drawn and not "".join(piece.text for piece in runs.pieces(below)).strip():
        properties = below.find(f"{W}pPr")
        track(properties, "pPr", author)
        _indent(properties, _indents(length, width))
        return
    added = rule_paragraph(length, width)
    mark_inserted(added.find(f"{W}pPr"), author)
    under.addnext(added)


def _indent(properties: Element, indents: dict[str, str]) -> None:
    own = properties.find(f"{W}ind")
    if own is None:
        own = element("ind")
        properties.find(f"{W}pBdr").addnext(own)
    for name, value in indents.items():
        own.set(f"{W}{name}", value)


def _indents(length: float, width: float) -> dict[str, str]:
    """Return the indents in twips between which a line of a length stands in the middle."""
    indent = str(round(max(0.0, (width - length) / 2) * TWIPS_PER_MM))
    return {"left": indent, "right": indent}


def _column(paragraph: Element) -> float:
    """Return how wide the column of a paragraph is, in mm: its cell's or the page's."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    told = None if cell is None else cell.find(f"{W}tcPr/{W}tcW[@{W}type='dxa']")
    if told is not None:
        return float(told.get(f"{W}w")) / TWIPS_PER_MM - CELL_MARGINS
    section = next(paragraph.getroottree().getroot().iter(f"{W}sectPr"), None)
    size, margins = (
        None if section is None else section.find(f"{W}{n}") for n in ("pgSz", "pgMar")
    )
    if size is None or margins is None:
        return _TEXT_WIDTH
    inner = float(size.get(f"{W}w")) - sum(float(margins.get(f"{W}{n}")) for n in ("left", "right"))
    return inner / TWIPS_PER_MM
