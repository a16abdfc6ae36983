"""A child in danger is recognised; a question about plans is not taken for one."""

from __future__ import annotations

import pytest

from prompts.answering import child_in_danger

REPORTS = [
    "cháu muốn tự tử",
    "em gái tôi bị thầy giáo sờ mó",
    "cứu với có bé rơi xuống ao",
    "hôm qua thấy cháu bé bị bố nó trói ngoài sân",
    "bé uống nhầm thuốc trừ sâu",
    "chồng tôi hay đánh con",
    "chau be hang xom dang bi bo duong danh",
    "có bé gái bị ép lấy chồng ở xóm 4",
    "a child is being beaten next door",
]
QUESTIONS = [
    "ai phụ trách phòng, chống đuối nước trẻ em?",
    "công an xã làm gì về xâm hại trẻ em",
    "trẻ bị bạo hành thì đơn vị nào can thiệp, hỗ trợ theo kế hoạch?",
    "trạm y tế làm gì khi có trẻ em bị xâm hại ạ",
    "chỉ tiêu giảm trẻ em bị xâm hại là bao nhiêu",
    "ai phu trach phong chong bao luc hoc duong",
    "who handles drowning prevention?",
]


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_of_harm_is_recognised(text):
    assert child_in_danger(text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_about_plans_is_not_a_report(text):
    assert not child_in_danger(text)


def test_a_report_behind_a_long_introduction_is_recognised():
    introduction = "Kính gửi các anh chị, tôi xin trình bày hoàn cảnh gia đình như sau. " * 20
    assert child_in_danger(introduction + "cháu bé bị bố đánh gãy tay")


@pytest.mark.parametrize(
    "text",
    [
        "khẩn cấp xâm hại trẻ em chủ tịch xã phải xử lý trong mấy giờ theo nđ 56",
        "kế hoạch can thiệp trẻ bị xâm hại lập trong mấy ngày",
    ],
)
def test_a_question_for_a_term_of_law_is_no_report(text):
    assert not child_in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "khẩn cấp cháu bé bị bố đánh ngay cạnh nhà",
        "cháu bé bị nhốt mấy ngày nay không được ăn",
        "em bị đánh, gọi 111 được không",
    ],
)
def test_a_report_with_a_term_in_it_is_still_a_report(text):
    assert child_in_danger(text)
