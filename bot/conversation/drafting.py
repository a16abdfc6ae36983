"""Working on a draft in conversation: what a message asks for, done, told, and kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
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
from bot.conversation.lately import Memory
from bot.conversation.modelling import Modelling
from bot.conversation.parent import ParentPlans
from bot.conversation.proposals import Proposals
from bot.drafting import Made, clauses_of, draft_in, printed, request_in, tell_outdated
from bot.drafts import Drafts, Kept
from bot.outgoing import hand_out
from bot.services import Services
from bot.store import Store
from bot.wording import message
from prompts.answering.short_words import says_label
from prompts.drafting import Draft, compose
from prompts.drafting.given import given
from prompts.drafting.requests import dropped
from prompts.drafting.storing import to_data
from prompts.drafting.working import (
    edited,
    informed,
    locked,
    open_part,
    part_of,
    redrafted,
    with_part,
)
from prompts.errors import DraftError
from retrieval.corpus import load_toml
from retrieval.parsing.metadata import level_of
from retrieval.text import fold, has_accents, nfc

Told = dict[str, str]
"""The parts of a message by name: "part", "rest", "name", "step"."""
Step = Callable[[Draft, Told], tuple[Draft, str]]
"""Changes a draft, as it was told."""
Telling = Callable[[Sender, Told, Kept], tuple[Message, ...]]
"""Answers what was told of a draft."""


class Drafting:
    """Begins drafts and does what is asked of them; every step is a version that can be undone."""

    def __init__(self, services: Services, modelling: Modelling | None = None) -> None:
        self._services = services
        self._modelling = modelling
        self._drafts = Drafts(services.engine)
        self._store = Store(services.engine)
        self._parents = ParentPlans(services, self._drafts, self._store)
        self._proposals = Proposals(services, self._drafts, self._store)
        self._awaiting: Memory[str] = Memory()
        self._steps: dict[str, Step] = {
            "edit": self._edit, "lock": self._lock, "unlock": self._unlock,
            "drop": self._drop, "set": self._set, "redraft": self._redraft,
            "shorter": self._redraft, "longer": self._redraft, "other": self._redraft,
        }  # fmt: skip
        self._tellings: dict[str, Telling] = {
            "list": self._list, "resume": self._resume, "undo": self._undo, "add": self._add,
            "send_parent": self._send_parent, "no_parent": self._no_parent, "show": self._show,
            "sources": self._sources, "reword": self._reword, "export": self._export,
            "final": self._final,
        }  # fmt: skip

    def begin(self, sender: Sender, text: str, own: str, day: date) -> tuple[Message, ...] | None:
        """Draft what a message asks for; None if it does not say for which unit.

        A commune's plan carries out the province's: whether there is one is asked first.

        Raises:
            InputError: The parts of the request do not fit together.
        """
        request = request_in(text, day, own)
        if request is None or not has_accents(request.unit):
            return None
        draft = compose(request, clauses_of(self._services), self._services.catalogue)
        kept = self._drafts.begin(sender.user_id, draft.title, to_data(draft))
        if request.level == "province":
            return self._export(sender, {}, kept)
        self._awaiting.keep(sender, kept.id)
        asked = message("draft_parent_asked", title=draft.title, province=request.province)
        rows = load_toml("drafting.toml")["parent_buttons"]
        return (Message(asked, self._keys(sender.user_id, kept, rows)),)

    def press(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Do what a button of a draft says, in that draft."""
        if action["do"] == "parent":
            self._awaiting.forget(sender)
            return self._parents.take(sender, action)
        if action["do"] == "merge":
            return self._parents.merge(sender, action)
        if action["do"] == "task":
            return self._tried(lambda: self._proposals.press(sender, action))
        if not self._drafts.take_up(sender.user_id, action["draft"]):
            return (Message(message("draft_none")),)
        return self.work(sender, action["says"]) or (Message(message("draft_none")),)

    def still_asked(self, sender: Sender, text: str) -> tuple[Message, ...] | None:
        """Take the answer to the question for the parent plan, though something came between."""
        draft = self._awaiting.last(sender)
        rows = load_toml("drafting.toml")["parent_buttons"] if draft is not None else ()
        for label, says in (pair for row in rows for pair in row.items()):
            if says_label(text, label):
                return self.press(sender, {"do": "draft", "draft": draft, "says": says})
        return None

    def work(self, sender: Sender, text: str) -> tuple[Message, ...] | None:
        """Do what a message asks of the draft in hand; None if it asks nothing of one."""
        plain = fold(nfc(text)).strip()
        for row in load_toml("drafting.toml")["steps"]:
            match = _pattern(row["pattern"]).match(plain)
            if match is not None:
                kept = self._drafts.current(sender.user_id)
                if kept is None:
                    return self._missing(row)
                original = nfc(text).strip()
                return self._done(sender, row["id"], _spoken(match, original), kept)
        return None

    def _missing(self, step: Mapping[str, Any]) -> tuple[Message, ...] | None:
        """Tell how a draft is begun, if the words can mean nothing else than work on one."""
        return (Message(message("draft_not_begun")),) if step.get("of_a_draft") else None

    def parent_in(self, sender: Sender, text: str) -> dict[str, Any] | None:
        """Return what a button does that takes a file as the parent plan; None if it is none."""
        return self._parents.offered(sender, text)

    def awaits(self, sender: Sender, action: dict[str, Any]) -> bool:
        """Say whether a file is the plan of the level above that was asked for a moment ago."""
        asked = self._awaiting.last(sender) == action["draft"]
        return asked and level_of(action["unit"]) == "province"

    def _done(self, sender: Sender, step: str, told: Told, kept: Kept) -> tuple[Message, ...]:
        if step in self._steps:
            return self._changed(sender.user_id, step, told, kept)
        return self._tried(lambda: self._tellings[step](sender, told, kept))

    def _list(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        del told, kept
        rows = (self._named(each) for each in self._drafts.each(sender.user_id))
        return (Message(message("drafts", names="\n".join(rows))),)

    def _resume(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        del kept
        found = self._drafts.resume(sender.user_id, told["rest"])
        if found is None:
            return (Message(message("draft_none")),)
        return (Message(message("draft_resumed", name=self._named(found))),)

    def _undo(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        del told
        before = self._drafts.undo(sender.user_id, kept)
        return (Message(message("draft_undone" if before else "draft_first")),)

    def _add(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        return self._proposals.propose(sender.user_id, kept, told["rest"])

    def _send_parent(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        del told
        self._awaiting.keep(sender, kept.id)
        rows = load_toml("drafting.toml")["waiting_buttons"]
        buttons = self._keys(sender.user_id, kept, rows)
        return (Message(message("draft_parent_send"), buttons),)

    def _no_parent(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        self._awaiting.forget(sender)
        return (Message(message("draft_no_parent")), *self._export(sender, told, kept))

    def _show(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        part = part_named(draft_in(kept), told["part"])
        return (Message(tell_part(part), self._buttons(sender.user_id, kept, part.id)),)

    def _sources(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        del sender
        documents = {plan.id: plan for plan in self._services.library.plans()}
        part = part_named(draft_in(kept), told["part"])
        return (Message(tell_sources(part, documents, self._services.catalogue)),)

    def _reword(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        draft = draft_in(kept)
        part = open_part(draft, part_named(draft, told["part"]).id)
        if self._modelling is None:
            raise DraftError("no_model")
        new = self._modelling.reworded(sender, draft, part)
        version = self._drafts.keep(
            sender.user_id, kept, "reword", to_data(with_part(draft, new.section))
        )
        said = message("draft_reworded", count=new.count)
        buttons = self._buttons(sender.user_id, version, part.id)
        return (Message(f"{said}\n\n{tell_part(new.section)}", buttons),)

    def _export(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        del told
        made = printed(self._services, draft_in(kept))
        buttons = self._overview(sender.user_id, kept, made.draft)
        return (Message(tell_made(made), buttons, self._file(made)),)

    def _final(self, sender: Sender, told: Told, kept: Kept) -> tuple[Message, ...]:
        del sender, told
        made = printed(self._services, draft_in(kept), final=True)
        return (Message(tell_final(made), document=self._file(made)),)

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

    def _drop(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        new, count = dropped(draft, told["rest"])
        return new, message("draft_dropped", count=count, words=told["rest"])

    def _set(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        name = load_toml("drafting.toml")["variables"][re.sub(r"\s+", " ", fold(told["name"]))]
        known = given(name, told["rest"])
        parent = known.pop("parent", "")
        clauses, catalogue = clauses_of(self._services), self._services.catalogue
        new = informed(draft, known, parent, clauses, catalogue)
        called = load_toml("drafting.toml")["names"]
        each = [f"{called[name]}: {value}" for name, value in known.items()]
        told_ = "; ".join(each) or f"{called['parent']}: {parent}"
        return new, message("draft_informed", told=told_)

    def _file(self, made: Made) -> Path:
        name = message("draft_name", year=made.draft.request.year)
        return hand_out(self._services.settings.data_dir, name, made.content)


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
