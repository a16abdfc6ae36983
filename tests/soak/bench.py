"""What every long run needs: a prepared library, a bot, a way to bring updates, percentiles."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from bot.config import read_settings
from bot.services import build_services
from tests.bot.telegram.process import TOKEN, BotProcess
from tests.botapi import BotApiServer

USERS = range(100, 200)
SECRET = "a-secret-of-enough-letters"
COMMANDS = ("/trogiup", "/hoi", "/vanban", "/kiemtra", "/caidat", "/lenhkhac")
"""Half of what a busy bot gets: presses and commands cost as little as these."""
QUESTIONS = (
    "ai phụ trách phòng chống đuối nước?",
    "trạm y tế làm gì",
    "han bao cao thang hanh dong",
    "kinh phí lấy ở đâu?",
    "nđ 144/2013 còn hiệu lực không",
    "who handles drowning prevention?",
)


@contextmanager
def running(**options: Any) -> Iterator[BotProcess]:
    """Yield a bot with a library of its own, and its server of Telegram."""
    with TemporaryDirectory(prefix="kehoach-soak-") as folder, BotApiServer(TOKEN) as server:
        data = Path(folder) / "data"
        services = build_services(read_settings(data, environ={}))
        services.prepare()
        services.close()
        users = ",".join(map(str, USERS))
        with BotProcess(data, server, allowed=users, **options) as bot:
            yield bot


@contextmanager
def listening(**options: Any) -> Iterator[tuple[BotProcess, str]]:
    """Yield a bot that listens for updates, and the address of its webhook."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    environ = {
        "KEHOACH_WEBHOOK_URL": "https://example.org/hook",
        "KEHOACH_WEBHOOK_SECRET": SECRET,
        "KEHOACH_LISTEN": address,
    }
    with running(environ=environ, **options) as bot:
        _wait_for(address)
        yield bot, f"http://{address}/hook"


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            if httpx.get(f"http://{address}/health").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError(address)


def bring(client: httpx.Client, url: str, update: Mapping[str, Any]) -> bool:
    """Bring an update as Telegram does; return whether it was acknowledged."""
    proof = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    try:
        return client.post(url, json=update, headers=proof, timeout=10).status_code == 200
    except httpx.HTTPError:
        return False


def text_update(update_id: int, chat: int, text: str) -> dict[str, Any]:
    """Return an update with a text as Telegram words it."""
    who = {"id": chat, "is_bot": False, "first_name": "x"}
    where = {"id": chat, "type": "private", "first_name": "x"}
    message = {"message_id": update_id, "date": int(time.time()), "from": who, "chat": where}
    if text.startswith("/"):
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        message["entities"] = [entity]
    return {"update_id": update_id, "message": {**message, "text": text}}


def greet(bot: BotProcess, chats: Sequence[int]) -> None:
    """Get the disclosures out of the way."""
    for chat in chats:
        bot.server.say(chat, "/start")
    bot.server.wait_until(lambda: bot.settled(len(chats)), 120)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def memory(bot: BotProcess) -> int:
    """Return the resident memory of a bot in MB."""
    status = Path(f"/proc/{bot.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) >> 10
