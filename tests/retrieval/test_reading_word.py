"""A .docx: order, tables, automatic numbers, tracked changes, what stands around the body."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from retrieval.errors import ReadingError
from retrieval.reading import read_file
from tests.retrieval.reading_samples import (
    BOX,
    define_list,
    numbered,
    rewritten,
    saved,
    use_list,
    with_body,
    word,
)


def lines_of(folder, data, name="plan.docx"):
    path = folder / name
    path.write_bytes(data)
    return read_file(path).text.split("\n")


def test_paragraphs_and_tables_come_in_document_order(tmp_path):
    document = docx.Document()
    document.add_paragraph("Mở đầu")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["STT", "Nhiệm vụ", "1", "Dạy bơi"], strict=True):
        cell.text = text
    document.add_paragraph("Kết\tthúc").add_run().add_break()
    assert lines_of(tmp_path, saved(document)) == [
        "Mở đầu", "STT\tNhiệm vụ", "1\tDạy bơi", "Kết\tthúc",
    ]  # fmt: skip


def test_merged_cells_give_their_text_once(tmp_path):
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "ngang"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "dọc"
    table.cell(1, 1).text = "b"
    table.cell(2, 2).text = "c"
    assert lines_of(tmp_path, saved(document)) == ["ngang", "dọc\tb\t", "\t\tc"]


def test_a_nested_table_stays_in_the_line_of_its_row(tmp_path):
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "ngoài"
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, text in zip(inner._cells, "abcd", strict=True):
        cell.text = text
    outer.cell(0, 1).add_paragraph("cuối")
    assert lines_of(tmp_path, saved(document)) == ["ngoài\ta b c d cuối"]


def test_automatic_numbers_come_out_as_text(tmp_path):
    document = docx.Document()
    levels = [
        ("upperRoman", "%1."),
        ("decimal", "%2."),
        ("lowerLetter", "%3)"),
        ("bullet", "\uf0b7"),
    ]
    define_list(document, 90, levels)
    for depth in (0, 1, 2, 2, 3, 1, 0, 1):
        numbered(document, "việc", 90, depth)
    assert lines_of(tmp_path, saved(document)) == [
        "I. việc", "1. việc", "a) việc", "b) việc", "- việc", "2. việc", "II. việc", "1. việc",
    ]  # fmt: skip


def test_a_number_shows_the_levels_above_and_goes_on_after_other_text(tmp_path):
    document = docx.Document()
    define_list(document, 90, [("decimal", "%1."), ("decimal", "%1.%2."), ("lowerRoman", "(%3)")])
    numbered(document, "a", 90)
    numbered(document, "b", 90, 1)
    document.add_paragraph("xen giữa")
    numbered(document, "c", 90, 1)
    numbered(document, "d", 90, 2)
    assert lines_of(tmp_path, saved(document)) == [
        "1. a", "1.1. b", "xen giữa", "1.2. c", "(i) d",
    ]  # fmt: skip


def test_a_list_restarts_only_where_its_definition_says_so(tmp_path):
    document = docx.Document()
    define_list(document, 90, [("upperLetter", "Phần %1:")])
    use_list(document, 91, 90)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    use_list(document, 92, 90, override)
    for number in (90, 91, 92, 92):
        numbered(document, "x", number)
    assert lines_of(tmp_path, saved(document)) == [
        "Phần A: x", "Phần B: x", "Phần A: x", "Phần B: x",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_unless_one_opts_out(tmp_path):
    document = docx.Document()
    document.add_paragraph("một", style="List Number")
    numbered(document, "không số", 0).style = "List Number"
    document.add_paragraph("hai", style="List Number")
    document.add_paragraph("gạch", style="List Bullet")
    assert lines_of(tmp_path, saved(document)) == ["1. một", "không số", "2. hai", "- gạch"]


def test_a_plus_keeps_its_rank_below_the_dash(tmp_path):
    document = docx.Document()
    define_list(document, 90, [("bullet", "-"), ("bullet", "+")])
    numbered(document, "gạch", 90)
    numbered(document, "cộng", 90, 1)
    assert lines_of(tmp_path, saved(document)) == ["- gạch", "+ cộng"]


def test_deleted_text_is_left_out_and_inserted_text_kept(tmp_path):
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('Giữ ')}<w:del>{run('BỎ')}</w:del><w:ins>{run('thêm')}</w:ins>"
        f"<w:moveFrom>{run('BỎ')}</w:moveFrom><w:moveTo>{run(' chuyển')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('nối ')}</w:p><w:p>{run('liền')}</w:p>"
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẨN</w:t></w:r>{run('hiện')}</w:p>"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('BỎ')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert lines_of(tmp_path, with_body(body)) == ["Giữ thêm chuyển", "nối liền", "hiện"]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path):
    assert lines_of(tmp_path, with_body(BOX.format("trong khung"))) == [
        "quanh khung", "trong khung",
    ]  # fmt: skip


def test_fields_give_their_result_and_content_controls_their_text(tmp_path):
    body = (
        '<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>năm</w:t><w:noBreakHyphen/>"
        "<w:t>2025</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert lines_of(tmp_path, with_body(body)) == ["năm-2025"]


def test_headers_come_first_and_footers_last_without_page_numbers(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Phụ lục kèm theo"
    document.sections[0].footer.paragraphs[0].text = "- Trang 3 -"
    document.sections[0].footer.add_paragraph("Bản thảo lần 2")
    document.add_paragraph("Thân bài")
    assert lines_of(tmp_path, saved(document)) == ["Phụ lục kèm theo", "Thân bài", "Bản thảo lần 2"]


def test_footnotes_stand_at_the_end(tmp_path):
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Theo báo cáo</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    data = rewritten(word("Thân bài"), "word/footnotes.xml", lambda _: notes)
    data = rewritten(
        data,
        "word/_rels/document.xml.rels",
        lambda old: old.replace("</Relationships>", relation),
    )
    assert lines_of(tmp_path, data) == ["Thân bài", "Theo báo cáo"]


def test_a_macro_file_is_read_as_text(tmp_path):
    data = rewritten(
        word("Thân bài"),
        "[Content_Types].xml",
        lambda old: old.replace(
            "openxmlformats-officedocument.wordprocessingml.document.main",
            "ms-word.document.macroEnabled.main",
        ),
    )
    assert lines_of(tmp_path, data, "plan.docm") == ["Thân bài"]


def test_an_embedded_document_is_reported(tmp_path):
    (tmp_path / "plan.docx").write_bytes(
        with_body("<w:altChunk/><w:p><w:r><w:t>a</w:t></w:r></w:p>")
    )
    assert read_file(tmp_path / "plan.docx").warnings == ("embedded_document",)


def test_a_relation_to_nowhere_does_no_harm(tmp_path):
    data = rewritten(
        word("Thân bài"),
        "word/_rels/document.xml.rels",
        lambda old: old.replace('Target="styles.xml"', 'Target="../NULL"'),
    )
    assert lines_of(tmp_path, data) == ["Thân bài"]


def _with_entities(data):
    return rewritten(
        data,
        "word/document.xml",
        lambda old: old.replace("<w:document", '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document', 1),
    )


def _locked(data):
    out = bytearray(data)
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        out[at] |= 1
    return bytes(out)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: word("x" * 5000)[:3000], "corrupt"),
        (lambda: word("x")[:200], "corrupt"),
        (lambda: rewritten(word("x"), "word/document.xml", lambda old: old[:-30]), "corrupt"),
        (lambda: rewritten(word("x"), "_rels/.rels", lambda _: "<a/>"), "corrupt"),
        (lambda: _with_entities(word("x")), "corrupt"),
        (lambda: with_body("<w:sdt><w:sdtContent>" * 9000), "corrupt"),
        (lambda: with_body("<w:sdt>" * 9000 + "</w:sdt>" * 9000), "corrupt"),
        (lambda: _locked(word("x")), "encrypted"),
        (lambda: word(), "file_empty"),
    ],
)
def test_a_damaged_locked_or_empty_document_is_refused(tmp_path, make, code):
    (tmp_path / "plan.docx").write_bytes(make())
    with pytest.raises(ReadingError) as caught:
        read_file(tmp_path / "plan.docx")
    assert caught.value.code == code


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path):
    out = io.BytesIO(word("x"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/{number}.bin", b"\0" * 80_000_000)
    (tmp_path / "plan.docx").write_bytes(out.getvalue())
    with pytest.raises(ReadingError) as caught:
        read_file(tmp_path / "plan.docx")
    assert caught.value.code == "too_large_unzipped"
    assert caught.value.facts == {"name": "plan.docx", "megabytes": 230, "limit": 200}
