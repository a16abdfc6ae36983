"""The commands that the bot knows; their descriptions are worded in bot/messages.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import bot

DESCRIPTIONS: dict[str, str] = tomllib.loads(
    (Path(bot.__file__).parent / "messages.toml").read_text(encoding="utf-8")
)["commands"]
"""What Telegram's menu says of each command, by its name without the slash."""
COMMANDS = frozenset({*DESCRIPTIONS, "help"})
"""Every command that is answered; "help" is what people try first."""
