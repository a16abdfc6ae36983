"""Messages that ask two things at once: the second is told too where it is sure what is meant."""

from __future__ import annotations

from datetime import date

import pytest

from prompts.answering import Status
from retrieval.query import Intent

BEFORE, AFTER, LATER = date(2024, 5, 15), date(2025, 9, 15), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "qd 1863 phong chong bao luc xam hai te con trong gd ko, den nam nao; voi tre mo coi "
            "+ suc khoe tam than la qd nao",
            "1863/QĐ-TTg",
            "1591/QĐ-TTg",
        ),
        (
            "dien dan tre em xa to chuc xong roi bc gui ai, may ngay? toi thieu bn chau moi dc",
            "15 ngày",
            "tối thiểu 30 trẻ em",
        ),
        (
            "kh thang hanh dong phai co may nhom hoat dong theo tt28, ke ra. phat dong luc nao",
            "Bảy nhóm hoạt động",
            "tuần cuối tháng 5",
        ),
        (
            "bo chinh tri co chi thi moi ve tre em chua hay van ghi ct 23 cua ttg 2020",
            "23/CT-TTg",
            "28-CT/TW",
        ),
        (
            "ky hieu kh cua xa viet sao, ngay thang 5/1/2027 viet the nao cho dung, le trai may cm",
            "/KH-UBND",
            "trái 30-35 mm",
        ),
    ],
)
def test_the_second_question_is_told_beside_the_first(ask, question, first, second):
    told = ask(question, BEFORE).text
    assert first in told
    assert second in told


@pytest.mark.parametrize(
    "question",
    [
        "QĐ 1591 sức khỏe tâm thần, trẻ mồ côi còn hl ko? giai đoạn đến năm nào",
        "nd 150/2025 ve co quan chuyen mon ubnd xa co bi sua doi chua, co hieu luc tu ngay nao",
        "can cu luat ngan sach nha nuoc so 83/2015 cho kinh phi kh 2027 còn đúng ko, nđ hướng dẫn "
        "số mấy",
    ],
)
def test_what_any_act_is_asked_for_is_no_second_question(ask, question):
    assert "Về “" not in ask(question, LATER).text


def test_a_part_that_was_judged_as_late_is_not_said_to_be_open(ask):
    told = ask(
        "bao cao thang hanh dong vi te phuong gui len dau, han ngay may. ben em dinh thu bc cua "
        "cac to dan pho 10/7 roi 12/7 gui thi xa co kip ko",
        BEFORE,
    ).text
    assert told.startswith("Trễ hạn")
    assert "Chưa trả lời được ý" not in told


def test_the_themes_of_a_span_of_years_are_all_told(ask):
    told = ask("cho minh xin chu de thang hanh dong vi tre em tu 2021 den 2025", AFTER)
    assert [f"năm {year}:" in told.text for year in range(2021, 2026)] == [True] * 5


def test_who_launches_the_month_does_not_hide_its_theme(ask):
    told = ask("chủ đề tháng hành động vì te 2025 là gì, bộ nào phát động, ở đâu", AFTER)
    assert told.intent is Intent.THEME
    assert "Phú Thọ" in told.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("co giao biet be bi danh ma lo di ko bao thi phat nhieu ko", "130/2021/NĐ-CP"),
        ("có vụ bố dượng đánh cháu, gõ tên cháu vô đây nhờ viết báo cáo dc k", "giữ bí mật"),
        ("chau bi bo danh chay mau, xa phai xu ly trong may gio", "12 giờ"),
    ],
)
def test_what_law_says_is_told_below_where_to_report_a_child_in_danger(ask, question, told):
    text = ask(question, LATER).text
    assert text.startswith("Nếu trẻ đang gặp nguy hiểm, báo ngay:")
    assert told in text


def test_a_new_law_that_is_looked_for_replaces_nothing(ask):
    told = ask("nghe noi co luat tre em moi voi nd thay nd 56/2017, dung ko", LATER).text
    assert "không thay thế" not in told
    assert "không thấy Luật Trẻ em mới" in told


def test_departments_are_told_for_every_level_asked(ask):
    told = ask(
        "phòng nào ở huyện hướng dẫn công tác trẻ em cho xã, với lại trên tỉnh thì sở nào?", BEFORE
    ).text
    assert "Ở cấp huyện" in told
    assert "Ở cấp tỉnh" in told


def test_days_that_plans_mark_are_told_as_practice_and_no_rule(ask):
    told = ask("ngay vi chat dinh duong la ngay may, uong vit A may dot 1 nam", BEFORE)
    assert told.status is Status.ANSWERED
    assert "tháng 6 và tháng 12" in told.text
    assert "không phải quy định" in told.text
