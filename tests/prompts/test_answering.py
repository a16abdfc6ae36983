"""Answers: who does what, with exact quotes; what is not there is said not to be there."""

from __future__ import annotations

import re

import pytest

from prompts.answering import Answer, FindingRole, Status, child_in_danger
from prompts.citing import quote_of
from prompts.errors import TemplateError
from prompts.wording import say
from retrieval.privacy import without_private
from retrieval.text import collapse, fold

DROWNING = (
    "ai phụ trách phòng, chống đuối nước trẻ em?",
    "ai phu trach phong chong duoi nuoc",
    "who handles drowning prevention?",
    "AI LO PC ĐUỐI NƯỚC",
)


def bodies(answer: Answer, document: str) -> set[str]:
    return {f.body for f in answer.findings if f.body and f.document.id == document}


@pytest.mark.parametrize("question", DROWNING)
def test_who_handles_drowning_is_told_plan_by_plan(ask, question):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert any(
        fold("Văn hóa - thông tin") in fold(body)
        for body in bodies(answer, "2024-phuong-1-quang-tri")
    )
    assert {"Văn hóa – Xã hội xã", "Các trường học"} <= bodies(answer, "2025-xa-nghia-thuong")
    assert "Phòng Văn hóa và Thông tin" in bodies(answer, "2021-thi-xa-phuoc-long")
    assert "Phòng Giáo dục và Đào tạo" in bodies(answer, "2023-huyen-thanh-binh")
    assert answer.not_mentioned == ("2023-phuong-phu-thu",)
    assert "phường Phú Thứ (2023)" in answer.text


@pytest.mark.parametrize("question", [*DROWNING, "Trạm y tế làm gì?", "kinh phí lấy ở đâu?"])
def test_every_quote_is_verbatim_in_its_clause(ask, question):
    answer = ask(question)
    assert answer.citations
    for citation in answer.citations:
        assert collapse(citation.quote) in collapse(citation.clause.text)
        assert f"“{citation.quote}”" in "\n".join([answer.text, *answer.more])


def test_newest_plan_first_and_who_acts_before_partners(ask):
    findings = ask(DROWNING[0]).findings
    years = [finding.document.year for finding in findings]
    assert years == sorted(years, reverse=True)
    for document in {finding.document.id for finding in findings}:
        roles = [f.role is FindingRole.COORDINATE for f in findings if f.document.id == document]
        assert roles == sorted(roles)


def test_the_askers_own_unit_comes_first(ask):
    findings = ask(DROWNING[0], unit="huyện Thanh Bình").findings
    assert findings[0].document.id == "2023-huyen-thanh-binh"


def test_that_the_askers_own_unit_has_no_plan_here_is_said_first(ask):
    said = "Chưa có kế hoạch của xã Bình Minh, tỉnh Quảng Ngãi trong kho"
    assert ask(DROWNING[0], unit="xã Bình Minh, tỉnh Quảng Ngãi").text.startswith(said)
    assert "Chưa có kế hoạch" not in ask(DROWNING[0], unit="huyện Thanh Bình").text
    assert "Chưa có kế hoạch" not in ask(DROWNING[0]).text
    elsewhere = "ai chủ trì hướng dẫn đăng ký khai sinh ở thị xã Phước Long?"
    assert "Bình Minh" not in ask(elsewhere, unit="xã Bình Minh, tỉnh Quảng Ngãi").text


def test_chu_tri_is_told_as_lead(ask):
    finding = ask("ai chủ trì hướng dẫn đăng ký khai sinh ở thị xã Phước Long?").findings[0]
    assert (finding.body, finding.role) == ("Phòng Tư pháp", FindingRole.LEAD)


def test_a_task_given_to_nobody_is_said_so(ask):
    answer = ask("ai treo băng rôn, khẩu hiệu ở các trục đường chính của phường 1 Quảng Trị?")
    unassigned = [f for f in answer.findings if f.role is FindingRole.UNASSIGNED]
    assert unassigned
    assert all(finding.body is None for finding in unassigned)


def test_the_duties_of_a_body_are_all_told_in_reading_order(ask):
    answer = ask("Trạm y tế phường 1 làm gì?")
    assert [f.citation.clause.path for f in answer.findings] == ["V.3 gạch 1", "V.3 gạch 2"]
    assert answer.status is Status.ANSWERED


def test_duties_on_a_matter_are_only_those(ask):
    answer = ask("công an xã làm gì về xâm hại trên mạng?")
    assert "IV.7" in {finding.citation.clause.path for finding in answer.findings}
    assert all("mạng" in finding.task for finding in answer.findings)


@pytest.mark.parametrize(
    "question",
    [
        "giá vàng hôm nay",
        "thời tiết ngày mai thế nào",
        "cách nấu phở",
        "who won the football match",
        "who is the headteacher of the primary school in Nghĩa Thương",
        "địa chỉ trụ sở UBND xã Nghĩa Thương ở đâu",
        "công ty nào tài trợ bể bơi",
        "sdt cua ba Nguyen Thi Hoa la so may",
        "Which police officer handles child abuse in Nghĩa Thương, and his mobile number?",
        "Khu phố nào của phường 1 Quảng Trị được khen làm Tháng hành động tốt nhất?",
        "Sở Tư pháp làm nhiệm vụ gì trong kế hoạch Phước Long",
    ],
)
def test_what_the_plans_do_not_hold_is_declined_with_a_next_step(ask, question):
    answer = ask(question)
    assert answer.status is Status.ABSTAINED
    assert answer.next_step


def test_an_english_question_is_answered_in_an_english_frame_around_vietnamese_quotes(ask):
    answer = ask("who handles drowning prevention?")
    assert answer.text.startswith("Responsible bodies")
    assert "“Kêu gọi, vận động" in answer.text


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "question",
        [
            "nhiệm vụ của phòng Nông nghiệp trong phòng chống đuối nước",
            "ban dai dien cha me hoc sinh duoc giao viec gi",
            "huyện Thanh Bình chi bao nhiêu tiền cho lớp dạy bơi",
            "tỷ lệ trẻ cận thị học đường phải giảm còn mấy %",
            "lễ phát động năm 2023 ở huyện Thanh Bình làm tại địa điểm nào",
            "tp Đà Nẵng giao ai phụ trách phòng chống đuối nước trẻ em",
        ],
    )
    def test_a_strange_body_number_or_place_is_not_made_up_from_another_clause(self, ask, question):
        assert ask(question).status is Status.ABSTAINED

    @pytest.mark.parametrize(
        ("question", "held"),
        [
            ("cho nuoc sau hay co dua chet chim thi ai dong coc, cam bang", "đuối nước"),
            ("cưới sớm chưa đủ 18 thì mỗi năm phải bớt bao nhiêu", "2 đến 3%"),
            ("mấy món nhái, dỏm mà con nít hay nghịch thì ai đi dẹp", "hàng giả"),
        ],
    )
    def test_everyday_words_find_what_plans_word_otherwise(self, ask, question, held):
        answer = ask(question)
        assert answer.status is not Status.ABSTAINED
        assert any(held in citation.clause.text for citation in answer.citations)


class TestChildInDanger:
    REPORTS = (
        "cháu T 12t thôn 3 bị đánh, viết bc",
        "chau be hang xom dang bi bo duong danh",
        "có đứa bé vừa bị đuối nước ở ao làng",
        "con tôi bị người ta xâm hại, phải làm sao",
        "a girl in my village is being beaten right now",
    )
    QUESTIONS = (
        "ai phụ trách phòng, chống xâm hại trẻ em?",
        "công an xã làm gì khi trẻ em bị xâm hại",
        "chỉ tiêu giảm trẻ em bị tai nạn thương tích",
        "trẻ em bị bạo lực được hỗ trợ thế nào theo kế hoạch",
        "đơn vị nào tiếp nhận trẻ bị bạo lực?",
    )

    @pytest.mark.parametrize("text", REPORTS)
    def test_a_report_gets_111_the_police_and_the_chairman_first(self, ask, text):
        answer = ask(text)
        assert child_in_danger(text)
        first = answer.text.splitlines()[1]
        assert "111" in first
        assert answer.text.index("111") < answer.text.index("3.")
        assert text not in answer.text
        assert answer.question == ""

    @pytest.mark.parametrize("text", QUESTIONS)
    def test_a_question_about_who_does_what_is_no_report(self, text):
        assert not child_in_danger(text)


class TestPrivateData:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("Gửi về UBND (qua bà Trần Thị Mẫu) trước ngày 10/7.", "trước ngày 10/7."),
            ("Đường dây tư vấn (02713. 825.825) và các cơ quan có thẩm quyền", "và các cơ quan"),
            ("Liên hệ a.b@xa.gov.vn để biết.", "để biết"),
            ("Trung tâm 0277 8516171, hệ thống dịch vụ bảo vệ trẻ em", "hệ thống dịch vụ"),
        ],
    )
    def test_names_phones_and_mails_stay_out_of_quotes(self, text, kept):
        public = without_private(text)
        assert public in text
        assert kept in public or kept.strip(". ") in public
        assert not re.search(r"@|\d{6}|825|Mẫu", public)

    def test_111_may_be_told(self):
        text = "Gọi Tổng đài điện thoại quốc gia bảo vệ trẻ em (111) ngay."
        assert quote_of(text) == text

    def test_no_citable_clause_of_the_plans_gives_a_phone_or_mail(self, services):
        for clause in services.library.clauses():
            assert not re.search(r"\d{3}[ .]?\d{3}[ .]?\d{3,}|@", quote_of(clause.text))

    def test_a_long_clause_is_quoted_in_part_and_verbatim(self, services):
        for clause in services.library.clauses():
            quote = quote_of(clause.text)
            assert quote in clause.text
            assert 0 < len(quote) <= 420


class TestWording:
    def test_a_hole_in_a_sentence_is_refused(self):
        with pytest.raises(TemplateError):
            say("not_mentioned")

    def test_an_unknown_variable_is_refused(self):
        with pytest.raises(TemplateError):
            say("abstained", who="nobody")

    def test_both_languages_know_the_same_sentences(self):
        from prompts.wording import _sentences

        assert _sentences("vi").keys() == _sentences("en").keys()


def test_a_plan_that_is_silent_is_asked_for_the_broader_matter(ask):
    answer = ask("phường Phú Thứ ai lo phòng, chống đuối nước?")
    assert answer.status is Status.ABSTAINED
    here = [c for c in answer.citations if c.clause.document.id == "2023-phuong-phu-thu"]
    assert here
    assert all("thương tích" in citation.quote for citation in here)
    assert [citation.n for citation in answer.citations] == list(
        range(1, len(answer.citations) + 1)
    )


def test_a_body_that_is_given_an_indicator_by_number_is_found_by_its_matter(ask):
    answer = ask("ai phụ trách giảm tảo hôn ở Thanh Bình?")
    assert "Phòng Văn hóa – Thông tin" in {finding.body for finding in answer.findings}


def test_a_courteous_question_is_answered_like_a_short_one(ask):
    short = ask("Trạm y tế phường 1 làm gì?")
    long = ask("Kính chào anh chị, tôi là cán bộ xã, xin cho hỏi Trạm y tế phường 1 làm gì ạ?")
    assert long.findings == short.findings


def test_who_benefits_is_not_who_acts(ask):
    answer = ask("Đối tượng hưởng lợi gián tiếp của chương trình ở huyện Thanh Bình gồm ai?")
    assert not answer.findings
    assert answer.citations[0].clause.path == "II.2 cộng 2"


def test_a_place_without_a_plan_does_not_change_what_others_say(ask):
    answer = ask("ai lo phòng, chống đuối nước ở xã Tân Lập?")
    assert answer.status is Status.ABSTAINED
    assert "xã Tân Lập" in answer.text.splitlines()[0]
    assert answer.findings == ask("ai lo phòng, chống đuối nước?").findings


def test_a_body_with_a_level_in_its_name_is_no_place(ask):
    assert "Chưa có kế hoạch" not in ask("Huyện Đoàn làm gì?").text
