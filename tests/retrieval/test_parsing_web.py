"""Plans taken from web pages: short first lines, lone markers, flattened tables."""

from __future__ import annotations

import pytest

from retrieval.parsing import parse

_FILLER = "".join(
    f"- Tăng cường công tác số {n} của\n"
    "địa phương để phục vụ người dân và doanh nghiệp trên toàn địa bàn của\n"
    "thành phố theo đúng quy định của pháp luật hiện hành về việc thực hiện\n"
    "nhiệm vụ.\n"
    for n in range(1, 15)
)
"""Paragraphs whose first line is short, as an extracted web page has them."""


def _clauses(text):
    return {block.path: block for block in parse(text).blocks}


def test_a_short_first_line_behind_a_heading_begins_a_paragraph():
    blocks = _clauses(
        f"I. NỘI DUNG\n{_FILLER}V. TỔ CHỨC THỰC HIỆN\n1. Sở Khoa học và Công\nnghệ, Sở Nội vụ\n"
        "Sở Khoa học và Công nghệ chủ\n"
        "trì, phối hợp với Sở Nội vụ và các đơn vị có liên quan tổ chức đào tạo.\n"
    )
    assert blocks["V.1"].text == "Sở Khoa học và Công nghệ, Sở Nội vụ"
    assert list(blocks["V.1 đoạn 1"].facts.bodies) == ["Sở Khoa học và Công nghệ"]


def test_a_long_line_goes_on_even_behind_a_colon():
    blocks = _clauses(
        f"I. NỘI DUNG\n{_FILLER}II. MỤC TIÊU\n- Tại địa bàn có khu công nghiệp:\n"
        "Phấn đấu 100% trẻ em từ 06 tháng đến 36 tháng tuổi là con công nhân,\n"
        "người lao động được đến trường.\n"
    )
    assert blocks["II gạch 1"].text.endswith("được đến trường.")


@pytest.mark.parametrize("kind", ["Ban\nQuản lý khu Kinh tế", "Sở\nXây dựng"])
def test_a_name_is_not_cut_behind_what_the_body_is(kind):
    blocks = _clauses(f"V. TỔ CHỨC THỰC HIỆN\n6. {kind}\n- Phối hợp với các sở, ngành.\n")
    assert list(blocks["V.6 gạch 1"].facts.bodies) == [kind.replace("\n", " ")]


def test_a_capital_verb_in_a_name_does_not_end_it():
    blocks = _clauses(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n"
        "- Phối hợp với Sở Xây dựng, Sở Tài chính tổ chức rà soát.\n"
    )
    assert list(blocks["V.1 gạch 1"].facts.coordinating) == ["Sở Xây dựng", "Sở Tài chính"]


def test_a_bullet_on_a_line_of_its_own_begins_a_clause():
    blocks = _clauses(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n-\nTham mưu kế hoạch.\n-\nTổng hợp báo cáo.\n"
    )
    assert blocks["V.1 gạch 2"].text == "Tổng hợp báo cáo."


def test_a_group_in_capitals_does_not_end_a_table():
    blocks = _clauses(
        "I. NỘI DUNG\n1. Nội dung\nSTT\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\n"
        "I.\nNÂNG CAO NHẬN THỨC\n1\nTuyên truyền.\nSở Nội vụ\nSở Y tế\n"
        "II. HOÀN THIỆN CƠ CHẾ\n2\nXây dựng bộ tiêu chí.\nSở Công Thương\nUBND các xã\n"
    )
    rows = [b for b in blocks.values() if b.facts.bodies]
    assert [list(b.facts.bodies) for b in rows] == [["Sở Nội vụ"], ["Sở Công Thương"]]


def test_figures_of_a_table_are_not_taken_for_rows():
    blocks = parse(
        "KẾ HOẠCH\nThực hiện\nI. NỘI DUNG\n1. Tuyên truyền.\nNơi nhận:\n- Lưu: VT.\nPHỤ LỤC\n"
        "(Kèm theo Kế hoạch số 1/KH-UBND.)\nSTT\nĐịa điểm\nSố mẫu\n1\n2\n3\n"
        "1\nCửa sông Càn\n2\n3\n2\nCửa sông Mã\n3\n4\n3\nCửa sông Yên\n1\n"
    ).blocks
    texts = [block.text for block in blocks if block.path.startswith("Phụ lục 1 dòng")]
    assert [text.split(" ")[-2] for text in texts[1:]] == ["2", "3", "Yên"]


def test_the_last_order_is_no_task_of_the_last_body():
    blocks = _clauses(
        "V. TỔ CHỨC THỰC HIỆN\n1. Các cơ sở: Theo dõi môi trường.\n"
        "Yêu cầu các sở, ban, ngành nghiêm túc triển khai thực hiện./.\n"
    )
    assert "kết đoạn 1" in blocks
