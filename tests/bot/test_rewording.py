"""A part of a draft in a model's words: nothing lost, nothing added, undone with a word."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.conversation.drafting import Drafting
from bot.conversation.events import Message, Sender
from bot.conversation.modelling import Modelling
from bot.conversation.screens import Screens
from bot.wording import message
from prompts.model import ChatModel
from prompts.rewriting import Rewriter
from tests.conftest import AS_OF
from tests.modelapi import ModelServer, Scripted, said

ME = Sender(1, 1)
ASKED = "soạn kế hoạch công tác trẻ em 2027 cho xã Bình Minh, tỉnh Quảng Ngãi"


@pytest.fixture
def server():
    with ModelServer() as running:
        yield running


@pytest.fixture
def begun(own_services, server):
    rewriter = Rewriter(ChatModel("openai:m", server.url), None)
    services = replace(own_services, rewriter=rewriter)
    drafting = Drafting(services, Modelling(services, Screens()))
    drafting.begin(ME, ASKED, "", AS_OF)

    def say(text: str) -> Message:
        (told,) = drafting.work(ME, text) or ()
        return told

    return say


def echoing(change):
    """Return a model that says every paragraph it was given, changed."""

    def script(prompt):
        rows = re.findall(r"^\[(\d+)\] (.*)$", prompt, re.M)
        return said("\n".join(f"{change(text).rstrip('.;')} [{n}]." for n, text in rows))

    return script


def test_paragraphs_are_worded_anew_and_bear_the_model_as_an_origin(begun, server):
    before = begun("xem mục V").text
    server.script = echoing(lambda text: text.replace("Tổ chức", "Tiến hành tổ chức"))
    told = begun("trau chuốt mục V")
    assert "Đã trau chuốt" in told.text
    assert "Tiến hành tổ chức" in told.text
    assert "mô hình ngôn ngữ trau chuốt" in begun("xem nguồn mục V").text
    begun("hoàn tác")
    assert begun("xem mục V").text == before


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"{text.rstrip('.;')} với kinh phí 95 triệu đồng",
        lambda text: " ".join(text.split()[: len(text.split()) // 3]),
        lambda text: "Hội Nông dân xã lo liệu mọi việc",
        lambda text: f"{text} Xem thêm tại http://vi.du",
    ],
)
def test_a_wording_that_adds_or_loses_something_changes_nothing(begun, server, change):
    before = begun("xem mục V").text
    server.script = echoing(change)
    assert "giữ nguyên" in begun("trau chuốt mục V").text
    assert begun("xem mục V").text == before


def test_a_model_that_is_down_is_told_apart_from_one_that_writes_badly(begun, server):
    server.script = Scripted(401, b"{}")
    assert "chưa trả lời được" in begun("trau chuốt mục V").text
    server.script = said("Không rõ.")
    assert "chưa viết được câu nào đúng" in begun("trau chuốt mục V").text


def test_what_is_locked_is_no_model_s(begun, server):
    begun("khóa mục V")
    assert "đã khóa" in begun("trau chuốt mục V").text
    assert server.asked == []


def test_without_a_model_it_says_so(own_services):
    drafting = Drafting(own_services, Modelling(own_services, Screens()))
    drafting.begin(ME, ASKED, "", AS_OF)
    told = drafting.work(ME, "trau chuot muc V")
    assert told is not None
    assert told[0].text == message("draft_no_model")
