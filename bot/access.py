"""Who may ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config import Settings

if TYPE_CHECKING:
    from bot.conversation.events import Sender

TERMINAL_USER = 0
"""The user at this machine's own terminal, who needs no permission."""


@dataclass(frozen=True, slots=True)
class Access:
    """The list of those who may ask."""

    admins: frozenset[int]
    allowed: frozenset[int]

    @classmethod
    def from_settings(cls, settings: Settings) -> Access:
        """Return the list that the settings name."""
        return cls(settings.admins, settings.allowed)

    def may_ask(self, sender: Sender) -> bool:
        """Say whether a sender is answered; the terminal of this machine always is."""
        known = sender.user_id in self.admins | self.allowed
        return known or sender.user_id == sender.chat_id == TERMINAL_USER
