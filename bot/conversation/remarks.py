"""What users say of answers: a thumb below each, a reason, and an administrator who looks."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import Any

from bot.access import TERMINAL_USER
from bot.conversation.events import Message, Sender
from bot.conversation.keyboard import Key, in_rows, keyboard
from bot.feedback import DOWN, DROPPED, KEPT, UP, Feedback
from bot.outgoing import hand_out
from bot.services import Services
from bot.store import Store
from bot.wording import message
from prompts.answering import Answer
from retrieval.privacy import without_private
from retrieval.query import Intent

_REASONS = ("wrong", "missing", "outdated", "other")
_SHOWN = 5
"""Remarks that an administrator sees at once."""
_REMEMBERED = 1000
"""Answers of which something can still be said."""
_UNRATED = (Intent.SMALLTALK, Intent.DRAFT)


class Remarks:
    """What is done with thumbs and reasons.

    What was asked is remembered, never written down, until somebody says something of the answer.
    """

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store
        self._feedback = Feedback(services.engine)
        self._answers: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def thumbs(self, sender: Sender, answer: Answer) -> list[Key]:
        """Return the keys with which an answer is judged; none in groups and at the terminal."""
        if not sender.private or sender.user_id == TERMINAL_USER or answer.intent in _UNRATED:
            return []
        told = secrets.token_hex(8)
        self._answers[told] = {
            "question": without_private(answer.question),
            "intent": answer.intent.value,
            "cited": [[c.clause.document.id, c.clause.path] for c in answer.citations],
        }
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
        return [_key(verdict, told) for verdict in (UP, DOWN)]

    def press(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Do what a thumb or a reason says."""
        step, told = str(action["step"]), str(action["answer"])
        about = self._answers.get(told)
        if about is None:
            return (Message(message("remark_late")),)
        if step == DOWN:
            keys = [_key(why, told) for why in _REASONS]
            rows = keyboard(self._store, sender.user_id, in_rows(keys, 2))
            return (Message(message("remark_why"), rows),)
        verdict, reason = (UP, "") if step == UP else (DOWN, step)
        self._feedback.keep(sender.user_id, verdict, reason, about)
        return (Message(message(f"remark_{verdict}")),)

    def review(self, sender: Sender) -> tuple[Message, ...]:
        """Show an administrator the remarks nobody has looked at, and hand out those kept."""
        found = tuple(
            Message(
                message(
                    "remark",
                    question=each.question,
                    verdict=message(f"button_{each.reason or each.verdict}"),
                    cited="; ".join(f"{plan}, {path}" for plan, path in each.cited) or "—",
                ),
                keyboard(self._store, sender.user_id, [self._choices(each.id)]),
            )
            for each in self._feedback.new(_SHOWN)
        )
        content = self._feedback.kept()
        if not content:
            return found or (Message(message("remark_none")),)
        folder = self._services.settings.data_dir
        file = hand_out(folder, message("remarks_name"), content)
        return (*found, Message(message("remarks_kept", count=content.count(b"\n")), document=file))

    def settle(self, action: dict[str, Any]) -> tuple[Message, ...]:
        """Keep or drop a remark."""
        state = str(action["step"])
        known = self._feedback.settle(int(action["id"]), state)
        return (Message(message(f"remark_{state}" if known else "remark_gone")),)

    def _choices(self, identity: int) -> list[Key]:
        return [
            (message(f"button_{state}"), {"do": "judge", "step": state, "id": identity})
            for state in (KEPT, DROPPED)
        ]


def _key(step: str, answer: str) -> Key:
    return message(f"button_{step}"), {"do": "remark", "step": step, "answer": answer}
