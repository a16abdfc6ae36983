"""What a model writes is shown in the chat while it is written, and stops when the user says so."""

from __future__ import annotations

import time

import pytest

from tests.bot.telegram.talking import QUESTION, greet
from tests.modelapi import ModelServer, said

TRUE = "Các trường học tổ chức cho học sinh học bơi [4]."


@pytest.fixture
def writing(new_bot):
    """A bot with a model that writes slowly."""
    with ModelServer() as model:
        model.script = said(f"{TRUE} " * 6, size=12, pause=0.1)
        environ = {"KEHOACH_MODEL": "openai:m", "KEHOACH_MODEL_URL": model.url}
        bot = new_bot(environ=environ, allowed="7")
        greet(bot, 7)
        yield bot


def test_sentences_are_shown_as_they_come_and_the_answer_once(writing, server):
    server.say(7, QUESTION)
    server.wait_until(lambda: any(TRUE in sent.text for sent in server.sent(7)), 20)
    drafts = [call for call in server.calls("sendMessageDraft") if call.error is None]
    assert [call.params["text"].count(TRUE) for call in drafts][:2] == [1, 2]
    assert len({call.params["draft_id"] for call in drafts}) == 1
    time.sleep(0.5)
    assert sum(TRUE in sent.text for sent in server.sent(7)) == 1


def test_a_word_stops_it(writing, server):
    server.say(7, QUESTION)
    server.wait_until(lambda: server.calls("sendMessageDraft"), 20)
    server.say(7, "dừng")
    server.wait_until(lambda: any(sent.text == "Đã dừng." for sent in server.sent(7)), 20)
    (told,) = [sent for sent in server.sent(7) if TRUE in sent.text]
    assert told.text.count(TRUE) < 6
