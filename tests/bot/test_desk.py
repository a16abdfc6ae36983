"""A user's own affairs, and an administrator's: unit, invitations, quotas, erasing, the log."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.access import Access
from bot.audit import Audit
from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, Message, Sender, TextEvent
from bot.members import Members
from bot.profiles import profile_in, told_unit
from bot.store import Store
from bot.tables import InviteRow
from bot.wording import message

BOSS, ADA, EVE = (Sender(user_id=n, chat_id=n) for n in (1, 11, 66))


@pytest.fixture
def members(own_services) -> Members:
    return Members(own_services.engine)


@pytest.fixture
def conversation(own_services, members) -> Conversation:
    return talk(own_services, members)


def talk(services, members, quota=None) -> Conversation:
    access = Access(frozenset({1}), frozenset({11}), members, quota)
    return Conversation(services, Store(services.engine), access)


def say(conversation: Conversation, words: str, sender: Sender = ADA) -> Message:
    return conversation.handle(TextEvent(sender, words))[-1]


def press(conversation: Conversation, shown: Message, label: str, sender: Sender) -> Message:
    (button,) = [b for row in shown.buttons for b in row if b.label == message(f"button_{label}")]
    return conversation.handle(ButtonEvent(sender, button.id))[-1]


def invited(conversation: Conversation, role: str = "member") -> str:
    shown = press(conversation, say(conversation, "/caidat", BOSS), f"invite_{role}", BOSS)
    match = re.search(r"/start (\S+)", shown.text)
    assert match is not None
    return match[1]


@pytest.mark.parametrize(
    ("words", "unit", "province", "former"),
    [
        ("đơn vị: xã Bình Minh, tỉnh Quảng Ngãi", "xã Bình Minh", "tỉnh Quảng Ngãi", ()),
        ("tôi ở phường 1, TP Huế", "phường 1", "thành phố Huế", ()),
        ("mình công tác tại tỉnh Đồng Tháp", "tỉnh Đồng Tháp", "tỉnh Đồng Tháp", ()),
        (
            "Đơn vị của tôi là xã Bình Minh thuộc tỉnh Quảng Ngãi",
            "xã Bình Minh",
            "tỉnh Quảng Ngãi",
            (),
        ),
        (
            "đơn vị: xã Bình Minh sáp nhập từ xã Bình Thanh và xã Bình Tân",
            "xã Bình Minh",
            "",
            ("xã Bình Thanh", "xã Bình Tân"),
        ),
        (
            "đơn vị: phường Hòa An (phường Hòa Phát, phường Hòa Thọ cũ)",
            "phường Hòa An",
            "",
            ("phường Hòa Phát", "phường Hòa Thọ"),
        ),
        (
            "đơn vị: xã Nghĩa Hành (trước đây: xã Hành Đức; xã Hành Phước), tỉnh Quảng Ngãi",
            "xã Nghĩa Hành",
            "tỉnh Quảng Ngãi",
            ("xã Hành Đức", "xã Hành Phước"),
        ),
    ],
)
def test_a_unit_is_understood_as_it_is_told(words, unit, province, former):
    rest = told_unit(words)
    assert rest is not None
    profile = profile_in(rest)
    assert profile is not None
    assert (profile.unit, profile.province, profile.former) == (unit, province, former)


@pytest.mark.parametrize(
    "words",
    [
        "ai phụ trách đuối nước ở xã tôi?",
        "tôi muốn hỏi",
        "xã nào lo",
        "Tôi ở xã Bình Minh thì nộp báo cáo cho ai?",
        "Em làm ở phòng Văn hóa Xã hội, cho hỏi hạn nộp báo cáo",
    ],
)
def test_a_question_tells_no_unit(words):
    assert told_unit(words) is None


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Đơn vị tôi là xã Triệu Phong, tỉnh Quảng Trị", "xã Triệu Phong, tỉnh Quảng Trị"),
        ("tôi công tác ở xã Triệu Phong, Quảng Trị", "xã Triệu Phong, tỉnh Quảng Trị"),
        ("đơn vị: phường Hải Châu, Đà Nẵng", "phường Hải Châu, thành phố Đà Nẵng"),
        ("đơn vị: phường Dĩ An, Bình Dương", "phường Dĩ An, Bình Dương"),
        ("đơn vị: phường 1, thị xã Quảng Trị", "phường 1"),
    ],
)
def test_a_unit_is_kept_with_its_province_and_told_when_asked(conversation, words, place):
    assert say(conversation, "don vi cua toi la gi").text == message("unit_none")
    assert say(conversation, words).text == message("settings_kept", place=place)
    assert say(conversation, "đơn vị của tôi là gì?").text == message("unit_own", place=place)


@pytest.mark.parametrize(
    "words",
    ["don vi: xa trieu phong, tinh quang tri", "toi o xa trieu phong tinh quang tri"],
)
def test_a_unit_told_without_accents_is_not_searched(conversation, words):
    assert say(conversation, words).text == message("settings_how")
    assert told_unit("toi o xa trieu phong thi nop bao cao cho ai") is None


def test_the_unit_is_told_once_and_used_everywhere(conversation):
    assert "xã Bình Minh" in say(conversation, "đơn vị: xã Bình Minh, tỉnh Quảng Ngãi").text
    assert "xã Bình Minh" in say(conversation, "/caidat").text
    assert "ở xã Bình Minh?" in say(conversation, "/start").text
    assert "xã Bình Minh" in say(conversation, "/soan công tác trẻ em 2027").text


def test_a_unit_without_accents_is_asked_for_again(conversation):
    assert say(conversation, "/caidat xa binh minh").text == message("settings_how")


def test_the_plans_of_a_unit_that_was_merged_are_the_own_ones(conversation):
    say(conversation, "đơn vị: xã Mới, tỉnh Quảng Ngãi (trước đây: xã Nghĩa Thương)")
    told = say(conversation, "xã mình giao ai phòng, chống đuối nước?").text
    assert "Nghĩa Thương" in told
    assert "Phú Thứ" not in told


def test_an_invitation_makes_one_person_a_member(conversation, members):
    code = invited(conversation)
    assert "Đã cấp quyền" in say(conversation, f"/start {code}", EVE).text
    assert members.role(66) == "member"
    assert "Lời mời không đúng" in say(conversation, f"/start {code}", Sender(77, 77)).text
    assert members.role(77) == ""


def test_an_invitation_expires(conversation, members, own_services):
    code = invited(conversation)
    with Session(own_services.engine) as session, session.begin():
        past = datetime.now(UTC) - timedelta(minutes=1)
        session.execute(update(InviteRow).values(expires_at=past))
    assert "hết hạn" in say(conversation, f"/start {code}", EVE).text
    assert members.role(66) == ""


def test_five_wrong_codes_lock_a_stranger_out(conversation, members):
    code = invited(conversation)
    for number in range(5):
        say(conversation, f"/start wrong-code-{number}", EVE)
    assert "quá nhiều lần" in say(conversation, f"/start {code}", EVE).text
    assert members.role(66) == ""
    assert "Đã cấp quyền" in say(conversation, f"/start {code}", Sender(77, 77)).text


def test_no_code_is_kept(conversation, own_services):
    code = invited(conversation)
    with own_services.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM invites")).all()
    assert len(rows) == 1
    assert code not in str(rows)


def test_forged_codes_open_nothing(conversation, members):
    invited(conversation)
    for number in range(1000):
        assert members.join(10_000 + number, f"forged-code-{number:06}") == ""


def test_only_an_administrator_invites_lists_and_revokes(conversation, members):
    labels = {b.label for row in say(conversation, "/caidat").buttons for b in row}
    assert labels == {message("button_export"), message("button_erase")}
    say(conversation, f"/start {invited(conversation)}", EVE)
    assert "66 – người dùng" in (
        press(conversation, say(conversation, "/caidat", BOSS), "members", BOSS).text
    )
    say(conversation, "thu hồi 66", ADA)
    assert members.role(66) == "member"
    assert "Đã thu hồi" in say(conversation, "thu hồi 66", BOSS).text
    assert message("stranger", user_id=66) == say(conversation, "ai lo đuối nước", EVE).text


def test_the_invitations_of_a_revoked_administrator_are_void(conversation, members):
    say(conversation, f"/start {invited(conversation, 'admin')}", EVE)
    shown = press(conversation, say(conversation, "/caidat", EVE), "invite_admin", EVE)
    match = re.search(r"/start (\S+)", shown.text)
    assert match is not None
    say(conversation, "thu hồi 66", BOSS)
    assert "không đúng" in say(conversation, f"/start {match[1]}", EVE).text
    assert members.role(66) == ""


def test_erasing_does_not_fill_up_the_quota(own_services, members):
    conversation = talk(own_services, members, 1)
    say(conversation, "ai phụ trách đuối nước?")
    sure = press(conversation, say(conversation, "/caidat"), "erase", ADA)
    press(conversation, sure, "erase_now", ADA)
    assert "đủ 1 câu" in say(conversation, "ai phụ trách đuối nước?").text


def test_a_unit_is_read_in_good_time_whatever_is_pasted():
    began = time.perf_counter()
    profile_in("đơn vị: xã A" + " " * 50_000 + "x")
    assert time.perf_counter() - began < 1


def test_a_button_of_an_administrator_is_dead_in_other_hands(conversation):
    shown = say(conversation, "/caidat", BOSS)
    assert press(conversation, shown, "invite_admin", ADA).text == message("button_anothers")


@pytest.mark.parametrize("quota", [0, 2])
def test_a_quota_is_kept_to_and_zero_means_zero(quota, own_services, members):
    conversation = talk(own_services, members, quota)
    answers = [say(conversation, "ai phụ trách đuối nước?").text for _ in range(quota + 1)]
    assert [f"đủ {quota} câu" in answer for answer in answers] == [*[False] * quota, True]
    assert "“" in say(conversation, "ai phụ trách đuối nước?", BOSS).text


def test_what_is_kept_is_handed_over_and_erased_at_once(conversation, own_services):
    say(conversation, "đơn vị: xã Bình Minh, tỉnh Quảng Ngãi")
    say(conversation, "/soan công tác trẻ em 2027")
    exported = press(conversation, say(conversation, "/caidat"), "export", ADA)
    assert exported.document is not None
    told = json.loads(exported.document.read_text(encoding="utf-8"))
    assert told["profile"]["unit"] == "xã Bình Minh"
    assert len(told["drafts"]) == 1
    sure = press(conversation, say(conversation, "/caidat"), "erase", ADA)
    receipt = press(conversation, sure, "erase_now", ADA)
    assert "1 dự thảo" in receipt.text
    with own_services.engine.connect() as connection:
        for table, column in (("profiles", "user_id"), ("drafts", "owner"), ("buttons", "owner")):
            query = text(f"SELECT count(*) FROM {table} WHERE {column} = 11")
            assert connection.execute(query).scalar() == 0
    assert "trợ lý tự động" in conversation.handle(TextEvent(ADA, "/start"))[0].text


def test_the_log_tells_who_did_what_and_cannot_be_changed(conversation, own_services):
    say(conversation, f"/start {invited(conversation)}", EVE)
    deeds = [(d.user_id, d.did) for d in Audit(own_services.engine).deeds()]
    assert deeds == [(66, "joined"), (1, "invited")]
    for statement in ("UPDATE audit SET did = 'x'", "DELETE FROM audit"):
        with pytest.raises(DatabaseError), own_services.engine.begin() as connection:
            connection.execute(text(statement))


def test_the_standing_of_an_act_is_told_by_its_command(conversation):
    assert "hết hiệu lực" in say(conversation, "/vanban nghị định 144/2013").text
    assert say(conversation, "/vanban").text == message("law_what")


def test_nothing_private_is_told_in_a_group(conversation):
    group = Sender(user_id=11, chat_id=-5, private=False)
    assert say(conversation, "/caidat", group).text == message("settings_private")
    assert say(conversation, "/soan công tác trẻ em 2027", group).text == message("draft_private")
