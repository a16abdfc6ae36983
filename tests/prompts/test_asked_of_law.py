"""What officials ask of law in passing: lists, plans as bases, form, acts by issuer or by topic."""

from __future__ import annotations

from datetime import date

import pytest

from prompts.answering import Status

LONG_AGO, BEFORE, AFTER = date(2020, 6, 20), date(2023, 6, 20), date(2025, 9, 15)


class TestWhichActIsMeant:
    def test_numbers_with_years_behind_one_kind_are_a_list(self, ask):
        told = ask("trong các QĐ 830/2021, 1591/2023, 1248/2021, 1863/2019 cái nào hết giai đoạn")
        numbers = ("830", "1591", "1248", "1863")
        assert all(f"Quyết định số {number}/QĐ-TTg" in told.text for number in numbers)

    def test_an_act_is_asked_for_by_who_issued_it(self, ask):
        told = ask(
            "Chỉ thị của Bộ Chính trị về lãnh đạo công tác trẻ em là số nào, quyết định nào thực "
            "hiện?",
            AFTER,
        ).text
        assert "28-CT/TW" in told
        assert "1183/QĐ-TTg" in told

    def test_who_issued_an_act_does_not_tell_what_it_is_about(self, ask):
        told = ask("Chỉ thị của Bộ Chính trị về phòng chống ma túy là chỉ thị nào?").text
        assert "28-CT/TW" not in told

    @pytest.mark.parametrize(
        ("day", "number"), [(LONG_AGO, "144/2013/NĐ-CP"), (BEFORE, "130/2021/NĐ-CP")]
    )
    def test_what_fines_are_set_by_is_the_act_of_the_day(self, ask, day, number):
        told = ask("hành vi bạo hành trẻ bị phạt theo nghị định nào", day).text
        assert f"{number} ngày" in told
        assert "56/2017" not in told

    def test_of_an_act_that_was_replaced_the_new_one_is_told(self, ask):
        told = ask("diễn đàn trẻ em cấp xã theo TT nào, mấy năm làm 1 lần", date(2024, 2, 15)).text
        assert "Thông tư số 29/2019/TT-BLĐTBXH" in told

    def test_dispatches_of_a_topic_are_all_told(self, ask):
        told = ask("công điện đuối nước của TTg năm 2026 số mấy").text
        assert "40/CĐ-TTg" in told
        assert "46/CĐ-TTg" in told

    def test_a_programme_is_known_by_its_name(self, ask):
        told = ask("Chương trình hành động quốc gia vì trẻ em ghi giai đoạn nào cho đúng?").text
        assert "Quyết định số 23/QĐ-TTg" in told
        assert "2021-2030" in told

    def test_a_scheme_is_told_by_its_own_words_and_not_by_those_of_all(self, ask):
        told = ask(
            "Đề án chăm sóc phát triển toàn diện trẻ em những năm đầu đời có phải 2020-2025 không, "
            "số mấy?",
            BEFORE,
        ).text
        assert told.startswith("Không đúng: Quyết định số 1437/QĐ-TTg")

    def test_what_an_act_ended_with_is_told_though_its_day_is_not_known(self, ask):
        told = ask("nđ 13/2023 về dữ liệu cá nhân dùng được không", date(2026, 10, 5)).text
        assert "91/2025/QH15" in told
        assert "356/2025" in told

    def test_a_request_for_a_draft_that_asks_of_an_act_is_about_the_act(self, ask):
        told = ask("Soạn kế hoạch theo NĐ 30/2020 vẫn đúng chứ hay có nđ mới rồi ạ").text
        assert "Nghị định số 30/2020/NĐ-CP" in told

    def test_a_request_for_a_draft_is_still_one(self, ask):
        assert ask("soạn kế hoạch công tác trẻ em 2027").status is Status.ABSTAINED


class TestPlans:
    @pytest.mark.parametrize(
        ("question", "gone"),
        [
            (
                "KH của phường Phú Thứ căn cứ KH 77/KH-UBND của UBND thị xã Kinh Môn, làm KH 2027 "
                "lấy căn cứ đó được không?",
                "Không còn UBND thị xã",
            ),
            (
                "có nên ghi 'Thực hiện Kế hoạch 20/KH-SLĐTBXH' ở đầu kế hoạch 2027 ko",
                "Sở LĐTBXH không còn",
            ),
            ("Kế hoạch 66/KH-UBND của huyện Tư Nghĩa còn làm căn cứ được ko", "UBND huyện không"),
        ],
    )
    def test_a_plan_cited_by_its_number_is_no_basis_and_its_issuer_is_gone(
        self, ask, question, gone
    ):
        told = ask(question).text
        assert "Kế hoạch không phải căn cứ pháp lý" in told
        assert gone in told

    def test_a_report_as_an_older_plan_has_it_is_told_by_the_rule_of_the_day(self, ask):
        asked = (
            "kh 2024 cua phuong e ghi nop bc 10/7 len phong ldtbxh tx, nam nay cop y chang dk hok"
        )
        told = ask(asked, AFTER).text
        assert told.startswith("Không.")
        assert "thẳng cấp tỉnh" in told

    def test_what_a_quarter_reports_is_what_its_plan_says(self, ask):
        told = ask("cac khu pho bao cao ket qua thang hanh dong ve phuong truoc ngay nao").text
        assert "cấp xã báo cáo thẳng cấp tỉnh" not in told

    def test_a_place_asked_beside_a_plan_is_told_too(self, ask):
        told = ask(
            "thị xã Phước Long tỉnh Bình Phước giờ thuộc tỉnh nào? kế hoạch 73/KH-UBND của tỉnh "
            "còn dùng được không"
        ).text
        assert "Kế hoạch không phải căn cứ pháp lý" in told
        assert "Đồng Nai" in told


class TestTwoQuestionsInOne:
    def test_what_an_act_ruled_the_act_that_replaced_it_rules(self, ask):
        told = ask("Em định căn cứ NĐ 144/2013 xử phạt bạo hành trẻ, phạt bao nhiêu ạ?").text
        assert "hết hiệu lực từ 01/01/2022" in told
        assert "10-20 triệu đồng" in told

    def test_where_to_report_is_told_beside_what_became_of_a_body(self, ask):
        told = ask("Công an huyện giải thể từ bao giờ? giờ báo vụ bạo hành thì báo đâu", AFTER).text
        assert "từ ngày 01/3/2025" in told
        assert "Tổng đài 111" in told

    def test_two_bodies_that_still_stand_are_both_told(self, ask):
        told = ask("công an xã với MTTQ xã có còn không hay cũng bỏ như huyện?", AFTER).text
        assert "Công an xã, phường: Vẫn còn" in told
        assert "MTTQ Việt Nam xã, phường: Vẫn còn" in told

    def test_what_a_body_will_be_under_is_told_as_later(self, ask):
        told = ask("Trạm y tế xã bây giờ thuộc ai quản lý? đã về UBND xã chưa", AFTER).text
        assert "Từ ngày 01/01/2026 (sau ngày đang xét)" in told


def test_a_premise_that_says_only_is_not_borne_out_by_the_rest(ask):
    told = ask("nq mien hoc phi 2025-2026 so may, co phai chi mien cho tre em ngheo?", AFTER).text
    assert not told.startswith("Đúng")
    assert "217/2025/QH15" in told


class TestForm:
    @pytest.mark.parametrize(
        ("question", "held"),
        [
            ('Dưới chữ KẾ HOẠCH mình ghi "V/v triển khai" được không ạ', "Không ghi “V/v”"),
            ("phó chủ tịch ký kế hoạch thì ghi thế nào", "KT. CHỦ TỊCH"),
            ("le trai van ban bao nhieu mm", "trái 30-35 mm"),
        ],
    )
    def test_how_a_plan_is_set_is_answered_from_the_decree(self, ask, question, held):
        told = ask(question)
        assert told.status is Status.ANSWERED
        assert held in told.text
        assert "30/2020/NĐ-CP" in told.text


def test_a_child_is_no_word_for_still(ask):
    """Without its accent "con" is "còn", by which a body is asked about."""
    told = ask("Cuối năm học, con nhà túng thiếu mà ham học thì nhà trường thưởng gì không?").text
    assert "cấp quản lý nay là" not in told


class TestDaysAndThemes:
    @pytest.mark.parametrize(
        ("question", "verdict"),
        [
            ("phường gửi báo cáo tháng hành động ngày 14/7 có trễ không", "Trễ hạn"),
            ("xa gui bc thang hanh dong len huyen ngay 5/7 co kip ko", "Còn trong hạn"),
        ],
    )
    def test_a_day_to_report_on_is_held_against_the_one_that_is_due(self, ask, question, verdict):
        assert ask(question, BEFORE).text.startswith(verdict)

    def test_a_theme_of_another_year_is_told_as_such_with_the_launch_that_is_asked_for(self, ask):
        told = ask(
            "chủ đề tháng hành động vì trẻ em 2025 có phải “Chung tay giảm thiểu tổn hại trẻ em”, "
            "phát động ở đâu",
            AFTER,
        ).text
        assert told.startswith("Không đúng: đó là chủ đề năm 2023.")
        assert "31/5/2025, Phú Thọ" in told

    def test_a_child_in_danger_is_sent_to_111_with_the_hours_there_are(self, ask):
        told = ask("cháu bé vừa bị bố đánh chảy máu, chủ tịch xã phải xử lý trong mấy giờ").text
        assert "111" in told
        assert "12 giờ" in told


class TestWhatStandsBesideAnAct:
    def test_how_a_basis_is_written_is_told_though_a_law_is_named(self, ask):
        told = ask("dòng căn cứ Luật Trẻ em có phải ghi đủ số và ngày như nghị định không", AFTER)
        assert "luật chỉ ghi tên" in told.text
        assert "102/2016" not in told.text

    def test_form_is_told_part_by_part(self, ask):
        told = ask("mỗi dòng căn cứ kết thúc bằng dấu gì; nơi nhận cỡ chữ mấy, trình bày sao").text
        assert "cuối dòng là “;”" in told
        assert "“Nơi nhận:” cỡ 12" in told

    def test_an_english_question_which_programme_there_is_names_the_act(self, ask):
        told = ask("Which programme covers mental health care for children and orphans?", AFTER)
        assert "1591/QĐ-TTg" in told.text

    def test_who_heads_a_union_of_a_commune_is_told(self, ask):
        told = ask("chủ tịch hội nông dân xã giờ có phải phó chủ tịch mặt trận không", AFTER).text
        assert "Phó Chủ tịch Ủy ban MTTQ Việt Nam cấp xã" in told

    def test_a_file_of_cases_in_a_chatbot_is_advised_against(self, ask):
        told = ask("dan ds cac chau bi xam hai len chatgpt nho viet bao cao dc khong", AFTER).text
        assert "giữ bí mật" in told
        assert "557/BKHCN-CĐSQG" in told
