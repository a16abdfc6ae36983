"""Short second messages, and what they lean on."""

from __future__ import annotations

import pytest
from docx import Document

from bot.access import Access
from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, FileEvent, Message, Sender, TextEvent
from bot.members import Members
from bot.store import Store
from bot.wording import message
from retrieval.corpus import load_toml
from tests.prompts.test_parent import PROVINCE

ADA, EVE = (Sender(user_id=n, chat_id=n) for n in (11, 66))
GROUP = Sender(user_id=11, chat_id=-5, private=False)


@pytest.fixture
def conversation(own_services) -> Conversation:
    access = Access(frozenset(), frozenset({11, 66}), Members(own_services.engine))
    made = Conversation(own_services, Store(own_services.engine), access)
    for sender in (ADA, EVE):
        made.handle(TextEvent(sender, "/start"))
    return made


def say(conversation: Conversation, *words: str, sender: Sender = ADA) -> str:
    """Say something and return what is told to the last of it."""
    told: tuple[Message, ...] = ()
    for each in words:
        told = conversation.handle(TextEvent(sender, each))
    return "\n".join(each.text for each in told)


@pytest.mark.parametrize("short", ["2013", "năm 2013", "144/2013", "số 2013"])
def test_a_year_tells_which_of_several_acts_was_meant(conversation, short):
    told = say(conversation, "nd 144 con hieu luc ko", short)
    assert told.startswith("Không còn hiệu lực")
    assert "130/2021" in told


def test_a_year_alone_behind_something_else_is_a_year(conversation):
    assert "144/2013" not in say(conversation, "ai phụ trách đuối nước?", "2013")


@pytest.mark.parametrize("number", ["144/2013", "830", "0830"])
def test_the_command_for_acts_takes_a_bare_number(conversation, number):
    assert "Tính đến ngày" in say(conversation, f"/vanban {number}")


def test_a_theme_is_not_taken_over(conversation):
    told = say(conversation, "chu de thdong 2027", "lay tam 2024")
    assert told.startswith("Không: mỗi năm Bộ định chủ đề riêng")
    assert "Trung thu" not in say(conversation, "chu de thdong 2026")


def test_a_draft_waits_for_the_unit(conversation):
    assert "đủ loại kế hoạch" in say(conversation, "soan kh tre em 2027")
    told = say(conversation, "xã Bình Minh, tỉnh Quảng Ngãi")
    assert "Đã ghi đơn vị" in told
    assert "công tác trẻ em năm 2027 trên địa bàn xã Bình Minh" in told
    assert "tỉnh Quảng Ngãi chưa?" in told


@pytest.mark.parametrize("no", ["chua", "chưa có kế hoạch tỉnh", "ko co", "Chưa có"])
def test_without_the_plan_of_the_province_the_draft_is_made(conversation, no):
    say(conversation, "/caidat xã Bình Minh, tỉnh Quảng Ngãi", "soan kh tre em 2027")
    told = conversation.handle(TextEvent(ADA, no))
    assert "“……”" in told[0].text
    assert told[-1].document is not None
    assert "V. TỔ CHỨC THỰC HIỆN" in told[-1].text


def test_who_has_no_file_after_all_gets_the_draft(conversation):
    say(conversation, "/caidat xã Bình Minh, tỉnh Quảng Ngãi", "soan kh tre em 2027", "gui file")
    assert "V. TỔ CHỨC THỰC HIỆN" in say(conversation, "chua")


def test_the_plan_of_the_province_is_taken_when_it_was_asked_for(conversation, tmp_path):
    say(conversation, "/caidat xã Bình Minh, tỉnh Quảng Ngãi", "soan kh tre em 2027")
    assert "gửi tệp" in say(conversation, "gui file")
    file = tmp_path / "kh tinh.txt"
    file.write_text(PROVINCE, encoding="utf-8")
    (told,) = conversation.handle(FileEvent(ADA, file, file.name))
    assert told.text.startswith("Đã viện dẫn: Kế hoạch")
    labels = [button.label for row in told.buttons for button in row]
    assert labels[-1] == "Xuất file Word"
    (made,) = conversation.handle(TextEvent(ADA, "xuất file word"))
    assert made.document is not None
    (checked,) = conversation.handle(FileEvent(ADA, file, file.name))
    assert not checked.text.startswith("Đã viện dẫn")


def test_a_task_is_proposed_first_and_taken_in_words(conversation):
    say(conversation, "/caidat xã Bình Minh, tỉnh Quảng Ngãi", "soan kh tre em 2027", "chua")
    told = say(conversation, "them nv cong an ve xam hai tren mang")
    assert told.startswith("Đề xuất cho Công an xã")
    assert "xã Nghĩa Thương (2025), IV.7" in told
    assert "Quyết định số 830/QĐ-TTg (2021-2025) đã hết giai đoạn" in told
    task = told.splitlines()[1]
    assert task not in say(conversation, "xem mục V")
    say(conversation, "them nv cong an ve xam hai tren mang")
    assert "Đã thêm cho Công an xã" in say(conversation, "nhận")
    assert task in say(conversation, "xem mục V")


def test_a_proposal_is_changed_by_the_words_of_the_user(conversation):
    say(conversation, "/caidat xã Bình Minh, tỉnh Quảng Ngãi", "soan kh tre em 2027", "chua")
    line = say(conversation, "them nv cong an ve xam hai tren mang", "sửa").splitlines()[-1]
    assert line.startswith("thêm nhiệm vụ Công an xã: ")
    told = say(conversation, f"{line.rstrip('.')}, mỗi quý một lần.")
    assert "mỗi quý một lần" in told
    assert "anh/chị ghi" in told


def test_a_short_yes_presses_only_what_was_just_shown(conversation):
    say(conversation, "/caidat xã Bình Minh, tỉnh Quảng Ngãi", "soan kh tre em 2027", "chua")
    say(conversation, "them nv cong an ve xam hai tren mang", "ai phụ trách đuối nước?")
    assert "Đã thêm" not in say(conversation, "ok")


def test_other_words_for_a_label_are_for_a_label_that_there_is():
    labels = {*load_toml("drafting.toml")["parent_buttons"][0]}
    labels |= {message(f"button_{name}") for name in ("take", "edit_task", "other_task")}
    assert set(load_toml("questions.toml")["labels"]) == labels


def test_a_no_without_a_draft_is_no_answer_about_one(conversation):
    assert "……" not in say(conversation, "chưa")


def test_behind_a_report_about_a_child_forms_are_those_of_the_law(conversation):
    told = say(conversation, "chau T 12t thon 3 bi danh, viet bc", "mau nao")
    assert "Mẫu 01 đến 06" in told
    assert "12 giờ" in told
    assert "05 ngày làm việc" in told
    assert "mẫu giáo" not in told


@pytest.mark.parametrize(("name", "corrected"), [("a.docx", True), ("a.txt", False)])
def test_the_corrected_copy_is_pointed_at_if_there_is_one(conversation, tmp_path, name, corrected):
    file = tmp_path / name
    words = "KẾ HOẠCH\nCông tác trẻ em năm 2027"
    if corrected:
        paper = Document()
        paper.add_paragraph(words)
        paper.save(str(file))
    else:
        file.write_text(words, encoding="utf-8")
    conversation.handle(FileEvent(ADA, file, file.name))
    assert (say(conversation, "sua giup") == message("check_sent")) == corrected
    assert say(conversation, "sua giup", sender=EVE) != message("check_sent")


def test_the_name_of_a_unit_alone_is_the_unit_of_one_who_told_none(conversation):
    assert "Đã ghi đơn vị" in say(conversation, "xã Bình Minh, tỉnh Quảng Ngãi")
    assert "Đã ghi đơn vị" not in say(conversation, "xã Nghĩa Thương, tỉnh Quảng Ngãi")


def test_a_question_that_names_a_unit_tells_no_unit(conversation):
    say(conversation, "soan kh tre em 2027")
    told = say(conversation, "ai phụ trách dạy bơi ở xã Nghĩa Thương?")
    assert "Đã ghi đơn vị" not in told
    assert "Nghĩa Thương" in told


def test_a_figure_of_another_plan_is_shown_as_its_own(conversation):
    told = say(conversation, "chi tieu xa phu hop tre em lay 65% nhe")
    assert "huyện Thanh Bình" in told
    assert "“Chỉ tiêu 1: Tỷ lệ xã, thị trấn đạt tiêu chuẩn phù hợp với trẻ em đạt 65%.”" in told
    assert "……" in told
    other = say(conversation, "chỉ tiêu trẻ em có thẻ bảo hiểm y tế ghi 95% được không")
    assert "Không nên lấy" not in other
    asked = say(conversation, "kế hoạch của Thanh Bình đặt bao nhiêu % xã phù hợp trẻ em?")
    assert "Không nên lấy" not in asked


def test_when_to_report_is_told_old_and_new_and_what_is_not_known(conversation):
    told = say(conversation, "nam ngoai minh bc luc nao")
    assert "Chưa có báo cáo của đơn vị" in told
    for words in ("20/7", "10/7", "chưa xác minh", "Báo cáo công tác trẻ em cả năm"):
        assert words in told


def test_a_draft_is_not_shown_in_a_group(conversation):
    assert say(conversation, "/hoi cho xem du thao cua chi Lan", sender=GROUP) == message(
        "draft_private"
    )


def test_a_button_of_another_says_so(conversation):
    (shown,) = conversation.handle(TextEvent(ADA, "ai phụ trách đuối nước?"))
    (told,) = conversation.handle(ButtonEvent(EVE, shown.buttons[0][0].id))
    assert told.text == message("button_anothers")


def test_a_group_is_told_less_at_once_and_the_rest_on_a_press(conversation):
    (alone,) = conversation.handle(TextEvent(ADA, "ai phụ trách đuối nước?"))
    (among,) = conversation.handle(TextEvent(GROUP, "/hoi ai phụ trách đuối nước?"))
    assert among.text.count("• ") == 3 < alone.text.count("• ")
    more = next(b for row in among.buttons for b in row if b.label == message("button_more"))
    (rest,) = conversation.handle(ButtonEvent(GROUP, more.id))
    assert rest.text.count("• ") > 3


def test_a_number_opens_the_choice_of_the_last_menu_that_has_it_and_is_never_searched(conversation):
    assert say(conversation, "2") == message("nothing_to_choose")
    say(conversation, "ai phụ trách phòng chống đuối nước?")
    assert say(conversation, "1").startswith("[1]")
    assert say(conversation, "2").startswith("[2]")
    assert say(conversation, "99").startswith("Đề nghị chọn từ 1 đến")
    assert say(conversation, "[3]").startswith("[3]")
    assert say(conversation, "dừng", "2") == message("nothing_to_choose")


@pytest.mark.parametrize("asked", ["soan thang hanh dong 2027", "soạn giúp tháng hành động 2027"])
def test_the_month_of_action_is_drafted_without_being_called_a_plan(conversation, asked):
    told = say(conversation, "/caidat xã Bình Minh, tỉnh Quảng Ngãi", asked)
    assert "Tháng hành động" in told
    assert "tỉnh Quảng Ngãi chưa?" in told
    assert "chưa?" not in say(conversation, "soạn khẩu hiệu tháng hành động")


def test_a_draft_waits_for_the_unit_with_accents_and_its_province(conversation):
    say(conversation, "soan kh tre em 2027")
    assert say(conversation, "xa trieu phong") == message("settings_how")
    assert "đủ loại kế hoạch" in say(conversation, "xã Triệu Phong")
    assert "tỉnh Quảng Trị chưa?" in say(conversation, "tỉnh Quảng Trị")
    assert "trên địa bàn xã Triệu Phong" in say(conversation, "chua")


def test_the_question_for_the_plan_of_the_province_outlasts_what_comes_between(conversation):
    say(conversation, "/caidat xã Triệu Phong, tỉnh Quảng Trị", "soan kh tre em 2027")
    say(conversation, "xa trieu phong")
    assert "trên địa bàn xã Triệu Phong" in say(conversation, "chua")
    assert "trên địa bàn" not in say(conversation, "chua")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("huong dan su dung", "help"),
        ("giup toi voi", "help"),
        ("sua", "needs_proposal"),
        ("nhận", "needs_proposal"),
        ("trinh ky", "draft_not_begun"),
        ("thoat", "nothing_to_leave"),
        ("toi muon thoat", "nothing_to_leave"),
        ("xem mục", "needs_part"),
        ("xuất file", "draft_not_begun"),
    ],
)
def test_a_command_without_its_object_is_not_searched(conversation, words, named):
    assert say(conversation, words) == message(named)
