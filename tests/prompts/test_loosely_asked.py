"""Law asked the way officials type it: acts named loosely, two questions in one, units that act."""

from __future__ import annotations

from datetime import date

import pytest

from prompts.answering import Status
from tests.conftest import AS_OF

BEFORE, AFTER, TODAY = date(2023, 6, 20), date(2025, 9, 15), AS_OF


def head(answer) -> str:
    """Return the first line of an answer."""
    return str(answer.text).splitlines()[0]


class TestUnitsThatAct:
    @pytest.mark.parametrize(
        "question",
        [
            "phường trình bc tháng hành động lên đâu, hạn nào",
            "xa gui bc thdong vi tre em cho ai",
            "xã tui nộp báo cáo tháng hành động cho ai",
            "phuong e nop bc thang hanh dong truoc ngay nao",
        ],
    )
    def test_what_a_unit_does_is_not_read_as_its_name(self, ask, question):
        answer = ask(question, AFTER)
        assert "Chưa có kế hoạch của" not in answer.text
        assert "20/7" in answer.text

    def test_a_name_typed_without_capitals_is_still_a_name(self, ask):
        assert "Chưa có kế hoạch của xã tân thịnh" in ask("xã tân thịnh ai phụ trách trẻ em").text

    def test_the_later_term_put_for_the_earlier_day_is_denied(self, ask):
        answer = ask("xã gửi bc tháng hành động lên tỉnh theo tt 28/2019 phải k", BEFORE)
        assert head(answer) == "Không đúng."
        assert "10/7" in answer.text

    def test_what_holds_of_the_district_is_not_denied(self, ask):
        put = "theo TT 28/2019 huyện báo cáo tháng hành động lên tỉnh trước 20/7 phải không"
        assert "Không đúng" not in ask(put, BEFORE).text


class TestActsNamedLoosely:
    @pytest.mark.parametrize(
        ("question", "number"),
        [
            ("nghị định 1591 về sức khỏe tâm thần trẻ còn chạy k", "1591/QĐ-TTg"),
            ("cái 1248 đuối nước còn chạy k", "1248/QĐ-TTg"),
            ("ct 782 lao động trẻ em còn giai đoạn ko", "782/QĐ-TTg"),
            ("qđ 28 tháng hành động còn áp dụng k", "28/2019/TT-BLĐTBXH"),
            ("luật phòng chống blgđ còn hl k", "13/2022/QH15"),
            ("luật bảo vệ dl cá nhân có hl chưa", "91/2025/QH15"),
            ("luat tu phap ngoui chua thanh nien co hieu luc chua", "59/2024/QH15"),
            ("luật tổ chức cq địa phương còn hl k", "72/2025/QH15"),
        ],
    )
    def test_an_act_is_known_by_its_number_and_subject_or_by_most_of_its_title(
        self, ask, question, number
    ):
        answer = ask(question)
        assert answer.status is Status.ANSWERED
        assert number in answer.text

    def test_numbers_share_the_kind_before_the_first_of_them(self, ask):
        told = ask("tt 28 và 29 năm 2019 còn hl k").text
        assert "Tính đến ngày 22/11/2026" in told
        assert "28/2019/TT-BLĐTBXH" in told
        assert "29/2019/TT-BLĐTBXH" in told

    @pytest.mark.parametrize(
        ("question", "number"),
        [
            ("56/2017 còn hl k", "56/2017/NĐ-CP"),
            ("147/2025 nói về gì", "147/2025/NĐ-CP"),
            ("số 1248 là qđ nào", "ngày 09/07/2026"),
        ],
    )
    def test_a_number_alone_is_an_act_where_an_act_is_asked_about(self, ask, question, number):
        assert number in ask(question).text

    def test_a_plan_is_no_act_of_the_same_number(self, ask):
        assert "02/2025/NĐ-CP" not in ask("kế hoạch 2/2025 nói về gì").text

    def test_another_kind_than_was_written_is_told(self, ask):
        answer = ask("nghị định 1591 về sức khỏe tâm thần trẻ còn chạy k")
        assert "“nghị định 1591” được hiểu là Quyết định số 1591/QĐ-TTg" in answer.text

    @pytest.mark.parametrize(
        "question",
        [
            "luật phòng chống bạo lực học đường còn hl k",
            "luật phòng chống bệnh truyền nhiễm còn hl k",
            "luật hôn nhân và gia đình còn hl k",
            "luật người cao tuổi còn hl k",
            "nghị định 1248 về xây dựng nhà ở còn hl k",
            "bộ luật lao động còn hl k",
            "luật bhxh sửa đổi thông qua chưa",
        ],
    )
    def test_another_act_is_not_taken_for_one_that_is_known(self, ask, question):
        answer = ask(question)
        assert answer.status is Status.ABSTAINED
        assert "Chưa có “" in answer.text

    def test_a_law_that_is_not_listed_is_called_as_it_was(self, ask):
        told = ask("luật phòng chống bạo hành trẻ em có chưa").text
        assert "Chưa có “luật phòng chống bạo hành trẻ em”" in told

    @pytest.mark.parametrize(
        ("question", "number"),
        [
            ("y tế thôn bản hưởng phụ cấp theo văn bản nào", "192/2026/NĐ-CP"),
            ("nghị định về phòng bệnh số mấy", "165/2026/NĐ-CP"),
            ("công điện nào mới nhất về đuối nước", "46/CĐ-TTg"),
            ("văn bản nào cấm đưa dữ liệu lên chatbot", "557/BKHCN-CĐSQG"),
            ("thông tư nào giao sở y tế lo trẻ em", "20/2025/TT-BYT"),
        ],
    )
    def test_an_act_is_found_by_its_subject(self, ask, question, number):
        assert number in ask(question).text


class TestSuccessorsAskedInOtherWords:
    @pytest.mark.parametrize(
        ("question", "heir"),
        [
            ("phong tai chinh ke hoach h nay la phong gi", "Sở Tài chính"),
            ("phòng văn hóa thông tin huyện đổi thành cái gì rồi", "Phòng Văn hóa - Xã hội"),
            ("phòng y tế huyện nhập vào phòng nào r", "Sở Y tế"),
        ],
    )
    def test_what_a_body_is_now_is_told_from_its_succession(self, ask, question, heir):
        answer = ask(question)
        assert "không còn" in answer.text
        assert heir in answer.text

    @pytest.mark.parametrize(
        ("question", "told"),
        [
            ("p văn hóa huyện cũ giờ ai làm", "Phòng Văn hóa - Xã hội"),
            ("hội liên hiệp phụ nữ xã giải tán rồi phải không", "Vẫn còn"),
            ("hội phụ nữ xã nhập vô mặt trận rồi hả", "Vẫn còn"),
            ("bỏ huyện rồi thì trình kế hoạch trẻ em lên đâu", "UBND huyện không còn"),
        ],
    )
    def test_the_end_of_a_body_is_understood_in_everyday_words(self, ask, question, told):
        assert told in ask(question).text

    def test_what_it_is_called_is_told_for_the_day(self, ask):
        told = ask("phòng quản lý đô thị thị xã nay là phòng gì", BEFORE).text
        assert "vẫn hoạt động" in told

    def test_a_body_of_a_province_that_was_merged_is_no_premise_to_stand(self, ask):
        told = ask("Phước Long giờ nộp báo cáo cho Sở Y tế Bình Phước hả")
        assert head(told) == "Chưa xác minh."
        assert "tỉnh Đồng Nai" in told.text


class TestNewerActs:
    @pytest.mark.parametrize(
        "question",
        [
            "luật trẻ em sửa đổi năm 2026 ban hành chưa, số bao nhiêu",
            "có nghị định mới thay nđ 130/2021 chưa ạ",
            "qđ 830 giai đoạn 2026-2030 có chưa số mấy",
        ],
    )
    def test_that_none_was_found_comes_first(self, ask, question):
        told = head(ask(question))
        assert told.startswith("Chưa tìm thấy văn bản nào")
        assert "Ghi:" not in told

    def test_the_newest_of_a_name_is_told_where_there_is_one(self, ask):
        told = ask("luật ngân sách nhà nước sửa đổi thông qua chưa, số bao nhiêu", AFTER)
        assert head(told).startswith("Có: Luật Ngân sách nhà nước số 89/2025/QH15")

    def test_the_standing_comes_first_where_it_is_asked_first(self, ask):
        told = head(ask("nđ 30/2020 còn áp dụng không, có nghị định mới chưa"))
        assert told.startswith("Còn hiệu lực. Chưa tìm thấy")

    @pytest.mark.parametrize(
        ("question", "verdict"),
        [
            ("nđ 20/2021 sửa đổi chưa", "Rồi: Nghị định số 76/2024/NĐ-CP"),
            ("nđ 144/2013 bị thay chưa", "Không còn hiệu lực. Nghị định số 130/2021/NĐ-CP"),
            ("luật trẻ em bị thay chưa", "Chưa tìm thấy văn bản thay thế; Luật số 28/2018"),
            ("luật tổ chức chính quyền địa phương sửa đổi chưa", "Chưa tìm thấy văn bản nào"),
        ],
    )
    def test_whether_an_act_was_changed_is_said_first(self, ask, question, verdict):
        assert head(ask(question)).startswith(verdict)

    def test_a_later_letter_of_the_same_field_is_told(self, ask):
        told = head(ask("công văn 375 hướng dẫn năm 2021, nay có công văn mới chưa"))
        assert "1481/BYT-BMTE" in told
        assert "không ghi văn bản này thay thế" in told

    def test_a_period_that_is_over_is_told_with_what_was_not_found(self, ask):
        told = head(ask("cv 1481/BYT-BMTE dẫn cho kh 2027 được không hay có cv mới"))
        assert "Chưa tìm thấy văn bản nào" in told
        assert "Không còn trong giai đoạn thực hiện." in told

    def test_what_an_act_amended_is_told(self, ask):
        told = ask("tt 45/2026 sửa tt nào").text
        assert "Sửa đổi, bổ sung: Thông tư số 15/2025/TT-BGDĐT" in told
        assert "Chưa tìm thấy văn bản sửa đổi" not in told

    def test_what_an_act_replaced_is_not_answered_with_what_replaced_it(self, ask):
        told = ask("nđ 185/2026 thay nđ nào vậy").text
        assert "chưa ghi văn bản này thay thế văn bản nào (chưa xác minh)" in told

    def test_nobody_is_said_to_have_looked_where_one_source_is_all(self, ask):
        told = head(ask("luật nuôi con nuôi có luật sửa đổi chưa"))
        assert "chưa xác minh" in told


class TestQuestionsOfTwoParts:
    def test_both_parts_are_told(self, ask):
        told = ask("nđ 130/2021 còn hl k, bc tháng hành động xã nộp cho ai", AFTER).text
        assert "130/2021/NĐ-CP" in told
        assert "Về “bc tháng hành động xã nộp cho ai”:" in told
        assert "20/7" in told

    def test_a_standing_body_is_told_with_what_it_is_part_of(self, ask):
        told = ask("hướng dẫn 31-HD/BTCTW nói gì, hội phụ nữ xã thuộc ai").text
        assert "trong tổ chức của Ủy ban MTTQ Việt Nam cấp xã" in told

    def test_what_is_to_be_done_is_told_beside_the_body_that_is_gone(self, ask):
        told = ask("công an thị xã còn k, báo vụ xâm hại cho ai", AFTER).text
        assert "Không còn Công an thị xã" in told
        assert "Tổng đài 111" in told

    def test_a_body_that_is_pointed_at_is_the_one_of_the_symbol(self, ask):
        told = ask("kh 20/KH-SLĐTBXH còn dùng được k, sở ấy nay là sở nào")
        assert "Sở LĐTBXH không còn" in told.text

    def test_a_part_of_which_nothing_is_known_is_owned(self, ask):
        told = ask("HĐND huyện bây giờ ai thay, nghị quyết kinh phí hè trình cơ quan nào", AFTER)
        assert "Chưa trả lời được ý “nghị quyết kinh phí hè trình cơ quan nào”" in told.text
        assert told.status is Status.PARTIAL

    def test_what_the_answer_tells_already_is_not_told_twice(self, ask):
        told = ask("công an huyện giải thể rồi hả, việc của công an huyện nay ai làm").text
        assert "Về “" not in told

    def test_the_numbers_of_the_second_part_go_on(self, ask):
        told = ask("nđ 130/2021 còn hl k, bc tháng hành động xã nộp cho ai", AFTER)
        assert [citation.n for citation in told.citations] == list(
            range(1, len(told.citations) + 1)
        )

    def test_the_half_yearly_report_is_not_that_of_the_month_of_action(self, ask):
        told = ask("báo cáo trẻ em 6 tháng đầu năm nộp bên nào", BEFORE).text
        assert "chưa tìm thấy quy định chung" in told
        assert "10/7" not in told

    def test_a_local_plan_that_a_plan_cites_is_told_with_it(self, ask):
        told = ask("kế hoạch 790/KH-UBND còn dùng làm căn cứ được không")
        assert "Kế hoạch viện dẫn: phường 1, thị xã Quảng Trị (2024)" in told.text
        assert "chưa xác minh" in told.text


class TestPlainAnswers:
    def test_a_year_put_as_an_alternative_is_not_the_day_asked_about(self, ask):
        told = ask("qd 06 ve xa phu hop voi tre em la cua nam 2019 hay nam 2022", BEFORE)
        assert "Tính đến ngày 20/06/2023" in told.text

    @pytest.mark.parametrize(
        ("question", "day", "verdict"),
        [
            ("luật 72/2025/QH15 có hiệu lực từ 1/7/2025 hả a", AFTER, "Không đúng:"),
            ("mức chuẩn trợ giúp xã hội 500k pk e", BEFORE, "Không đúng."),
            ("qđ 1493 hết giai đoạn 2025 rồi hả em", AFTER, "Không đúng:"),
            ("nđ 370/2025 sửa nđ 150/2025 rồi phải k", AFTER, "Chưa:"),
            ("nđ 370/2025 sửa nđ 150/2025 rồi phải k", TODAY, "Đúng:"),
            ("qđ 1438 dẫn vào kh 2026 được k", AFTER, "Còn hiệu lực. Giai đoạn kết thúc năm 2025"),
            ("đề án 06 còn trong giai đoạn k", TODAY, "Giai đoạn đến năm 2025 đã qua."),
        ],
    )
    def test_the_answer_opens_with_what_was_put(self, ask, question, day, verdict):
        assert head(ask(question, day)).startswith(verdict)

    @pytest.mark.parametrize(
        ("question", "verdict"),
        [
            ("nđ 147/2025 có rồi thì bỏ nđ 20/2021 khỏi căn cứ nha", "Không: Nghị định số 147"),
            ("nđ 150/2025 hết dùng vì nđ 370/2025 thay hả", "Không: Nghị định số 150/2025"),
            ("qđ 1248 ngày 9/7/2026 là chương trình phòng chống tai nạn trẻ em hả", "Không đúng."),
            ("luật trẻ em sửa đổi 2026 hiệu lực khi nào", "Còn hiệu lực. Chưa tìm thấy"),
        ],
    )
    def test_what_an_act_did_to_another_is_refuted_first(self, ask, question, verdict):
        assert head(ask(question)).startswith(verdict)

    def test_the_year_of_another_version_is_not_the_day_that_is_asked_about(self, ask):
        assert "31/12/2021" not in ask("qđ 1248 ngày 9/7/2026 thay bản năm 2021 hả").text

    def test_a_day_of_force_that_no_source_settles_is_told_as_open(self, ask):
        told = ask("nđ 150/2025 có hiệu lực từ 16/6 hay từ 1/7", AFTER).text
        assert "Ngày có hiệu lực" in told
        assert "chưa xác minh" in told

    @pytest.mark.parametrize(
        "question", ["can cu ke hoach tre em 2027", "căn cứ nào cho kế hoạch 2027"]
    )
    def test_the_bases_of_a_plan_that_is_not_there_yet_are_those_of_law(self, ask, question):
        assert "Căn cứ Luật Trẻ em" in ask(question).text

    def test_the_bases_of_a_plan_that_is_there_are_its_own(self, ask):
        assert "Căn cứ Luật Trẻ em;" not in ask("căn cứ kế hoạch 2021").text

    @pytest.mark.parametrize("question", ["tt 45/2018 con hieu luc ko", "cv 999/2020 còn dùng k"])
    def test_an_act_that_is_not_listed_is_not_answered_with_another(self, ask, question):
        answer = ask(question)
        assert answer.status is Status.ABSTAINED
        assert "trong danh mục" in answer.text

    @pytest.mark.parametrize("question", ["sdt phong van hoa", "số điện thoại công an xã"])
    def test_of_a_body_s_number_it_is_said_that_there_is_none(self, ask, question):
        assert "không có số điện thoại" in head(ask(question))

    def test_the_number_of_an_act_is_told_where_its_name_speaks_of_money(self, ask):
        assert "83/2015/QH13" in ask("luật ngân sách nhà nước là luật số bao nhiêu", BEFORE).text

    def test_an_act_without_a_title_is_told_by_what_it_is_about(self, ask):
        told = ask("nghị định 42/2025/NĐ-CP là về cái gì", AFTER).text
        assert "nội dung: chuyển công tác trẻ em" in told

    @pytest.mark.parametrize("other", ["144/2013", "144/2021"])
    def test_the_one_of_two_acts_that_is_meant_is_said_first(self, ask, other):
        told = ask(f"xử phạt bạo hành trẻ em theo nđ {other} hay 130/2021")
        assert head(told).startswith("Theo Nghị định số 130/2021/NĐ-CP")

    def test_an_act_of_an_undated_year_is_not_told_as_in_force_in_it(self, ask):
        told = ask("nđ 142/2025 còn hiệu lực không", AFTER)
        assert head(told) == "Chưa xác minh được hiệu lực."

    def test_a_list_is_told_in_short_first(self, ask):
        listed = (
            "sai chỗ nào k: Luật Trẻ em; NĐ 147/2025/NĐ-CP (thay NĐ 20/2021/NĐ-CP); "
            "NĐ 144/2013/NĐ-CP; QĐ 1591/QĐ-TTg"
        )
        told = ask(listed)
        assert head(told).startswith("Cần sửa: mục 2, 4. Cần kiểm tra thêm: mục 5.")
        assert "147/2025/NĐ-CP và Nghị định số 20/2021/NĐ-CP không thay thế nhau" in told.text

    def test_a_law_named_with_its_number_is_one_item_of_a_list(self, ask):
        told = ask("rà soát: Luật NSNN số 83/2015/QH13; NĐ 56/2017/NĐ-CP; QĐ 23/QĐ-TTg năm 2021")
        assert "1. Luật Ngân sách nhà nước số 83/2015/QH13" in told.text
        assert "4." not in told.text
