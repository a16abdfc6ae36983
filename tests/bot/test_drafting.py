"""Drafts in conversation: begun, worked on, undone, resumed, one's own."""

import pytest

from bot.access import Access
from bot.conversation import Conversation
from bot.conversation.drafting import Drafting
from bot.conversation.events import ButtonEvent, Sender, TextEvent
from bot.errors import InputError
from bot.services import build_services
from bot.store import Store
from bot.wording import message
from retrieval.corpus import CORPUS
from retrieval.reading import read_file
from tests.conftest import AS_OF, settings_for
from tests.prompts.test_parent import PROVINCE

ME, OTHER = Sender(1, 1), Sender(2, 2)
ASKED = "soạn kế hoạch công tác trẻ em 2027 cho xã Bình Minh, tỉnh Quảng Ngãi"


@pytest.fixture
def drafting(own_services):
    return Drafting(own_services)


@pytest.fixture
def begun(drafting):
    drafting.begin(ME, ASKED, "", AS_OF)
    return lambda text, who=ME: drafting.work(who, text)[0]


def test_a_part_is_edited_locked_refused_opened_and_undone(begun):
    begun("sửa mục IV: Kinh phí từ ngân sách xã.")
    assert "Kinh phí từ ngân sách xã." in begun("xem muc iv").text
    begun("khóa mục IV")
    assert "đã khóa" in begun("soạn lại mục IV").text
    begun("mở khóa mục IV")
    begun("hoàn tác")
    begun("hoàn tác")
    assert "(đã sửa)" in begun("xem mục IV").text
    begun("hoan tac")
    assert "Kinh phí từ ngân sách xã." not in begun("xem mục IV").text
    assert "bản đầu tiên" in begun("hoàn tác").text


def test_a_draft_survives_a_restart_of_the_bot(begun, own_services, data_dir):
    begun("sửa mục kinh phí: Kinh phí từ ngân sách xã.")
    own_services.close()
    again = Drafting(build_services(settings_for(data_dir)))
    resumed = again.work(ME, "xem mục IV")
    assert resumed is not None
    shown = resumed[0].text
    assert "Kinh phí từ ngân sách xã." in shown


def test_the_word_file_holds_what_was_done(begun):
    begun("sửa mục IV: Kinh phí từ ngân sách xã.")
    exported = begun("xuất file")
    assert "Kinh phí từ ngân sách xã." in read_file(exported.document).text
    signed = begun("bản trình ký")
    assert "lỗi. Còn" in signed.text
    assert "DỰ THẢO" not in read_file(signed.document).text


def test_what_is_told_fills_its_blank(begun):
    begun("hạn báo cáo: 10/12/2027")
    assert "trước ngày 10/12/2027" in begun("xem mục VI").text


def test_a_day_is_read_as_officials_put_it(begun):
    begun("han bao cao ngay 10/12/2027")
    assert "trước ngày 10/12/2027" in begun("xem mục VI").text


def test_a_deputy_signs_for_the_chairman(begun):
    told = begun("Người ký là Phó Chủ tịch Trần Văn Mẫu").text
    assert "chức vụ người ký: Phó Chủ tịch; họ tên người ký: Trần Văn Mẫu" in told
    printed = read_file(begun("xuất file").document).text
    assert "KT. CHỦ TỊCH" in printed
    assert "Trần Văn Mẫu" in printed


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("hạn báo cáo: trước ngày 31/02/2027", "draft_day_unreal"),
        ("hạn báo cáo: sớm", "draft_day_unclear"),
        ("chu de: Vi mot tuong lai", "draft_plain_typed"),
        ("ke hoach tinh: ke hoach so 12/KH-UBND", "draft_plain_typed"),
    ],
)
def test_what_would_stand_wrong_in_the_document_is_not_taken(begun, told, code):
    before = begun("xem mục VI").text
    value = told.partition(": ")[2]
    assert begun(told).text == message(code, value=value)
    assert begun("xem mục VI").text == before


@pytest.mark.parametrize("matter", ["bảo hiểm y tế", "phòng chống tai nạn thương tích trẻ em"])
def test_a_plan_of_another_kind_is_not_drafted_as_one_on_children(drafting, matter):
    asked = f"soạn kế hoạch {matter} 2027 cho xã Bình Minh, tỉnh Quảng Ngãi"
    with pytest.raises(InputError, match="draft_kind"):
        drafting.begin(ME, asked, "", AS_OF)


def test_a_parent_plan_that_comes_later_is_cited(begun):
    begun("kế hoạch tỉnh: Kế hoạch số 45/KH-UBND ngày 20/12/2026 của Ủy ban nhân dân tỉnh")
    assert "Kế hoạch số 45/KH-UBND" in begun("xem mục căn cứ ban hành").text


def test_a_file_can_be_taken_as_the_parent_plan(drafting, begun):
    """It is cited, and what of it the draft has not is told."""
    begun("sửa mục IV: Kinh phí từ ngân sách xã.")
    text = (CORPUS / "plans" / "2021-thi-xa-phuoc-long.txt").read_text(encoding="utf-8")
    action = drafting.parent_in(ME, text)
    told = drafting.press(ME, action)[0].text
    assert "[chưa có]" in told
    assert "[chỉ tiêu, cần điền]" in told
    assert "công tác trẻ em năm 2021" in begun("xem mục căn cứ ban hành").text
    assert "Kinh phí từ ngân sách xã." in begun("xem mục IV").text


def test_missing_tasks_of_the_parent_plan_are_taken_over_with_one_press(own_services, begun):
    access = Access(admins=frozenset(), allowed=frozenset({ME.user_id}))
    conversation = Conversation(own_services, Store(own_services.engine), access)
    action = Drafting(own_services).parent_in(ME, PROVINCE)
    assert action is not None
    (taken,) = Drafting(own_services).press(ME, action)
    (button,) = taken.buttons[0]
    assert button.label.startswith("Bổ sung")
    (done,) = conversation.handle(ButtonEvent(ME, button.id))[-1:]
    assert "Đã bổ sung" in done.text
    assert "vẽ tranh về an toàn giao thông" in begun("xem mục III").text
    assert "không có gì để bổ sung" in conversation.handle(ButtonEvent(ME, button.id))[-1].text
    begun("hoàn tác")
    assert "vẽ tranh về an toàn giao thông" not in begun("xem mục III").text


def test_a_task_that_was_added_stays_when_more_is_told(begun):
    begun("thêm nhiệm vụ công an: tuần tra khu vực ao, hồ")
    begun("hạn báo cáo: 10/12/2027")
    assert "tuần tra khu vực ao, hồ" in begun("xem mục V").text.lower()


def test_what_the_draft_has_is_told_with_another_at_hand(begun):
    told = "thêm nhiệm vụ công an về xâm hại trên mạng"
    task = begun(told).text.splitlines()[1]
    begun(f"thêm nhiệm vụ công an: {task.removeprefix('- ')}")
    again = begun(told)
    assert again.text == message("draft_already_there", text=task)
    assert [button.label for row in again.buttons for button in row] == ["Nguồn khác"]


def test_an_added_task_is_taken_out_again(begun):
    before = begun("xem mục V").text
    begun("thêm nhiệm vụ công an: tuần tra khu vực ao, hồ")
    begun("hoàn tác")
    assert begun("xem mục V").text == before


def test_a_draft_whose_source_was_removed_is_named(begun, own_services):
    assert "không còn trong kho" not in begun("dự thảo").text
    own_services.library.remove("2025-xa-nghia-thuong")
    assert "2025-xa-nghia-thuong) không còn trong kho" in begun("dự thảo").text


def test_the_own_plan_is_no_parent(drafting, begun):
    assert drafting.parent_in(ME, "KẾ HOẠCH\nCông tác trẻ em xã Bình Minh năm 2027\n") is None
    assert drafting.parent_in(OTHER, "KẾ HOẠCH\nCông tác trẻ em tỉnh A Bê năm 2027\n") is None


def test_a_paragraph_of_which_the_basis_is_over_is_told(begun):
    assert "⚠" not in begun("dự thảo").text
    begun("sửa mục IV: Mức phạt theo Nghị định số 144/2013/NĐ-CP.")
    listed = begun("dự thảo").text
    assert "Mức phạt theo Nghị định số 144/2013/NĐ-CP." in listed
    assert "hết hiệu lực" in listed


def test_buttons_work_on_the_part_and_the_draft_they_stand_under(own_services):
    access = Access(admins=frozenset(), allowed=frozenset({ME.user_id, OTHER.user_id}))
    conversation = Conversation(own_services, Store(own_services.engine), access)
    conversation.handle(TextEvent(ME, f"/soan {ASKED}"))
    (made,) = conversation.handle(TextEvent(ME, "chưa có"))[-1:]
    fifth = next(each for row in made.buttons for each in row if each.label.startswith("V. "))
    conversation.handle(TextEvent(ME, "/soan tháng hành động 2027 phường Hòa Bình, tỉnh Phú Thọ"))
    (shown,) = conversation.handle(ButtonEvent(ME, fifth.id))
    assert shown.text.startswith("V. TỔ CHỨC THỰC HIỆN")
    assert "xã" in shown.text
    buttons = {each.label: each.id for row in shown.buttons for each in row}
    (told,) = conversation.handle(ButtonEvent(ME, buttons["Ngắn hơn"]))
    assert len(told.text) < len(shown.text)
    assert "Chủ trì, tham mưu" in told.text
    assert "  ← " in conversation.handle(ButtonEvent(ME, buttons["Xem nguyên văn nguồn"]))[0].text
    assert (
        "người đã hỏi"
        in conversation.handle(ButtonEvent(OTHER, buttons["Xem nguyên văn nguồn"]))[-1].text
    )


def test_drafts_are_resumed_by_name(drafting, begun):
    drafting.begin(ME, "soạn tháng hành động 2027 phường Hòa Bình, tỉnh Phú Thọ", "", AS_OF)
    assert "phường Hòa Bình" in begun("dự thảo").text.splitlines()[1]
    assert "Bình Minh" in begun("mở dự thảo bình minh").text
    assert "xã Bình Minh" in begun("xuất file").text
    assert "Chưa có dự thảo" in begun("mở dự thảo không có").text


def test_a_draft_is_its_owner_s_alone(drafting, begun):
    assert drafting.work(OTHER, "xem mục IV") is None
    assert drafting.work(OTHER, "dự thảo") is None


@pytest.mark.parametrize(
    "text", ["xem mục XX", "sửa mục IV:   ", "thêm nhiệm vụ hải quan về ma túy"]
)
def test_a_step_that_cannot_be_done_leaves_the_draft_as_it_was(begun, text):
    before = begun("xem mục IV").text
    begun(text)
    assert begun("xem mục IV").text == before


def test_work_without_a_draft_is_told_how_one_is_begun(drafting):
    assert drafting.work(ME, "thêm nv công an về xâm hại")[0].text == message("draft_not_begun")
    assert drafting.work(ME, "xem mục II") is None


@pytest.mark.parametrize(
    "text",
    [
        "ai phụ trách đuối nước?",
        "bỏ học thì ai lo",
        "trạm y tế làm gì",
        "chủ đề là gì",
        "han bao cao la khi nao",
        "người ký là ai",
        "đầu mối: phòng nào",
    ],
)
def test_a_question_is_no_step(drafting, begun, text):
    assert drafting.work(ME, text) is None
