"""A language model's wording of an answer: only what the cited clauses bear out is shown.

What was found, its citations, warnings and next steps are the answer's own and stay as they are; a
model may only put the clauses into sentences. Every sentence is verified before anybody sees it,
and the clauses are shown with them, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from prompts.answering.layout import plan_name
from prompts.answering.types import Answer, Citation, FindingRole, Status
from prompts.drafting.types import Draft, Section
from prompts.model import Model
from prompts.rewriting.grounds import ground_of
from prompts.rewriting.orders import addresses_a_reader
from prompts.rewriting.sections import Reworded, reworded
from prompts.rewriting.writing import Guard, Shown, Writer
from prompts.wording import say
from retrieval.query import Intent

__all__ = ["Guard", "Reworded", "Rewriter", "Rewritten", "Shown"]

FEWEST = 0.5
"""Share of a model's sentences that must hold; of one that errs more nothing is shown."""
MOST_SENTENCES = 6
MOST_CLAUSES = 8
REWRITTEN = (
    *(Intent.RESPONSIBILITY, Intent.DUTIES, Intent.DEADLINE, Intent.TARGET),
    *(Intent.BUDGET, Intent.CONTENTS, Intent.THEME),
)
"""What is asked of plans; answers about law are told in our own words alone."""


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
        self._writer = Writer(model, new_guard)

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
        english = answer.asked is not None and answer.asked.english
        values = {
            "question": answer.question,
            "clauses": "\n".join(_rows(answer, clauses)),
            "language": say("language", english=english),
        }
        grounds = {n: ground_of(c.clause, c.quote) for n, c in clauses.items()}
        told = self._writer.write(
            "rewrite.vi", values, grounds,
            most=MOST_SENTENCES, english=english, shown=shown, stopped=stopped,
        )  # fmt: skip
        kept = len(told.sentences)
        if not kept or kept < FEWEST * (kept + told.dropped):
            return Rewritten(answer, told.tokens, told.fault or "unfaithful")
        text = answer.text.replace(answer.quoted, " ".join(told.sentences), 1)
        return Rewritten(replace(answer, text=text, model=told.by), told.tokens, told.fault)

    def reword(self, draft: Draft, section: Section) -> Reworded:
        """Return a part of a draft with its tasks in the model's words, as far as they hold."""
        return reworded(draft, section, self._writer)


def _given(answer: Answer) -> Mapping[int, Citation]:
    """Return the quotations that a model may word, by number; none for an answer of another kind.

    A clause that addresses whoever reads it, rather than say who does what, is kept from it.
    """
    if answer.status is not Status.ANSWERED or answer.intent not in REWRITTEN or not answer.quoted:
        return {}
    told = set(map(int, re.findall(r"\[(\d{1,2})\]", answer.quoted)))
    plain = [c for c in answer.citations if c.n in told and not c.digest]
    return {c.n: c for c in plain[:MOST_CLAUSES] if not addresses_a_reader(c.clause.text)}


def _rows(answer: Answer, clauses: Mapping[int, Citation]) -> Iterator[str]:
    for n, citation in clauses.items():
        own = (f for f in answer.findings if f.citation.n == n and f.body)
        bodies = [f.body or "" for f in own if f.role is not FindingRole.COORDINATE]
        who = f" {'; '.join(dict.fromkeys(bodies))}:" if bodies else ""
        place = f"{plan_name(citation.clause.document)}, {citation.clause.path}"
        yield f"[{n}] ({place}){who} {citation.quote}"
