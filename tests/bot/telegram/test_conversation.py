"""What a user gets to see: a real bot process, over real HTTP."""

from __future__ import annotations

import time

from bot.wording import message
from retrieval.reading import read_file
from tests.bot.telegram.process import TOKEN, BotProcess
from tests.bot.telegram.talking import QUESTION, ask, say
from tests.botapi.utf16 import utf16_length
from tests.prompts.sample_plan import drafted


def test_a_question_is_answered_with_quotes_sources_and_more(shared: BotProcess):
    """First the disclosure, then the answer; its buttons show the source and the rest."""
    disclosure, answer = ask(shared, 100, QUESTION, 2)
    assert disclosure.text == message("disclosure")
    assert "“" in answer.text
    assert "[1]" in answer.text
    bold = {e.offset for e in answer.entities if e.type == "bold"}
    assert bold
    assert {e.type for e in answer.entities} == {"bold"}
    labels = [label for row in answer.buttons for label, _ in row]
    assert labels[0] == "Xem nguyên văn [1]"
    assert labels[-3:] == [message("button_more"), "👍", "👎"]
    shared.server.press(answer, labels[0])
    source = shared.server.wait_for_messages(3, 100)[2]
    assert source.text.startswith("[1] Kế hoạch")
    quote = answer.text.split("“")[1].split("”")[0]
    assert quote in source.text
    shared.server.press(answer, labels[-3])
    more = shared.server.wait_for_messages(4, 100)[3]
    assert "• " in more.text
    assert more.text not in answer.text
    assert len(shared.server.answered_callbacks()) >= 2


def test_a_press_is_answered_before_the_message_comes(shared: BotProcess):
    """The button stops blinking at once."""
    answer = ask(shared, 101, QUESTION, 2)[1]
    update_id = shared.server.press(answer, "[2]")
    shared.server.wait_for_messages(3, 101)
    methods = [call.method for call in shared.server.calls()]
    answered = len(methods) - methods[::-1].index("answerCallbackQuery")
    sent = len(methods) - methods[::-1].index("sendMessage")
    assert answered < sent
    assert update_id in {answer.update_id for answer in shared.server.answered_callbacks()}


def test_commands_are_answered_and_announced(shared: BotProcess):
    """The menu names the commands, and each of them works."""
    shared.server.wait_until(lambda: shared.server.calls("setMyCommands"))
    (announced,) = shared.server.calls("setMyCommands")
    names = {command["command"] for command in announced.params["commands"]}
    assert names == {"hoi", "soan", "kiemtra", "vanban", "tailieu", "caidat", "trogiup"}
    assert ask(shared, 102, "/start", 2)[1].text == message("start")
    assert ask(shared, 102, "/trogiup")[0].text == message("help")
    assert ask(shared, 102, "/hoi")[0].text == message("ask_what")
    assert "“" in ask(shared, 102, f"/hoi {QUESTION}")[0].text
    assert ask(shared, 102, "/lạ")[0].text == message("command_unknown", command="/lạ")


def test_a_draft_that_is_sent_comes_back_with_a_summary_and_a_marked_copy(
    shared: BotProcess, tmp_path
):
    """Also when its caption is a text; the copy is Word, with the changes tracked."""
    draft = drafted("task", "Tăng cường trà soát theo Nghị định số 144/2013/NĐ-CP.")
    shared.server.send_file(103, "kế hoạch.docx", draft, caption="xem giúp")
    disclosure, summary, copy = shared.server.wait_for_messages(3, 103)
    assert disclosure.text == message("disclosure")
    assert "Nghị định số 130/2021/NĐ-CP" in summary.text
    assert copy.document is not None
    assert copy.document.file_name == message("checked_name")
    (tmp_path / "copy.docx").write_bytes(copy.document.content)
    assert "rà soát" in read_file(tmp_path / "copy.docx").text
    assert not list((shared.data_dir / "outgoing").glob("*/*"))


def test_a_file_that_cannot_be_read_gets_one_sentence(shared: BotProcess):
    """It says what is wrong and what to do."""
    shared.server.send_file(108, "kế hoạch.docx", b"PK\x03\x04 word/ broken")
    replies = shared.server.wait_for_messages(2, 108)
    assert "hỏng" in replies[1].text or "định dạng" in replies[1].text
    assert replies[1].text.count("\n") == 0


def test_a_plan_is_drafted_on_request(shared: BotProcess, tmp_path):
    """What is still open is told; the Word file bears the unit's name."""
    text = "/soan công tác trẻ em 2027, xã Bình Minh, tỉnh Quảng Ngãi"
    _, asked = ask(shared, 110, text, 2)
    assert [label for row in asked.buttons for label, _ in row] == ["Gửi file", "Chưa có"]
    _, told, copy = ask(shared, 110, "chua", 3)
    assert told.text.startswith("Thực hiện công tác trẻ em năm 2027 trên địa bàn xã Bình Minh")
    assert "0 lỗi" in told.text
    assert copy.document is not None
    (tmp_path / "kh.docx").write_bytes(copy.document.content)
    assert "XÃ BÌNH MINH" in read_file(tmp_path / "kh.docx").text
    assert ask(shared, 110, "/soan công tác trẻ em 2050, xã A, tỉnh B")[0].text.startswith("Năm")


def test_a_request_for_a_draft_without_a_place_is_told_how_to_ask(shared: BotProcess):
    """Typed without accents the name of a place cannot be printed."""
    assert ask(shared, 111, "/soan", 2)[1].text == message("draft_how")
    assert ask(shared, 111, "/soan kh 2027 xa binh minh")[0].text == message("draft_how")


def test_the_command_to_check_asks_for_the_file(shared: BotProcess):
    """Nothing else can be checked from a phone."""
    assert ask(shared, 109, "/kiemtra", 2)[1].text == message("check_send")


def test_a_stranger_gets_his_number_and_nothing_else(shared: BotProcess):
    """Neither a question nor a command nor a file gets more."""
    for text in (QUESTION, "/start"):
        (reply,) = ask(shared, 555, text)
        assert reply.text == message("stranger", user_id=555)
        assert reply.buttons == ()
    assert len(shared.server.sent(555)) == 2


def test_a_long_paste_is_joined_and_answered(shared: BotProcess):
    """12,000 characters arrive as three messages and are one question, in parts that fit."""
    ask(shared, 104, "/start", 2)
    words = f"{QUESTION} " * 400
    before = len(shared.server.sent(104))
    for start in range(0, 12_000, 4000):
        shared.server.say(104, words[start : start + 4000])
    replies = shared.server.wait_for_messages(before + 1, 104)[before:]
    assert "“" in replies[0].text
    time.sleep(1.5)
    assert len(shared.server.sent(104)) == before + 1
    assert all(utf16_length(sent.text) <= 4096 for sent in shared.server.sent())
    sent = [c for c in shared.server.calls("sendMessage") if str(c.params["chat_id"]) == "104"]
    assert {call.error for call in sent} == {None}


def test_link_previews_are_off(shared: BotProcess):
    """A link in a plan must not draw its page into the chat."""
    ask(shared, 105, QUESTION, 2)
    options = [c.params["link_preview_options"] for c in shared.server.calls("sendMessage")]
    assert all(option == {"is_disabled": True} for option in options)


def test_typing_is_shown_before_an_answer_that_takes_its_time(shared: BotProcess, tmp_path):
    """A draft takes longer than a moment; the sign comes in the chat that asked."""
    say(shared, 106, "/chao")
    shared.server.say(106, "/soan tháng hành động 2027, tỉnh Quảng Ngãi")
    shared.server.wait_until(lambda: any(m.document for m in shared.server.sent(106)), 60)
    calls = [c for c in shared.server.calls() if c.params.get("chat_id") == 106]
    signs = [c for c in calls if c.method == "sendChatAction"]
    assert signs
    assert signs[0].params["action"] == "typing"
    assert signs[0].at < next(c.at for c in calls if c.method == "sendDocument")


def test_many_chats_are_answered_side_by_side(shared: BotProcess):
    """Twelve chats at once: every one gets its disclosure and its answer, in that order."""
    chats = range(120, 132)
    for chat in chats:
        shared.server.say(chat, QUESTION)
    for chat in chats:
        first, second = shared.server.wait_for_messages(2, chat)
        assert (first.text, "“" in second.text) == (message("disclosure"), True)


def test_no_log_holds_the_token_or_what_was_said(shared: BotProcess):
    """With every logger at DEBUG the log has neither; the names of users are not stored."""
    shared.server.say(107, f"{QUESTION} xyzzy", username="bui_thi_xuan")
    shared.server.wait_for_messages(2, 107)
    log = shared.log()
    assert "DEBUG" in log
    assert TOKEN not in log
    assert TOKEN.partition(":")[2] not in log
    for said in ("xyzzy", "đuối nước", "bui_thi_xuan", "User 107"):
        assert said not in log
    assert b"bui_thi_xuan" not in shared.database_bytes()
    assert b"User 107" not in shared.database_bytes()
    assert "Traceback" not in log
    assert "Warning" not in log
