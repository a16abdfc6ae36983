"""Working on a draft in conversation: what a message asks for, done, told, and kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.conversation.events import Message, Sender
from bot.drafting import Made, draft_in, make, printed, request_in, tell_outdated
from bot.drafts import Drafts, Kept
from bot.outgoing import hand_out
from bot.services import Services, today
from bot.wording import message
from prompts.checking import Severity
from prompts.drafting import Draft
from prompts.drafting.parent import checklist, cited
from prompts.drafting.working import (
    added,
    dropped,
    edited,
    informed,
    locked,
    redrafted,
    to_data,
)
from prompts.errors import DraftError
from retrieval.corpus import load_toml
from retrieval.parsing import parse
from retrieval.text import fold, has_accents, nfc
from retrieval.types import Clause

Told = dict[str, str]
"""The parts of a message by name: "part", "rest", "name", "step"."""
Step = Callable[[Draft, Told], tuple[Draft, str]]
_LONGEST_SHOWN = 3500
_ITEMS = 25
"""Targets and tasks of a parent plan that are told."""
_ITEM_LENGTH = 160


class Drafting:
    """Begins drafts and does what is asked of them; every step is a version that can be undone."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._drafts = Drafts(services.engine)
        self._steps: dict[str, Step] = {
            "edit": self._edit, "lock": self._lock, "unlock": self._unlock, "add": self._add,
            "drop": self._drop, "set": self._set, "redraft": self._redraft,
            "shorter": self._redraft, "longer": self._redraft, "other": self._redraft,
        }  # fmt: skip

    def begin(self, sender: Sender, text: str, own: str, day: date) -> tuple[Message, ...]:
        """Draft what a message asks for, or say how to ask.

        Raises:
            InputError: The parts of the request do not fit together.
        """
        request = request_in(text, day, own)
        if request is None or not has_accents(request.unit):
            return (Message(message("draft_how")),)
        made = make(self._services, request)
        self._drafts.begin(sender.user_id, made.draft.title, to_data(made.draft))
        return (Message(_told(made), document=self._file(made)),)

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
        items = checklist(parsed, draft)[:_ITEMS]
        rows = [[item.state, item.path, item.text[:_ITEM_LENGTH]] for item in items]
        return {"cited": cited(parsed), "items": rows}

    def take_parent(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Cite a parent plan in the draft in hand and tell what of it the draft has not."""
        kept = self._drafts.current(sender.user_id)
        if kept is None:
            return (Message(message("draft_none")),)
        draft = draft_in(kept)
        new = informed(draft, {}, action["cited"], self._clauses(), self._services.catalogue)
        self._drafts.keep(sender.user_id, kept, "parent", to_data(new))
        rows = [
            message(
                "draft_parent_item", state=message(f"draft_state_{state}"), path=path, text=text
            )
            for state, path, text in action["items"]
        ]
        items = "\n".join(f"• {row}" for row in rows) or "• —"
        return (Message(message("draft_parent_taken", cited=action["cited"], items=items)),)

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
            return self._tried(lambda: (Message(_shown(draft, told)),))
        return self._export(draft, final=step == "final")

    def _changed(self, owner: int, step: str, told: Told, kept: Kept) -> tuple[Message, ...]:
        def change() -> tuple[Message, ...]:
            changed, said = self._steps[step](draft_in(kept), {**told, "step": step})
            self._drafts.keep(owner, kept, step, to_data(changed))
            return (Message(said),)

        return self._tried(change)

    def _tried(self, step: Callable[[], tuple[Message, ...]]) -> tuple[Message, ...]:
        """Do a step; one that cannot be done gets a sentence, and the draft stays as it was."""
        try:
            return step()
        except DraftError as error:
            return (Message(message(f"draft_{error.code}", **error.facts)),)

    def _named(self, kept: Kept) -> str:
        """Return the name of a draft, with the paragraphs that the law has left behind."""
        outdated = tell_outdated(kept, today(), self._services.catalogue)
        return f"• {kept.name}" + (f"\n{outdated}" if outdated else "")

    def _clauses(self) -> list[Clause]:
        library = self._services.library
        return list(library.clauses([plan.id for plan in library.plans()]))

    def _edit(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = _part_id(draft, told)
        return edited(draft, part, told["rest"]), message("draft_edited", part=_head(draft, part))

    def _lock(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = _part_id(draft, told)
        return locked(draft, part), message("draft_locked", part=_head(draft, part))

    def _unlock(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = _part_id(draft, told)
        said = message("draft_unlocked", part=_head(draft, part))
        return locked(draft, part, lock=False), said

    def _redraft(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        part = _part_id(draft, told)
        how = told["step"] if told["step"] != "redraft" else ""
        new = redrafted(draft, part, how, self._clauses(), self._services.catalogue)
        return new, _shown(new, {"part": part})

    def _add(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        new, task = added(draft, told["rest"], self._clauses(), self._services.catalogue)
        source = next((f"{o.document}, {o.path}" for o in task.origins if o.document), "—")
        return new, message("draft_added", body=task.body, text=task.text, source=source)

    def _drop(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        new, count = dropped(draft, told["rest"])
        return new, message("draft_dropped", count=count, words=told["rest"])

    def _set(self, draft: Draft, told: Told) -> tuple[Draft, str]:
        name = load_toml("drafting.toml")["variables"][re.sub(r"\s+", " ", fold(told["name"]))]
        value = told["rest"].strip()
        parent = value if name == "parent" else ""
        given = {} if parent else {name: value}
        new = informed(draft, given, parent, self._clauses(), self._services.catalogue)
        return new, message("draft_informed", name=told["name"], value=value)

    def _export(self, draft: Draft, *, final: bool) -> tuple[Message, ...]:
        made = printed(self._services, draft, final=final)
        return (Message(_told(made), document=self._file(made)),)

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


def _part_id(draft: Draft, told: Told) -> str:
    """Return the part that is meant by its numeral, words of its heading, or its id.

    Raises:
        DraftError: part_unknown.
    """
    wanted = fold(told["part"]).strip()
    for section in draft.sections:
        heading = fold(section.heading)
        if (
            wanted == section.id
            or heading.startswith(f"{wanted}. ")
            or (len(wanted) > len("viii") and wanted in heading)
        ):
            return section.id
    raise DraftError("part_unknown", part=told["part"])


def _head(draft: Draft, part: str) -> str:
    return next(section.heading for section in draft.sections if section.id == part)


def _shown(draft: Draft, told: Told) -> str:
    """Return the text of a part, with its state."""
    part = _part_id(draft, told)
    section = next(each for each in draft.sections if each.id == part)
    state = message(f"draft_state_{section.state}")
    text = "\n".join(each.text for each in section.paragraphs)[:_LONGEST_SHOWN]
    return message("draft_shown", heading=section.heading, state=state, text=text or "……")


def _told(made: Made) -> str:
    """Return what a draft holds and what is still to be told, for a phone."""
    draft, report = made.draft, made.report
    parts = "\n".join(
        f"• {s.heading} – {message(f'draft_state_{s.state}')}" for s in draft.sections
    )
    asks = "\n".join(f"• {question.ask}" for question in draft.questions) or "• —"
    marked = sum(bool(set(p.flags) - {"blank"}) for s in draft.sections for p in s.paragraphs)
    return message(
        "draft_told",
        title=draft.title,
        parts=parts,
        asks=asks,
        errors=report.count(Severity.ERROR),
        marked=marked,
    )
