"""The conversation that every front end shares."""

from __future__ import annotations

import pytest

from bot.access import Access
from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, Sender, TextEvent
from bot.store import Store

ADA = Sender(user_id=11, chat_id=11)
EVE = Sender(user_id=66, chat_id=66)


@pytest.fixture
def conversation(own_services) -> Conversation:
    access = Access(admins=frozenset(), allowed=frozenset({11}))
    return Conversation(own_services, Store(own_services.engine), access)


def told(conversation: Conversation, text: str, sender: Sender = ADA) -> str:
    return "\n".join(m.text for m in conversation.handle(TextEvent(sender, text)))


def test_the_disclosure_is_shown_at_first_contact_only(conversation):
    assert "trợ lý tự động" in told(conversation, "/start")
    assert "trợ lý tự động" not in told(conversation, "/start")


def test_a_stranger_is_refused_politely_with_his_number(conversation):
    messages = conversation.handle(TextEvent(EVE, "ai phụ trách đuối nước"))
    assert len(messages) == 1
    assert "66" in messages[0].text
    assert "“" not in messages[0].text


def test_a_stranger_in_a_group_is_not_spoken_to(conversation):
    group = Sender(user_id=66, chat_id=-5, private=False)
    assert conversation.handle(TextEvent(group, "/hoi ai")) == ()


def test_nobody_passes_for_the_terminal_from_outside(conversation):
    outside = Sender(user_id=0, chat_id=-5, private=False)
    assert conversation.handle(TextEvent(outside, "ai phụ trách")) == ()


def test_a_button_shows_the_clause_among_its_neighbours(conversation):
    conversation.handle(TextEvent(ADA, "/start"))
    question = "ai xây dựng kế hoạch phòng, chống đuối nước ở xã Nghĩa Thương?"
    (answer,) = conversation.handle(TextEvent(ADA, question))
    assert "IV.1 gạch 2: “" in answer.text.split("[1]")[0]
    (source,) = conversation.handle(ButtonEvent(ADA, answer.buttons[0][0].id))
    assert "IV.1 gạch 2" in source.text
    for path in ("IV.1 gạch 1:", "▶ IV.1 gạch 2:", "IV.1 gạch 3:"):
        assert path in source.folded


def test_more_tells_the_rest_without_repeating(conversation):
    conversation.handle(TextEvent(ADA, "/start"))
    (answer,) = conversation.handle(TextEvent(ADA, "nhiệm vụ của Phòng Giáo dục và Đào tạo?"))
    (more,) = (b for row in answer.buttons for b in row if b.label == "Xem thêm")
    (rest,) = conversation.handle(ButtonEvent(ADA, more.id))
    lines = {line for line in answer.text.splitlines() if line.startswith("•")}
    assert lines.isdisjoint(rest.text.splitlines())
    assert rest.text.count("•") >= 1


def test_anothers_button_does_nothing(conversation):
    (answer,) = conversation.handle(TextEvent(ADA, "Trạm y tế làm gì?"))[-1:]
    other = Conversation(
        conversation._services,
        conversation._store,
        Access(admins=frozenset({66}), allowed=frozenset()),
    )
    (message,) = other.handle(ButtonEvent(EVE, answer.buttons[0][0].id))
    assert "người đã hỏi" in message.text


def test_a_button_carries_no_more_than_an_id(conversation):
    (answer,) = conversation.handle(TextEvent(ADA, "Trạm y tế làm gì?"))[-1:]
    for row in answer.buttons:
        for button in row:
            assert len(button.id.encode()) <= 64


def test_a_report_about_a_child_comes_before_everything_and_is_not_stored(
    conversation, own_services
):
    text = "cháu T 12t thôn 3 bị đánh, viết bc"
    messages = conversation.handle(TextEvent(ADA, text))
    assert len(messages) == 1
    assert "111" in messages[0].text
    own_services.close()
    for path in own_services.settings.data_dir.glob("library.db*"):
        assert "thôn 3 bị đánh".encode() not in path.read_bytes()


def test_an_unknown_command_says_what_to_do(conversation):
    assert "/trogiup" in told(conversation, "/khongco")


def test_hoi_without_a_question_asks_for_one(conversation):
    assert "/hoi" in told(conversation, "/hoi")


def test_our_own_words_have_no_original_to_open(conversation):
    conversation.handle(TextEvent(ADA, "/start"))
    (answer,) = conversation.handle(TextEvent(ADA, "Điều 90 Luật Trẻ em nói gì?"))
    assert "không phải nguyên văn" in answer.text
    assert {button.label for row in answer.buttons for button in row} == {"👍", "👎"}


def test_what_is_told_to_be_secret_is_refused_at_the_door(conversation):
    assert "không được tiếp nhận" in told(conversation, "file này tối mật nha, xem giúp", ADA)
    assert "không được tiếp nhận" not in told(conversation, "bảo mật thông tin trẻ em", ADA)


def test_a_group_is_told_what_is_read_there(conversation):
    group = Sender(user_id=11, chat_id=-5, private=False)
    assert "chỉ đọc" in told(conversation, "/start", group)


def test_topics_of_a_group_are_conversations_of_their_own(conversation):
    first, second = (Sender(11, -5, private=False, topic_id=topic) for topic in (1, 2))
    told(conversation, "/hoi ai phụ trách đuối nước ở xã Nghĩa Thương?", first)
    assert "Nghĩa Thương" in told(conversation, "/hoi thế còn trạm y tế?", first)
    assert conversation._asking._questions.last(second) is None
