"""A language model in conversation: shown as it writes, paid for, stopped, and never in the way."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from bot.access import Access
from bot.cli.output import answer_object
from bot.console import converse
from bot.conversation import Conversation
from bot.conversation.events import Sender, TextEvent
from bot.conversation.modelling import Modelling
from bot.conversation.screens import Screens
from bot.members import Members
from bot.services import Services, today
from bot.store import Store
from prompts.model import ChatModel
from prompts.rewriting import Rewriter
from tests.conftest import AS_OF
from tests.modelapi import ModelServer, Scripted, said

TRUE = "Các trường học tổ chức cho học sinh học bơi [4]."
QUESTION = "ai phụ trách phòng chống đuối nước?"
ADA = Sender(user_id=11, chat_id=11)


@pytest.fixture
def server():
    with ModelServer() as running:
        running.script = said(TRUE, tokens=500)
        yield running


@pytest.fixture
def modelled(own_services: Services, server: ModelServer) -> Services:
    rewriter = Rewriter(ChatModel("openai:m", server.url), None)
    return replace(own_services, rewriter=rewriter)


def conversation_of(services: Services) -> Conversation:
    access = Access(frozenset(), frozenset({11}), Members(services.engine))
    made = Conversation(services, Store(services.engine), access)
    made.handle(TextEvent(ADA, "/start"))
    return made


def test_the_words_of_a_model_come_with_the_clauses_word_for_word(modelled):
    seen: list[str] = []
    (told,) = conversation_of(modelled).handle(TextEvent(ADA, QUESTION), seen.append)
    assert seen == [TRUE]
    assert TRUE in told.text
    assert "“Tổ chức cho học sinh học bơi" in told.folded
    assert "“" not in told.text.partition("\n\n(")[0].replace(TRUE, "")


def test_with_and_without_a_model_the_same_is_found(modelled, own_services):
    plain = own_services.answerer.ask(QUESTION, as_of=AS_OF)
    worded = Modelling(modelled, Screens()).worded(ADA, plain)
    kept = ("findings", "citations", "warnings", "next_step", "not_mentioned", "status", "intent")
    one, other = (answer_object(each, 0.0) for each in (plain, worded))
    assert {name: one[name] for name in kept} == {name: other[name] for name in kept}
    assert plain.quoted in other["answer"]
    assert (one["model"], other["model"]) == (None, "openai:m (rewrite.vi/1)")


def test_what_a_model_reads_and_writes_is_counted_by_user_and_day(modelled):
    conversation = conversation_of(modelled)
    for _ in range(2):
        conversation.handle(TextEvent(ADA, QUESTION))
    assert Members(modelled.engine).spent(11, today()) == 1000
    assert Members(modelled.engine).spent(12, today()) == 0


def test_who_has_spent_his_share_is_answered_without_the_model(modelled, server):
    settings = replace(modelled.settings, model_tokens=600)
    conversation = conversation_of(replace(modelled, settings=settings))
    told = [conversation.handle(TextEvent(ADA, QUESTION))[0].text for _ in range(3)]
    assert [TRUE in text for text in told] == [True, True, False]
    assert len(server.asked) == 2
    assert "“Tổ chức cho học sinh học bơi" in told[-1]


def test_a_model_that_is_down_is_not_noticed(modelled, server, own_services):
    server.script = Scripted(500, b"x")
    (told,) = conversation_of(modelled).handle(TextEvent(ADA, QUESTION))
    (plain,) = conversation_of(own_services).handle(TextEvent(ADA, QUESTION))
    assert told.text == plain.text


def test_a_user_stops_what_is_being_written(modelled, server):
    server.script = said(f"{TRUE} " * 40, pause=0.02)
    conversation = conversation_of(modelled)
    assert not conversation.stop(ADA)

    def enough(text: str) -> None:
        conversation.stop(ADA)

    (told,) = conversation.handle(TextEvent(ADA, QUESTION), enough)
    assert told.text.count(TRUE) <= 2


@pytest.mark.parametrize(
    ("text", "stops"), [("dừng", True), ("Dung lai di", True), ("đúng", False)]
)
def test_to_stop_is_not_to_agree(modelled, text, stops):
    (told,) = conversation_of(modelled).handle(TextEvent(ADA, text))
    assert (told.text == "Đã dừng.") == stops


def test_a_case_of_a_child_reaches_no_model(modelled, server):
    conversation_of(modelled).handle(TextEvent(ADA, "cháu T 12 tuổi ở thôn 3 bị bố đánh, ai lo?"))
    assert server.asked == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("source", [io.StringIO, Terminal])
def test_the_terminal_prints_a_sentence_once(modelled, source):
    sink = io.StringIO()
    converse(conversation_of(modelled), source=source(f"{QUESTION}\n"), sink=sink)
    assert sink.getvalue().count(TRUE) == 1
    assert "“Tổ chức cho học sinh học bơi" in sink.getvalue()


def test_the_words_of_an_own_file_leave_the_office_for_no_model(modelled, server):
    plain = modelled.answerer.ask(QUESTION, as_of=AS_OF)
    assert Modelling(modelled, Screens()).worded(ADA, plain, private=True) == plain
    assert server.asked == []
    local = replace(modelled, settings=replace(modelled.settings, model_local=True))
    assert TRUE in Modelling(local, Screens()).worded(ADA, plain, private=True).text
