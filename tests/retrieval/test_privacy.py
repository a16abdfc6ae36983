"""No person, phone or e-mail in what is shown; organisations and places stay."""

from __future__ import annotations

import pytest

from retrieval.library import Library
from retrieval.library.database import open_database
from retrieval.privacy import without_private

PLAN = """KẾ HOẠCH
Thực hiện công tác trẻ em xã Bình Minh năm 2026

V. TỔ CHỨC THỰC HIỆN
1. Công chức Văn hóa - Xã hội (Bà Trần Thị Mẫu, ĐT 0905 123 456)
- Chủ trì phòng, chống đuối nước trẻ em.
- Tổng hợp, báo cáo kết quả.
"""


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Giám đốc Nguyễn Văn Mẫu chủ trì", "Nguyễn Văn Mẫu"),
        ("Chủ tịch Lê Văn Mẫu kết luận", "Lê Văn Mẫu"),
        ("Đ/c: Trần Thị Mẫu phụ trách phòng, chống đuối nước", "Mẫu"),
        ("gọi +84 905 123 456 để được hướng dẫn", "905"),
        ("gửi về mau.tran@example.org trước ngày 15/5", "@"),
    ],
)
def test_persons_phones_and_mail_are_cut_out(text, private):
    shown = without_private(text)
    assert shown in text
    assert private not in shown


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "Đoàn TNCSHCM Huyện phối hợp",
        "huyện Cô Tô Quảng Ninh tổ chức",
        "các cháu Trường TH&THCS Lương Thế Vinh",
        "Quỹ Bảo trợ trẻ em Việt Nam hỗ trợ học bổng",
        "Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ",
    ],
)
def test_organisations_places_and_laws_are_no_persons(text):
    assert without_private(text) == text


def test_a_person_named_in_the_heading_of_a_body_shows_nowhere_but_in_the_file(tmp_path):
    """The heading comes back as the body's name, as the trail, and with its neighbours."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    library = Library(open_database(f"sqlite:///{tmp_path / 'library.db'}"))
    library.add(path)
    clauses = tuple(library.clauses())
    assert {clause.facts.label for clause in clauses} == {"Công chức Văn hóa - Xã hội"}
    shown = [f"{clause.facts} {clause.block.trail}" for clause in clauses]
    assert all("Mẫu" not in text and "0905" not in text for text in shown)
