"""Questions put in other words than a plan's, and for things that no plan names."""

from __future__ import annotations

import pytest

from prompts.answering import Answer, Status


def paths(answer: Answer) -> set[tuple[str, str]]:
    return {(c.clause.document.id, c.clause.path) for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "document", "path"),
    [
        ("xã NT có mấy lần báo cáo", "2025-xa-nghia-thuong", "V.2"),
        ("công an tx PL tập huấn nghiệp vụ gì", "2021-thi-xa-phuoc-long", "V.6 gạch 3"),
        ("tl trẻ béo phì huyện TB bn %", "2023-huyen-thanh-binh", "II.1.a chỉ tiêu 4"),
        ("bé 6t vô lớp 1 ở p.long đạt bn %", "2021-thi-xa-phuoc-long", "II.2 gạch 2"),
        ("ai nhập thông tin trẻ zô phần mềm, plong", "2021-thi-xa-phuoc-long", "V.10 gạch 4"),
    ],
)
def test_teencode_ages_and_initials_of_places_are_read(ask, question, document, path):
    answer = ask(question)
    assert answer.status is not Status.ABSTAINED
    assert (document, path) in paths(answer)


def test_an_english_question_may_name_its_place_with_accents(ask):
    answer = ask("Which office checks toys and counterfeit goods in Phú Thứ?")
    assert ("2023-phuong-phu-thu", "IV gạch 5") in paths(answer)
    assert "Responsible" in answer.text


def test_how_long_the_month_lasts_is_told_by_its_first_and_last_day(ask):
    answer = ask("tháng hành động của phường 1 diễn ra từ bữa nào tới bữa nào")
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].clause.path == "II.2"
    assert "không ghi ngày" not in answer.text


def test_a_number_may_be_written_in_words(ask):
    answer = ask("đoàn viên công đoàn phường 1 đỡ đầu bao nhiêu cháu?")
    assert ("2024-phuong-1-quang-tri", "IV.2 gạch 4") in paths(answer)
    assert answer.status is not Status.ABSTAINED


@pytest.mark.parametrize(
    "question",
    ["phường Phú Thứ trao quà cho học sinh nào", "qua o phu thu danh cho nhung chau nao"],
)
def test_for_whom_is_not_by_whom(ask, question):
    answer = ask(question)
    assert not answer.findings
    assert ("2023-phuong-phu-thu", "III đoạn 2") in paths(answer)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("ai lo nha khoa cho trẻ mầm non", "răng"),
        ("phòng nào lắp camera cổng trường ở Thanh Bình", "camera"),
        ("ai to chuc cap kinh mat cho hoc sinh", "mắt"),
        ("họp sơ kết công tác trẻ em xã Nghĩa Thương khi nào", "sơ kết"),
        ("biểu mẫu nào để thống kê sân chơi trẻ em", "biểu mẫu"),
        ("chỗ lánh nạn cho trẻ bị đánh ở đâu", "tạm lánh"),
    ],
)
def test_a_thing_that_no_plan_names_is_declined_by_its_name(ask, question, thing):
    answer = ask(question)
    assert answer.status is Status.ABSTAINED
    assert "chưa nêu" in answer.text
    assert thing in answer.text


def test_a_thing_that_a_plan_names_is_answered_as_any_other(ask):
    assert ask("ai lo tẩy giun cho trẻ ở phường 1?").status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "huyện Thanh Bình có bao nhiêu trường học",
        "how many villages are there in Nghia Thuong?",
        "kinh phí tháng hành động phường 1 bằng bao nhiêu VND",
        "what is the total budget of the Phuoc Long plan?",
        "năm 2023 Thanh Bình xảy ra mấy vụ đuối nước",
        "thị xã Phước Long đứng thứ mấy về quyền trẻ em",
        "tỷ lệ trẻ có điện thoại ở Nghĩa Thương",
        "lịch sinh hoạt hè ở Phú Thứ",
        "kết quả thực hiện kế hoạch Phước Long 2021 ra sao",
    ],
)
def test_figures_that_no_plan_states_are_not_answered_by_others(ask, question):
    assert ask(question).status is Status.ABSTAINED


def test_a_target_is_still_told_to_who_asks_how_many(ask):
    answer = ask("bao nhiêu phần trăm xã, thị trấn ở Thanh Bình có điểm vui chơi?")
    assert answer.status is Status.ANSWERED
    assert "43%" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "bên nào ở Phước Long soi mấy công trường có hại cho con nít",
        "phường 1 ai cắm bảng chỗ nước sâu",
    ],
)
def test_a_plan_that_says_it_in_other_words_is_not_said_to_be_silent(ask, question):
    answer = ask(question)
    assert answer.status is not Status.ABSTAINED
    assert "không nêu nội dung này. " not in answer.text


def test_of_two_places_asked_about_neither_is_left_out_in_silence(ask):
    answer = ask("Nghĩa Thương với Thanh Bình: bên nào coi quán internet quanh trường")
    assert {document for document, _ in paths(answer)} == {
        "2025-xa-nghia-thuong",
        "2023-huyen-thanh-binh",
    }
    both = ask("so sánh Thanh Bình với Phú Thứ: chỉ tiêu trẻ béo phì bao nhiêu %")
    assert "huyện Thanh Bình" in both.text
    assert "phường Phú Thứ (2023)" in both.text


def test_a_body_without_tasks_of_its_own_is_told_where_it_is_named(ask):
    answer = ask("Phước Long làm sao với đội ngũ cộng tác viên thôn?")
    assert answer.status is Status.PARTIAL
    assert ("2021-thi-xa-phuoc-long", "III.4") in paths(answer)


def test_a_topic_that_the_clause_does_not_show_is_not_answered(ask):
    assert ask("học phí mầm non ở phường 1 Quảng Trị").status is Status.ABSTAINED


def test_a_plan_alone_and_the_kind_of_answer_are_enough(ask):
    answer = ask("kế hoạch phường Phú Thứ căn cứ vào đâu?")
    assert answer.citations[0].clause.path == "mở đầu đoạn 1"


def test_what_a_plan_says_of_a_matter_is_not_its_headings(ask):
    answer = ask("kế hoạch Phước Long ghi gì về miễn giảm học phí")
    assert ("2021-thi-xa-phuoc-long", "V.3 gạch 8") in paths(answer)
    assert "II." in ask("kế hoạch phường Phú Thứ gồm những gì").text


def test_worming_is_no_vaccination(ask):
    assert ask("ai cho trẻ uống thuốc giun ở huyện Thanh Bình").status is Status.ABSTAINED


def test_whom_a_task_is_given_to_by_its_first_words_is_no_partner(ask):
    """The station that is told to vaccinate does it; the task is nobody else's."""
    found = ask("ai lo tiêm chủng ở phường 1 quảng trị").findings
    assert [(f.body, f.role.value) for f in found] == [("Trạm y tế phường", "assigned")]
