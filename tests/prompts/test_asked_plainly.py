"""What officials ask of plans in a working week: money, parts, days, wards, slips in a number."""

from __future__ import annotations

import re
from datetime import date

import pytest

from prompts.answering import Status

BEFORE, AFTER, LATER = date(2023, 6, 20), date(2025, 9, 15), date(2026, 11, 22)


def paths(answer) -> list[str]:
    return [citation.clause.path for citation in answer.citations]


class TestTargets:
    def test_a_target_given_by_its_number_is_told_with_who_has_it(self, ask):
        told = ask("ct tiem chung tre duoi 1t cua thanh binh 2023")
        assert "98% trẻ em dưới 5 tuổi" in told.text
        assert {finding.body for finding in told.findings} == {"Phòng Y tế, Trung tâm Y tế Huyện"}
        assert paths(told) == ["II.1.a chỉ tiêu 5", "VI.4 gạch 1"]

    def test_only_the_targets_that_a_question_numbers_are_told(self, ask):
        typed = ask("ai huong dan thuc hien chi tieu 3,4,5,6 cua thanh binh")
        assert paths(typed) == ["VI.4 gạch 1"]
        assert paths(ask("chỉ tiêu 20 của thanh bình là gì")) == [
            "II.1.c chỉ tiêu 20",
            "VI.3 gạch 1",
        ]

    def test_a_target_that_no_plan_numbers_so_is_not_there(self, ask):
        told = ask("chỉ tiêu 31 của huyện Thanh Bình là gì")
        assert told.status is Status.ABSTAINED
        assert told.citations == ()

    def test_a_numbered_target_is_found_though_no_place_is_named(self, ask):
        told = ask("chỉ tiêu 24 là gì vậy")
        assert told.status is Status.ANSWERED
        assert paths(told)[0] == "II.1.d chỉ tiêu 24"

    @pytest.mark.parametrize(
        "question",
        [
            "How much is the Thanh Binh target for fully vaccinated infants?",
            "thanh binh giam tai nan thuong tich tre em xuong muc nao",
        ],
    )
    def test_a_target_asked_for_by_how_much_is_no_sum_of_money(self, ask, question):
        assert ask(question).status is not Status.ABSTAINED

    def test_a_task_ordered_of_a_body_outside_its_section_is_told_first(self, ask):
        told = ask("chích ngừa với phát thuốc xổ lãi cho mấy nhóc là việc ai")
        first = told.findings[0]
        assert (first.body, first.citation.clause.path) == ("Trạm y tế phường", "IV.3 gạch 3")


class TestPartsAskedByName:
    @pytest.mark.parametrize(
        ("question", "path"),
        [
            ("kp cthd vi te 2023 cua huyen lay tu dau", "V đoạn 1"),
            ("Huyện Thanh Bình lấy tiền đâu mà làm mấy việc này", "V đoạn 1"),
            ("Yêu cầu của kế hoạch tháng hành động 2024 phường 1 là gì?", "I.2 đoạn 1"),
            ("tháng hđ năm 24 từ ngày nào tới ngày nào", "II.2"),
        ],
    )
    def test_money_a_part_and_a_span_of_days_are_their_own_clause(self, ask, question, path):
        told = ask(question)
        assert told.status is Status.ANSWERED
        assert paths(told) == [path]

    def test_whom_to_tell_is_answered_though_no_task_is_given(self, ask):
        told = ask("phú thứ: gặp vướng mắc khi triển khai thì báo ai")
        assert told.status is Status.ANSWERED
        assert "báo về UBND phường" in told.text


class TestDays:
    def test_a_day_that_no_plan_gives_is_declined_and_what_stands_near_is_shown(self, ask):
        told = ask("phước long mở lớp tập huấn ctv ngày mấy")
        assert told.status is Status.ABSTAINED
        assert told.text.startswith("Kế hoạch không ghi ngày cụ thể")
        assert told.citations

    def test_how_often_is_a_part_of_when(self, ask):
        assert ask("Nghĩa Thương nộp báo cáo 6 tháng trước ngày mấy").status is Status.PARTIAL

    def test_a_yearly_report_before_a_day_is_of_no_year_before(self, ask):
        told = ask("phuoc long 2021 xa phuong phai nop bc nam truoc ngay nao")
        assert told.status is Status.ANSWERED
        assert "10/11" in told.text

    def test_several_neighbourhoods_are_no_number_that_is_asked_for(self, ask):
        told = ask("may khu pho p1 quang tri nop kq thang hanh dong 2024 ve phuong truoc ngay may")
        assert "10/7/2024" in told.text


class TestPlacesOfNoPlan:
    @pytest.mark.parametrize(
        "question",
        [
            "huyện đức phổ giao công an làm gì trong kế hoạch trẻ em",
            "phường 2 quảng trị ai lo đuối nước",
        ],
    )
    def test_another_place_is_not_answered_with_a_plan_that_is_there(self, ask, question):
        assert ask(question).status is Status.ABSTAINED

    def test_a_place_by_number_is_told_from_words_that_only_look_like_one(self, ask):
        assert (
            "Chưa có kế hoạch"
            not in ask("Phường Phú Thứ: địa phương 5 năm qua dạy bơi thế nào").text
        )
        assert "Chưa có kế hoạch" not in ask("Phường Phú Thứ khác gì phường 3 về đuối nước").text

    def test_who_does_nothing_that_is_named_is_declined(self, ask):
        assert ask("toi nay viet nam da voi ai").status is Status.ABSTAINED

    def test_a_year_with_a_level_is_the_plan_of_that_level(self, ask):
        told = ask("năm 2023 của huyện, kinh phí lấy ở đâu")
        assert {citation.clause.document.id for citation in told.citations} == {
            "2023-huyen-thanh-binh"
        }


class TestSlipsInANumber:
    def test_a_number_of_another_ministry_is_told_with_the_one_it_may_mean(self, ask):
        told = ask("Thông tư 28/2019/TT-BYT về Tháng hành động vì trẻ em còn hiệu lực không?")
        assert told.status is Status.PARTIAL
        assert "Có thể anh/chị muốn hỏi: Thông tư số 28/2019/TT-BLĐTBXH" in told.text

    def test_a_zero_in_front_makes_no_other_number(self, ask):
        told = ask("Thông tư 02/2021/TT-BYT còn hiệu lực không")
        assert "Thông tư số 02/2021/TT-BLĐTBXH" in told.text

    def test_digits_the_other_way_round_count_with_the_subject_only(self, ask):
        meant = ask("Nghị định 65/2017/NĐ-CP quy định chi tiết Luật Trẻ em còn hiệu lực không?")
        other = ask("Nghị định 65/2017/NĐ-CP về cây xanh còn hiệu lực không?")
        assert "Có thể anh/chị muốn hỏi: Nghị định số 56/2017/NĐ-CP" in meant.text
        assert "56/2017" not in other.text


class TestBesideAnAct:
    def test_what_is_asked_beside_an_act_is_told_as_it_holds_today(self, ask):
        told = ask("tt28/2019 con xai dc k, bc thang hd gui ai truoc ngay nao").text
        assert told.startswith("Còn hiệu lực.")
        assert "trước ngày 20/7" in told

    def test_the_decree_that_details_a_law_is_told_with_it(self, ask):
        told = ask(
            "luat phong chong bao luc gia dinh, nghi dinh huong dan so may (76/2024 ha)"
        ).text
        assert "Nghị định số 76/2023/NĐ-CP" in told
        assert "nâng mức chuẩn trợ giúp xã hội" in told

    def test_a_programme_is_known_by_the_words_of_its_title(self, ask):
        told = ask("de an cham soc phat trien toan dien tre nhung nam dau doi so may", BEFORE).text
        assert "1437/QĐ-TTg" in told


class TestWhatWasInForce:
    def test_an_act_replaced_later_held_until_then(self, ask):
        told = ask("luat phong chong bao luc gia dinh moi ap dung chua hay con xai luat cu", BEFORE)
        assert told.text.startswith("Chưa có hiệu lực vào ngày này.")
        assert "số 02/2007/QH12: còn hiệu lực. Từ ngày 01/07/2023 được thay bằng" in told.text

    def test_no_act_is_taken_for_an_asked_one_because_its_long_title_holds_its_words(self, ask):
        told = ask("Có thông tư nào chuyển trạm y tế xã thành đơn vị sự nghiệp chưa?", AFTER).text
        assert "36/2018" not in told

    def test_a_transfer_from_body_to_body_is_answered_by_what_became_of_the_first(self, ask):
        told = ask("so ldtbxh chuyen viec tre em sang so y te chua z", BEFORE).text
        assert "thay đổi từ ngày 01/03/2025" in told

    def test_an_act_that_no_record_knows_is_told_with_the_year_that_was_asked(self, ask):
        told = ask("Chỉ thị 23/CT-TTg năm 2021 của Thủ tướng còn hiệu lực không?", BEFORE).text
        assert "Chưa có “Chỉ thị 23/CT-TTg năm 2021” trong danh mục" in told

    def test_an_amendment_is_told_with_the_day_of_the_act_that_made_it(self, ask):
        told = ask("Nghị định 150/2025/NĐ-CP bị sửa bởi nghị định nào, ngày nào", LATER).text
        assert "bởi Nghị định số 370/2025/NĐ-CP (31/12/2025)" in told

    def test_a_replaced_law_is_told_with_the_decree_of_the_new_one(self, ask):
        told = ask("luat nsnn 2015 thay chua, nd huong dan la nd nao", LATER).text
        assert "Nghị định số 73/2026/NĐ-CP" in told

    def test_a_decree_that_was_not_issued_yet_is_told_as_not_there(self, ask):
        question = "da co nd huong dan luat pc bao luc gia dinh 2022 chua, so may"
        assert "Chưa tìm thấy nghị định quy định chi tiết luật này" in ask(question, BEFORE).text
        assert "Nghị định số 76/2023/NĐ-CP" in ask(question, AFTER).text

    def test_a_law_in_the_title_of_a_decree_is_not_asked_about(self, ask):
        question = "Nghị định 56/2017/NĐ-CP hướng dẫn Luật Trẻ em đã có nghị định nào sửa chưa?"
        told = ask(question, BEFORE).text
        assert "Chưa tìm thấy văn bản nào sửa đổi" in told
        assert "102/2016/QH13" not in told

    def test_so_it_is_typed_without_accents(self, ask):
        question = "nghi dinh 56/2017/ND-CP huong dan luat tre em da co nghi dinh nao sua chua?"
        assert "102/2016/QH13" not in ask(question, BEFORE).text

    def test_of_two_acts_each_is_told_whether_there_is_a_newer_one(self, ask):
        told = ask("nd 20/2021 + tt 02/2021 nay sao r, 2026 co cai moi chua").text
        assert told.count("→") == 2
        assert "sau Nghị định số 76/2024/NĐ-CP" in told

    def test_a_body_that_still_stood_still_received_what_was_sent(self, ask):
        told = ask("phong ldtbxh huyen giai the r, vay ho so tre em xa gui cho ai", BEFORE).text
        assert "vào ngày này vẫn gửi Phòng Lao động - Thương binh và Xã hội cấp huyện" in told

    def test_the_letter_that_set_a_theme_is_told_with_it(self, ask):
        told = ask("cv cua bo ve chu de thang hanh dong vi te 2023 so may, chu de gi", BEFORE).text
        assert "1088/LĐTBXH-TE" in told

    def test_ct_tre_em_is_no_directive(self, ask):
        told = ask("bc 6thang ve ct tre em xa nop ngay nao, nop ai").text
        assert "Chỉ thị" not in told


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "question",
        [
            "Bí thư đoàn phường Phú Thứ là ai z?",
            "Ten truong tram y te phuong 1 quang tri la gi",
            "cho xin tên cán bộ trẻ em xã Nghĩa Thương",
            "Trạm trưởng y tế phường 1 là ai",
            "Bệnh viện đa khoa Phước Long được phân công làm gì",
            "kh công tác TE 2022 của Phước Long nói gì",
            "chu de thang hanh dong vi tre em 2023 thanh binh la gi trong ke hoach do",
            "Kết quả tháng hành động 2024 của phường 1 đạt được những gì?",
            "học bổng trẻ nghèo mỗi suất nhiêu tiền",
        ],
    )
    def test_people_other_years_results_and_sums_are_declined(self, ask, question):
        assert ask(question).status is Status.ABSTAINED


class TestPutInOtherWords:
    @pytest.mark.parametrize(
        ("question", "held"),
        [
            ("Cho tụi nhỏ học bơi thì nơi nào giao cho trường?", "học bơi"),
            ("Bầu bì thì được dạy những gì theo kế hoạch huyện?", "mang thai"),
            ("các phong trào giúp bn nghèo ở Phước Long tên là j", "Vòng tay bè bạn"),
            ("chuẩn hoá dữ liệu TE của xã Nghĩa Thương theo đề án số mấy", "Đề án 06"),
            ("nghi he tui nho ve dia phuong thi ai quan", "hè"),
            (
                "Chỉ tiêu đăng ký khai sinh cho trẻ dưới 5 tuổi ở Thanh Bình là bao nhiêu phần "
                "trăm?",
                "98,5%",
            ),
        ],
    )
    def test_what_the_plans_say_is_told(self, ask, question, held):
        answer = ask(question)
        assert answer.status is not Status.ABSTAINED
        assert held in answer.text

    def test_how_results_go_up_is_told_though_nobody_is_given_it(self, ask):
        answer = ask("Khu phố ở phường 1 nộp kết quả cho ai, trước ngày mấy?")
        assert "báo cáo kết quả thực hiện về UBND phường" in answer.text


class TestPlansAsABasis:
    @pytest.mark.parametrize(
        "question",
        [
            "lấy kế hoạch năm ngoái của xã làm căn cứ pháp lý đc ko",
            "căn cứ kế hoạch của tỉnh được không",
        ],
    )
    def test_a_plan_is_no_legal_basis(self, ask, question):
        assert "Kế hoạch không phải căn cứ pháp lý" in ask(question).text

    def test_what_a_plan_itself_rests_on_is_asked_of_the_plan(self, ask):
        told = ask("Kế hoạch phường Phú Thứ có ghi trong căn cứ quyết định nào của tỉnh không?")
        assert "Kế hoạch số 77/KH-UBND" in told.text

    def test_a_law_that_a_plan_rests_on_is_still_told_as_a_law(self, ask):
        told = ask("kế hoạch tháng hành động lấy luật trẻ em làm căn cứ được không").text
        assert "Luật Trẻ em số 102/2016/QH13" in told

    def test_the_plan_of_a_body_that_is_no_more_is_told_with_what_became_of_it(self, ask):
        told = ask(
            "Kế hoạch 66/KH-UBND của UBND huyện Tư Nghĩa còn dẫn làm căn cứ được không?", AFTER
        )
        assert "UBND huyện không còn từ ngày 01/7/2025" in told.text

    def test_an_act_that_a_plan_cites_is_found_in_it(self, ask):
        told = ask("thanh bình có tuyên truyền nđ 80/2017 ko, nằm mục nào")
        assert "III.1 gạch 1" in told.text


class TestWhatPlansDoNotHold:
    @pytest.mark.parametrize(
        "question",
        [
            "bể bơi của phường 1 xây xong chưa",
            "so tre mo coi cua thanh binh",
            "huyện thanh bình có bao nhiêu xã đã đạt phù hợp với trẻ em",
            "pho ct xa nghia thuong la ai",
            "phó chủ tịch nào ký kế hoạch Nghĩa Thương",
            "cho xin zalo ba doan phuong 1",
            "quán ăn nào ngon ở Phước Long",
        ],
    )
    def test_results_counts_and_persons_are_declined(self, ask, question):
        assert ask(question).status is Status.ABSTAINED

    @pytest.mark.parametrize(
        ("question", "place"),
        [
            ("xã Tân Phú huyện Thanh Bình giao công an làm gì", "xã Tân Phú"),
            ("kế hoạch của phường Minh Hòa, Kinh Môn giao ai dạy bơi", "phường Minh Hòa"),
        ],
    )
    def test_a_commune_of_a_district_that_has_a_plan_is_another_commune(self, ask, question, place):
        told = ask(question)
        assert told.status is not Status.ANSWERED or not told.findings
        assert place in told.text

    @pytest.mark.parametrize(
        "question",
        [
            "bc nam cua xa phuong gui ve thi xa phuoc long tre nhat ngay nao",
            "các ngành gửi kết quả cho phường 1 chậm nhất ngày mấy",
        ],
    )
    def test_when_results_are_handed_in_is_answered_however_it_is_put(self, ask, question):
        told = ask(question)
        assert told.status is Status.ANSWERED
        assert re.search(r"ngày 15/5|10/7", told.text)


class TestWhatIsHandedIn:
    def test_to_whom_and_by_when_the_report_goes_is_told_with_its_day(self, ask):
        told = ask("Các ngành ở phường 1 gửi kết quả thực hiện cho ai và chậm nhất ngày mấy?")
        assert told.status is Status.ANSWERED
        assert "trước ngày 10/7/2024" in told.text

    @pytest.mark.parametrize(
        "question",
        [
            "Hạn nộp danh sách trẻ nhận quà 1/6 của các khu phố phường 1 là ngày nào?",
            "Hạn chót đăng ký tham gia hội thi làm bánh của Đội ở Thanh Bình là ngày mấy?",
        ],
    )
    def test_the_day_of_the_report_is_no_day_of_other_papers(self, ask, question):
        assert ask(question).status is Status.ABSTAINED


class TestAbbreviations:
    def test_te_is_children_in_small_letters_too(self, ask):
        told = ask("nhom te nong cot lap o dau")
        assert "nhóm trẻ em nòng cốt" in told.text

    def test_te_beside_y_is_health(self, ask):
        assert "Trạm y tế" in ask("tram y te phuong 1 lam gi").text

    def test_the_moon_festival_is_no_month_of_action(self, ask):
        told = ask("phuong 1 quang tri 2024 giao ai to chuc ram trung thu")
        assert told.status is Status.ABSTAINED

    def test_harm_is_no_prize(self, ask):
        told = ask("thanh binh giam tai nan thuong tich tre em xuong muc nao, tu vong bn")
        assert "650/100.000" in told.text


@pytest.mark.parametrize(
    "question",
    [
        "Chủ tịch UBND xã Nghĩa Thương ký kế hoạch 2025 tên gì?",
        "What is the name of the doctor heading the Ward 1 health station?",
        "Hệ số lương công chức VH-XH bậc 3 là mấy?",
        "soạn giùm thư mời họp tổng kết cuối năm",
    ],
)
def test_names_salaries_and_letters_are_declined(ask, question):
    assert ask(question).status is Status.ABSTAINED
