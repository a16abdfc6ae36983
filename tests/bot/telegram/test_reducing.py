"""What of an update is written down."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import Update

from bot.telegram.journal import DONE, PARKED, WAITING
from bot.telegram.reducing import join_texts, reduce_update
from bot.wording import message as sentence

USER = {
    "id": 7,
    "is_bot": False,
    "first_name": "Zyxwvuts",
    "last_name": "Zyxwvuts",
    "username": "zyx_zyx",
}
PRIVATE = {"id": 7, "type": "private", "first_name": "Zyxwvuts", "username": "zyx_zyx"}
GROUP = {"id": -9, "type": "supergroup", "title": "Zyxwvuts"}
BOT = {"id": 1, "is_bot": True, "first_name": "Bot"}
DANGER = "cháu Zyxwvuts 12 tuổi đang bị đánh"


def update(chat: dict[str, Any] = PRIVATE, **content: object) -> dict[str, Any]:
    message = {"message_id": 3, "date": 1_700_000_000, "chat": chat, "from": USER, **content}
    return {"update_id": 5, "message": message}


def kept(raw: dict[str, Any]) -> dict[str, Any]:
    row = reduce_update(raw)
    assert row.state == WAITING
    assert "Zyxwvuts" not in row.payload
    assert "zyx" not in row.payload
    parsed = Update.de_json(json.loads(row.payload))
    assert parsed.update_id == 5
    assert parsed.effective_user
    payload: dict[str, Any] = json.loads(row.payload)
    return payload


def test_a_text_is_kept_without_names_and_surroundings():
    """Names, quotes, forwards and links are left out; the text stays."""
    around = {
        "forward_origin": {"type": "hidden_user", "sender_user_name": "Zyxwvuts", "date": 1},
        "reply_to_message": update(text="Zyxwvuts")["message"],
        "quote": {"text": "Zyxwvuts", "position": 0},
        "entities": [{"type": "text_mention", "offset": 0, "length": 2, "user": USER}],
        "some_field_of_next_year": "Zyxwvuts",
    }
    assert kept(update(text="ai lo?", **around))["message"] == {
        "message_id": 3,
        "date": 1_700_000_000,
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "is_bot": False, "first_name": "-"},
        "text": "ai lo?",
    }


def test_a_file_is_kept_without_its_name_and_caption():
    """Only what it can be fetched and read by stays."""
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "Zyxwvuts.docx", "file_size": 1}
    message = kept(update(document=document, caption="Zyxwvuts"))["message"]
    assert message["document"] == {
        "file_id": "f",
        "file_unique_id": "u",
        "file_size": 1,
        "file_name": "Dự thảo.docx",
    }
    size = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "file_size": 1}
    assert len(kept(update(photo=[size, size]))["message"]["photo"]) == 1


def test_a_press_is_kept_without_the_message_it_was_on():
    """What the bot had said there is not needed."""
    message = update(text="Zyxwvuts", entities=[], reply_markup={})["message"]
    query = {"id": "q", "from": USER, "message": message, "chat_instance": "9", "data": "d"}
    payload = kept({"update_id": 5, "callback_query": query})["callback_query"]
    assert payload["data"] == "d"
    assert set(payload["message"]) == {"message_id", "date", "chat"}


def test_a_press_on_a_vanished_message_is_kept():
    """Telegram gives such messages the date 0."""
    message = {"message_id": 3, "date": 0, "chat": PRIVATE}
    query = {"id": "q", "from": USER, "message": message, "chat_instance": "9", "data": "d"}
    assert kept({"update_id": 5, "callback_query": query})["callback_query"]["id"] == "q"


def test_a_topic_is_a_lane_of_its_own():
    """A reply chain outside of forums, which also has a thread id, is not."""
    command = {"text": "/hoi a", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
    forum = update(GROUP, message_thread_id=4, is_topic_message=True, **command)
    assert reduce_update(forum).lane == "-9:4"
    assert reduce_update(update(GROUP, message_thread_id=4, **command)).lane == "-9"


@pytest.mark.parametrize(
    "raw",
    [
        update(GROUP, text="Zyxwvuts"),
        update(GROUP, text="Zyxwvuts", reply_to_message=update(text="Zyxwvuts")["message"]),
        update(pinned_message={}),
        update(GROUP, new_chat_members=[USER]),
        {"update_id": 5, "edited_message": {}},
        {"update_id": 5, "callback_query": {"id": "q", "from": USER, "game_short_name": "g"}},
    ],
)
def test_what_needs_no_answer_is_done_without_content(raw: dict[str, Any]):
    """Talk among people and Telegram's own notes are not written down."""
    row = reduce_update(raw)
    assert (row.state, row.payload) == (DONE, "")


@pytest.mark.parametrize(
    "message", [None, [], "x", {"text": "x"}, {**update()["message"], "chat": {}}]
)
def test_what_cannot_be_read_is_parked_without_content(message: object):
    """Nothing raises: such an update must not stop the others of its batch."""
    row = reduce_update({"update_id": 5, "message": message})
    assert (row.state, row.payload) == (PARKED, "")


def test_danger_is_replaced_by_a_fixed_sentence():
    """A command stays a command, and a reply to the bot stays one, or groups got no answer."""
    stand_in = sentence("danger_stand_in")
    assert kept(update(text=DANGER))["message"]["text"] == stand_in
    assert kept(update(caption=DANGER, photo=[]))["message"]["text"] == stand_in
    entities = [{"type": "bot_command", "offset": 0, "length": 8}]
    command = kept(update(GROUP, text=f"/hoi@Bot {DANGER}", entities=entities))["message"]
    assert command["text"] == f"/hoi@Bot {stand_in}"
    assert command["entities"] == entities
    replied = {**update(GROUP, text="Zyxwvuts")["message"], "from": BOT}
    reply = kept(update(GROUP, text=DANGER, reply_to_message=replied))["message"]
    assert reply["text"] == stand_in
    assert set(reply["reply_to_message"]) == {"message_id", "date", "chat", "from"}


def test_danger_keeps_no_command_that_is_not_the_bots():
    """What looks like a command may be a name."""
    entities = [{"type": "bot_command", "offset": 0, "length": 4}]
    message = kept(update(text=f"/Zyxwvuts {DANGER}", entities=entities))["message"]
    assert message["text"] == sentence("danger_stand_in")
    assert "entities" not in message


def test_half_a_character_can_be_written_down():
    """No database takes a lone surrogate; one update must not keep others from the journal."""
    assert reduce_update(update(text="a\ud83d")).payload.isascii()


def test_joined_texts_are_one_message():
    """A command at the beginning stays one."""
    entities = [{"type": "bot_command", "offset": 0, "length": 4}]
    first = kept(update(text="/hoi một", entities=entities))
    joined = join_texts([first, kept(update(text="hai"))])["message"]
    assert joined == {**first["message"], "text": "/hoi một\nhai"}
