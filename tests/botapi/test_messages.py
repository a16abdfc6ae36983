"""Tests of texts, keyboards, callbacks and files."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from . import BotApiServer, Entity
from .client import CHAT, TOKEN, Client


@pytest.mark.parametrize(
    ("length", "unit", "accepted"),
    [(4096, "ă", True), (4097, "ă", False), (2048, "😀", True), (2049, "😀", False)],
)
def test_a_message_has_at_most_4096_utf16_units(
    client: Client, length: int, unit: str, *, accepted: bool
) -> None:
    """The limit counts UTF-16 code units, so an emoji counts as two."""
    response = client.call("sendMessage", chat_id=CHAT, text=unit * length)
    assert response.json()["ok"] is accepted
    if not accepted:
        assert response.json()["description"] == "Bad Request: message is too long"


def test_the_limit_counts_after_parsing(client: Client) -> None:
    """Tags and entities do not count, what they stand for does."""
    text = "<b>" + "&amp;" * 4096 + "</b>"
    assert len(client.ok("sendMessage", chat_id=CHAT, text=text, parse_mode="HTML")["text"]) == 4096


def test_html_becomes_text_and_entities(server: BotApiServer, client: Client) -> None:
    """Each allowed tag gives its entity, with offsets in UTF-16 code units."""
    html = (
        '😀<b>đậm <i>nghiêng</i></b> <a href="https://vbpl.vn/?a=1&amp;b=2">luật</a> '
        '<pre><code class="language-python">x &lt; 1</code></pre> <code>y&#39;</code> '
        '<span class="tg-spoiler">z</span> <blockquote expandable>q</blockquote>  '
    )
    client.ok("sendMessage", chat_id=CHAT, text=html, parse_mode="HTML")
    (message,) = server.sent(CHAT)
    assert message.raw_text == html
    assert message.parse_mode == "HTML"
    assert message.text == "😀đậm nghiêng luật x < 1 y' z q"
    assert message.entities == (
        Entity("bold", 2, 11),
        Entity("italic", 6, 7),
        Entity("text_link", 14, 4, url="https://vbpl.vn/?a=1&b=2"),
        Entity("pre", 19, 5, language="python"),
        Entity("code", 25, 2),
        Entity("spoiler", 28, 1),
        Entity("expandable_blockquote", 30, 1),
    )


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>bold", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("đ <br/>", 'Unsupported start tag "br" at byte offset 3'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("2 > 1", "Character '>' must be escaped at byte offset 2"),
        ("a & b", "Character '&' must be escaped at byte offset 2"),
        ("a&nbsp;b", 'Unsupported entity "&nbsp;" at byte offset 1'),
        ("a&#xd800;b", 'Invalid character reference "&#xd800;" at byte offset 1'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b id='x'>x</b>", 'Unsupported attribute "id" of tag "b" at byte offset 0'),
        ("<a>x</a>", 'Tag "a" must have a non-empty "href" at byte offset 0'),
        ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
    ],
)
def test_wrong_html_cannot_be_parsed(client: Client, html: str, reason: str) -> None:
    """Markup outside the rules gets 400 with the reason and place."""
    answer = client.refusal("sendMessage", chat_id=CHAT, text=html, parse_mode="HTML")
    assert answer == (400, f"Bad Request: can't parse entities: {reason}")


def test_markdown_is_unsupported_and_said_so(client: Client) -> None:
    """The Markdown modes are refused rather than half parsed."""
    code, reason = client.refusal("sendMessage", chat_id=CHAT, text="*x*", parse_mode="MarkdownV2")
    assert (code, reason) == (
        400,
        "Bad Request: parse_mode MarkdownV2 is unsupported in this server",
    )


def keyboard(*data: str) -> dict[str, Any]:
    """Returns an inline keyboard of one row."""
    return {"inline_keyboard": [[{"text": f"Nút {d[:5]}", "callback_data": d} for d in data]]}


@pytest.mark.parametrize(("data", "accepted"), [("", False), ("đ" * 32, True), ("đ" * 33, False)])
def test_callback_data_has_1_to_64_bytes(client: Client, data: str, *, accepted: bool) -> None:
    """The limit counts bytes of UTF-8."""
    body = client.call("sendMessage", chat_id=CHAT, text="x", reply_markup=keyboard(data)).json()
    assert body["ok"] is accepted
    if not accepted:
        assert body["description"] == "Bad Request: BUTTON_DATA_INVALID"


def test_an_edit_must_change_something(server: BotApiServer, client: Client) -> None:
    """Editing text or keyboard to what they are is refused; an edit drops a keyboard not sent."""
    sent = client.ok("sendMessage", chat_id=CHAT, text="một", reply_markup=keyboard("a"))
    at = {"chat_id": CHAT, "message_id": sent["message_id"]}
    same = {"reply_markup": keyboard("a"), **at}
    for answer in (
        client.refusal("editMessageText", text="một ", **same),
        client.refusal("editMessageReplyMarkup", **same),
    ):
        assert answer[0] == 400
        assert answer[1].startswith("Bad Request: message is not modified: specified new message")
    assert server.sent()[0].edits == 0
    client.ok("editMessageText", **at, text="hai")
    (message,) = server.sent()
    assert (message.text, message.buttons, message.edits) == ("hai", (), 1)


def test_a_pressed_button_reaches_the_bot_with_its_message(
    server: BotApiServer, client: Client
) -> None:
    """A press makes a callback_query, which can be answered by its id."""
    client.ok("sendMessage", chat_id=CHAT, text="chọn", reply_markup=keyboard("yes:1", "no:1"))
    (message,) = server.sent()
    update_id = server.press(message, "no:1")
    (update,) = client.ok("getUpdates")
    query = update["callback_query"]
    assert (update["update_id"], query["data"], query["from"]["id"]) == (update_id, "no:1", CHAT)
    assert query["message"]["text"] == "chọn"
    assert client.ok("answerCallbackQuery", callback_query_id=query["id"], text="ok")
    (answer,) = server.answered_callbacks()
    assert (answer.update_id, answer.text, answer.show_alert) == (update_id, "ok", False)
    assert server.press(message, "Nút yes:1") == update_id + 1
    with pytest.raises(LookupError):
        server.press(message, "maybe")


def test_a_button_of_a_deleted_message_can_still_be_pressed(
    server: BotApiServer, client: Client
) -> None:
    """The callback_query then holds an inaccessible message, of date 0."""
    sent = client.ok("sendMessage", chat_id=CHAT, text="x", reply_markup=keyboard("a"))
    (message,) = server.sent()
    assert client.ok("deleteMessage", chat_id=CHAT, message_id=sent["message_id"])
    assert server.sent()[0].deleted
    server.press(message, "a")
    (update,) = client.ok("getUpdates")
    assert update["callback_query"]["message"]["date"] == 0


def test_a_group_has_its_own_rules(server: BotApiServer, client: Client) -> None:
    """Groups have negative ids and need a user; the chat's type is kept."""
    server.say(-100, "/luat@botapi_test_bot đất đai", user_id=CHAT, chat_type="supergroup")
    (update,) = client.ok("getUpdates")
    assert update["message"]["chat"]["type"] == "supergroup"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 21}]
    for wrong in ((-100, None), (100, CHAT)):
        with pytest.raises(ValueError, match=r"user_id|negative"):
            server.say(wrong[0], "x", user_id=wrong[1], chat_type="supergroup")


def test_a_file_goes_both_ways(server: BotApiServer, client: Client) -> None:
    """A user's file can be downloaded; the bot's upload is kept with its name and bytes."""
    content = bytes(range(256)) * 1000
    server.send_file(CHAT, "đơn.pdf", content, caption="đây")
    (update,) = client.ok("getUpdates")
    document = update["message"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("đơn.pdf", "application/pdf")
    path = client.ok("getFile", file_id=document["file_id"])["file_path"]
    assert httpx.get(f"{server.file_url}{TOKEN}/{path}").content == content
    assert httpx.get(f"{server.file_url}{TOKEN}/{path}x").status_code == 404
    httpx.post(
        client.base + "sendDocument",
        data={"chat_id": CHAT, "caption": "<b>đây</b>", "parse_mode": "HTML"},
        files={"document": ("trả lời.txt", b"xong", "text/plain")},
    ).raise_for_status()
    (message,) = server.sent()
    assert message.document is not None
    assert (message.document.file_name, message.document.content) == ("trả lời.txt", b"xong")
    assert (message.text, message.entities) == ("đây", (Entity("bold", 0, 3),))
