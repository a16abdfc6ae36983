"""Updates that Telegram brings: proved, small, committed before they are acknowledged."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.config import read_settings
from bot.errors import ConfigError
from bot.telegram.webhook import LARGEST, Webhook
from bot.wording import explain
from tests.bot.telegram.conftest import NewBot
from tests.bot.telegram.process import BotProcess
from tests.bot.telegram.talking import texts, unknown
from tests.botapi import BotApiServer

SECRET = "a-secret-of-enough-letters"
PROOF = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
URL = "https://example.org/hook"


def update(update_id: int, text: str, chat: int = 42) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "x"}
    where = {"id": chat, "type": "private", "first_name": "x"}
    said = {"message_id": update_id, "date": 1, "from": who, "chat": where, "text": text}
    if text.startswith("/"):
        said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": update_id, "message": said}


def post(take: Callable[[dict[str, Any]], Any], **request: Any) -> int:
    """Return the status with which an endpoint answers a request."""

    async def run() -> int:
        transport = httpx.ASGITransport(Webhook(SECRET, take))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return (
                await client.request(**{"method": "POST", "url": "/hook", **request})
            ).status_code

    return asyncio.run(run())


class Taken(list[dict[str, Any]]):
    async def __call__(self, raw: dict[str, Any]) -> None:
        self.append(raw)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"headers": PROOF, "json": {"update_id": 7}}, 200),
        ({"json": {"update_id": 7}}, 403),
        ({"headers": {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"}, "json": {}}, 403),
        ({"headers": PROOF, "content": b"{" * (LARGEST + 1)}, 413),
        ({"headers": PROOF, "content": b"no json"}, 400),
        ({"headers": PROOF, "json": [1]}, 400),
        ({"headers": PROOF, "json": {"update_id": "7"}}, 400),
        ({"headers": PROOF, "method": "GET"}, 405),
    ],
)
def test_only_what_is_proved_small_and_an_update_is_taken(request_: dict[str, Any], status: int):
    taken = Taken()
    assert post(taken, **request_) == status
    assert bool(taken) == (status == 200)


def test_a_body_is_not_read_without_the_secret():
    """Ninety megabytes from a stranger cost nothing."""
    read = 0

    async def run() -> int:
        async def receive() -> dict[str, Any]:
            nonlocal read
            read += 1
            return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

        sent: list[dict[str, Any]] = []

        async def send(part: dict[str, Any]) -> None:
            sent.append(part)

        scope = {"type": "http", "method": "POST", "path": "/hook", "headers": []}
        await Webhook(SECRET, Taken())(scope, receive, send)
        return int(sent[0]["status"])

    assert (asyncio.run(run()), read) == (403, 0)


def test_a_body_without_an_end_is_cut_off():
    async def endless() -> Any:
        while True:
            yield b"x" * 65536

    assert post(Taken(), headers=PROOF, content=endless()) == 413


def test_what_cannot_be_kept_is_asked_for_again():
    """Telegram repeats what was not answered with 200."""

    async def failing(_raw: dict[str, Any]) -> None:
        raise OSError("disk full")

    assert post(failing, headers=PROOF, json={"update_id": 7}) == 503


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"KEHOACH_WEBHOOK_URL": "http://x.org/hook"}, "webhook_not_https"),
        ({"KEHOACH_WEBHOOK_URL": URL}, "webhook_secret"),
        ({"KEHOACH_WEBHOOK_URL": URL, "KEHOACH_WEBHOOK_SECRET": "short"}, "webhook_secret"),
        ({"KEHOACH_LISTEN": "8080"}, "listen_not_address"),
        ({"KEHOACH_LISTEN": "localhost:99999"}, "listen_not_address"),
    ],
)
def test_a_setting_that_cannot_work_is_refused(environ: dict[str, str], code: str, tmp_path):
    with pytest.raises(ConfigError) as raised:
        read_settings(tmp_path, environ=environ)
    assert raised.value.code == code


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def get(address: str, path: str) -> httpx.Response:
    """Ask until somebody listens."""
    for _ in range(100):
        try:
            return httpx.get(f"http://{address}{path}")
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("nobody listens")


class Brought:
    """A bot to which updates are brought."""

    def __init__(self, server: BotApiServer, new_bot: NewBot) -> None:
        server.say(42, "the server now knows the chat")
        self.address = f"127.0.0.1:{free_port()}"
        self.bot: BotProcess = new_bot(
            ready="",
            environ={
                "KEHOACH_WEBHOOK_URL": URL,
                "KEHOACH_WEBHOOK_SECRET": SECRET,
                "KEHOACH_LISTEN": self.address,
            },
        )
        assert get(self.address, "/health").status_code == 200

    def bring(self, *updates: dict[str, Any]) -> list[int]:
        with httpx.Client() as client:
            url = f"http://{self.address}/hook"
            return [client.post(url, json=each, headers=PROOF).status_code for each in updates]


def test_updates_are_answered_and_survive_a_kill(server: BotApiServer, new_bot: NewBot):
    """Acknowledged is answered, whenever the process dies; what comes twice is answered once."""
    brought = Brought(server, new_bot)
    server.wait_until(lambda: server.calls("setWebhook"))
    told = server.calls("setWebhook")[0].params
    assert (told["url"], told["secret_token"]) == (URL, SECRET)
    names = [f"/lenh{number}" for number in range(12)]
    assert brought.bring(update(1, "/start")) == [200]
    server.wait_for_messages(2, 42)
    assert brought.bring(*(update(n, name) for n, name in enumerate(names, 2))) == [200] * 12
    brought.bot.kill()
    brought.bot.start()
    get(brought.address, "/health")
    assert brought.bring(update(3, names[1])) == [200]
    server.wait_until(lambda: brought.bot.settled(13), 30)
    replies = texts(server, 42)[2:]
    assert list(dict.fromkeys(replies)) == [unknown(name) for name in names]
    assert len(replies) <= len(names) + 1
    assert SECRET not in brought.bot.log()


def test_health_and_metrics_are_told_and_nothing_else(server: BotApiServer, new_bot: NewBot):
    brought = Brought(server, new_bot)
    assert brought.bring(update(1, "/start")) == [200]
    server.wait_until(lambda: brought.bot.settled(1), 30)
    health = json.loads(get(brought.address, "/health").content)
    assert (health["ok"], health["waiting"], health["unsent"]) == (True, 0, 0)
    told = get(brought.address, "/metrics").text
    assert 'kehoach_updates_total{state="waiting"} 1.0' in told
    assert "kehoach_parts_sent_total 2.0" in told
    assert "kehoach_answer_seconds_count 1.0" in told
    assert get(brought.address, "/").status_code == 404


def test_a_bot_that_fetches_its_updates_tells_whether_it_hears(
    server: BotApiServer, new_bot: NewBot
):
    address = f"127.0.0.1:{free_port()}"
    new_bot(environ={"KEHOACH_LISTEN": address})
    server.wait_until(lambda: get(address, "/health").status_code == 200, 10)
    assert json.loads(get(address, "/health").content)["heard"]


def test_an_address_that_is_taken_is_said_in_one_sentence(server: BotApiServer, new_bot: NewBot):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        value = f"127.0.0.1:{taken.getsockname()[1]}"
        bot = new_bot(ready="", environ={"KEHOACH_LISTEN": value})
        assert bot.wait_end() == 2
    assert explain(ConfigError("listen_taken", value=value)) in bot.log()
    assert "Traceback" not in bot.log()
