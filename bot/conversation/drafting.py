"""Working on a draft in conversation: what a message asks for, done, told, and kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from bot.conversation.draft_telling import (
    part_named,
    tell_final,
    tell_made,
    tell_part,
    tell_sources,
)
from bot.conversation.events import Message, Sender
from bot.conversation.keyboard import Rows, keyboard
from bot.conversation.parent import ParentPlans
from bot.drafting import Made, clauses_of, draft_in, make, printed, request_in, tell_outdated
from bot.drafts import Drafts, Kept
from bot.outgoing import hand_out
from bot.services import Services
from bot.store import Store
from bot.wording import message
from prompts.answering.layout import plan_name
from prompts.drafting import Draft, Drafted
from prompts.drafting.requests import added, another, dropped
from prompts.drafting.storing import to_data
from prompts.drafting.working import edited, informed, locked, part_of, redrafted
from prompts.errors import DraftError
from retrieval.corpus import load_toml
from retrieval.legal import Catalogue
from retrieval.text import fold, has_accents, nfc
from retrieval.types import Clause

Told = dict[str, str]
"""The parts of a message by name: "part", "rest", "name", "step"."""
Step = Callable[[Draft, Told], tuple[Draft, str]]
Place = Callable[[Draft, str, Iterable[Clause], Catalogue], tuple[Draft, Drafted]]
"""Puts a task into a draft, as it was told."""
_ADDING = ("add", "another")


class Drafting:
    """Begins drafts and does what is asked of them; every step is a version that can be undone."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._drafts = Drafts(services.engine)
        self._store = Store(services.engine)
        self._parents = ParentPlans(services, self._drafts, self._store)
        self._steps: dict[str, Step] = {
            "edit": self._edit, "lock": self._lock, "unlock": self._unlock,
            "add": partial(self._placed, added), "another": partial(self._placed, another),
            "drop": self._drop, "set": self._set, "redraft": self._redraft,
            "shorter": self._redraft, "longer": self._redraft, "other": self._redraft,
        }  # fmt: skip

    def begin(self, sender: Sender, text: str, own: str, day: date) -> tuple[Message, ...] | None:
        """Draft what a message asks for; None if it does not say for which unit.

        Raises:
            InputError: The parts of the request do not fit together.
        """
        request = request_in(text, day, own)
        if request is None or not has_accents(request.unit):
            return None
        made = make(self._services, request)
        kept = self._drafts.begin(sender.user_id, made.draft.title, to_data(made.draft))
        buttons = self._overview(sender.user_id, kept, made.draft)
        return (Message(tell_made(made), buttons, self._file(made)),)

    def press(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Do what a button of a draft says, in that draft."""
        if action["do"] == "parent":
            return self._parents.take(sender, action)
        if action["do"] == "merge":
            return self._parents.merge(sender, action)
        if not self._drafts.take_up(sender.user_id, action["draft"]):
            return (Message(message("draft_none")),)
        return self.work(sender, action["says"]) or (Message(message("draft_none")),)

    def work(self, sender: Sender, text: str) -> tuple[Message, ...] | None:
        """Do what a message asks of the draft in hand; None if it asks nothing of one."""
        plain = fold(nfc(text)).strip()
        for row in load_toml("drafting.toml")["steps"]:
            match = _pattern(row["pattern"]).match(plain)
            if match is not None:
                kept = self._drafts.current(sender.user_id)
                if kept is None:
                    return None
                original = nfc(text).strip()
                return self._done(sender, row["id"], _spoken(match, original), kept)
        return None

    def parent_in(self, sender: Sender, text: str) -> dict[str, Any] | None:
        """Return what a button does that takes a file as the parent plan; None if it is none."""
        return self._parents.offered(sender, text)

    def _done(self, sender: Sender, step: str, told: Told, kept: Kept) -> tuple[Message, ...]:
        owner = sender.user_id
        if step in self._steps:
            return self._changed(owner, step, told, kept)
        if step == "list":
            rows = (self._named(each) for each in self._drafts.each(owner))
            return (Message(message("drafts", names="\n".join(rows))),)
        if step == "resume":
            found = self._drafts.resume(owner, told["rest"])
            if found is None:
                return (Message(message("draft_none")),)
            return (Message(message("draft_resumed", name=self._named(found))),)
        if step == "undo":
            before = self._drafts.undo(owner, kept)
            return (Message(message("draft_undone" if before else "draft_first")),)
        draft = draft_in(kept)
        if step == "show":
            return self._tried(lambda: self._show(owner, kept, told["part"]))
        if step == "sources":
            return self._tried(lambda: self._sources(draft, told["part"]))
        return self._export(draft, final=step == "final")

    def _show(self, owner: int, kept: Kept, words: str) -> tuple[Message, ...]:
        draft = draft_in(kept)
        part = part_named(draft, words)
        return (Message(tell_part(part), self._buttons(owner, kept, part.id)),)

    def _sources(self, draft: Draft, words: str) -> tuple[Message, ...]:
        documents = {plan.id: plan for plan in self._services.library.plans()}
        part = part_named(draft, words)
        return (Message(tell_sources(part, documents, self._services.catalogue)),)

    def _overview(self, owner: int, kept: Kept, draft: Draft) -> Rows:
        """Return a button for each part of a draft, two a row."""
        says = [(s.heading, message("draft_show_part", part=s.id)) for s in draft.sections]
        pairs = [dict(says[i : i + 2]) for i in range(0, len(says), 2)]
        return self._keys(owner, kept, pairs)

    def _buttons(self, owner: int, kept: Kept, part: str) -> Rows:
        """Return what can be done with a part, as buttons."""
        rows = load_toml("drafting.toml")["buttons"]
        return self._keys(
            owner, kept, [{k: says.format(part=part) for k, says in row.items()} for row in rows]
        )

    def _keys(self, owner: int, kept: Kept, rows: Sequence[Mapping[str, str]]) -> Rows:
        """Store and return buttons that say a step in a draft, by their labels."""
        says = [
            [
                (label, {"do": "draft", "draft": kept.id, "says": words})
                for label, words in row.items()
            ]
            for row in rows
        ]
        return keyboard(self._store, owner, says)

    def _changed(self, owner: int, step: str, told: Told, kept: Kept) -> tuple[Message, ...]:
        def change() -> tuple[Message, ...]:
            changed, said = self._steps[step](draft_in(kept), {**told, "step": step})
            new = self._drafts.keep(owner, kept, step, to_data(changed))
            part = part_named(changed, told["part"]).id if "part" in told else ""
            if step in _ADDING:
                return (Message(said, self._keys(owner, new, _task_buttons(told["rest"]))),)
            return (Message(said, self._buttons(owner, new, part) if part else ()),)

        return self._tried(change)

    def _tried(self, step: Callable[[], tuple[Message, ...]]) -> tuple[Message, ...]:
        """Do a step; one that cannot be done gets a sentence, and the draft stays as it was."""
        try:
            return step()
        except DraftError as error:
            return (Message(message(f"draft_{error.code}", **error.facts)),)

    def _named(self, kept: Kept) -> str:
        """Return the name of a draft, with the paragraphs that the law has left behind."""
        outdated = tell_outdated(kept, self._services)
        return f"• {kept.name}" + (f"\n{outdated}" if outdated else "")

    def _edit(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = part_named(draft, told["part"])
        return edited(draft, part.id, told["rest"]), message("draft_edited", part=part.heading)

    def _lock(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = part_named(draft, told["part"])
        return locked(draft, part.id), message("draft_locked", part=part.heading)

    def _unlock(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = part_named(draft, told["part"])
        said = message("draft_unlocked", part=part.heading)
        return locked(draft, part.id, lock=False), said

    def _redraft(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = part_named(draft, told["part"])
        how = told["step"] if told["step"] != "redraft" else ""
        new = redrafted(draft, part.id, how, clauses_of(self._services), self._services.catalogue)
        return new, tell_part(part_of(new, part.id))

    def _placed(self, place: Place, draft: Draft, told: Told) -> tuple[Draft, str]:
        new, task = place(draft, told["rest"], clauses_of(self._services), self._services.catalogue)
        titles = {plan.id: plan_name(plan) for plan in self._services.library.plans()}
        source = next(
            (f"{titles.get(o.document, o.document)}, {o.path}" for o in task.origins if o.document),
            "—",
        )
        return new, message("draft_added", body=task.body, text=task.text, source=source)

    def _drop(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        new, count = dropped(draft, told["rest"])
        return new, message("draft_dropped", count=count, words=told["rest"])

    def _set(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        name = load_toml("drafting.toml")["variables"][re.sub(r"\s+", " ", fold(told["name"]))]
        value = told["rest"].strip()
        parent = value if name == "parent" else ""
        given = {} if parent else {name: value}
        new = informed(draft, given, parent, clauses_of(self._services), self._services.catalogue)
        return new, message("draft_informed", name=told["name"], value=value)

    def _export(self, draft: Draft, *, final: bool) -> tuple[Message, ...]:
        made = printed(self._services, draft, final=final)
        told = tell_final(made) if final else tell_made(made)
        return (Message(told, document=self._file(made)),)

    def _file(self, made: Made) -> Path:
        name = message("draft_name", year=made.draft.request.year)
        return hand_out(self._services.settings.data_dir, name, made.content)


def _task_buttons(rest: str) -> list[dict[str, str]]:
    """Return what can be done with a task that was added; own words have no other source."""
    rows = load_toml("drafting.toml")["task_buttons"]
    own = ":" in rest
    return [
        {label: says.format(rest=rest) for label, says in row.items()}
        for row in rows
        if not own or not any("{rest}" in says for says in row.values())
    ]


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _spoken(match: re.Match[str], original: str) -> Told:
    """Return the named parts of a message as they were typed: folding keeps the length."""
    return {
        name: original[slice(*match.span(name))]
        for name, value in match.groupdict().items()
        if value is not None
    }
