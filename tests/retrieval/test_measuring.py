"""How a .docx looks: what Word shows, whichever way it was said."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from retrieval.reading import read_file
from retrieval.reading.layout import from_json, to_json


def measured(folder, document):
    path = folder / "m.docx"
    document.save(path)
    extracted = read_file(path, measured=True)
    assert extracted.layout is not None
    return extracted, extracted.layout


def direct(document):
    run = document.add_paragraph().add_run("Kế hoạch")
    run.font.name, run.font.size, run.font.bold = "Arial", Pt(15), True


def by_style(document):
    base = document.styles.add_style("Gốc", WD_STYLE_TYPE.PARAGRAPH)
    base.font.name, base.font.size = "Arial", Pt(15)
    style = document.styles.add_style("Con", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.font.bold = base, True
    document.add_paragraph("Kế hoạch", style="Con")


def by_character_style(document):
    style = document.styles.add_style("Chữ", WD_STYLE_TYPE.CHARACTER)
    style.font.name, style.font.size, style.font.bold = "Arial", Pt(15), True
    document.add_paragraph().add_run("Kế hoạch", style="Chữ")


@pytest.mark.parametrize("write", [direct, by_style, by_character_style])
def test_a_look_is_the_same_however_it_was_given(write, tmp_path):
    document = docx.Document()
    write(document)
    _, layout = measured(tmp_path, document)
    look = layout.paragraphs[-1].spans[0].look
    assert (look.font, look.size, look.bold, look.italic) == ("Arial", 15, True, False)


def test_a_typeface_of_the_theme_is_named(tmp_path):
    """The default template of python-docx takes its headings' typeface from the theme."""
    document = docx.Document()
    document.add_paragraph("Kế hoạch", style="Heading 1")
    _, layout = measured(tmp_path, document)
    assert layout.paragraphs[-1].spans[0].look.font == "Calibri"


def test_spacing_and_indents_are_inherited_one_by_one(tmp_path):
    """A paragraph that sets the space below keeps the height of lines of its style."""
    document = docx.Document()
    style = document.styles.add_style("Thân", WD_STYLE_TYPE.PARAGRAPH)
    style.paragraph_format.line_spacing = 1.5
    style.paragraph_format.first_line_indent = Mm(10)
    paragraph = document.add_paragraph("Nội dung", style="Thân")
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _, layout = measured(tmp_path, document)
    own = layout.paragraphs[-1]
    assert (own.line, own.after, own.alignment) == (1.5, 6, "both")
    assert own.first_line == pytest.approx(10, abs=0.1)


def test_an_exact_height_of_lines_is_told_in_points(tmp_path):
    document = docx.Document()
    document.add_paragraph("Nội dung").paragraph_format.line_spacing = Pt(18)
    _, layout = measured(tmp_path, document)
    assert (layout.paragraphs[-1].line, layout.paragraphs[-1].line_points) == (None, 18)


def test_paragraphs_know_where_they_stand_in_the_text(tmp_path):
    """In tables, behind soft breaks, with runs cut anywhere and automatic numbers."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for i, cell in enumerate(table._cells):
        cell.text = f"Ô  số {i}"
    paragraph = document.add_paragraph("Phòng, chống ")
    paragraph.add_run("đuối").bold = True
    paragraph.add_run(" nước\ncho trẻ em")
    document.add_paragraph("Mục có số", style="List Number")
    document.add_paragraph("")
    document.add_paragraph("Hết./.")
    extracted, layout = measured(tmp_path, document)
    for own in layout.paragraphs:
        told = "".join(extracted.text[own.start : own.end].split())
        assert told == "".join(f"{own.number}{own.text}".split())
    assert [p.cell for p in layout.paragraphs[:4]] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


def test_pages_and_their_numbers_are_measured(tmp_path):
    document = docx.Document()
    document.add_paragraph("Nội dung")
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(30)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): " PAGE "})
    paragraph._p.append(field)
    _, layout = measured(tmp_path, document)
    page, number = layout.pages[0], layout.numbers[0]
    assert (page.width, page.height, page.left) == (210, 297, 30)
    assert (number.edge, number.alignment, number.on_first) == ("header", "center", False)


def test_a_layout_travels_as_json(tmp_path):
    document = docx.Document()
    document.add_paragraph("Nội dung")
    document.add_table(rows=1, cols=1)
    _, layout = measured(tmp_path, document)
    assert from_json(to_json(layout)) == layout


def test_other_types_and_plain_reading_have_no_layout(tmp_path):
    document = docx.Document()
    document.add_paragraph("Nội dung")
    stream = io.BytesIO()
    document.save(stream)
    (tmp_path / "a.docx").write_bytes(stream.getvalue())
    (tmp_path / "a.txt").write_text("Nội dung", encoding="utf-8")
    assert read_file(tmp_path / "a.docx").layout is None
    assert read_file(tmp_path / "a.txt", measured=True).layout is None
