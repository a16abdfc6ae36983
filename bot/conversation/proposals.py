"""Tasks asked for in words: proposed from prior plans, taken, changed, or taken from elsewhere."""

from __future__ import annotations

from typing import Any

from bot.conversation.events import Message, Sender
from bot.conversation.keyboard import Rows, keyboard
from bot.drafting import clauses_of, draft_in
from bot.drafts import Drafts, Kept
from bot.services import Services
from bot.store import Store
from bot.wording import message
from prompts.answering.layout import plan_name
from prompts.drafting import Draft, Drafted
from prompts.drafting.requests import Proposal, added, own_task, proposed
from prompts.drafting.storing import paragraph_data, paragraph_of, to_data
from prompts.errors import DraftError
from retrieval.corpus import load_toml


class Proposals:
    """What is done with a task that a user wants in the draft in hand."""

    def __init__(self, services: Services, drafts: Drafts, store: Store) -> None:
        self._services = services
        self._drafts = drafts
        self._store = store

    def propose(self, owner: int, kept: Kept, told: str, after: str = "") -> tuple[Message, ...]:
        """Show a task of a prior plan; one in the user's own words is put in at once.

        Raises:
            DraftError: As `proposed` and `added` say.
        """
        draft = draft_in(kept)
        own = own_task(draft, told)
        if own is not None:
            return self._placed(owner, kept, draft, own)
        catalogue = self._services.catalogue
        try:
            found = proposed(draft, told, clauses_of(self._services), catalogue, after)
        except DraftError as error:
            if error.code != "already_there":
                raise
            told_so = message("draft_already_there", **error.facts)
            return (Message(told_so, self._other(owner, kept, told, str(error.facts["text"]))),)
        ended = [] if after else _tell_ended(found)
        text = "\n".join([self._tell(found.task), *ended])
        return (Message(text, self._choices(owner, kept, told, found)),)

    def press(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Do what a button below a proposal says, in the draft it was made for.

        Raises:
            DraftError: part_locked, already_there and, for another task, as `propose` says.
        """
        owner = sender.user_id
        owned = self._drafts.take_up(owner, action["draft"])
        kept = self._drafts.current(owner)
        if not owned or kept is None:
            return (Message(message("draft_none")),)
        if action["step"] == "other":
            return self.propose(owner, kept, action["told"], action["after"])
        task = paragraph_of(action["task"])
        if action["step"] == "edit":
            text = task.text.removeprefix("- ")
            return (Message(message("draft_edit_task", body=task.body, text=text)),)
        return self._placed(owner, kept, draft_in(kept), task)

    def _placed(self, owner: int, kept: Kept, draft: Draft, task: Drafted) -> tuple[Message, ...]:
        new = self._drafts.keep(owner, kept, "add", to_data(added(draft, task)))
        told = message("draft_added", body=task.body, text=task.text, source=self._source(task))
        rows = [
            [(label, {"do": "draft", "draft": new.id, "says": says}) for label, says in row.items()]
            for row in load_toml("drafting.toml")["task_buttons"]
        ]
        return (Message(told, keyboard(self._store, owner, rows)),)

    def _tell(self, task: Drafted) -> str:
        source = self._source(task)
        return message("draft_proposed", body=task.body, text=task.text, source=source)

    def _source(self, task: Drafted) -> str:
        """Return where a task comes from; the user's own words come from him."""
        titles = {plan.id: plan_name(plan) for plan in self._services.library.plans()}
        places = (f"{titles.get(o.document, o.document)}, {o.path}" for o in task.origins)
        return next(places) if task.origins[0].document else message("draft_own_words")

    def _choices(self, owner: int, kept: Kept, told: str, found: Proposal) -> Rows:
        mine = {"do": "task", "draft": kept.id, "task": paragraph_data(found.task)}
        rows = [
            [
                (message("button_take"), {**mine, "step": "take"}),
                (message("button_edit_task"), {**mine, "step": "edit"}),
            ]
        ]
        made = keyboard(self._store, owner, rows)
        return made + (self._other(owner, kept, told, found.task.text) if found.others else ())

    def _other(self, owner: int, kept: Kept, told: str, after: str) -> Rows:
        wanted = {"do": "task", "step": "other", "draft": kept.id, "told": told, "after": after}
        return keyboard(self._store, owner, [[(message("button_other_task"), wanted)]])


def _tell_ended(found: Proposal) -> list[str]:
    """Return that programmes on the matter are over, so that nobody cites them."""
    return [
        message("draft_ended", act=act.label, period="-".join(map(str, act.period or ())))
        for act in found.ended
    ]
