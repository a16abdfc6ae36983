"""A corrected copy: certain changes are tracked, the rest is remarked, all else is untouched."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn

from prompts.checking import review
from prompts.checking.fixing import annotated, corrected
from prompts.word.setting import set_paper
from retrieval.legal import shipped_catalogue
from retrieval.reading import read_file
from tests.prompts.sample_plan import DAY, drafted, formed, sample

WHEN = datetime(2026, 11, 22, tzinfo=UTC)


def _fixed(folder, content, *, change=corrected):
    path = folder / "du-thao.docx"
    path.write_bytes(content)
    extracted = read_file(path, measured=True)
    report = review(path.name, extracted, DAY, shipped_catalogue())
    return report, change(content, extracted, report, WHEN)


def _again(folder, content):
    path = folder / "da-sua.docx"
    path.write_bytes(content)
    return review(path.name, read_file(path, measured=True), DAY, shipped_catalogue())


CERTAIN = {
    "margin": ("page", "left=20"),
    "paper": ("page", "width=216 height=279"),
    "font": ("look", "font=Arial"),
    "colour": ("look", "color=FF0000"),
    "size": ("look", "size=12"),
    "alignment": ("paragraph", "alignment=left"),
    "indent": ("paragraph", "first_line=0"),
    "spacing": ("paragraph", "after=0"),
    "height of lines": ("paragraph", "line=2"),
    "spelling": ("task", "Tăng cường trà soát các điểm nguy hiểm."),
    "date of an act": ("task", "Thực hiện Nghị định số 56/2017/NĐ-CP ngày 09/6/2017."),
    "number of an act": ("task", "Thực hiện Thông tư số 28/2019/TT BLĐTBXH."),
    "expired act": ("task", "Xử phạt theo Nghị định số 144/2013/NĐ-CP của Chính phủ."),
    "expired act with its title": (
        "task",
        "Xử phạt theo Nghị định số 144/2013/NĐ-CP ngày 29/10/2013 của Chính phủ quy định xử phạt "
        "vi phạm hành chính về bảo trợ, cứu trợ xã hội và bảo vệ, chăm sóc trẻ em.",
    ),
    "place missing": ("place_date", "ngày 22 tháng 11 năm 2026"),
    "motto missing": ("motto", " "),
    "V/v": ("subject", "V/v thực hiện công tác trẻ em năm 2027 trên địa bàn xã An Bình"),
    "section": ("section", "II/ NỘI DUNG, NHIỆM VỤ"),
    "number of a heading": ("task_heading", "3. Công tác truyền thông"),
    "end": ("closing", "Trên đây là Kế hoạch thực hiện công tác trẻ em năm 2027."),
    "TM.": ("authority_line", "T/M ỦY BAN NHÂN DÂN"),
    "filed": ("filed", "Lưu"),
    "date in figures": ("place_date", "An Bình, ngày 22/11/2026"),
    "symbol": ("number", "Số: 15/KH/UBND"),
    "symbol missing": ("number", "Số: 15"),
}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("motto", "missing"),
        ("authority", "missing"),
        ("subject", "missing"),
        ("authority", "too long"),
        ("subject", "too long"),
    ],
)
def test_the_line_under_a_component_is_drawn_as_long_as_it_should_be(name, fault, tmp_path):
    rules = {"motto": 1, "authority": 0, "subject": 2}
    plan = docx.Document(io.BytesIO(set_paper(sample())))
    drawn = list(plan.element.body.iter(qn("w:pBdr")))
    assert len(drawn) == len(rules)
    rule = drawn[rules[name]].getparent().getparent()
    if fault == "missing":
        rule.getparent().remove(rule)
    else:
        rule.pPr.remove(rule.pPr.find(qn("w:ind")))
    stream = io.BytesIO()
    plan.save(stream)
    report, content = _fixed(tmp_path, stream.getvalue())
    assert [each.rule for each in report.findings] == ["form.rule_line"]
    assert _again(tmp_path, content).findings == ()


def test_the_national_name_is_put_in_where_it_is_missing(tmp_path):
    content = drafted("national_name", " ")
    report, content = _fixed(tmp_path, content)
    assert "form.national_name" in {each.rule for each in report.findings}
    assert "form.national_name" not in {each.rule for each in _again(tmp_path, content).findings}


def test_the_lines_of_a_signature_are_put_in_their_order(tmp_path):
    lines = ("KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH")
    report, content = _fixed(tmp_path, set_paper(replace(sample(), authority_lines=lines)))
    assert "form.signature" in {each.rule for each in report.findings}
    again = _again(tmp_path, content)
    assert "form.signature" not in {each.rule for each in again.findings}


@pytest.mark.parametrize("place", CERTAIN.values(), ids=CERTAIN.keys())
def test_what_is_certain_is_mended(place, tmp_path):
    """The copy passes the check that the draft failed."""
    report, content = _fixed(tmp_path, drafted(*place))
    assert report.findings
    assert _again(tmp_path, content).findings == ()


def test_what_a_person_must_decide_is_remarked_and_left(tmp_path):
    place = ("task", "Báo cáo Phòng Lao động - Thương binh và Xã hội huyện.")
    report, content = _fixed(tmp_path, drafted(*place))
    comments = [comment.text for comment in docx.Document(io.BytesIO(content)).comments]
    assert len(comments) == len(report.findings)
    assert any("Phòng Văn hóa - Xã hội" in comment for comment in comments)
    assert "Phòng Lao động - Thương binh và Xã hội huyện" in _text(tmp_path, content)


def _text(folder, content):
    path = folder / "doc-lai.docx"
    path.write_bytes(content)
    return read_file(path).text


def test_a_replaced_word_is_struck_out_and_the_new_one_put_in(tmp_path):
    """Word shows who changed it and can undo it."""
    _, content = _fixed(tmp_path, drafted("task", "Tăng cường trà soát các điểm nguy hiểm."))
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert '<w:delText xml:space="preserve">trà soát</w:delText>' in xml
    assert '<w:t xml:space="preserve">rà soát</w:t>' in xml
    assert 'w:author="kehoach"' in xml


def test_parts_that_are_not_changed_stay_byte_for_byte(tmp_path):
    draft = drafted("task", "Tăng cường trà soát các điểm nguy hiểm.")
    _, content = _fixed(tmp_path, draft)
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (draft, content))
    changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert changed == ["word/document.xml"]
    assert set(after.namelist()) == set(before.namelist())


def test_a_draft_without_fault_keeps_its_text(tmp_path):
    draft = set_paper(sample())
    report, content = _fixed(tmp_path, draft)
    assert report.findings == ()
    assert _text(tmp_path, content) == _text(tmp_path, draft)


def test_an_annotated_copy_changes_nothing(tmp_path):
    draft = set_paper(sample(), formed("page", "left=20"))
    report, content = _fixed(tmp_path, draft, change=annotated)
    assert [each.rule for each in _again(tmp_path, content).findings] == ["form.margin"]
    assert len(list(docx.Document(io.BytesIO(content)).comments)) == len(report.findings)


def test_comments_that_were_there_stay(tmp_path):
    document = docx.Document(io.BytesIO(drafted("task", "Xử lý trước ngày 31/6/2027.")))
    document.add_comment(document.paragraphs[3].runs, "Ý kiến của văn phòng", author="VP")
    stream = io.BytesIO()
    document.save(stream)
    _, content = _fixed(tmp_path, stream.getvalue())
    comments = [comment.text for comment in docx.Document(io.BytesIO(content)).comments]
    assert comments[0] == "Ý kiến của văn phòng"
    assert len(comments) == 2


def test_page_numbers_at_the_bottom_move_to_the_top(tmp_path):
    document = docx.Document(io.BytesIO(set_paper(sample())))
    section = document.sections[0]
    number = section.header.paragraphs[0]._p
    section.footer.paragraphs[0]._p.append(number[-1])
    for paragraph in document.paragraphs[3:9]:
        paragraph.add_run(" " + "Nội dung dài thêm. " * 60)
    stream = io.BytesIO()
    document.save(stream)
    report, content = _fixed(tmp_path, stream.getvalue())
    assert "form.page_number" in {each.rule for each in report.findings}
    assert "form.page_number" not in {each.rule for each in _again(tmp_path, content).findings}


@pytest.mark.parametrize(
    "printed",
    ["An Bình, ngày 31/02/2027", "An Bình, ngày 30-02-2027", "An Bình, ngày 30 tháng 2 năm 2027"],
)
def test_a_day_that_does_not_exist_is_remarked_and_never_set_in_good_form(printed, tmp_path):
    report, content = _fixed(tmp_path, drafted("place_date", printed))
    assert "date.impossible" in {each.rule for each in report.findings}
    assert not any(each.changes for each in report.findings)
    assert printed in _text(tmp_path, content)


@pytest.mark.parametrize("blank", ["......", "……", "… …", "____", "......;"])
@pytest.mark.parametrize("place", ["basis", "closing", "recipient_line"])
def test_a_blank_to_be_filled_in_is_no_sign_at_the_end(place, blank, tmp_path):
    report, content = _fixed(tmp_path, drafted(place, f"Thực hiện nội dung khác{blank}"))
    signs = ("form.end_mark", "form.basis_end", "form.recipients_end")
    assert not any(each.changes for each in report.findings if each.rule in signs)
    assert f"nội dung khác{blank}" in _text(tmp_path, content)
