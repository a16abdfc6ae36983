"""What a model writes is shown in the chat while it is written, and stops when the user says so."""

from __future__ import annotations

import re
import time

import pytest

from tests.bot.telegram.talking import QUESTION, greet
from tests.modelapi import ModelServer, Scripted, said

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


def copied(prompt: str) -> Scripted:
    """Say the first clause as it stands, slowly."""
    (text,) = re.findall(r"^\[1\] \(.*?\d\), [^:]*: (.*?)[.;…]*$", prompt, re.M)
    return said(f"{text} [1]. ", size=40, pause=0.3)


def test_in_a_group_what_is_written_is_a_message_that_goes_when_the_answer_comes(new_bot, server):
    with ModelServer() as model:
        model.script = copied
        environ = {"KEHOACH_MODEL": "openai:m", "KEHOACH_MODEL_URL": model.url}
        new_bot(environ=environ, allowed="7")
        server.say(-5, "/hoi trạm y tế làm gì", user_id=7, chat_type="supergroup")
        server.wait_until(lambda: server.calls("deleteMessage"), 20)
        assert not server.calls("sendMessageDraft")
        shown = [sent for sent in server.sent(-5) if "[1]." in sent.text]
        assert len(shown) <= 2
        server.wait_until(lambda: any("nguyên văn ở dưới" in m.text for m in server.sent(-5)), 20)
