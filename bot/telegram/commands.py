"""The commands that the bot knows; their descriptions are worded in bot/messages.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import bot


@cache
def descriptions() -> dict[str, str]:
    """Return what Telegram's menu says of each command, by its name without the slash."""
    path = Path(bot.__file__).parent / "messages.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["commands"]
    return table


def commands() -> frozenset[str]:
    """Return every command that is answered; "help" is what people try first."""
    return frozenset({*descriptions(), "help"})
