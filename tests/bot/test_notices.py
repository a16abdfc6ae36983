"""What is told without being asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from bot import concerns
from bot.access import Access
from bot.conversation import Conversation, shelf
from bot.conversation.events import ButtonEvent, Message, Sender, TextEvent
from bot.conversation.notices import Notices
from bot.members import Members
from bot.retention import throw_away_unused
from bot.services import today
from bot.store import Store
from bot.tables import DraftRow
from bot.wording import message

BOSS, ADA = (Sender(user_id=n, chat_id=n) for n in (1, 11))
THEN = date(2023, 10, 20)
"""A day before the one deadline of the plan of Thanh Bình."""


@pytest.fixture
def access(own_services) -> Access:
    return Access(frozenset({1}), frozenset({11}), Members(own_services.engine))


@pytest.fixture
def conversation(own_services, access) -> Conversation:
    made = Conversation(own_services, Store(own_services.engine), access)
    made.handle(TextEvent(ADA, "/start"))
    return made


@pytest.fixture
def notices(own_services, access, conversation) -> Notices:
    return Notices(own_services, access, conversation._files)


def calendar(conversation: Conversation) -> Message:
    (shown,) = conversation.handle(TextEvent(ADA, "/tailieu"))
    for label in ("Thanh Bình", message("button_calendar")):
        button = next(b for row in shown.buttons for b in row if label in b.label)
        shown = conversation.handle(ButtonEvent(ADA, button.id))[0]
    return shown


def press(conversation: Conversation, shown: Message, name: str) -> Message:
    (button,) = [b for row in shown.buttons for b in row if b.label == message(f"button_{name}")]
    return conversation.handle(ButtonEvent(ADA, button.id))[0]


def test_a_deadline_is_told_a_week_ahead_and_once(conversation, notices, monkeypatch):
    monkeypatch.setattr(shelf, "today", lambda: THEN)
    assert "1 mốc" in press(conversation, calendar(conversation), "remind").text
    assert notices.of(date(2023, 11, 2)) == ()
    (told,) = notices.of(date(2023, 11, 3))
    assert told.to == ADA.user_id
    assert "10/11/2023" in told.text
    assert notices.of(date(2023, 11, 3)) == (told,), "until it is kept it can be asked for again"
    notices.kept()
    assert notices.of(date(2023, 11, 4)) == ()


def test_a_bot_that_was_off_tells_it_late_rather_than_never(conversation, notices, monkeypatch):
    monkeypatch.setattr(shelf, "today", lambda: THEN)
    press(conversation, calendar(conversation), "remind")
    (told,) = notices.of(date(2023, 11, 10))
    assert "hôm nay" in told.text


def test_reminders_can_be_called_off(conversation, notices, monkeypatch):
    monkeypatch.setattr(shelf, "today", lambda: THEN)
    press(conversation, press(conversation, calendar(conversation), "remind"), "forget")
    assert notices.of(date(2023, 11, 3)) == ()


def test_deadlines_that_are_over_offer_no_reminder(conversation):
    assert calendar(conversation).buttons == ()


def test_administrators_are_told_once_a_day_what_needs_a_hand(notices, monkeypatch):
    monkeypatch.setattr(concerns, "LITTLE", 1 << 60)
    (told,) = notices.of(THEN)
    assert told.to == BOSS.user_id
    assert "MB" in told.text
    assert notices.of(THEN) == ()
    assert len(notices.of(THEN + timedelta(days=1))) == 1


def test_messages_that_could_not_be_answered_are_a_concern(notices, own_services):
    with own_services.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO journal VALUES (7, '1', '', 'parked', :at)"),
            {"at": datetime.now(UTC)},
        )
    (told,) = notices.of(THEN)
    assert "1 tin nhắn" in told.text


@pytest.mark.parametrize(("days", "left"), [(9, 1), (7, 0), (0, 0)])
def test_drafts_are_kept_as_long_as_the_settings_say(conversation, own_services, days, left):
    conversation.handle(
        TextEvent(ADA, "/soan công tác trẻ em 2027 cho xã Bình Minh, tỉnh Quảng Ngãi")
    )
    with Session(own_services.engine) as session, session.begin():
        session.execute(update(DraftRow).values(used_at=datetime.now(UTC) - timedelta(days=8)))
    throw_away_unused(own_services.engine, days, today())
    with own_services.engine.connect() as connection:
        for table in ("drafts", "draft_versions"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == left


def test_who_was_sent_away_is_reminded_of_nothing(conversation, own_services, monkeypatch):
    monkeypatch.setattr(shelf, "today", lambda: THEN)
    press(conversation, calendar(conversation), "remind")
    alone = Access(frozenset({1}), frozenset(), Members(own_services.engine))
    assert Notices(own_services, alone, conversation._files).of(date(2023, 11, 3)) == ()


def test_a_notice_that_fails_keeps_no_other_from_being_told(conversation, notices, monkeypatch):
    monkeypatch.setattr(shelf, "today", lambda: THEN)
    press(conversation, calendar(conversation), "remind")

    def broken(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("bot.conversation.notices.find_concerns", broken)
    monkeypatch.setattr("bot.conversation.notices.throw_away_unused", broken)
    assert len(notices.of(date(2023, 11, 3))) == 1
