"""Questions in conversation: counted, answered, worded, with their sources at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.access import Access
from bot.conversation.events import Message, Sender, TextEvent
from bot.conversation.files import Files
from bot.conversation.keyboard import Key, in_rows, keyboard
from bot.conversation.lately import ASKED, Lately, Memory
from bot.conversation.modelling import Modelling
from bot.conversation.remarks import Remarks
from bot.conversation.sources import show_source
from bot.errors import InputError
from bot.services import Services, today
from bot.store import Store
from bot.uploads import Upload
from bot.wording import message
from prompts.answering import Answer, Citation
from prompts.answering.short_words import completed
from retrieval.query import Question

LONGEST_QUESTION = 600
"""Characters; of a longer message this much is read as the question."""
SOURCES_SHOWN = 8
SOURCES_A_ROW = 4


class Asking:
    """Answers questions, from the library or from one file."""

    def __init__(
        self,
        services: Services,
        store: Store,
        access: Access,
        lately: Lately,
        modelling: Modelling,
    ) -> None:
        self._services = services
        self._store = store
        self._access = access
        self._lately = lately
        self._modelling = modelling
        self._remarks = Remarks(services, store)
        self._questions: Memory[Question] = Memory()

    def ask(self, event: TextEvent) -> Answer:
        """Return the answer that the library gives.

        Raises:
            InputError: quota.
        """
        sender = event.sender
        self._count(sender)
        before = self._lately.waiting(sender, ASKED)
        text = completed(event.text[:LONGEST_QUESTION], before, self._services.catalogue)
        self._lately.note(sender, ASKED, text)
        answer = self._services.answerer.ask(
            text,
            as_of=today(),
            unit=self._store.profile(sender.user_id).asker,
            previous=self._questions.last(sender),
            brief=not sender.private,
        )
        if answer.asked is not None:
            self._questions.keep(sender, answer.asked)
        return answer

    def tell(self, sender: Sender, found: Answer) -> tuple[Message, ...]:
        """Tell an answer, in a model's words if there is one, with what may be done about it."""
        answer = self._modelling.worded(sender, found)
        keys = _keys(answer.citations, answer.more)
        thumbs = self._remarks.thumbs(sender, answer)
        buttons = keyboard(self._store, sender.user_id, [*keys, thumbs])
        return (Message(answer.text, buttons, folded=answer.quoted if answer.model else ""),)

    def tell_within(self, event: TextEvent, upload: Upload, files: Files) -> tuple[Message, ...]:
        """Answer from the file that lies open; it is in no library, so there is nothing to open.

        Raises:
            InputError: quota.
        """
        self._count(event.sender)
        found = files.ask(upload, event.text[:LONGEST_QUESTION])
        answer = self._modelling.worded(event.sender, found, private=True)
        text = f"{message('upload_within', title=upload.called)}\n\n{answer.text}"
        buttons = keyboard(self._store, event.sender.user_id, _keys((), answer.more))
        return (Message(text, buttons, folded=answer.quoted if answer.model else ""),)

    def open(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Show the clause behind a citation among its neighbours."""
        del sender
        return (show_source(self._services.library, action),)

    def go_on(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Tell what an answer left out for length."""
        first, *rest = action["parts"]
        keys = _offered(action["sources"], rest, shown_until=int(action["until"]))
        return (Message(first, keyboard(self._store, sender.user_id, keys)),)

    def remark(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Take what a user says of an answer."""
        return self._remarks.press(sender, action)

    def judge(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Let an administrator go through the remarks."""
        if self._access.role(sender) != "admin":
            return (Message(message("button_dead")),)
        listed = action["step"] == "list"
        return self._remarks.review(sender) if listed else self._remarks.settle(action)

    def _count(self, sender: Sender) -> None:
        if not self._access.takes(sender, today()):
            raise InputError("quota", quota=self._access.quota)


def _keys(citations: Sequence[Citation], more: Sequence[str]) -> list[Sequence[Key]]:
    sources = {
        str(citation.n): [
            citation.clause.document.id,
            citation.clause.position,
            citation.clause.path,
        ]
        for citation in citations
        if not citation.digest  # our own words have no original to open
    }
    return _offered(sources, list(more), shown_until=0)


def _offered(sources: dict[str, Any], more: list[str], *, shown_until: int) -> list[Sequence[Key]]:
    """Return keys for the next sources and for what is left to say."""
    numbers = [n for n in sources if int(n) > shown_until][:SOURCES_SHOWN]
    keys: list[Key] = [
        (
            message("button_source", n=n) if n == numbers[0] else f"[{n}]",
            {"do": "source", "n": n, "at": sources[n]},
        )
        for n in numbers
    ]
    rows = in_rows(keys, SOURCES_A_ROW)
    if more:
        last = int(numbers[-1]) if numbers else shown_until
        go_on = {"do": "more", "parts": more, "sources": sources, "until": last}
        rows.append([(message("button_more"), go_on)])
    return rows
