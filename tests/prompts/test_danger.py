"""A child in danger and a child's case are recognised; a question about plans is neither."""

from __future__ import annotations

import pytest

from prompts.answering import child_in_danger, is_case_of_a_child

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


CASES = [
    "soạn báo cáo vụ em T.V.B bị đuối nước ngày 3/6",
    "nhờ viết công văn gửi công an về bé gái 12 tuổi bị xâm hại",
    "con bé lớp 7 mang thai, gia đình giấu, tính sao",
    "hai anh em nhà bà Sáu mồ côi, viết đơn xin hỗ trợ",
    "hoc sinh n.t.h lop 8 bi ban quay clip tung len mang",
    "em bé bị bỏ ở cổng chùa sáng nay, làm thủ tục gì",
    "Nguyễn Văn Tèo 14 tuổi trộm cắp xe đạp, xã xử lý sao",
    "lập kế hoạch can thiệp cho cháu Hân",
    "con tôi bị tai nạn, xin trợ cấp thế nào",
    "a girl of 9 in my class says her uncle abuses her",
    "mẹ bỏ đi, bố đi tù, cháu ở với bà ngoại, xin chế độ gì",
    "dì ghẻ bắt nó ngủ ngoài hiên",
    "gia đình xin đón cháu từ trung tâm bảo trợ về",
    "soạn thông báo cho bố mẹ nạn nhân",
    "Theo dõi cháu M.T sau khi về nhà",
    "cho hỏi trường hợp thỏm hrin 10 tuổi làm giấy khai sinh thế nào",
    "vy thi sim lop 3 xin the bhyt o dau",
]
GENERAL = [
    "trẻ bị bỏ rơi được chế độ gì",
    "Trẻ em dưới 13 tuổi mang thai thì báo cho ai?",
    "mẫu công văn gửi công an về trẻ em bị xâm hại",
    "Viết bài phát thanh: hãy lên tiếng khi thấy trẻ bị bạo hành",
    "học sinh bị bắt nạt trên mạng thì nhà trường xử lý thế nào",
    "đề nghị khen thưởng em Trần Gia Bảo, học sinh lớp 6C",
    "người chưa thành niên 14 tuổi trộm cắp thì xử lý thế nào",
    "báo cáo số vụ bạo lực trẻ em năm 2025",
    "what should teachers do about bullying",
    "có được đăng ảnh trẻ em bị xâm hại lên cổng thông tin không",
]


@pytest.mark.parametrize("text", [*REPORTS, *CASES])
def test_a_message_about_a_particular_child_is_a_case(text):
    assert is_case_of_a_child(text)


@pytest.mark.parametrize("text", [*QUESTIONS, *GENERAL])
def test_a_message_about_children_in_general_is_no_case(text):
    assert not is_case_of_a_child(text)
