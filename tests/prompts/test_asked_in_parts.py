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
    assert "Kế hoạch" not in told.text


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


class TestWhichActIsMeant:
    def test_acts_of_one_number_are_told_apart_by_what_follows_each(self, ask):
        told = ask(
            "qd 1437 cham soc phat trien toan dien tre nhung nam dau doi con chay k? e tra ra qd "
            "1437 nam 2024 lai ve kinh te so",
            LATER,
        ).text
        assert "29/10/2018" in told
        assert "20/11/2024" in told

    def test_which_of_two_subjects_a_number_has_is_answered_with_both(self, ask):
        told = ask("1437/QĐ-TTg là về trẻ em hay kinh tế số? con chay khong", LATER).text
        assert "đã kết thúc ngày 31/12/2025" in told
        assert "kinh tế số" in told

    def test_a_number_without_its_kind_behind_another_act_is_that_act(self, ask):
        told = ask("Is Decree 144/2021 the one that replaced 144/2013 on fines?", LATER).text
        assert told.startswith("No:")
        assert "expired on 01/01/2022" in told

    def test_a_law_asked_for_in_english_is_the_one_of_its_subject(self, ask):
        told = ask(
            "Which law on domestic violence is in force now, is there a decree?", BEFORE
        ).text
        assert "13/2022/QH15" in told
        assert "56/2017" not in told

    def test_a_year_beyond_the_period_of_a_programme_is_remarked(self, ask):
        told = ask("qd 830 bao ve tre em tren mang, kh cua xa e ghi den 2030", AFTER).text
        assert "kết thúc năm 2025" in told

    def test_the_letter_of_a_year_is_not_answered_with_who_is_in_charge(self, ask):
        told = ask(
            "cho xin cv huong dan cong tac tre em nam 2026 cua bo y te so may? ko co thi e dung "
            "lai 1481 duoc ha",
            LATER,
        ).text
        assert not told.startswith("Đúng")
        assert "chỉ cho năm 2025" in told


def test_a_body_that_the_act_hides_is_told_too(ask):
    told = ask("Ban bao ve tre em xa con khong, nay thanh lap theo dieu nao cua luat TE", LATER)
    assert "Điều 94(2)" in told.text


@pytest.mark.parametrize(
    "question",
    [
        "phong giao duc huyen het roi, vay truong tieu hoc, thcs o xa do ai quan ly ve nn",
        "nghe noi nd 30/2020 bi thay roi, gio lam kh 2027 theo nd nao? so trang danh o dau",
    ],
)
def test_a_part_that_the_answer_speaks_of_is_not_said_to_be_open(ask, question):
    assert "Chưa trả lời được ý" not in ask(question, LATER).text


def test_a_question_of_the_force_of_acts_is_no_report_of_danger(ask):
    told = ask(
        "nđ 80/2017 chong bao luc hoc duong con hieu luc ko; va nq 121/2020 cua QH ve xam hai tre "
        "em con dung lam can cu dc k",
        LATER,
    ).text
    assert "121/2020/QH14" in told
    assert "Nếu trẻ đang gặp nguy hiểm" not in told


def test_children_are_no_lateness(ask):
    """Without its accent "trẻ" is "trễ"."""
    told = ask(
        "bc thang hanh dong vi tre em gio xa nop cho ai, han may, hom truoc thay ghi huyen 10/7",
        AFTER,
    ).text
    assert not told.startswith("Còn trong hạn")
    assert "trước ngày 20/7" in told


def test_a_body_asked_for_by_its_level_alone_is_told(ask):
    told = ask(
        "so ldtbxh giai the roi thi mang tre em ve so nao, o xa phong nao lam, tren bo la cuc nao",
        AFTER,
    ).text
    assert "Cục Bà mẹ và Trẻ em" in told
    assert "Phòng Văn hóa - Xã hội của UBND xã" in told


def test_who_teaches_the_law_is_no_question_for_an_act(ask):
    told = ask("tuyên truyền pháp luật trẻ em ở xã bây giờ bộ phận nào làm?", AFTER).text
    assert "102/2016/QH13 ngày 05/04/2016: còn hiệu lực" not in told


def test_a_yes_to_one_part_is_not_said_of_all(ask):
    told = ask("nd 30/2020 bi thay chua, nghe don co nd moi. so trang danh o duoi phai ko", LATER)
    assert not told.text.startswith("Đúng")


@pytest.mark.parametrize(
    "question",
    [
        "Is Decree 80/2017 still valid? someone said decree 165/2026 replaced it",
        "decree 165/2026 replaced decree 80/2017, right?",
    ],
)
def test_that_no_act_replaced_another_is_said_of_both_whichever_is_put_first(ask, question):
    told = ask(question, LATER).text.splitlines()[0]
    assert told.startswith("Unverified:")
    assert "Decree 165/2026/NĐ-CP" in told
    assert "Decree 80/2017/NĐ-CP" in told


def test_acts_that_are_asked_what_replaced_them_are_not_held_against_each_other(ask):
    told = ask(
        "QĐ 1863/QĐ-TTg và QĐ 1438/QĐ-TTg đưa vào kh 2027 đc ko, có cái nào thay chưa?", LATER
    )
    assert "thay thế nhau" not in told.text
    assert "không dẫn cho kế hoạch năm 2027" in told.text


def test_targets_of_a_period_that_is_over_are_not_for_a_later_plan(ask):
    told = ask("qd 1438 con thuc hien khong, ke hoach 2027 dua chi tieu cua no vao dc ko", LATER)
    assert "không dẫn cho kế hoạch năm 2027" in told.text


def test_a_question_that_names_the_hotline_is_of_the_field(ask):
    assert "miễn phí" in ask("111 co mat tien dien thoai ko, goi ban dem duoc ko anh", BEFORE).text


def test_each_level_asked_for_is_told_though_commas_part_them(ask):
    told = ask(
        "sở nào ở tỉnh quản lý công tác trẻ em vậy, xã thì gửi qua phòng nào của huyện", BEFORE
    ).text
    assert "Sở Lao động - Thương binh và Xã hội" in told


def test_who_looks_away_is_fined(ask):
    told = ask("co giao biet be bi danh ma lo di thi phat bao nhieu", LATER)
    assert told.status is Status.ANSWERED
    assert "làm ngơ" in told.text


def test_bodies_of_two_levels_are_both_told(ask):
    told = ask("o huyen thi phong nao lo mang tre em, tren tinh la so nao", BEFORE).text
    assert "Phòng Lao động - Thương binh và Xã hội" in told
    assert "Ở cấp tỉnh, công tác trẻ em do Sở Lao động - Thương binh và Xã hội" in told


def test_a_body_named_before_is_meant_where_its_name_of_today_is_asked(ask):
    told = ask('ctv o "khu phố", nd 27/2018 con ko hay doi roi, gio phuong goi la gi', LATER).text
    assert "Khu phố nay gọi là tổ dân phố" in told


def test_the_act_that_says_it_is_no_question_of_its_own(ask):
    told = ask("muc chuan tro giup xa hoi cho tre mo coi la bao nhieu, theo nd nao z", BEFORE).text
    assert "360.000 đồng/tháng" in told.splitlines()[1]
    assert "130/2021" not in told


def test_the_year_of_an_old_plan_is_not_the_day_asked_about(ask):
    told = ask("con phai lam ho so mien giam hoc phi nhu kh cu nam 2021 ko", AFTER).text
    assert "217/2025/QH15" in told.splitlines()[1]


def test_a_new_law_is_denied_before_the_old_one_is_told(ask):
    told = ask("Is there a new Law on Children replacing the 2016 one?", LATER).text
    assert told.startswith("Nothing was found that amends, replaces or continues")


def test_a_plan_of_next_year_may_cite_an_act_from_its_first_day_on(ask):
    told = ask("luật tư pháp người chưa thành niên dẫn vào kế hoạch năm 2026 được ko", AFTER).text
    assert "viện dẫn được nếu ký từ ngày 01/01/2026" in told


def test_slogans_are_counted_where_they_are_asked_for(ask):
    assert "12 khẩu hiệu" in ask("chủ đề tháng hành động 2025, có mấy khẩu hiệu", AFTER).text
    assert "khẩu hiệu" not in ask("chủ đề tháng hành động 2025 là gì", AFTER).text


def test_the_later_of_two_acts_is_named(ask):
    told = ask("ct 23/2020 va chi thi 28 cua bo chinh tri, ct nao moi hon", LATER).text
    assert told.startswith("Mới hơn: Chỉ thị số 28-CT/TW")


def test_a_name_put_as_what_a_number_may_be_is_no_second_act(ask):
    told = ask("QĐ 06/2019 của TTg là Đề án 06 về dân cư hay về trẻ em", LATER).text
    assert "tiêu chuẩn, trình tự đánh giá" in told
    assert "có thể là nhiều văn bản" not in told


def test_who_gave_the_theme_is_told_with_it_where_it_is_known(ask):
    told = ask("chủ đề tháng hành động 2025 do bộ nào ban hành", LATER)
    assert told.intent is Intent.THEME
    assert "Do Bộ Y tế đưa ra" in told.text


def test_who_spreads_a_theme_is_a_question_for_the_plans(ask):
    told = ask("chủ đề tháng hành động 2025 do đơn vị nào tuyên truyền", LATER)
    assert "Do Bộ Y tế đưa ra" not in told.text
    assert "phường 1, thị xã Quảng Trị" in told.text


def test_the_commas_of_a_pasted_citation_part_no_question(ask):
    told = ask(
        "Căn cứ Luật Trẻ em số 102/2016/QH13, ngày 05/4/2016; luật này còn hiệu lực không",
        LATER,
    ).text
    assert told.startswith("Còn hiệu lực")
    assert "Chưa trả lời được ý" not in told


def test_a_period_that_cannot_be_is_remarked_though_nothing_is_put(ask):
    told = ask("QĐ 1591/QĐ-TTg giai đoạn 2121-2030 ghi vậy", LATER).text
    assert "Sai giai đoạn" in told


def test_the_article_a_body_rests_on_is_told_with_what_it_is_today(ask):
    told = ask("ban bảo vệ trẻ em xã thành lập theo điều nào của luật trẻ em", LATER).text
    assert "Điều 94(2) Luật Trẻ em" in told
