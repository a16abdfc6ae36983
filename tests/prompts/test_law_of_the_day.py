"""Law told for a day: the rule of that day first, nothing of a later day told as its own."""

from __future__ import annotations

from datetime import date

import pytest

from prompts.answering import Status
from tests.conftest import AS_OF

LONG_AGO, SPRING, TODAY = date(2022, 6, 15), date(2025, 4, 15), AS_OF


def lead(answer) -> str:
    """Return the first thing that is told, behind the day."""
    return next(line for line in str(answer.text).splitlines() if line.startswith("•"))


class TestFacts:
    @pytest.mark.parametrize(
        ("question", "then", "now"),
        [
            ("mức chuẩn trợ giúp xã hội một tháng bao nhiêu", "360.000", "500.000"),
            ("xã báo cáo tháng hành động vì trẻ em gửi ai, hạn ngày nào", "10/7", "20/7"),
            ("sở nào phụ trách công tác trẻ em ở cấp tỉnh", "Sở Lao động", "do Sở Y tế"),
            ("which ministry is in charge of children's affairs?", "MOLISA", "Ministry of Health"),
            ("khoản 3 Điều 52 Luật Trẻ em ai đề nghị tòa án", "cấp huyện đề nghị", "147/2025"),
        ],
    )
    def test_the_rule_of_the_day_comes_first(self, ask, question, then, now):
        assert then in lead(ask(question, LONG_AGO))
        assert now in lead(ask(question))

    def test_an_older_rule_comes_second_with_the_day_it_ended(self, ask):
        answer = ask("xã báo cáo tháng hành động vì trẻ em gửi ai, hạn ngày nào")
        assert answer.text.index("20/7") < answer.text.index("Trước ngày 01/07/2025")
        assert "10/7" not in lead(answer)

    def test_a_later_rule_is_told_as_later(self, ask):
        answer = ask("mức chuẩn trợ giúp xã hội một tháng bao nhiêu", LONG_AGO)
        assert "Từ ngày 01/07/2024 (sau ngày đang xét)" in answer.text

    def test_a_year_that_a_question_names_is_its_day(self, ask):
        assert "360.000" in lead(ask("năm 2023 mức chuẩn trợ giúp xã hội là bao nhiêu"))

    def test_a_matter_that_no_source_dates_back_is_not_told_for_an_earlier_day(self, ask):
        answer = ask("học sinh trường công có được miễn học phí không", LONG_AGO)
        assert answer.status is Status.ABSTAINED
        assert "chưa xác minh" in answer.text

    def test_the_yearly_report_is_not_that_of_the_month_of_action(self, ask):
        told = ask("báo cáo công tác trẻ em cả năm xã nộp Sở Y tế hạn ngày nào")
        assert "chưa tìm thấy quy định chung" in lead(told)
        assert "20/7" not in lead(told)

    def test_who_was_in_charge_is_told_whatever_else_is_asked(self, ask):
        asked = "Hiện bộ nào quản lý nhà nước về trẻ em? Ghi LĐTBXH còn đúng không"
        assert "Bộ Lao động" in lead(ask(asked, LONG_AGO))

    def test_what_rests_on_one_source_says_so(self, ask):
        answer = ask("diễn đàn trẻ em xã tối thiểu bao nhiêu em, mấy ngày phải báo cáo")
        assert "30 trẻ em" in answer.text
        assert "chưa xác minh" in answer.text
        assert "15 ngày" in answer.text

    def test_facts_are_cited_as_digests_with_the_standing_of_their_acts(self, ask):
        answer = ask("mức chuẩn trợ giúp xã hội một tháng bao nhiêu")
        assert all(citation.digest for citation in answer.citations)
        assert {c.clause.document.id for c in answer.citations} == {"nd-20-2021", "nd-76-2024"}
        assert all(citation.validity for citation in answer.citations)

    @pytest.mark.parametrize(
        "question", ["ai phụ trách phòng, chống đuối nước trẻ em?", "tram y te", "trạm y tế làm gì"]
    )
    def test_a_task_of_plans_is_asked_of_plans(self, ask, question):
        assert ask(question).findings

    @pytest.mark.parametrize("question", ["giá vàng hôm nay", "thủ tục sang tên sổ đỏ"])
    def test_what_is_of_no_concern_is_declined(self, ask, question):
        assert ask(question).status is Status.ABSTAINED


class TestActs:
    def test_a_change_is_not_told_for_a_day_before_it(self, ask):
        question = "thông tư 28/2019/TT-BLĐTBXH còn hiệu lực không"
        assert "thẩm quyền thay đổi" not in ask(question, LONG_AGO).text
        assert "20/7" not in ask(question, SPRING).text
        assert "Từ ngày 01/07/2025, thẩm quyền thay đổi" in ask(question).text

    @pytest.mark.parametrize("day", [LONG_AGO, SPRING])
    def test_no_caution_calls_an_act_in_force_that_was_not_yet(self, ask, day):
        answer = ask("Luật Tư pháp người chưa thành niên 59/2024 có hiệu lực chưa", day)
        told = " ".join([answer.text, *(caution.text for caution in answer.warnings)])
        assert "Đang có hiệu lực" not in told
        assert answer.text.startswith("Chưa có hiệu lực")

    def test_a_law_of_a_name_is_the_one_of_the_day(self, ask):
        question = "căn cứ luật ngân sách nhà nước thì ghi luật số mấy"
        assert ask(question, SPRING).text.startswith("Ghi: Luật Ngân sách nhà nước số 83/2015/QH13")
        assert "89/2025" not in ask(question, SPRING).text
        assert ask(question).text.startswith("Ghi: Luật Ngân sách nhà nước số 89/2025/QH15")

    def test_a_number_means_the_act_whose_subject_stands_beside_it(self, ask):
        answer = ask("quyết định 06 về xã, phường phù hợp với trẻ em còn dùng không")
        assert "03/01/2019" in answer.text
        assert "06/01/2022" in answer.text
        assert answer.citations[0].clause.document.id == "qd-06-2019-ttg"

    def test_what_is_asked_of_an_act_comes_before_its_standing(self, ask):
        answer = ask("tt 28/2019 quy định tháng hành động có những nhóm hoạt động gì")
        assert "(7) phong trào toàn dân" in lead(answer)

    def test_that_no_amendment_was_found_is_said(self, ask):
        assert "Chưa tìm thấy văn bản sửa đổi" in ask("nđ 56/2017 có bị sửa đổi chưa").text

    def test_a_year_behind_the_word_plan_is_no_act(self, ask):
        answer = ask("kế hoạch 2027 dẫn NĐ 56/2017 được không")
        assert "Chưa có" not in answer.text

    def test_an_english_question_is_answered_in_english(self, ask):
        answer = ask("Is Decision 1438/QD-TTg of 2018 still running?")
        assert answer.text.startswith("No, its period has ended.")
        assert "Tính đến" not in answer.text

    def test_an_act_that_no_source_ends_by_day_held_until_what_ended_it_began(self, ask):
        asked = "nghị định 13/2023 về dữ liệu cá nhân còn hiệu lực không"
        assert ask(asked, date(2025, 12, 31)).text.startswith("Còn hiệu lực")
        assert ask(asked).text.startswith("Không còn hiệu lực")
        assert "Luật 91/2025/QH15" in ask(asked).text

    def test_a_change_that_no_source_dates_is_not_denied(self, ask):
        told = ask("nghị định 13/2023 đã bị thay thế chưa", date(2026, 3, 1)).text
        assert "Chưa bị sửa đổi" not in told

    def test_what_will_replace_an_act_is_told_once_it_is_issued(self, ask):
        asked = "luật phòng chống bạo lực gia đình 2007 còn hiệu lực không"
        assert "Từ ngày 01/07/2023 được thay bằng" in ask(asked, date(2023, 6, 20)).text
        assert "được thay bằng" not in ask(asked, LONG_AGO).text

    @pytest.mark.parametrize(("year", "over"), [(2025, False), (2026, True)])
    def test_a_programme_is_not_for_plans_of_years_behind_its_period(self, ask, year, over):
        told = ask(f"QĐ 830 có ghi vào kế hoạch năm {year} được không", date(2025, 10, 5)).text
        assert ("không dẫn cho kế hoạch năm 2026" in told) == over

    def test_a_first_day_on_which_the_sources_differ_is_told_as_open(self, ask):
        told = ask("NĐ 150/2025 có hiệu lực từ ngày nào", date(2025, 8, 15)).text
        assert "chưa xác minh" in told

    @pytest.mark.parametrize(
        ("question", "number"),
        [
            ("số 23 của thủ tướng năm 2021 là gì", "23/QĐ-TTg"),
            ("luat ngan sach nn so may de ghi vao KH 2027", "89/2025/QH15"),
            ("hỏi ý kiến các cháu khi làm kế hoạch thì theo thông tư nào", "36/2018/TT-BLĐTBXH"),
            ("nghị định nào quy định xử phạt vi phạm về trẻ em", "130/2021/NĐ-CP"),
        ],
    )
    def test_an_act_is_known_by_its_issuer_its_name_or_its_subject(self, ask, question, number):
        assert number in lead(ask(question)) or number in ask(question).text.splitlines()[0]


class TestPremises:
    @pytest.mark.parametrize(
        ("question", "begins"),
        [
            ("qđ 830 là chương trình giai đoạn 2021-2030 đúng không", "Không đúng"),
            ("qđ 830 là chương trình giai đoạn 2021-2025 đúng không", "Đúng"),
            ("nđ 147/2025 có hiệu lực từ 12/6/2025 phải không", "Không đúng"),
            ("nđ 147/2025 ban hành ngày 12/6/2025 phải không", "Đúng"),
            ("nđ 80/2017 là nghị định về đuối nước đúng ko", "Không đúng"),
            ("nđ 76/2023 nâng mức chuẩn trợ giúp lên 500k phải ko", "Không đúng"),
            ("NĐ 147/2025 thay NĐ 20/2021 rồi hả", "Không"),
            ("Luật 89/2025 thay Luật 83/2015 phải không", "Đúng"),
            ("Bộ Nội vụ quản lý công tác trẻ em phải không", "Không đúng"),
            ("khẩn cấp thì xã có 48 tiếng để can thiệp đúng không", "Không đúng"),
            ("NĐ 150/2025 có hiệu lực từ 16/6/2025 đúng không", "Chưa xác minh"),
            ("NĐ 185/2026 thay NĐ 27/2018 phải không", "Chưa xác minh"),
            ("NĐ 144/2021 thay NĐ 144/2013 phải không", "Không"),
            ("mức 360.000đ của NĐ 20/2021 giờ còn áp dụng không", "Không."),
            ("Quyết định 06 năm 2019 với Đề án 06 là một phải không", "Không"),
        ],
    )
    def test_the_record_confirms_or_refuses_what_is_put(self, ask, question, begins):
        assert ask(question).text.startswith(begins)

    def test_still_in_use_is_not_taken_for_correct(self, ask):
        answer = ask("tt 09/2018/tt-bldtbxh ve tre em anh huong hiv con dung ko")
        assert answer.text.startswith("Chưa xác minh")

    def test_a_question_whether_an_act_is_replaced_is_not_denied_by_a_fact(self, ask):
        answer = ask("nghị định 144/2013 phạt hành hạ trẻ em bị thay chưa")
        assert answer.text.startswith("Không còn hiệu lực")


class TestReview:
    LIST = (
        "rà soát căn cứ: Luật Trẻ em số 102/2016/QH13 ngày 05/4/2016; "
        "NĐ 20/2021/NĐ-CP mức chuẩn 360.000 đồng; "
        "QĐ 1437/QĐ-TTg ngày 29/10/2018 giai đoạn 2020-2025; "
        "QĐ 06/QĐ-TTg ngày 06/01/2022 về tiêu chuẩn xã, phường phù hợp với trẻ em; "
        "TT 28/2019/TT BLĐTBXH; NĐ 99/2099/NĐ-CP"
    )

    def test_what_is_said_of_each_citation_is_held_against_the_record(self, ask):
        text = ask(self.LIST, SPRING).text
        assert "Sai nội dung: Mức chuẩn trợ giúp xã hội là 500.000" in text
        assert "Sai giai đoạn: ghi “giai đoạn 2020-2025”, đúng là giai đoạn 2018-2025" in text
        assert "Sai ngày: ghi “06/01/2022”, đúng là 03/01/2019" in text
        assert "Sai ký hiệu: ghi “28/2019/TT BLĐTBXH”" in text
        assert "Chưa có “NĐ 99/2099/NĐ-CP”" in text

    def test_a_right_citation_has_no_remark(self, ask):
        first = ask(self.LIST, SPRING).text.split("\n2. ")[0]
        assert "→" not in first

    def test_a_fault_of_a_single_citation_is_told_too(self, ask):
        answer = ask("thông tư 28/2019/TT BLĐTBXH ghi vậy đúng ký hiệu chưa")
        assert "Sai ký hiệu: ghi “28/2019/TT BLĐTBXH”" in answer.text

    def test_an_amount_that_was_right_on_the_day_is_no_fault(self, ask):
        assert "Sai nội dung" not in ask(self.LIST, LONG_AGO).text

    def test_a_list_is_a_list_whatever_is_asked_of_it(self, ask):
        told = ask(
            "mấy căn cứ này cho KH 2024 cái nào hết hiệu lực:\n- Luật Trẻ em 2016\n"
            "- Nghị định 56/2017/NĐ-CP\n- Nghị định số 144/2013/NĐ-CP\n- QĐ 06/QĐ-TTg"
        ).text
        assert "3. Nghị định số 144/2013/NĐ-CP" in told
        assert "Hết hiệu lực: không dẫn làm căn cứ" in told

    def test_a_number_and_day_with_another_symbol_point_at_the_act(self, ask):
        told = ask("xem giúp: CV 1481/LĐTBXH-TE 14/3/2025; QĐ 830/QĐ-TTg; NĐ 20/2021/NĐ-CP").text
        assert "cùng số, cùng ngày có Công văn số 1481/BYT-BMTE" in told


class TestBodies:
    def test_a_premise_about_who_is_in_charge_is_held_against_the_record(self, ask):
        put = "Bộ Nội vụ nhận Bộ LĐTBXH nên công tác trẻ em xã giờ báo về Sở Nội vụ đúng chứ"
        assert "Sở Y tế" in ask(put).text

    def test_the_ministry_of_another_field_is_no_wrong_premise(self, ask):
        put = "Bộ LĐTBXH nhập vào Bộ Nội vụ, công tác trẻ em sang Bộ Y tế đúng không?"
        assert "Không đúng" not in ask(put).text

    @pytest.mark.parametrize(
        "question", ["TTYT huyện sau 1/7/2025 về đâu", "Cục Trẻ em của bộ nào"]
    )
    def test_where_a_body_went_is_told(self, ask, question):
        assert lead(ask(question))
        assert "Bộ Y tế" in ask(question).text or "Sở Y tế" in ask(question).text

    def test_a_place_and_its_authority_are_told_together(self, ask):
        told = ask("ubnd thị xã Phước Long còn ký kế hoạch nữa không, giờ thuộc tỉnh nào").text
        assert "Đồng Nai" in told
        assert "UBND thị xã không còn từ ngày 01/7/2025" in told

    def test_each_body_that_is_named_is_told(self, ask):
        answer = ask("hội khuyến học với hội chữ thập đỏ xã còn hoạt động riêng không")
        assert "Hội Khuyến học" in answer.text
        assert "Hội Chữ thập đỏ" in answer.text

    def test_a_body_is_there_until_its_last_day_and_gone_after(self, ask):
        question = "vụ trẻ em bị xâm hại ở xã báo công an huyện được không"
        then, now = ask(question, LONG_AGO), ask(question, SPRING)
        assert "Còn Công an huyện" in then.text
        assert now.text.startswith("Không còn Công an huyện từ ngày 01/03/2025")
        assert "111" in then.text
        assert "111" in now.text

    def test_a_body_is_known_by_its_english_name(self, ask):
        answer = ask("Does the district education office still run primary schools?")
        assert answer.text.startswith("Phòng Giáo dục và Đào tạo no longer exists")

    def test_a_digest_marks_the_bodies_that_are_gone(self, ask):
        assert "(nay: " in ask("Điều 57 khoản 3 Luật Trẻ em nói gì").text

    @pytest.mark.parametrize(
        ("day", "body"), [(LONG_AGO, "Sở Lao động - Thương binh và Xã hội"), (TODAY, "Sở Y tế")]
    )
    def test_the_closing_advice_names_the_body_of_the_day(self, ask, day, body):
        assert ask("giá vàng hôm nay", day).next_step.endswith(f"hỏi {body}.")


class TestYearsAndPlaces:
    def test_a_theme_is_told_for_its_year_only(self, ask):
        assert "giảm thiểu tổn hại" in ask("chủ đề tháng hành động vì trẻ em 2023").text
        for year in (2026, 2027):
            answer = ask(f"chủ đề tháng hành động vì trẻ em {year} là gì")
            assert answer.status is Status.ABSTAINED
            assert "“" not in answer.text

    def test_guidance_is_awaited_only_before_the_month_is_over(self, ask):
        assert "chờ hướng dẫn" not in ask("chủ đề tháng hành động 2026", date(2026, 7, 1)).text
        assert "chờ hướng dẫn" in ask("chủ đề tháng hành động 2026", date(2026, 5, 1)).text

    def test_a_theme_is_not_to_be_used_again(self, ask):
        answer = ask("lấy lại chủ đề năm 2025 cho tháng hành động 2026 được không")
        assert answer.text.startswith("Không")

    def test_a_theme_is_not_told_before_its_year(self, ask):
        assert ask("chủ đề tháng hành động 2023", LONG_AGO).status is Status.ABSTAINED

    def test_a_theme_stands_beside_the_plans_of_its_year(self, ask):
        answer = ask("chủ đề Tháng hành động vì trẻ em năm 2024 là gì")
        assert {c.clause.document.id for c in answer.citations} >= {"2024-phuong-1-quang-tri"}
        assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))

    def test_a_province_that_nobody_looked_up_is_told_as_unverified(self, ask):
        answer = ask("TX Kinh Môn giờ thuộc tỉnh nào")
        assert "Hải Phòng" in answer.text
        assert "chưa xác minh" in answer.text
        assert "Hải Phòng" not in ask("TX Kinh Môn thuộc tỉnh nào", SPRING).text

    def test_no_plan_of_a_later_year_is_cited(self, ask):
        for question in ("trạm y tế làm gì?", "ai phụ trách tuyên truyền trên loa truyền thanh?"):
            years = [c.clause.document.year for c in ask(question, LONG_AGO).citations]
            assert all(year <= LONG_AGO.year for year in years)

    def test_a_merged_unit_has_the_plans_of_those_merged_into_it(self, ask):
        unit = "xã Mới (trước đây: xã Nghĩa Thương, xã Khác)"
        answer = ask("kế hoạch xã mình giao trạm y tế làm gì?", unit=unit)
        assert {f.document.id for f in answer.findings} == {"2025-xa-nghia-thuong"}

    def test_old_hotlines_are_answered_with_111(self, ask):
        answer = ask("số 0277 8516171 của trung tâm BTXH gọi được không hay gọi số nào")
        assert "111" in answer.text
        assert "8516171" not in answer.text
