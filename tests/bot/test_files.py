"""Files that users send: private, asked about by themselves, taken into the library if approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.access import Access
from bot.audit import Audit
from bot.backup import make_backup, restore_backup
from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, FileEvent, Message, Sender, TextEvent
from bot.members import Members
from bot.reading_room import FOLDER as FOLDER_OPEN
from bot.reading_room import ReadingRoom
from bot.store import Store
from bot.uploads import FOLDER, Uploads
from bot.wording import message
from tests.conftest import AS_OF

BOSS, ADA, EVE = (Sender(user_id=n, chat_id=n) for n in (1, 11, 66))
PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN PHÚ
Số: 12/KH-UBND
Tân Phú, ngày 05 tháng 11 năm 2026
KẾ HOẠCH
Thực hiện công tác trẻ em năm 2027 trên địa bàn xã Tân Phú

Căn cứ Luật Trẻ em, Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. NHIỆM VỤ
- Rào chắn 15 điểm ao, hồ nguy hiểm trước ngày 30/4/2027.
II. TỔ CHỨC THỰC HIỆN
1. Công an xã
- Tuần tra các điểm ao, hồ nguy hiểm vào mùa hè.
Trên đây là Kế hoạch của xã./.
"""


@pytest.fixture
def conversation(own_services) -> Conversation:
    members = Members(own_services.engine)
    access = Access(frozenset({1}), frozenset({11, 66}), members)
    made = Conversation(own_services, Store(own_services.engine), access)
    for sender in (BOSS, ADA, EVE):
        made.handle(TextEvent(sender, "/start"))
    return made


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def send(conversation: Conversation, path: Path, sender: Sender = ADA) -> Message:
    (answer,) = conversation.handle(FileEvent(sender, path, path.name))
    return answer


def say(conversation: Conversation, words: str, sender: Sender = ADA) -> str:
    return conversation.handle(TextEvent(sender, words))[-1].text


def press(
    conversation: Conversation, shown: Message, label: str, sender: Sender = ADA
) -> tuple[Message, ...]:
    (button,) = [b for row in shown.buttons for b in row if b.label == message(f"button_{label}")]
    return conversation.handle(ButtonEvent(sender, button.id))


def settings(conversation: Conversation, sender: Sender) -> Message:
    return conversation.handle(TextEvent(sender, "/caidat"))[-1]


def test_questions_are_about_the_file_until_it_is_left(conversation, plan):
    (opened,) = press(conversation, send(conversation, plan), "file_ask")
    assert "thoát" in opened.text
    told = say(conversation, "ai tuần tra ao hồ?")
    assert "xã Tân Phú" in told
    assert "Tuần tra các điểm ao, hồ nguy hiểm vào mùa hè" in told
    assert "Nghĩa Thương" not in told
    assert say(conversation, "thoát") == message("upload_left")
    assert "Tân Phú" not in say(conversation, "ai phụ trách đuối nước?")


def test_nobody_else_finds_what_was_sent(conversation, plan):
    shown = send(conversation, plan)
    press(conversation, shown, "file_ask")
    assert "mùa hè" not in say(conversation, "ai tuần tra ao hồ ở xã Tân Phú?", EVE)
    assert press(conversation, shown, "file_ask", EVE)[0].text == message("button_anothers")


def test_an_administrator_takes_a_proposed_file_into_the_library(conversation, plan, own_services):
    told = press(conversation, send(conversation, plan), "file_propose")
    assert "duyệt" in told[0].text
    assert "Tân Phú" not in say(conversation, "ai tuần tra ao, hồ nguy hiểm?", EVE)
    (waiting,) = press(conversation, settings(conversation, BOSS), "file_waiting", BOSS)
    done, told_ada = press(conversation, waiting, "file_approve", BOSS)
    assert (done.to, told_ada.to) == (None, ADA.user_id)
    assert "Đã đưa vào kho" in done.text
    assert "Tuần tra các điểm ao, hồ" in say(conversation, "ai tuần tra ao, hồ ở xã Tân Phú?", EVE)
    deeds = [(d.user_id, d.did) for d in Audit(own_services.engine).deeds()]
    assert deeds == [(1, "approved"), (11, "proposed")]
    (again,) = press(conversation, settings(conversation, BOSS), "file_waiting", BOSS)
    assert again.text == message("upload_none_waiting")


def test_administrators_are_told_of_a_proposed_file_and_its_owner_of_what_became_of_it(
    conversation, plan
):
    told, pushed = press(conversation, send(conversation, plan), "file_propose")
    assert (told.to, pushed.to) == (None, BOSS.user_id)
    assert press(conversation, pushed, "file_approve")[0].text == message("button_anothers")
    _, to_ada = press(conversation, pushed, "file_approve", BOSS)
    (late,) = press(conversation, pushed, "file_decline", BOSS)
    assert late.text == message("upload_judged")
    assert to_ada.to == ADA.user_id
    assert "vào kho" in to_ada.text


def test_a_file_that_is_in_the_library_is_recognised(conversation, plan):
    press(conversation, send(conversation, plan, BOSS), "file_propose", BOSS)
    (told,) = press(conversation, send(conversation, plan), "file_propose")
    assert "đã có trong kho" in told.text


def test_a_new_version_of_a_plan_is_told_as_such(conversation, plan, tmp_path):
    press(conversation, send(conversation, plan, BOSS), "file_propose", BOSS)
    newer = tmp_path / "moi.txt"
    newer.write_text(PLAN.replace("15 điểm", "18 điểm"), encoding="utf-8")
    (told,) = press(conversation, send(conversation, newer, BOSS), "file_propose", BOSS)
    assert "cùng đơn vị, cùng năm" in told.text


def test_a_declined_file_stays_its_senders(conversation, plan, own_services):
    shown = send(conversation, plan)
    press(conversation, shown, "file_propose")
    (waiting,) = press(conversation, settings(conversation, BOSS), "file_waiting", BOSS)
    press(conversation, waiting, "file_decline", BOSS)
    assert len(own_services.library.documents()) == 5
    assert "Đang hỏi" in press(conversation, shown, "file_ask")[0].text


def test_only_an_administrator_sees_and_judges_what_waits(conversation, plan):
    press(conversation, send(conversation, plan), "file_propose")
    labels = {b.label for row in settings(conversation, EVE).buttons for b in row}
    assert message("button_file_waiting") not in labels
    (waiting,) = press(conversation, settings(conversation, BOSS), "file_waiting", BOSS)
    assert press(conversation, waiting, "file_approve", EVE)[0].text == message("button_anothers")


def test_a_file_without_clauses_is_told_when_it_is_opened(conversation, tmp_path):
    path = tmp_path / "giay.txt"
    path.write_text("xin chào", encoding="utf-8")
    (told,) = press(conversation, send(conversation, path), "file_ask")
    assert "Không tìm thấy điều khoản nào" in told.text
    assert "“" in say(conversation, "ai phụ trách phòng, chống đuối nước?")


def test_questions_about_a_file_count_too(own_services, plan):
    access = Access(frozenset(), frozenset({11}), Members(own_services.engine), 1)
    conversation = Conversation(own_services, Store(own_services.engine), access)
    conversation.handle(TextEvent(ADA, "/start"))
    press(conversation, send(conversation, plan), "file_ask")
    say(conversation, "ai tuần tra ao hồ?")
    assert "đủ 1 câu" in say(conversation, "ai tuần tra ao hồ?")


def test_a_file_that_is_put_away_is_answered_from_to_the_end(own_services, plan, data_dir):
    uploads = Uploads(own_services.engine, data_dir)
    room = ReadingRoom(own_services)
    kept = uploads.keep(11, plan, "a.txt", "Kế hoạch", "0")
    with room.answerer(kept) as answerer:
        room.put_away([kept.id])
        assert "Tuần tra" in answerer.ask("ai tuần tra ao hồ?", as_of=AS_OF).text
    assert list((data_dir / FOLDER_OPEN).iterdir()) == []


def test_what_a_killed_process_left_open_is_thrown_away(own_services, data_dir):
    left = data_dir / FOLDER_OPEN / "left"
    left.mkdir(parents=True)
    ReadingRoom(own_services)
    assert not left.exists()


@pytest.mark.parametrize("name", ["x.do\\c", "x.lock", "x.TXT", "x"])
def test_no_name_of_a_file_spoils_a_backup(name, own_services, plan, data_dir, tmp_path):
    odd = tmp_path / name
    odd.write_bytes(plan.read_bytes())
    kept = Uploads(own_services.engine, data_dir).keep(11, odd, name, "", "0")
    settings_ = own_services.settings
    make_backup(settings_, tmp_path / "b.tar.gz")
    own_services.close()
    restore_backup(settings_, tmp_path / "b.tar.gz")
    assert kept.path.read_bytes() == plan.read_bytes()


def test_what_was_sent_is_erased_with_the_rest(conversation, plan, data_dir):
    shown = send(conversation, plan)
    press(conversation, shown, "file_ask")
    assert len(list((data_dir / FOLDER).iterdir())) == 1
    (sure,) = press(conversation, settings(conversation, ADA), "erase")
    (receipt,) = press(conversation, sure, "erase_now")
    assert "1 tệp đã gửi" in receipt.text
    assert list((data_dir / FOLDER).iterdir()) == []
    assert "Tân Phú" not in say(conversation, "ai tuần tra ao hồ?")
