"""The commands that the bot knows; their descriptions are worded in bot/messages.toml."""

from __future__ import annotations

from bot.wording import descriptions


def commands() -> frozenset[str]:
    """Return every command that is answered; "start" and "help" are what people try first."""
    return frozenset({*descriptions(), "start", "help"})
