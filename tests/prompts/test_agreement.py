"""What a draft says twice must agree; what only looks like a contradiction is left alone."""

import io
import time
from dataclasses import replace

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from prompts.checking import review
from prompts.word.paper import Annex, Level, Paragraph
from prompts.word.setting import set_paper
from retrieval.legal import shipped_catalogue
from retrieval.reading import read_file
from tests.prompts.sample_plan import DAY, PARTS, drafted, reviewed, sample, with_words

CONTRADICTIONS = {
    "another weekday": "Tổ chức lễ phát động vào thứ Hai, ngày 01/6/2027.",
    "a weekday behind": "Tổ chức lễ phát động ngày 01/6/2027 (Chủ nhật).",
    "a day before its quarter": "Rà soát trong quý III/2027 (hoàn thành trước ngày 15/5/2027).",
    "a day behind its quarter": "Rà soát trong quý 2 năm 2027, xong trước ngày 30/9/2027.",
}
AGREED = {
    "the weekday": "Tổ chức lễ phát động vào thứ Ba, ngày 01/6/2027.",
    "the quarter": "Rà soát trong quý II/2027 (hoàn thành trước ngày 15/5/2027).",
    "a report on a quarter": "Rà soát trong quý II/2027, gửi báo cáo trước ngày 15/7/2027.",
    "money of the ward": "Ngân sách phường 80 triệu đồng và nguồn xã hội hóa 40 triệu đồng.",
    "a total that is right": "Cần 120 triệu đồng, gồm: xã 80 triệu đồng, vận động 40 triệu đồng.",
    "parts of another unit": "Dự kiến 120 triệu đồng, trong đó hỗ trợ 80 trẻ em, 20 trẻ em mồ côi.",
    "some of them": "Dạy bơi cho 100 trẻ em, trong đó 30 trẻ em nữ, 20 trẻ em nghèo.",
    "at least so much": "Cần 120 triệu đồng, gồm tối thiểu 50 triệu đồng, 20 triệu đồng dự phòng.",
}


def rules(folder, content):
    return {each.rule for each in reviewed(folder, content).findings}


@pytest.mark.parametrize("text", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_clause_that_contradicts_itself_is_told(text, tmp_path):
    assert "date.inconsistent" in rules(tmp_path, drafted("task", text))


ORDINARY = {
    "a word that ends a list": "Cơ quan chậm tiến độ phải báo cáo rõ lý do",
    "what is left": "Khắc phục các hạn chế, tồn tại",
    "a form": "Gửi biểu mẫu kèm theo",
    "another authority's decision": (
        "Thực hiện Quyết định số 3168/QĐ-UBND ngày 23/12/2019 của Ủy ban nhân dân tỉnh Quảng Ngãi."
    ),
    "a school and its classes": "Dạy bơi tại trường Tiểu học Kim Đồng (lớp 4, lớp 5).",
    "a contest": "Tổ chức Giải bơi Bình Minh (lớp 1 đến lớp 5).",
    "own responsibility": "Phát huy tính tự chủ, tự chịu trách nhiệm của đơn vị.",
    "leeway": "Các đơn vị có thể điều chỉnh thêm thời gian cho phù hợp.",
    "the neighbours": "Phối hợp với Công an xã, phường lân cận, UBND phường giáp ranh.",
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY.keys())
def test_ordinary_wording_raises_no_error(text, tmp_path):
    found = reviewed(tmp_path, drafted("task", text)).findings
    assert [f for f in found if f.severity == "error"] == []


def test_a_closing_that_names_its_plan_at_length_is_no_leftover(tmp_path):
    closing = (
        "Trên đây là Kế hoạch triển khai các nhiệm vụ bảo vệ, chăm sóc, giáo dục trẻ em năm 2027./."
    )
    assert "leftover.title" not in rules(tmp_path, drafted("closing", closing))


def test_a_plan_of_many_blank_lines_is_checked_in_good_time(tmp_path):
    path = tmp_path / "trong.txt"
    path.write_text("KẾ HOẠCH\nCông tác trẻ em năm 2027\nI. NHIỆM VỤ\n- Rà soát." + "\n" * 30_000)
    began = time.perf_counter()
    review(path.name, read_file(path), DAY, shipped_catalogue())
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("text", AGREED.values(), ids=AGREED.keys())
def test_a_clause_that_agrees_with_itself_is_left_alone(text, tmp_path):
    assert rules(tmp_path, drafted("task", text)) == set()


def test_a_basis_cannot_be_younger_than_the_plan(tmp_path):
    later = "Căn cứ Kế hoạch số 12/KH-UBND ngày 27/11/2026 của Ủy ban nhân dân tỉnh;"
    assert "date.inconsistent" in rules(tmp_path, drafted("basis", later))
    undated = with_words(
        drafted("basis", later), PARTS["place_date"], "An Bình, ngày      tháng      năm 2026"
    )
    assert "date.inconsistent" not in rules(tmp_path, undated)
    before = later.replace("27/11", "20/11")
    assert "date.inconsistent" not in rules(tmp_path, drafted("basis", before))


def with_annex(day, unit="xã An Bình"):
    attached = f"(Kèm theo Kế hoạch số 15/KH-UBND của Ủy ban nhân dân {unit})"
    header = ("TT", "Hoạt động", "Thời gian", "Đơn vị chủ trì")
    rows = (("1", "Lễ phát động", f"Ngày {day}", "Công an xã"),)
    annex = Annex(("PHỤ LỤC", "LỊCH HOẠT ĐỘNG", attached), header, rows, (0.1, 0.4, 0.2, 0.3))
    plan = sample(task="Tổ chức lễ phát động vào ngày 28/5/2027.")
    return set_paper(replace(plan, annexes=(annex,)))


def test_an_event_has_one_day_in_text_and_annex(tmp_path):
    assert "date.inconsistent" in rules(tmp_path, with_annex("31/5/2027"))
    assert rules(tmp_path, with_annex("28/5/2027")) == set()


def test_an_annex_belongs_to_the_plan_of_the_unit(tmp_path):
    assert "leftover.unit" in rules(tmp_path, with_annex("28/5/2027", "xã Hậu Mỹ"))


def test_reports_of_two_kinds_have_each_their_own_days(tmp_path):
    told = (
        "Phòng Văn hóa - Xã hội: các đơn vị gửi báo cáo kết quả Tháng hành động vì trẻ em trước "
        "ngày 05/7/2027, báo cáo năm trước ngày 20/11/2027 để tổng hợp, trình Ủy ban nhân dân xã "
        "báo cáo Sở Y tế lần lượt trước ngày 20/7/2027 và trước ngày 01/12/2027."
    )
    assert "date.inconsistent" not in rules(tmp_path, drafted("assignment", told))


def test_a_part_is_missing_if_only_the_closing_speaks_of_it(tmp_path):
    plan = sample()
    body = [p for p in plan.body if "báo cáo" not in p.text.lower()]
    closing = Paragraph(
        Level.TEXT,
        "Trên đây là Kế hoạch thực hiện công tác trẻ em năm 2027; vướng mắc báo cáo Ủy ban nhân "
        "dân xã./.",
    )
    content = set_paper(replace(plan, body=(*body[:-1], closing)))
    missing = [f.expected for f in reviewed(tmp_path, content).findings if f.rule == "part.missing"]
    assert missing == ["Chế độ báo cáo"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("UBND các xã, phường", "form.recipients_unfit"),
        ("UBND các xã, phường, thị trấn", "body.abolished"),
    ],
)
def test_a_recipient_that_does_not_fit_is_told(line, rule, tmp_path):
    content = set_paper(replace(sample(), recipients=("Sở Y tế", line, "Lưu: VT")))
    assert rule in rules(tmp_path, content)


def test_an_archive_line_with_a_section_of_the_past_is_told(tmp_path):
    content = set_paper(replace(sample(), recipients=("Sở Y tế", "Lưu: VT, LĐTBXH")))
    (found,) = reviewed(tmp_path, content).findings
    assert found.expected == "- Lưu: VT, VHXH."


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("recipients", "rule"),
    [
        (("Như trên", "Sở Y tế", "Lưu: VT"), "form.recipients_unfit"),
        (("Sở Y tế", "Lưu: VT", "Công an xã"), "form.archive"),
    ],
)
def test_a_list_of_recipients_in_disorder_is_told(recipients, rule, tmp_path):
    content = set_paper(replace(sample(), recipients=recipients))
    assert rule in rules(tmp_path, content)


LEFTOVERS = {
    "a body of another kind of unit": (
        "Công an phường tuần tra các điểm nguy hiểm.",
        "leftover.unit",
    ),
    "a note between colleagues": ("Tổ chức tập huấn (xem lại đoạn này).", "leftover.assistant"),
    "children by name": ("Hỗ trợ Hờ Zyx (sinh ngày 12/3/2016, mồ côi mẹ).", "privacy.child"),
    "districts": ("Khảo sát thực trạng của từng huyện, thị xã.", "body.abolished"),
    "nobody in particular": ("Đơn vị chủ trì: các đơn vị có liên quan.", "part.task_without_body"),
    "swapped digits": (
        "Thực hiện Quyết định số 1284/QĐ-TTg ngày 19/7/2021 của Thủ tướng Chính phủ.",
        "reference.malformed",
    ),
    "another ministry's letters": (
        "Thực hiện Thông tư số 28/2019/TT-BYT hướng dẫn tổ chức Tháng hành động vì trẻ em.",
        "reference.malformed",
    ),
}


def test_a_programme_that_is_over_by_its_own_name_is_told(tmp_path):
    over = "Tiếp tục triển khai Đề án phát triển toàn diện trẻ em giai đoạn 2018-2025."
    assert "reference.period_ended" in rules(tmp_path, drafted("task", over))
    summed = "Tổng kết Đề án phát triển toàn diện trẻ em giai đoạn 2018-2025."
    assert "reference.period_ended" not in rules(tmp_path, drafted("task", summed))


def test_the_closing_sign_stands_at_the_end_only(tmp_path):
    early = "Công an xã: phòng ngừa hành vi xâm hại trẻ em trên địa bàn./."
    assert "form.end_mark" in rules(tmp_path, drafted("assignment", early))


@pytest.mark.parametrize(("text", "rule"), LEFTOVERS.values(), ids=LEFTOVERS.keys())
def test_what_was_left_over_is_told(text, rule, tmp_path):
    assert rule in rules(tmp_path, drafted("task", text))


def test_the_closing_of_another_plan_is_told(tmp_path):
    closing = "Trên đây là Kế hoạch vì sự tiến bộ của phụ nữ và bình đẳng giới năm 2027./."
    assert "leftover.title" in rules(tmp_path, drafted("closing", closing))


def test_a_slip_in_a_heading_in_capitals_is_told(tmp_path):
    assert "style.spelling" in rules(tmp_path, drafted("section", "II. NỘI DUNG THỰC HIÊN"))


def test_tracked_changes_of_others_are_told(tmp_path):
    document = docx.Document(io.BytesIO(set_paper(sample())))
    insertion = OxmlElement("w:ins")
    insertion.set(qn("w:author"), "Văn phòng")
    run = document.paragraphs[5].runs[0]._r
    run.addprevious(insertion)
    insertion.append(run)
    assert rules(tmp_path, saved(document)) == {"leftover.revision"}


def test_a_later_section_on_other_paper_is_told_and_a_wide_one_is_not(tmp_path):
    document = docx.Document(io.BytesIO(set_paper(sample())))
    section = document.add_section()
    section.page_width, section.page_height = Mm(216), Mm(279)
    assert "form.paper" in rules(tmp_path, saved(document))
    section.page_width, section.page_height = Mm(297), Mm(210)
    assert "form.paper" not in rules(tmp_path, saved(document))


def test_an_ending_in_two_columns_set_by_tabs_is_read_column_by_column(tmp_path):
    """An annex of any length may follow it."""
    document = docx.Document(io.BytesIO(set_paper(sample())))
    ending = document.tables[-1]
    rows = ["Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "- Sở Y tế;\tCHỦ TỊCH", "- Lưu: VT.\tNguyễn Văn Mẫu"]
    for row in rows:
        document.add_paragraph(row)
    for _ in range(60):
        document.add_paragraph("Thông tin thêm về lịch hoạt động của các đơn vị trên địa bàn xã.")
    ending._tbl.getparent().remove(ending._tbl)
    found = rules(tmp_path, saved(document))
    assert not {"form.recipients", "form.archive", "form.signature"} & found


@pytest.mark.parametrize(
    "words",
    [
        "Rà soát trong quý I/2027, xong trước ngày 29/02.",
        "Lễ phát động vào thứ Hai, ngày 29/02.",
        "Phòng Văn hóa - Xã hội tổng hợp, báo cáo Sở Y tế trước ngày 29/02.",
    ],
)
def test_a_day_that_the_plans_year_does_not_have_contradicts_nothing(words, tmp_path):
    assert "date.inconsistent" not in rules(tmp_path, drafted("task", words))
