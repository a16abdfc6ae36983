"""Who may what: those whom the settings name, and those who were invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.members import Members

if TYPE_CHECKING:
    from bot.conversation.events import Sender

TERMINAL_USER = 0
"""The user at this machine's own terminal, who needs no permission."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may what.

    Attributes:
        admins: Whom the settings name as administrators.
        allowed: Whom the settings name as members.
        members: Who was invited; None: nobody can be.
        quota: Questions a day of each who is no administrator; None: no limit, 0: none at all.
    """

    admins: frozenset[int]
    allowed: frozenset[int]
    members: Members | None = None
    quota: int | None = None

    @classmethod
    def from_settings(cls, settings: Settings, members: Members) -> Access:
        """Return who may what by the settings and the invitations."""
        return cls(settings.admins, settings.allowed, members, settings.quota)

    def role(self, sender: Sender) -> str:
        """Return "admin", "editor" or "member"; "" for a stranger.

        Whoever sits at this machine's own terminal is its administrator.
        """
        at_terminal = sender.user_id == sender.chat_id == TERMINAL_USER
        if at_terminal or sender.user_id in self.admins:
            return "admin"
        if sender.user_id in self.allowed:
            return "member"
        return self.members.role(sender.user_id) if self.members else ""

    def administrators(self) -> list[int]:
        """Return the administrators: those of the settings and those who were invited."""
        invited = self.members.each() if self.members else []
        return sorted({*self.admins, *(each.user_id for each in invited if each.role == "admin")})

    def may_ask(self, sender: Sender) -> bool:
        """Say whether a sender is answered."""
        return bool(self.role(sender))

    def takes(self, sender: Sender, day: date) -> bool:
        """Count a question; False if the sender has asked all that he may on the day."""
        if self.members is None or sender.user_id == TERMINAL_USER:
            return True
        count = self.members.count(sender.user_id, day)
        limited = self.quota is not None and self.role(sender) != "admin"
        return not limited or count <= (self.quota or 0)
