"""What `doctor` finds out about the bot at Telegram."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run
from bot.config import Settings, read_settings
from bot.telegram.examining import examine
from tests.bot.telegram.process import TOKEN
from tests.botapi import BotApiServer


@pytest.fixture
def settings(prepared: Path, server: BotApiServer) -> Settings:
    api = server.url.removesuffix("/bot")
    return replace(read_settings(prepared, environ={}), telegram_token=TOKEN, telegram_api=api)


def test_a_bot_that_works_is_told_with_how_it_hears(settings: Settings):
    told = examine(settings)
    assert (told["problem"], told["webhook"], told["reads_groups"]) == ("", "", False)
    assert told["username"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"telegram_token": ""}, "token_missing"),
        ({"telegram_token": "123456:wrong"}, "token_refused"),
        ({"telegram_api": "http://127.0.0.1:9"}, "unreachable"),
    ],
)
def test_what_keeps_a_bot_from_working_is_named(
    settings: Settings, change: dict[str, Any], problem: str
):
    assert examine(replace(settings, **change)) == {"problem": problem}


def test_a_webhook_of_somebody_else_is_named(settings: Settings, server: BotApiServer):
    with server._state.changed:
        server._state.webhook = {"url": "https://elsewhere.example/x"}
    assert examine(settings)["problem"] == "webhook_elsewhere"
    own = replace(settings, webhook_url="https://elsewhere.example/x")
    assert examine(own)["problem"] == ""


def test_the_doctor_tells_it_without_the_token(settings: Settings, capsys, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("KEHOACH_TELEGRAM_API", settings.telegram_api)
    assert run(["--data-dir", str(settings.data_dir), "doctor", "--json"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out)["telegram"]["username"]
    assert TOKEN.partition(":")[2] not in out
    assert run(["--data-dir", str(settings.data_dir), "doctor"]) == 0
    assert "polling" in capsys.readouterr().out
