"""A user's own affairs: his unit, his data; for an administrator, who else may ask."""

from __future__ import annotations

import re
from typing import Any

from bot.access import Access
from bot.audit import Audit
from bot.conversation.events import Message, Sender
from bot.conversation.files import Files
from bot.conversation.keyboard import Key, Rows, in_rows, keyboard
from bot.members import INVITE_LIFE, Members
from bot.outgoing import hand_out
from bot.personal import erase, export
from bot.profiles import profile_in
from bot.services import Services, today
from bot.store import Store
from bot.wording import message

_REVOKE = re.compile(r"(?i)^\s*thu hồi\s+(?P<id>\d{1,18})\s*$")
_OWN = ("export", "erase")
_ADMIN = ("invite_member", "invite_editor", "invite_admin", "members", "audit")
_ELSEWHERE = {
    "file_waiting": {"do": "file", "step": "waiting"},
    "remarks": {"do": "judge", "step": "list"},
}
"""Buttons of an administrator that other parts of the conversation answer."""
_DEEDS = 30


class Desk:
    """What /caidat shows and does.

    Attributes:
        bot_name: How Telegram calls the bot, without "@"; "" elsewhere.
    """

    bot_name = ""

    def __init__(self, services: Services, store: Store, access: Access, files: Files) -> None:
        self._services = services
        self._files = files
        self._store = store
        self._access = access
        self._audit = Audit(services.engine)
        self._members = Members(services.engine)

    def show(self, sender: Sender) -> tuple[Message, ...]:
        """Return what is known of a user, with what he may do about it."""
        profile = self._store.profile(sender.user_id)
        role = self._access.role(sender)
        text = message(
            "settings",
            unit=profile.place or message("settings_no_unit"),
            former="; ".join(profile.former) or "—",
            role=message(f"role_{role}"),
        )
        names = [*_OWN, *((*_ADMIN, *_ELSEWHERE) if role == "admin" else ())]
        return (Message(text, self._buttons(sender, names)),)

    def tell(self, sender: Sender, text: str) -> tuple[Message, ...]:
        """Keep the unit that a user tells."""
        profile = profile_in(text)
        if profile is None:
            return (Message(message("settings_how")),)
        self._store.keep_profile(sender.user_id, profile)
        former = message("settings_former", names="; ".join(profile.former))
        more = f" {former}" if profile.former else ""
        return (Message(f"{message('settings_kept', place=profile.place)}{more}"),)

    def own_unit(self, sender: Sender) -> tuple[Message, ...]:
        """Return the unit that a user told, or that he told none."""
        place = self._store.profile(sender.user_id).place
        return (Message(message("unit_own" if place else "unit_none", place=place)),)

    def press(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Do what a button of the settings says."""
        step = str(action["step"])
        if step in _ADMIN and self._access.role(sender) != "admin":
            return (Message(message("button_dead")),)
        if step.startswith("invite_"):
            return self._invite(sender, step.removeprefix("invite_"))
        steps = {
            "export": self._export,
            "erase": self._ask_to_erase,
            "erase_now": self._erase,
            "members": self._list,
            "audit": self._deeds,
        }
        return steps[step](sender)

    def revoke(self, sender: Sender, text: str) -> tuple[Message, ...] | None:
        """Take somebody's right away if an administrator says so; None if a text says no such."""
        match = _REVOKE.match(text)
        if match is None or self._access.role(sender) != "admin":
            return None
        who = int(match["id"])
        if not self._members.revoke(who):
            return (Message(message("member_unknown", user_id=who)),)
        self._audit.note(sender.user_id, "revoked", who)
        return (Message(message("member_revoked", user_id=who)),)

    def join(self, sender: Sender, code: str) -> tuple[Message, ...]:
        """Make a stranger a member by his invitation."""
        role = self._members.join(sender.user_id, code)
        if not role:
            locked = self._members.is_locked(sender.user_id)
            name = "invite_locked" if locked else "invite_bad"
            return (Message(message(name, user_id=sender.user_id)),)
        self._audit.note(sender.user_id, "joined", role)
        return (Message(message("invite_taken", role=message(f"role_{role}"))),)

    def _invite(self, sender: Sender, role: str) -> tuple[Message, ...]:
        code = self._members.invite(sender.user_id, role)
        self._audit.note(sender.user_id, "invited", role)
        name = message(f"role_{role}")
        bot = self.bot_name
        link = f"https://t.me/{bot}?start={code}" if bot else f"/start {code}"
        return (Message(message("invite", role=name, link=link, days=INVITE_LIFE.days)),)

    def _list(self, sender: Sender) -> tuple[Message, ...]:
        del sender
        rows = "\n".join(
            message(
                "member", user_id=each.user_id, role=message(f"role_{each.role}"), asked=each.asked
            )
            for each in self._members.each()
        )
        return (Message(message("members", rows=rows or message("members_none"))),)

    def _deeds(self, sender: Sender) -> tuple[Message, ...]:
        del sender
        rows = "\n".join(
            message("deed", at=f"{d.at:%d/%m/%Y %H:%M}", user_id=d.user_id, did=d.did, what=d.what)
            for d in self._audit.deeds(_DEEDS)
        )
        return (Message(message("deeds", rows=rows or "• —")),)

    def _export(self, sender: Sender) -> tuple[Message, ...]:
        content = export(self._services.engine, sender.user_id)
        file = hand_out(self._services.settings.data_dir, message("export_name"), content)
        return (Message(message("exported"), document=file),)

    def _ask_to_erase(self, sender: Sender) -> tuple[Message, ...]:
        return (Message(message("erase_sure"), self._buttons(sender, ["erase_now"])),)

    def _erase(self, sender: Sender) -> tuple[Message, ...]:
        files = self._files.erase(sender)
        counts = {**erase(self._services.engine, sender.user_id, today()), "files": files}
        self._audit.note(sender.user_id, "erased", sender.user_id)
        return (Message(message("erased", **counts)),)

    def _buttons(self, sender: Sender, names: list[str]) -> Rows:
        keys: list[Key] = [
            (message(f"button_{name}"), _ELSEWHERE.get(name, {"do": "desk", "step": name}))
            for name in names
        ]
        return keyboard(self._store, sender.user_id, in_rows(keys, 2))
