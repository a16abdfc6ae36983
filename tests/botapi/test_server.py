"""Tests of requests, injected faults and the life of the server."""

from __future__ import annotations

import threading
from typing import Any

import httpx
import pytest

from . import BotApiServer, BreakKind
from .client import CHAT, TOKEN, Client, in_background


def test_a_wrong_token_is_unauthorized(server: BotApiServer) -> None:
    """Another token gets 401 and leaves no call behind."""
    response = httpx.get(f"{server.url}123456:other/getMe")
    assert response.status_code == 401
    assert response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert server.calls() == ()


def test_an_unknown_method_is_not_found(client: Client) -> None:
    """A method that is not served gets 404, whatever its parameters."""
    body = client.call("sendTeapot", chat_id=CHAT).json()
    assert body == {"ok": False, "error_code": 404, "description": "Not Found"}


def test_parameters_are_read_from_query_form_multipart_and_json(
    server: BotApiServer, client: Client
) -> None:
    """The four ways of passing parameters come to the same."""
    url = client.base + "sendMessage"
    params = {"chat_id": str(CHAT), "text": "xin chào", "disable_notification": "true"}
    responses = [
        httpx.get(url, params=params),
        httpx.post(url, data=params),
        httpx.post(url, files={name: (None, value) for name, value in params.items()}),
        httpx.post(url, json={"chat_id": CHAT, "text": "xin chào", "disable_notification": True}),
    ]
    assert [response.json()["result"]["text"] for response in responses] == ["xin chào"] * 4
    for call in server.calls("sendMessage"):
        assert call.params == {"chat_id": CHAT, "text": "xin chào", "disable_notification": True}
        assert call.status == 200


def test_an_unknown_parameter_is_refused(server: BotApiServer, client: Client) -> None:
    """A misspelt parameter is an error here, where Telegram would ignore it."""
    answer = client.refusal("sendMessage", chat_id=CHAT, text="hi", parse_mod="HTML")
    assert answer == (400, "Bad Request: unknown parameter parse_mod")
    assert server.sent() == ()
    assert server.calls()[-1].error == "Bad Request: unknown parameter parse_mod"


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendMessage", {"text": "hi"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": CHAT}, "message text is empty"),
        ("sendMessage", {"chat_id": CHAT, "text": " \n"}, "text must be non-empty"),
        ("sendMessage", {"chat_id": 7, "text": "hi"}, "chat not found"),
        ("sendMessage", {"chat_id": "@someone", "text": "hi"}, "chat not found"),
        ("sendMessage", {"chat_id": CHAT, "text": "hi", "reply_markup": "{"}, "can't parse reply"),
        (
            "sendMessage",
            {"chat_id": CHAT, "text": "hi", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        ("sendDocument", {"chat_id": CHAT}, "there is no document in the request"),
        ("sendChatAction", {"chat_id": CHAT, "action": "dance"}, "wrong parameter action"),
        ("editMessageText", {"chat_id": CHAT, "message_id": 99, "text": "x"}, "message to edit"),
        ("editMessageText", {"chat_id": CHAT, "message_id": 1, "text": "x"}, "message can't be"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("deleteMessage", {"chat_id": CHAT, "message_id": 99}, "message to delete not found"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response"),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
        ("getUpdates", {"offset": "soon"}, "parameter offset must be an integer"),
        ("setWebhook", {"url": "http://example.org"}, "bad webhook: An HTTPS URL must be"),
        ("setMyCommands", {"commands": [{"command": "No", "description": "d"}]}, "BOT_COMMAND_INV"),
    ],
)
def test_a_wrong_request_is_refused(
    client: Client, method: str, params: dict[str, Any], reason: str
) -> None:
    """Missing and wrong parameters get 400 in Telegram's words."""
    code, description = client.refusal(method, **params)
    assert code == 400
    assert description.startswith(f"Bad Request: {reason}")


def test_a_429_once_then_success(server: BotApiServer, client: Client) -> None:
    """fail_next refuses one call of the method in the chat, with retry_after, and no more."""
    server.fail_next("sendMessage", retry_after=3, chat_id=CHAT)
    assert client.ok("sendChatAction", chat_id=CHAT, action="typing")
    response = client.call("sendMessage", chat_id=CHAT, text="hi")
    assert response.status_code == 429
    assert response.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    assert server.sent() == ()
    assert client.ok("sendMessage", chat_id=CHAT, text="hi")["text"] == "hi"
    assert [call.fault for call in server.calls("sendMessage")] == ["error", None]


def test_a_fault_for_one_chat_spares_the_others(server: BotApiServer, client: Client) -> None:
    """A fault with a chat_id waits for a call to that chat."""
    server.say(43, "hello")
    server.fail_next("sendMessage", 403, chat_id=43)
    client.ok("sendMessage", chat_id=CHAT, text="hi")
    answer = client.refusal("sendMessage", chat_id=43, text="hi")
    assert answer == (403, "Forbidden: bot was blocked by the user")


@pytest.mark.parametrize(
    ("kind", "error"), [("reset", httpx.ReadError), ("hang", httpx.ReadTimeout)]
)
def test_a_broken_connection_gives_no_answer(
    server: BotApiServer, client: Client, kind: BreakKind, error: type[Exception]
) -> None:
    """Reset and hang leave the client without a response; afterwards all is well."""
    server.break_next("sendMessage", kind)
    with pytest.raises(error):
        httpx.post(client.base + "sendMessage", json={"chat_id": CHAT, "text": "1"}, timeout=0.3)
    assert server.sent() == ()
    client.ok("sendMessage", chat_id=CHAT, text="2")


def test_garbage_and_bad_gateway_are_no_json(server: BotApiServer, client: Client) -> None:
    """Both answer with a body no JSON parser takes."""
    server.break_next("getMe", "garbage")
    server.break_next("getMe", "bad_gateway")
    for status in (200, 502):
        response = client.call("getMe")
        assert response.status_code == status
        with pytest.raises(ValueError, match=r"."):
            response.json()


def test_an_answer_can_be_lost_after_the_effect(server: BotApiServer, client: Client) -> None:
    """break_next(after=True) sends the message and loses the answer."""
    server.break_next("sendMessage", "reset", after=True)
    with pytest.raises(httpx.ReadError):
        client.call("sendMessage", chat_id=CHAT, text="sent")
    assert [message.text for message in server.sent()] == ["sent"]


def test_heal_ends_hanging_calls_and_waiting_faults(server: BotApiServer, client: Client) -> None:
    """heal() resets what hangs and forgets what was ordered."""
    server.break_next("getMe", "hang", times=5)
    hanging = in_background(lambda: client.call("getMe"))
    server.wait_until(lambda: any(call.fault == "hang" for call in server.calls("getMe")))
    server.heal()
    assert isinstance(hanging.exception(5), httpx.ReadError)
    assert client.ok("getMe")["id"] == 123456


def test_an_outage_keeps_port_and_state(server: BotApiServer, client: Client) -> None:
    """stop() refuses connections, start() takes the port again with all updates there."""
    url = server.url
    server.stop()
    with pytest.raises(httpx.TransportError):
        client.call("getMe")
    update_id = server.say(CHAT, "during the outage")
    server.start()
    assert server.url == url
    assert client.update_ids() == [update_id]


def test_waiting_in_vain_says_what_came(server: BotApiServer, client: Client) -> None:
    """wait_for_messages raises TimeoutError with the texts and the last calls."""
    client.ok("sendMessage", chat_id=CHAT, text="only one")
    with pytest.raises(TimeoutError, match=r"expected 2 messages, got \['only one'\].*sendMessage"):
        server.wait_for_messages(2, timeout=0.1)


def test_two_servers_do_not_share_anything() -> None:
    """Servers run side by side, each with its own port and state."""
    with BotApiServer(TOKEN) as one, BotApiServer("7:other") as two:
        one.say(CHAT, "for one")
        assert one.url != two.url
        assert two.pending_updates() == ()
        assert httpx.get(f"{two.url}7:other/getMe").json()["result"]["id"] == 7
    assert not [thread for thread in threading.enumerate() if thread.name == "botapi"]
