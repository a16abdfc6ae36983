"""The plans of the library in conversation: listed, the own ones first, and seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.conversation.events import Message, Sender
from bot.conversation.keyboard import Rows, in_rows, keyboard
from bot.glance import Glance, glance_at
from bot.outgoing import hand_out
from bot.reminders import AHEAD, Reminders
from bot.services import Services, today
from bot.store import Store
from bot.wording import message
from retrieval.query.places import is_own
from retrieval.types import Document

_SHOWN = 8
"""Plans that have a button."""
_PICTURES = 4
"""Pictures that are sent of one table; the workbook has all rows."""
_LABEL = 28
"""Characters of a button's label."""


class Shelf:
    """What /tailieu shows and does."""

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store
        self._reminders = Reminders(services.engine)

    def show(self, sender: Sender) -> tuple[Message, ...]:
        """Return the plans of the library, the unit's own first, the newest first."""
        unit = self._store.profile(sender.user_id).asker
        plans = sorted(self._services.library.plans(), key=lambda d: -(d.year or 0))
        own = [plan for plan in plans if unit and is_own(plan, unit)]
        others = [plan for plan in plans if plan not in own]
        text = message("shelf", own=_rows(own), others=_rows(others))
        keys = [(_label(plan), _key("plan", plan)) for plan in (*own, *others)[:_SHOWN]]
        return (Message(text, keyboard(self._store, sender.user_id, in_rows(keys, 2))),)

    def press(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Do what a button of the shelf says."""
        plan = next((d for d in self._services.library.plans() if d.id == action["id"]), None)
        if plan is None:
            return (Message(message("source_gone")),)
        if action["step"] == "plan":
            return (self._card(sender, plan),)
        glance = glance_at(plan, self._services.library.blocks(plan.id), today())
        steps = {
            "duties": self._duties,
            "calendar": self._calendar,
            "remind": self._remind,
            "forget": self._forget,
        }
        return steps[action["step"]](sender, glance)

    def _card(self, sender: Sender, plan: Document) -> Message:
        keys = [(message(f"button_{step}"), _key(step, plan)) for step in ("duties", "calendar")]
        text = message(
            "plan_card", title=plan.title, unit=plan.unit or "—", number=plan.number or "—"
        )
        return Message(text, keyboard(self._store, sender.user_id, [keys]))

    def _duties(self, sender: Sender, glance: Glance) -> tuple[Message, ...]:
        del sender
        if not glance.duties.rows:
            return (Message(message("plan_no_duties", title=glance.document.title)),)
        found = glance.pictures(glance.duties)
        name = f"phan-cong-{glance.document.id}"
        files = [(f"{name}-{n}.png", each) for n, each in enumerate(found[:_PICTURES], 1)]
        told = message("plan_duties", title=glance.document.title, count=len(glance.duties.rows))
        more = message("plan_more_pictures") if len(found) > _PICTURES else ""
        files.append((f"{name}.xlsx", glance.workbook()))
        return self._handed(f"{told} {more}".strip(), files)

    def _calendar(self, sender: Sender, glance: Glance) -> tuple[Message, ...]:
        if not glance.deadlines:
            return (Message(message("plan_no_deadlines", title=glance.document.title)),)
        name = f"lich-{glance.document.id}"
        found = glance.pictures(glance.calendar)[:_PICTURES]
        files = [(f"{name}-{n}.png", each) for n, each in enumerate(found, 1)]
        files += [(f"{name}.xlsx", glance.workbook()), (f"{name}.ics", glance.agenda())]
        told = message("plan_calendar", title=glance.document.title, count=len(glance.deadlines))
        to_come = any(each.day - AHEAD >= today() for each in glance.deadlines)
        key = (message("button_remind"), _key("remind", glance.document))
        rows = keyboard(self._store, sender.user_id, [[key]] if to_come else [])
        return self._handed(told, files, rows)

    def _remind(self, sender: Sender, glance: Glance) -> tuple[Message, ...]:
        """Set reminders of the deadlines to come; a second press changes nothing."""
        if not sender.private:
            return (Message(message("settings_private")),)
        plan = glance.document
        count = self._reminders.set(sender.user_id, plan, glance.deadlines, today())
        if not count:
            return (Message(message("remind_over")),)
        key = (message("button_forget"), _key("forget", plan))
        told = message("remind_set", count=count, days=AHEAD.days, title=plan.title)
        return (Message(told, keyboard(self._store, sender.user_id, [[key]])),)

    def _forget(self, sender: Sender, glance: Glance) -> tuple[Message, ...]:
        self._reminders.clear(sender.user_id, glance.document.id)
        return (Message(message("remind_cleared")),)

    def _handed(
        self, told: str, files: Sequence[tuple[str, bytes]], rows: Rows = ()
    ) -> tuple[Message, ...]:
        """Return a message and its files, one message each behind the first."""
        paths = [self._file(name, content) for name, content in files]
        return (
            Message(told, rows, document=paths[0]),
            *(Message("", document=p) for p in paths[1:]),
        )

    def _file(self, name: str, content: bytes) -> Path:
        return hand_out(self._services.settings.data_dir, name, content)


def _key(step: str, plan: Document) -> dict[str, Any]:
    return {"do": "shelf", "step": step, "id": plan.id}


def _rows(plans: Sequence[Document]) -> str:
    rows = (message("shelf_plan", title=d.title, unit=d.unit or "—") for d in plans)
    return "\n".join(rows) or f"• {message('shelf_none')}"


def _label(plan: Document) -> str:
    name = f"{plan.unit.partition(',')[0]} {plan.year or ''}".strip() or plan.title
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…"
