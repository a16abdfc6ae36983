"""The door to a language model, against a real server of the protocol on loopback."""

import socket
import time
from dataclasses import replace

import pytest

import prompts.model
from prompts.errors import ModelError
from prompts.model import FAILURES, ChatModel
from prompts.rewriting import Rewriter
from prompts.rewriting.placeholders import Placeholders
from tests.conftest import AS_OF
from tests.modelapi import ModelServer, Scripted, said

TRUE = "Các trường học tổ chức cho học sinh học bơi [4]."
QUESTION = "ai phụ trách phòng chống đuối nước?"


@pytest.fixture
def server():
    with ModelServer() as running:
        yield running


@pytest.fixture
def quick(monkeypatch):
    """The same waits, a tenth as long."""
    for name in ("FIRST_SECONDS", "NEXT_SECONDS", "WHOLE_SECONDS", "LONGEST_WAIT"):
        monkeypatch.setattr(prompts.model, name, getattr(prompts.model, name) / 10)


@pytest.fixture(scope="module")
def answer(services):
    return services.answerer.ask(QUESTION, as_of=AS_OF)


def worded(server, answer, script):
    server.script = script
    return Rewriter(ChatModel("openai:m", server.url), None).rewrite(answer)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_what_a_model_says_of_a_clause_is_shown_with_the_clause(server, answer):
    told = worded(server, answer, said(TRUE, tokens=120))
    assert TRUE in told.answer.text
    assert told.tokens == 120
    assert told.answer.model == "openai:m (rewrite.vi/1)"
    assert replace(told.answer, text="", model="") == replace(answer, text="")


def test_tokens_are_reckoned_where_the_model_tells_none(server, answer):
    assert worded(server, answer, said(TRUE)).tokens > 100


def test_sentences_come_one_by_one_as_they_are_verified(server, answer):
    seen: list[str] = []
    server.script = said(f"{TRUE} Mức chi 95 triệu đồng [4]. {TRUE}", pause=0.002)
    Rewriter(ChatModel("openai:m", server.url), None).rewrite(answer, seen.append)
    assert seen == [TRUE, f"{TRUE} {TRUE}"]


def test_nobody_waits_for_more_after_a_stop(server, answer):
    seen: list[str] = []
    server.script = said(f"{TRUE} " * 50, pause=0.01)
    model = ChatModel("openai:m", server.url)
    begun = time.monotonic()
    told = Rewriter(model, None).rewrite(answer, seen.append, stopped=lambda: bool(seen))
    assert time.monotonic() - begun < 3
    assert told.answer.text.count(TRUE) <= 2


FAULTS = {
    "401": (Scripted(401, b'{"error": {"message": "x"}}'), "auth"),
    "403": (Scripted(403, b"{}"), "auth"),
    "404": (Scripted(404, b"{}"), "not_found"),
    "408": (Scripted(408, b"{}"), "timeout"),
    "429, a long wait": (Scripted(429, b"{}", headers={"retry-after": "900"}), "rate"),
    "429, no wait": (Scripted(429, b"{}"), "rate"),
    "500": (Scripted(500, b"boom"), "server"),
    "503": (Scripted(503, b"<html>busy</html>"), "server"),
    "hangs before": (Scripted(hang_at=-1), "timeout"),
    "hangs at once": (said(TRUE, hang_at=0), "timeout"),
    "JSON cut short": (Scripted(body=b'{"id": "1", "choi'), "broken"),
    "HTML": (Scripted(body=b"<html><body>Login</body></html>"), "broken"),
    "broken events": (Scripted(body=b'data: {"id"\n\ndata: [DONE\n\n'), "broken"),
    "nothing": (Scripted(pieces=()), "empty"),
    "only blanks": (said("  \n "), "unfaithful"),
    "another language": (said("The schools organise swimming lessons [4]."), "unfaithful"),
    "a strange citation": (said("Các trường học tổ chức cho học sinh học bơi [77]."), "unfaithful"),
    "no citation": (said("Các trường học tổ chức cho học sinh học bơi."), "unfaithful"),
    "an invented figure": (said("Các trường dạy bơi cho 95% học sinh [4]."), "unfaithful"),
    "a megabyte": (said("Sở Công an lo hết mọi việc. " * 40_000, size=4096), "unfaithful"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.usefixtures("quick")
def test_a_model_that_fails_leaves_the_answer_as_it_was(server, answer, fault):
    script, code = FAULTS[fault]
    begun = time.monotonic()
    told = worded(server, answer, script)
    assert time.monotonic() - begun < 4
    assert told.answer == answer
    assert told.fault in (code, "broken", "empty", "unfaithful")
    if code in ("auth", "not_found", "rate", "server", "timeout"):
        assert told.fault == code


def test_a_server_that_is_not_there_is_told_as_such(answer):
    model = ChatModel("openai:m", f"http://127.0.0.1:{free_port()}/v1")
    told = Rewriter(model, None).rewrite(answer)
    assert (told.answer, told.fault) == (answer, "refused")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("how", ["hangs", "is cut"])
def test_a_stream_that_breaks_off_leaves_what_was_verified(server, answer, how):
    text = f"{TRUE} Và còn nữa"
    script = said(text, hang_at=len(TRUE) // 7 + 1) if how == "hangs" else said(TRUE, cut=True)
    told = worded(server, answer, script)
    assert TRUE in told.answer.text
    assert "Và còn" not in told.answer.text


@pytest.mark.usefixtures("quick")
def test_a_slow_model_is_not_waited_for_longer_than_said(server, answer):
    begun = time.monotonic()
    worded(server, answer, said(f"{TRUE} " * 9, size=3, pause=0.1))
    assert time.monotonic() - begun < 3


def test_a_failure_before_the_first_word_is_tried_again_once(server, answer):
    scripts = iter([Scripted(503, b"{}"), said(TRUE)])
    told = worded(server, answer, lambda prompt: next(scripts))
    assert TRUE in told.answer.text
    assert len(server.asked) == 2


def test_a_model_that_fails_often_is_left_alone_for_a_while(server, answer, monkeypatch):
    server.script = Scripted(401, b"{}")
    model = ChatModel("openai:m", server.url)
    for _ in range(FAILURES):
        Rewriter(model, None).rewrite(answer)
    assert Rewriter(model, None).rewrite(answer).fault == "resting"
    assert len(server.asked) == FAILURES
    monkeypatch.setattr(prompts.model, "REST_SECONDS", 0.0)
    server.script = said(TRUE)
    assert TRUE in Rewriter(model, None).rewrite(answer).answer.text


@pytest.mark.parametrize("name", ["khong-co:m", "openai"])
def test_a_provider_that_is_not_installed_or_known_is_an_error_of_ours(name):
    with pytest.raises(ModelError) as caught:
        list(ChatModel(name, "http://127.0.0.1:9/v1").write("x").pieces)
    assert caught.value.code in ("not_installed", "settings", "refused")


def test_an_answer_about_law_is_no_model_s(server, services):
    law = services.answerer.ask("NĐ 144/2013 còn hiệu lực không?", as_of=AS_OF)
    told = worded(server, law, said("Nghị định 144/2013 còn hiệu lực [1]."))
    assert (told.answer, told.fault, server.asked) == (law, "unfit", [])


def test_names_do_not_leave_the_house(server, answer):
    asked = f"{QUESTION} hỏi giúp chị Nguyễn Thị Hoa, 0912345678"
    server.script = said(TRUE)
    model = ChatModel("openai:m", server.url)
    Rewriter(model, Placeholders).rewrite(replace(answer, question=asked))
    for words in ("Hoa", "0912345678"):
        assert words in asked
        assert all(words not in prompt for prompt in server.asked)
    assert server.asked
