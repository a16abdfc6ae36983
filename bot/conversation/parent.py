"""The plan of the authority above in conversation: offered, checked off, merged into a draft."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from bot.conversation.events import Message, Sender
from bot.conversation.keyboard import Key, Rows, keyboard
from bot.drafting import clauses_of, draft_in
from bot.drafts import Drafts
from bot.services import Services
from bot.store import Store
from bot.wording import message
from prompts.drafting.parent import Addition, checklist, cited, merged, missing_tasks
from prompts.drafting.storing import paragraph_data, paragraph_of, to_data
from prompts.drafting.working import informed
from prompts.errors import DraftError
from retrieval.parsing import parse
from retrieval.text import fold

_ITEM_LENGTH = 160
"""Characters of a task that are told."""
_ITEMS = 20
"""Matters that are told one by one."""
_OPEN = ("missing", "changed", "target")


class ParentPlans:
    """What is done with a file that can be the parent plan of the draft in hand."""

    def __init__(self, services: Services, drafts: Drafts, store: Store) -> None:
        self._services = services
        self._drafts = drafts
        self._store = store

    def offered(self, sender: Sender, text: str) -> dict[str, Any] | None:
        """Return what a file gives as the parent plan of the draft in hand; None if it gives none.

        It gives one if it is a plan of another unit.
        """
        kept = self._drafts.current(sender.user_id)
        if kept is None:
            return None
        draft, parsed = draft_in(kept), parse(text)
        unit = parsed.description.get("unit", "")
        if not unit or fold(draft.request.unit) in fold(unit):
            return None
        items = checklist(parsed, draft)
        rows = [
            [state, item.path, shorten(item.text, _ITEM_LENGTH, placeholder="…")]
            for state in _OPEN
            for item in items
            if item.state == state
        ]
        additions = missing_tasks(parsed, draft, self._services.catalogue)
        return {
            "do": "parent",
            "draft": kept.id,
            "unit": unit,
            "cited": cited(parsed),
            "items": rows,
            "covered": len(items) - len(rows),
            "additions": [[each.heading, paragraph_data(each.task)] for each in additions],
        }

    def take(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Cite a parent plan in the draft it was sent for; tell what of it the draft has not."""
        owned = self._drafts.take_up(sender.user_id, action["draft"])
        kept = self._drafts.current(sender.user_id)
        if not owned or kept is None:
            return (Message(message("draft_none")),)
        clauses, catalogue = clauses_of(self._services), self._services.catalogue
        new = informed(draft_in(kept), {}, action["cited"], clauses, catalogue)
        self._drafts.keep(sender.user_id, kept, "parent", to_data(new))
        return (Message(_told(action), self._keys(sender, action)),)

    def merge(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Put the tasks that a draft lacks into it, marked for a person to confirm."""
        owned = self._drafts.take_up(sender.user_id, action["draft"])
        kept = self._drafts.current(sender.user_id)
        if not owned or kept is None:
            return (Message(message("draft_none")),)
        additions = [Addition(name, paragraph_of(row)) for name, row in action["additions"]]
        try:
            new, count = merged(draft_in(kept), additions)
        except DraftError as error:
            return (Message(message(f"draft_{error.code}", **error.facts)),)
        self._drafts.keep(sender.user_id, kept, "merge", to_data(new))
        told = message("draft_merged", count=count)
        return (Message(told, keyboard(self._store, sender.user_id, [[_word_key(action)]])),)

    def _keys(self, sender: Sender, action: dict[str, Any]) -> Rows:
        additions = action["additions"]
        wanted = {"do": "merge", "draft": action["draft"], "additions": additions}
        merge = (message("button_merge", count=len(additions)), wanted)
        rows = [[merge]] if additions else []
        return keyboard(self._store, sender.user_id, [*rows, [_word_key(action)]])


def _word_key(action: dict[str, Any]) -> Key:
    says = message("draft_export_says")
    return message("button_word"), {"do": "draft", "draft": action["draft"], "says": says}


def _told(action: dict[str, Any]) -> str:
    rows = [
        message("draft_parent_item", state=message(f"draft_state_{state}"), path=path, text=text)
        for state, path, text in action["items"]
    ]
    shown = "\n".join(f"• {row}" for row in rows[:_ITEMS]) or "• —"
    if len(rows) > _ITEMS:
        shown += f"\n• {message('draft_parent_more', count=len(rows) - _ITEMS)}"
    states = [state for state, *_ in action["items"]]
    counts = {state: states.count(state) for state in _OPEN}
    facts = {"cited": action["cited"], "covered": action["covered"], **counts}
    told = message("draft_parent_taken", items=shown, **facts)
    return told if action["additions"] else f"{told}\n\n{message('draft_parent_nothing_safe')}"
