"""A stamp of secrecy is found however it is typed; the same words in prose are none."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import docx
import pytest

from retrieval.errors import ReadingError
from retrieval.reading import read_file, secrecy_stamp
from tests.retrieval.reading_samples import BOX, pdf, saved, with_body

PLANS = sorted((Path(__file__).parents[2] / "corpus" / "plans").glob("*.txt"))
HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ NGHĨA THƯƠNG\n{}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nKẾ HOẠCH\nTháng hành động vì trẻ em năm 2025\n"
    "I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n"
)
TASKS = "".join(f"- Nhiệm vụ {number} của các ban, ngành.\n" for number in range(60))
FOOT = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{}\n"

MARKS = {
    "MẬT": "MAT",
    "TỐI MẬT": "TOI MAT",
    "TUYỆT MẬT": "TUYET MAT",
    "LƯU HÀNH NỘI BỘ": "LUU HANH NOI BO",
}
FORMS = {
    "alone": "{0}",
    "unaccented": "{1}",
    "decomposed": "{2}",
    "spaced": "{3}",
    "spaced without accents": "{4}",
    "spaced by no-break spaces": "{5}",
    "round brackets": "({0})",
    "square brackets": "[ {0} ]",
    "stars": "*** {0} ***",
    "dashes": "- {0} -",
    "quotes": "“{0}”",
    "in a title's case": "{6}",
    "small, in brackets": "({7})",
    "labelled": "Độ mật: {0}",
    "labelled, other case": "Mức độ mật : {6}",
    "labelled without accents": "DO MAT: {1}",
    "a kind before it": "TÀI LIỆU {0}",
    "after a label of another name": "Phân loại: {0}",
    "beside the number": "Số: 12/KH-UBND {0}",
    "before the nation": "{0} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "in a cell": "{0}\tSố: 12/KH-UBND",
    "with a degree of urgency": "{0} - HỎA TỐC",
    "with a second label": "Độ khẩn: Khẩn; Độ mật: {0}",
    "with the copy's number": "{0} (Bản số 1)",
    "three times": "{0} {0} {0}",
    "a title's case before urgency": "{6} - Hỏa tốc",
    "not to be copied": "{6}, không sao chép",
    "the order to stamp": "(Đóng dấu {0})",
    "in a drawn box": "│ {0} │",
    "letters by slashes": "{9}",
    "from top to bottom": "{10}",
    "zero-width spaces": "\u200b{8}",
}


def written(form, mark):
    letters = "  ".join(" ".join(part) for part in mark.split())
    return FORMS[form].format(
        mark,
        MARKS[mark],
        unicodedata.normalize("NFD", mark),
        letters,
        "  ".join(" ".join(part) for part in MARKS[mark].split()),
        letters.replace(" ", "\u00a0"),
        mark.capitalize(),
        mark.lower(),
        "\u200b".join(mark),
        "/".join(mark),
        "\n".join(mark.replace(" ", "")),
    )


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("form", FORMS)
def test_every_way_of_typing_a_stamp_is_found(form, mark):
    stamp = written(form, mark)
    assert secrecy_stamp(HEAD.format(stamp) + TASKS + FOOT) == mark
    assert secrecy_stamp(HEAD + TASKS + FOOT.format(stamp)) == mark


PROSE = [
    "Công tác bảo vệ bí mật nhà nước",
    "CÔNG TÁC BẢO VỆ BÍ MẬT",
    "TĂNG CƯỜNG CÔNG TÁC BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
    "TĂNG CƯỜNG BẢO VỆ BÍ\n\nMẬT NHÀ NƯỚC TRÊN ĐỊA BÀN",
    "mật ong rừng",
    "Mật ong - sản phẩm OCOP",
    "Mật độ dân số: 120 người/km2",
    "Văn bản mật phải được bảo quản riêng",
    "- Giữ bí mật thông tin trẻ em",
    "phải bảo đảm giữ\nmật.",
    "Độ mật:",
    "Độ mật: Không",
    "ĐỘ MẬT",
    "Mật khẩu phải đổi ba tháng một lần",
    "a) Tuyệt mật;\nb) Tối mật;\nc) Mật.",
    "- Tuyệt mật;",
    "gồm ba độ: Tuyệt mật, Tối mật, Mật",
    "DANH MỤC TÀI LIỆU MẬT",
    "AN NINH,  BẢO  MẬT",
    "PHÒNG BẢO MẬT",
    "Tài liệu lưu hành nội bộ phải được đóng dấu",
    "thuốc được phép lưu hành",
    "Số tài khoản\tMật khẩu",
    "MẶT",
    "mất",
    "bi\nmat\nnha nuoc",
    "KHONG DUNG TIEN\nMAT;",
    "tài liệu (mật)",
]


@pytest.mark.parametrize("text", PROSE)
def test_the_words_in_prose_are_no_stamp(text):
    assert secrecy_stamp(HEAD.format(text) + TASKS + FOOT) is None
    assert secrecy_stamp(HEAD + TASKS + FOOT.format(text)) is None


def test_a_stamp_far_from_every_edge_is_a_word_of_a_list():
    assert secrecy_stamp(HEAD + TASKS + "MẬT\n" + TASKS) is None


def test_the_edges_of_every_page_are_looked_at():
    assert secrecy_stamp(f"{HEAD}{TASKS}\f{TASKS}TỐI MẬT\n12\n\f{TASKS}") == "TỐI MẬT"
    assert secrecy_stamp(f"{HEAD}{TASKS}\fMẬT\n{TASKS}") == "MẬT"


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_the_shipped_plans_carry_no_stamp_in_any_case(plan):
    text = plan.read_text(encoding="utf-8")
    found = {secrecy_stamp(text), secrecy_stamp(text.upper()), secrecy_stamp(text.lower())}
    assert found == {None}


def _letterhead():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN"
    for line in ("TỐI MẬT", "Số: 12/KH-UBND"):
        table.cell(0, 0).add_paragraph(line)
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    return saved(document)


def _page_header():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    document.add_paragraph("Thân bài")
    return saved(document)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("plan.txt", lambda: HEAD.format("TỐI MẬT").encode()),
        ("letterhead.docx", _letterhead),
        ("header.docx", _page_header),
        ("box.docx", lambda: with_body(BOX.format("T Ố I  M Ậ T"))),
        ("plan.pdf", lambda: pdf([HEAD, "TỐI MẬT\n" + TASKS])),
        ("plan.html", lambda: f"<html><body><p>A</p><b>TỐI MẬT</b><p>{HEAD}</p></body>".encode()),
    ],
)
def test_a_stamped_file_is_refused_before_its_text_is_given(tmp_path, name, make):
    (tmp_path / name).write_bytes(make())
    with pytest.raises(ReadingError) as caught:
        read_file(tmp_path / name)
    assert caught.value.code == "secret_stamp"
    assert caught.value.facts == {"name": name, "stamp": "TỐI MẬT"}
