"""The outbox on a database of its own."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from bot.conversation.events import Button, Message
from bot.outgoing import hand_out, throw_away_old
from bot.telegram.handlers import letters_of
from bot.telegram.journal import WAITING, Journal, Received
from bot.telegram.letters import Letter, Part, Place
from bot.telegram.outbox import Outbox
from retrieval.library.database import MIGRATIONS, open_database

ONE, TWO = Part("<b>a</b>", "a", ((Button("id", "Xem thêm"), Button("b", "[2]")),)), Part("", "b")


@pytest.fixture
def outbox(engine: Engine) -> Outbox:
    return Outbox(engine)


def test_what_is_posted_comes_back_part_by_part_as_it_was(outbox: Outbox):
    """Buttons, topic and file included; only the first part shows what it replies to."""
    place = Place(-9, 4, 3, private=False)
    assert outbox.post([Letter(place, (ONE, Part("", "", document="/x")))]) == ["-9:4"]
    first = outbox.first("-9:4")
    assert first is not None
    assert (first.place, first.part) == (place, ONE)
    outbox.remove(first)
    second = outbox.first("-9:4")
    assert second is not None
    assert (second.place.reply_to, second.part.document) == (None, "/x")
    outbox.remove(second)
    assert outbox.first("-9:4") is None


def test_a_file_lies_as_long_as_its_message_waits(outbox: Outbox, tmp_path: Path):
    waits, lies = hand_out(tmp_path, "a.docx", b"a"), hand_out(tmp_path, "b.docx", b"b")
    outbox.post([Letter(Place(1), (Part("", "", document=str(waits)),))])
    for file in (waits, lies):
        os.utime(file.parent, (0, 0))
    throw_away_old(tmp_path, outbox.files())
    assert (waits.exists(), lies.exists()) == (True, False)


def test_an_answer_is_kept_and_its_update_done_with_one_commit(engine: Engine, outbox: Outbox):
    journal = Journal(engine)
    journal.receive([Received(7, "1", "secret", WAITING)])
    outbox.post([Letter(Place(1), (ONE,))], answers=7)
    assert journal.waiting() == []
    assert outbox.lanes() == ["1"]


def test_an_update_without_an_answer_is_done(engine: Engine, outbox: Outbox):
    journal = Journal(engine)
    journal.receive([Received(7, "1", "x", WAITING)])
    assert outbox.post([], answers=7) == []
    assert journal.count() == outbox.count() == 0


def test_the_rest_of_an_answer_that_cannot_be_sent_is_given_up(outbox: Outbox):
    """What was posted to the chat by others, or with it to other chats, is still sent."""
    outbox.post([Letter(Place(1), (ONE, TWO)), Letter(Place(2), (ONE,))], answers=7)
    outbox.post([Letter(Place(1), (TWO,))])
    first = outbox.first("1")
    assert first is not None
    outbox.give_up(first)
    left = outbox.first("1")
    assert left is not None
    assert left.answers == 0
    assert outbox.lanes() == ["2", "1"]


def test_messages_to_others_are_letters_of_their_own():
    asker = Place(5, reply_to=2)
    letters = letters_of(asker, (Message("một"), Message("hai", to=9), Message("ba")))
    assert [letter.place for letter in letters] == [asker, Place(9)]
    assert [part.plain for part in letters[0].parts] == ["một", "ba"]
    assert letters_of(None, (Message("một", to=9),))[0].place == Place(9)


def test_what_is_sent_is_overwritten(outbox: Outbox, tmp_path: Path, engine: Engine):
    outbox.post([Letter(Place(1), (Part("", "xyzzy" * 500),))])
    first = outbox.first("1")
    assert first is not None
    outbox.remove(first)
    Journal(engine).wipe()
    assert b"xyzzy" not in b"".join(path.read_bytes() for path in tmp_path.glob("library.db*"))


def test_replies_that_lay_in_the_journal_are_sent_after_the_migration(tmp_path: Path):
    """A bot that was stopped in the middle of an answer goes on with it in the new version."""
    url = f"sqlite:///{tmp_path / 'library.db'}"
    engine = open_database(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
        letter = {
            "place": {"chat_id": 1, "thread_id": None, "reply_to": 3, "private": True},
            "parts": [{"html": "", "plain": word, "buttons": [], "document": ""} for word in "ab"],
        }
        row = {"payload": json.dumps(letter), "at": datetime.now(UTC)}
        connection.execute(
            text("INSERT INTO journal VALUES (7, '1', :payload, 'waiting', :at)"), row
        )
    engine.dispose()
    engine = open_database(url)
    outbox = Outbox(engine)
    first = outbox.first("1")
    assert first is not None
    assert (first.part.plain, first.place.reply_to, outbox.count()) == ("a", 3, 2)
    assert Journal(engine).waiting() == []
    engine.dispose()
