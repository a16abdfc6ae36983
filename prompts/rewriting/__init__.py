"""A language model's wording of an answer: only what the cited clauses bear out is shown.

What was found, its citations, warnings and next steps are the answer's own and stay as they are; a
model may only put the clauses into sentences. Every sentence is verified before anybody sees it,
and the clauses are shown with them, word for word.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from prompts.answering.layout import plan_name
from prompts.answering.types import Answer, Citation, FindingRole, Status
from prompts.errors import ModelError
from prompts.model import Model, Written
from prompts.rendering import Prompt, render
from prompts.rewriting.grounds import ground_of
from prompts.rewriting.orders import addresses_a_reader
from prompts.rewriting.sentences import sentences
from prompts.rewriting.verifying import fault_of
from prompts.wording import say
from retrieval.query import Intent

__all__ = ["Guard", "Rewriter", "Rewritten", "Shown"]

FEWEST = 0.5
"""Share of a model's sentences that must hold; of one that errs more nothing is shown."""
MOST_SENTENCES = 6
MOST_CLAUSES = 8
REWRITTEN = (
    *(Intent.RESPONSIBILITY, Intent.DUTIES, Intent.DEADLINE, Intent.TARGET),
    *(Intent.BUDGET, Intent.CONTENTS, Intent.THEME),
)
"""What is asked of plans; answers about law are told in our own words alone."""
Shown = Callable[[str], None]
"""Called with the sentences so far, each time one more has been verified."""
_LOGGER = logging.getLogger(__name__)


class Guard(Protocol):
    """Hides who is named from a model that is not ours."""

    def hide(self, text: str) -> str:
        """Return a text with placeholders for persons and identifiers."""

    def put_back(self, text: str) -> str:
        """Return a text with what the placeholders stand for."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of an answer.

    Attributes:
        answer: In the model's words where they hold, else as it was.
        tokens: That the model read and wrote.
        fault: Why it is as it was: a code of ModelError, "unfaithful" or "unfit"; "" else.
    """

    answer: Answer
    tokens: int = 0
    fault: str = ""


class Rewriter:
    """Lets a model word answers.

    Args:
        model: What writes.
        new_guard: Makes what hides persons for one question; None for a model that is our own.
    """

    def __init__(self, model: Model, new_guard: Callable[[], Guard] | None) -> None:
        self._model = model
        self._new_guard = new_guard

    def rewrite(
        self,
        answer: Answer,
        shown: Shown = lambda text: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Rewritten:
        """Return an answer in the model's words, as far as they hold; it never raises ModelError.

        Args:
            answer: As it was made of clauses.
            shown: Told the verified sentences as they come.
            stopped: Says whether the user wants no more of them.
        """
        clauses = _given(answer)
        if not clauses:
            return Rewritten(answer, fault="unfit")
        guard = self._new_guard() if self._new_guard else None
        prompt = _prompt(answer, clauses, guard)
        grounds = {n: ground_of(c.clause, c.quote) for n, c in clauses.items()}
        english = answer.asked is not None and answer.asked.english
        kept: list[str] = []
        dropped, fault, written = 0, "", Written(iter(()))
        try:
            written = self._model.write(prompt.text, stopped)
            for sentence in sentences(written.pieces):
                whole = guard.put_back(sentence) if guard else sentence
                if why := fault_of(whole, grounds, english=english):
                    dropped += 1
                    _LOGGER.info("a sentence is dropped: %s", why)
                elif len(kept) < MOST_SENTENCES:
                    kept.append(whole)
                    shown(" ".join(kept))
        except ModelError as error:
            fault = error.code
            _LOGGER.warning("model: %s", error.code)
        if not kept or len(kept) < FEWEST * (len(kept) + dropped):
            return Rewritten(answer, written.tokens, fault or "unfaithful")
        return Rewritten(self._worded(answer, kept, prompt), written.tokens, fault)

    def _worded(self, answer: Answer, kept: list[str], prompt: Prompt) -> Answer:
        text = answer.text.replace(answer.quoted, " ".join(kept), 1)
        return replace(answer, text=text, model=f"{self._model.name} ({prompt.version})")


def _given(answer: Answer) -> Mapping[int, Citation]:
    """Return the quotations that a model may word, by number; none for an answer of another kind.

    A clause that addresses whoever reads it, rather than say who does what, is kept from it.
    """
    if answer.status is not Status.ANSWERED or answer.intent not in REWRITTEN or not answer.quoted:
        return {}
    told = set(map(int, re.findall(r"\[(\d{1,2})\]", answer.quoted)))
    plain = [c for c in answer.citations if c.n in told and not c.digest]
    return {c.n: c for c in plain[:MOST_CLAUSES] if not addresses_a_reader(c.clause.text)}


def _prompt(answer: Answer, clauses: Mapping[int, Citation], guard: Guard | None) -> Prompt:
    english = answer.asked is not None and answer.asked.english
    rows = "\n".join(_rows(answer, clauses))
    question = answer.question
    return render(
        "rewrite.vi",
        question=guard.hide(question) if guard else question,
        clauses=guard.hide(rows) if guard else rows,
        language=say("language", english=english),
        most=str(MOST_SENTENCES),
    )


def _rows(answer: Answer, clauses: Mapping[int, Citation]) -> Iterator[str]:
    for n, citation in clauses.items():
        own = (f for f in answer.findings if f.citation.n == n and f.body)
        bodies = [f.body or "" for f in own if f.role is not FindingRole.COORDINATE]
        who = f" {'; '.join(dict.fromkeys(bodies))}:" if bodies else ""
        place = f"{plan_name(citation.clause.document)}, {citation.clause.path}"
        yield f"[{n}] ({place}){who} {citation.quote}"
