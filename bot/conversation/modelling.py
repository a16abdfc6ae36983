"""A language model in conversation: within a user's budget, shown as it writes, stopped by him."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.events import Sender
from bot.conversation.screens import Screens
from bot.members import Members
from bot.services import Services, today
from bot.wording import message
from prompts.answering import Answer, is_case_of_a_child
from prompts.drafting import Draft, Section
from prompts.errors import DraftError
from prompts.rewriting import Reworded

_FAULTS = {"unfaithful": "not_reworded", "unfit": "nothing_to_reword"}
"""What a draft is told of a part that was not worded anew; else the model gave no answer."""


class Modelling:
    """Lets the model of the settings word answers; without one they stay as they are."""

    def __init__(self, services: Services, screens: Screens) -> None:
        self._rewriter = services.rewriter
        self._local = services.settings.model_local
        self._budget = services.settings.model_tokens
        self._members = Members(services.engine)
        self._screens = screens

    def worded(self, sender: Sender, answer: Answer, *, private: bool = False) -> Answer:
        """Return an answer in the model's words, marked as such, or as it was.

        Args:
            sender: Who asked, and pays.
            answer: As it was made.
            private: Whether it is made of the sender's own file: such words leave this office for
                no model.
        """
        if self._rewriter is None or not self._has_budget(sender):
            return answer
        if not self._local and (private or is_case_of_a_child(answer.question)):
            return answer
        told = self._rewriter.rewrite(
            answer,
            shown=lambda text: self._screens.show(sender, text),
            stopped=lambda: self._screens.stopped(sender),
        )
        if told.tokens:
            self._members.spend(sender.user_id, today(), told.tokens)
        if not told.answer.model:
            return answer
        return replace(told.answer, text=f"{told.answer.text}\n\n{message('model_worded')}")

    def reworded(self, sender: Sender, draft: Draft, part: Section) -> Reworded:
        """Return a part of a draft in the model's words.

        Raises:
            DraftError: no_model, model_silent, not_reworded, nothing_to_reword.
        """
        if self._rewriter is None or not self._has_budget(sender):
            raise DraftError("no_model")
        told = self._rewriter.reword(draft, part)
        self._members.spend(sender.user_id, today(), told.tokens)
        if not told.count:
            raise DraftError(_FAULTS.get(told.fault, "model_silent"), part=part.heading)
        return told

    def _has_budget(self, sender: Sender) -> bool:
        spent = self._members.spent(sender.user_id, today())
        return self._budget is None or spent < self._budget
