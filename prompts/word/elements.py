"""The OOXML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def same_font(style: Any, name: str) -> None:
    """Give a style one typeface for every script, in place of its theme's."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), name)
        fonts.attrib.pop(qn(f"w:{slot}Theme"), None)


def page_number_field(paragraph: Any, size: Any) -> None:
    """Put the number of the page into a paragraph."""
    run = paragraph.add_run()
    run.font.size = size
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)  # noqa: SLF001 (python-docx has no fields)


def without_borders(table: Any) -> None:
    """Take the lines off a table that only places things side by side."""
    properties = table._tbl.tblPr  # noqa: SLF001
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def repeat_header(table: Any) -> None:
    """Repeat the first row of a table on every page; no row is cut by a page."""
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001
    keep_together(table)


def keep_together(table: Any) -> None:
    """Let no row of a table be cut by the end of a page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
