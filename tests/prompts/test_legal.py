"""Legal questions: answered for a day, ambiguous ones asked back, nothing claimed unverified."""

from __future__ import annotations

from datetime import date

import pytest

from prompts.answering import Status
from prompts.basis import bases_for
from retrieval.legal import shipped_catalogue
from tests.conftest import AS_OF


def test_the_same_question_on_two_days_has_two_answers(ask):
    question = "NĐ 144/2013 còn hiệu lực không? thay bằng gì?"
    now, then = ask(question), ask(question, date(2021, 6, 1))
    assert "hết hiệu lực từ 01/01/2022" in now.text
    assert "130/2021/NĐ-CP" in now.text
    assert "hết hiệu lực" not in then.text
    assert "còn hiệu lực" in then.text
    told = [c.validity for c in (*now.citations, *then.citations) if c.validity]
    assert [validity.status.value for validity in told] == [
        "expired",
        "in_force",
    ]


def test_an_ambiguous_number_is_asked_about_with_every_act_it_can_mean(ask):
    answer = ask("nd 144 con hieu luc ko")
    assert answer.status is Status.PARTIAL
    assert "144/2013/NĐ-CP" in answer.text
    assert "144/2021/NĐ-CP" in answer.text
    assert "năm" in answer.next_step


def test_one_decree_does_not_replace_another_because_it_is_newer(ask):
    answer = ask("nd 147/2025 thay nd20 rồi hả?")
    assert "không thay thế" in answer.text
    assert "76/2024/NĐ-CP" in answer.text


def test_a_provision_is_told_in_our_words_and_marked_so(ask):
    answer = ask("Điều 90 Luật Trẻ em nói gì?")
    assert answer.status is Status.ANSWERED
    assert {c.clause.path for c in answer.citations} >= {"Điều 90 khoản 4"}
    assert all(c.digest for c in answer.citations)
    assert "không phải nguyên văn" in answer.text


def test_a_provision_of_which_there_is_no_text_is_not_made_up(ask):
    answer = ask("Điều 999 Luật Trẻ em nói gì?")
    assert answer.status is not Status.ANSWERED
    assert "đề nghị gửi toàn văn" in answer.text


def test_what_the_plans_cite_although_it_expired_is_listed_with_a_quotation(ask):
    answer = ask("văn bản nào hết hiệu lực mà các kế hoạch vẫn viện dẫn?")
    cited = {c.clause.document.id: c for c in answer.citations}
    assert "144/2013" in cited["2023-huyen-thanh-binh"].quote
    assert "830/QĐ-TTg" in cited["2025-xa-nghia-thuong"].quote
    assert all(c.quote in c.clause.text for c in answer.citations)


def test_two_rules_on_one_matter_are_shown_side_by_side(ask):
    answer = ask("hạn báo cáo Tháng hành động bây giờ là ngày nào, gửi ai?")
    assert "10/7" in answer.text
    assert "20/7" in answer.text
    assert "chưa xác minh" in answer.text


@pytest.mark.parametrize("typed", ["trước đây Phòng LĐTBXH làm, nay ai làm?", "hoi so ldtbxh?"])
def test_who_does_an_old_bodys_work_today_is_told_with_its_basis(ask, typed):
    answer = ask(typed)
    assert "không còn" in answer.text
    assert "Căn cứ:" in answer.text
    assert [w.code for w in answer.warnings][:1] == ["body_reorganised"]


def test_a_finding_names_the_body_as_printed_and_todays_beside_it(ask):
    question = "ai phụ trách phòng chống đuối nước ở phường 1 Quảng Trị?"
    now, then = ask(question), ask(question, date(2024, 6, 1))
    assert {f.body for f in now.findings} == {f.body for f in then.findings}
    assert "Phòng Văn hóa - Xã hội" in now.findings[0].today
    assert [f.today for f in then.findings] == [""] * len(then.findings)


def test_an_answer_that_quotes_an_expired_basis_says_so(ask):
    answer = ask("Huyện Thanh Bình căn cứ nghị định nào về xử phạt vi phạm hành chính trẻ em?")
    assert "expired_reference" in {w.code for w in answer.warnings}
    assert "130/2021" in answer.text


def test_bases_are_acts_in_force_in_order_and_the_others_are_told_apart():
    found = bases_for("thang-hanh-dong", 2027, AS_OF, shipped_catalogue())
    numbers = [basis.act.number for basis in found.bases]
    assert numbers[0] == "102/2016/QH13"
    assert "28/2019/TT-BLĐTBXH" in numbers
    assert all(basis.validity.status.value in ("in_force", "amended") for basis in found.bases)
    kinds = [basis.act.kind for basis in found.bases]
    assert kinds.index("nghị định") < kinds.index("thông tư")


def test_a_programme_that_ends_before_the_plan_is_no_basis():
    found = bases_for("cong-tac-tre-em", 2031, AS_OF, shipped_catalogue())
    assert "23/QĐ-TTg" in [basis.act.number for basis in found.left_out]
    assert "23/QĐ-TTg" not in [basis.act.number for basis in found.bases]


def test_a_list_of_bases_that_was_pasted_comes_back_with_a_standing_each(ask):
    answer = ask(
        "Căn cứ Luật Trẻ em số 102/2016/QH13;\nCăn cứ Nghị định số 144/2013/NĐ-CP;\n"
        "Căn cứ Quyết định số 830/QĐ-TTg ngày 01/6/2021"
    )
    told = [c.validity for c in answer.citations if c.validity]
    assert [validity.status.value for validity in told] == [
        "amended",
        "expired",
        "period_ended",
    ]


class TestBodiesThatPlansKeep:
    """What an official has to change in an old plan, in one answer."""

    ASKED = "những cơ quan nào trong kế hoạch Phước Long không còn nữa, cần xóa khỏi kế hoạch cũ"

    def test_bodies_that_are_gone_are_listed_with_who_does_their_work(self, ask):
        told = ask(self.ASKED, date(2026, 11, 22)).text
        assert "Phòng Quản lý đô thị → nay: Phòng Kinh tế" in told
        assert "có trong: thị xã Phước Long (2021)" in told
        assert "huyện Thanh Bình" not in told

    def test_before_they_went_none_is_listed(self, ask):
        assert "Không thấy cơ quan, đơn vị nào" in ask(self.ASKED, date(2024, 5, 15)).text

    def test_english_too(self, ask):
        told = ask("which bodies in the Phuoc Long plan no longer exist", date(2026, 11, 22)).text
        assert "Công an thị xã → today: Công an tỉnh" in told


@pytest.mark.parametrize(
    "question",
    [
        "May I upload the child's photo to the chatbot?",
        "gõ tên cháu vào đây nhờ soạn báo cáo được không",
        "ho so vu viec dan vao chatgpt de soan bao cao co duoc khong",
    ],
)
def test_a_childs_data_are_not_for_an_assistant(ask, question):
    told = ask(question, date(2026, 11, 22)).text
    assert told.startswith(("Không: không đưa tên", "No: do not put the name"))
    assert "557/BKHCN-CĐSQG" in told


def test_what_became_of_a_body_is_told_where_it_is_said_to_be_dissolved(ask):
    told = ask("Phòng GD&ĐT giải thể thì trường mầm non, tiểu học do ai quản?", date(2025, 9, 15))
    assert "Phòng Văn hóa - Xã hội cấp xã (mầm non, tiểu học" in told.text


def test_the_year_in_which_a_programme_is_asked_about_is_not_its_own(ask):
    told = ask("QĐ 1863 năm 2026 có còn chạy không để đưa vào KH 2026", date(2025, 9, 15)).text
    assert "không dẫn cho kế hoạch năm 2026" in told
    assert "Chưa có “QĐ 1863" not in told


def test_the_hotline_is_told_without_saying_that_no_number_is_held(ask):
    asked = "What is the national child protection hotline number, is it free?"
    assert "holds no telephone number" not in ask(asked, date(2024, 5, 15)).text


def test_this_years_report_of_the_month_is_due_as_law_has_it(ask):
    asked = "Báo cáo Tháng hành động vì trẻ em năm nay, UBND phường gửi về đâu, chậm nhất ngày nào?"
    assert "trước ngày 10/7" in ask(asked, date(2024, 5, 15)).text.splitlines()[1]


def test_a_number_of_several_questions_is_not_said_no_to(ask):
    told = ask("111 gọi mất tiền ko, đêm có trực ko", date(2024, 5, 15)).text
    assert not told.startswith("Không")


def test_a_plan_of_the_state_is_found_by_its_subject(ask):
    told = ask("kế hoạch qg phòng chống bạo lực xâm hại trẻ em số mấy", date(2024, 5, 15)).text
    assert told.splitlines()[1].startswith("• Quyết định số 1863/QĐ-TTg")
