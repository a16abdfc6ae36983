"""What can go wrong at the edge.

BotError
├── ConfigError   settings are missing or wrong
└── InputError    the user gave something that cannot be used
"""

from __future__ import annotations


class BotError(Exception):
    """Base of the package. `code` picks the sentence in bot/messages.toml, `facts` fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


class ConfigError(BotError):
    """Settings are missing or wrong."""


class InputError(BotError):
    """The user gave something that cannot be used."""
