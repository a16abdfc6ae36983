"""What users say of answers, and what becomes of it."""

from __future__ import annotations

import json

import pytest

from bot.access import TERMINAL_USER, Access
from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, Message, Sender, TextEvent
from bot.feedback import Feedback
from bot.members import Members
from bot.store import Store
from bot.wording import message

BOSS, ADA = (Sender(user_id=n, chat_id=n) for n in (1, 11))
QUESTION = "ai phụ trách phòng chống đuối nước ở xã Nghĩa Thương?"


def talk(services) -> Conversation:
    access = Access(frozenset({1}), frozenset({11}), Members(services.engine))
    made = Conversation(services, Store(services.engine), access)
    for sender in (BOSS, ADA):
        made.handle(TextEvent(sender, "/start"))
    return made


@pytest.fixture
def conversation(own_services) -> Conversation:
    return talk(own_services)


@pytest.fixture
def feedback(own_services) -> Feedback:
    return Feedback(own_services.engine)


def ask(conversation: Conversation, sender: Sender = ADA, question: str = QUESTION) -> Message:
    return conversation.handle(TextEvent(sender, question))[-1]


def press(
    conversation: Conversation, shown: Message, name: str, sender: Sender = ADA
) -> tuple[Message, ...]:
    (button,) = [b for row in shown.buttons for b in row if b.label == message(f"button_{name}")]
    return conversation.handle(ButtonEvent(sender, button.id))


def test_a_complaint_is_kept_with_its_reason_and_what_was_cited(conversation, feedback):
    (why,) = press(conversation, ask(conversation), "down")
    assert "lưu" in why.text
    assert feedback.new(9) == []
    press(conversation, why, "wrong")
    (remark,) = feedback.new(9)
    assert (remark.verdict, remark.reason, remark.question) == ("down", "wrong", QUESTION)
    assert {document for document, _ in remark.cited} == {"2025-xa-nghia-thuong"}


def test_a_second_word_on_the_same_question_replaces_the_first(conversation, feedback):
    shown = ask(conversation)
    press(conversation, shown, "up")
    (why,) = press(conversation, shown, "down")
    press(conversation, why, "missing")
    assert [remark.reason for remark in feedback.new(9)] == ["missing"]


def test_personal_data_in_a_question_are_not_kept(conversation, feedback):
    asked = "ai lo đuối nước, số của tôi là 0912345678"
    press(conversation, ask(conversation, question=asked), "up")
    assert "0912345678" not in feedback.new(1)[0].question


def test_an_administrator_keeps_what_is_worth_a_test(conversation, feedback):
    press(conversation, ask(conversation), "up")
    (settings,) = conversation.handle(TextEvent(BOSS, "/caidat"))
    (shown,) = press(conversation, settings, "remarks", BOSS)
    assert QUESTION in shown.text
    press(conversation, shown, "kept", BOSS)
    (file,) = press(conversation, settings, "remarks", BOSS)
    assert file.document is not None
    line = json.loads(file.document.read_text(encoding="utf-8"))
    assert (line["text"], line["verdict"]) == (QUESTION, "up")
    assert set(line) == {"id", "text", "intent", "verdict", "reason", "cited"}, "nobody is named"


def test_others_see_no_remarks(conversation):
    (settings,) = conversation.handle(TextEvent(ADA, "/caidat"))
    labels = {button.label for row in settings.buttons for button in row}
    assert message("button_remarks") not in labels
    key = {"do": "judge", "step": "list"}
    (button,) = conversation._store.keep_buttons(ADA.user_id, [key])
    (told,) = conversation.handle(ButtonEvent(ADA, button))
    assert told.text == message("button_dead")


def test_a_question_is_not_written_down_before_somebody_judges_its_answer(own_services):
    """So an answer of before a restart can no longer be judged."""
    shown = ask(talk(own_services))
    (told,) = press(talk(own_services), shown, "up")
    assert told.text == message("remark_late")


def test_thumbs_are_shown_where_nobody_reads_along(conversation):
    group = Sender(user_id=11, chat_id=-5, private=False)
    terminal = Sender(TERMINAL_USER, TERMINAL_USER)
    for sender in (group, terminal):
        shown = ask(conversation, sender, f"/hoi {QUESTION}")
        assert not {"👍", "👎"} & {button.label for row in shown.buttons for button in row}


def test_remarks_are_erased_with_the_rest(conversation, feedback):
    press(conversation, ask(conversation), "up")
    (settings,) = conversation.handle(TextEvent(ADA, "/caidat"))
    (sure,) = press(conversation, settings, "erase")
    (receipt,) = press(conversation, sure, "erase_now")
    assert "1 góp ý" in receipt.text
    assert feedback.new(9) == []
