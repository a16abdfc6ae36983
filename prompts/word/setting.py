"""A paper set as a .docx in the prescribed form; every measure comes from the form's table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from prompts.word.elements import (
    keep_together,
    page_number_field,
    repeat_header,
    same_font,
    without_borders,
)
from prompts.word.form import Component, Form, prescribed_form
from prompts.word.paper import Annex, Level, Paper, Paragraph, spoken_day
from prompts.word.ruling import CELL_MARGINS, rule_paragraph, text_width

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_LETTERHEAD = (0.4, 0.6)
_ENDING = (0.5, 0.5)
_SIGNING_ROOM = 4
"""Empty lines in which the signature and the seal are put."""
_AROUND = 6
"""Points between the body and what stands before and behind it."""
_COMMENT_AUTHOR = "kehoach"


def set_paper(paper: Paper, form: Form | None = None) -> bytes:
    """Return a paper as the bytes of a .docx."""
    setter = _Setter(form or prescribed_form())
    setter.set(paper)
    stream = io.BytesIO()
    setter.document.save(stream)
    return stream.getvalue()


class _Setter:
    """One document while it is set."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.document: Any = docx.Document()
        self._prepare_page()
        self._prepare_styles()

    def set(self, paper: Paper) -> None:
        properties = self.document.core_properties
        properties.title, properties.author = " ".join(paper.subject), ""
        self._letterhead(paper)
        self._title(paper)
        for paragraph in paper.body:
            self._paragraph(paragraph)
        self._ending(paper)
        for annex in paper.annexes:
            self._annex(annex)

    def _prepare_page(self) -> None:
        section, page = self.document.sections[0], self._form.page_set
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
        section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
        section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
        section.header_distance = section.footer_distance = Mm(page["top"] / 2)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = _ALIGN[self._form.page_number["alignment"]]
        page_number_field(number, Pt(self._form.page_number["size"]))

    def _prepare_styles(self) -> None:
        normal = self.document.styles["Normal"]
        self._dress(normal, self._form.components["body"])
        normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.first_line_indent = Mm(0)
        for component in self._form.components.values():
            style = self.document.styles.add_style(component.name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            self._dress(style, component)

    def _dress(self, style: Any, component: Component) -> None:
        same_font(style, self._form.font)
        style.font.size = Pt(component.set)
        style.font.bold, style.font.italic = component.bold, component.italic
        style.font.color.rgb = RGBColor.from_string(self._form.color)
        layout = style.paragraph_format
        layout.alignment = _ALIGN[component.alignment]
        layout.space_before, layout.space_after = Pt(component.before), Pt(component.after)
        layout.line_spacing = component.line_set
        layout.first_line_indent = Mm(component.first_line_set)
        layout.widow_control = True

    @property
    def _width(self) -> float:
        """Width of the text in mm."""
        page = self._form.page_set
        return page["width"] - page["left"] - page["right"]

    def _letterhead(self, paper: Paper) -> None:
        table = self._borderless(2, _LETTERHEAD)
        left, right = table.rows[0].cells
        above = [("authority_above", line) for line in paper.authority_above]
        self._fill(left, [*above, *(("authority", line) for line in paper.authority)])
        self._fill(right, [("national_name", ""), ("motto", "")])
        left, right = table.rows[1].cells
        number = f"Số: {paper.number or f'      /{self._form.symbol}'}"
        self._fill(left, [("number", number)])
        if paper.mark:
            left.add_paragraph(paper.mark, style=self._form.components["authority"].name)
        self._fill(right, [("place_date", f"{paper.place}, {spoken_day(paper.day, paper.year)}")])

    def _fill(self, cell: Any, lines: Sequence[tuple[str, str]]) -> None:
        """Set the lines of a cell; under the last a rule is drawn, where one is prescribed."""
        component, text = None, ""
        for place, (name, own) in enumerate(lines):
            component = self._form.components[name]
            text = own or component.text
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.style = component.name
            paragraph.add_run(text)
        if component is not None and component.rule:
            length = component.rule * text_width(text, component.set)
            cell._tc.append(rule_paragraph(length, cell.width.mm - CELL_MARGINS))  # noqa: SLF001

    def _title(self, paper: Paper) -> None:
        lines = [("type_name", paper.type_name), *(("subject", line) for line in paper.subject)]
        for name, text in lines:
            component = self._form.components[name]
            run = self.document.add_paragraph(style=component.name).add_run(text)
            if paper.note and name == "type_name":
                self._remark(run, paper.note)
        subject = self._form.components["subject"]
        length = subject.rule * text_width(paper.subject[-1], subject.set)
        last = self.document.paragraphs[-1]._p  # noqa: SLF001
        last.addnext(rule_paragraph(length, self._width, after=_AROUND))

    def _paragraph(self, paragraph: Paragraph) -> None:
        kind = "basis" if paragraph.level is Level.BASIS else "body"
        style = self._form.components[kind].name
        added = self.document.add_paragraph(style=style)
        run = added.add_run(paragraph.text)
        run.bold = True if paragraph.bold else None
        added.paragraph_format.keep_with_next = paragraph.bold or None
        if paragraph.comment:
            self._remark(run, paragraph.comment)

    def _remark(self, run: Any, text: str) -> None:
        self.document.add_comment(run, text, author=_COMMENT_AUTHOR, initials="k")

    def _ending(self, paper: Paper) -> None:
        table = self._borderless(1, _ENDING)
        keep_together(table)
        left, right = table.rows[0].cells
        last = len(paper.recipients) - 1
        listed = [f"- {each}{'.' if i == last else ';'}" for i, each in enumerate(paper.recipients)]
        label = [("recipients_label", "")] if paper.recipients else []
        self._fill(left, [*label, *(("recipients", line) for line in listed)])
        lines = [("signature_authority", line) for line in paper.authority_lines]
        room = [("signer", "\u00a0")] * _SIGNING_ROOM
        self._fill(right, [*lines, *room, ("signer", paper.signer or "\u00a0")])
        for cell in (left, right):
            cell.paragraphs[0].paragraph_format.space_before = Pt(_AROUND)

    def _borderless(self, rows: int, shares: Sequence[float]) -> Any:
        table = self.document.add_table(rows=rows, cols=len(shares))
        without_borders(table)
        self._widen(table, shares)
        return table

    def _widen(self, table: Any, shares: Sequence[float]) -> None:
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(share * self._width)
            for cell in column.cells:
                cell.width = Mm(share * self._width)

    def _annex(self, annex: Annex) -> None:
        self.document.add_page_break()
        component = self._form.components["subject"]
        for line in annex.title:
            self.document.add_paragraph(line, style=component.name)
        table = self.document.add_table(rows=1, cols=len(annex.header), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for row in (annex.header, *annex.rows):
            cells = table.rows[0].cells if row is annex.header else table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                run = cell.paragraphs[0].add_run(text)
                run.bold = True if row is annex.header else None
                run.font.size = Pt(self._form.components["body"].size[0])
                cell.paragraphs[0].alignment = _ALIGN["left"]
        repeat_header(table)
        self._widen(table, annex.widths)
