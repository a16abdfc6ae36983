"""What an answer holds. Names and shapes are those of the public interface."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.legal import Validity
from retrieval.query import Intent, Question
from retrieval.types import Clause, Document


class Status(StrEnum):
    """Whether the question was answered."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    ABSTAINED = "abstained"


class FindingRole(StrEnum):
    """How a body takes part in a task."""

    LEAD = "lead"
    ASSIGNED = "assigned"
    COORDINATE = "coordinate"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and its place.

    Attributes:
        n: Number of the citation in the answer, from 1.
        quote: Verbatim part of the clause, without personal data.
        score: Share of the question that the clause covers, from 0 to 1.
        digest: Whether the clause is told in our own words and must not be shown as a quotation.
        validity: Standing of the act on the day asked about; None for a plan.
    """

    n: int
    clause: Clause
    quote: str
    score: float
    digest: bool = False
    validity: Validity | None = None

    @property
    def partial(self) -> bool:
        """Whether the clause says more than is quoted, its label left aside."""
        label = self.clause.facts.label or ""
        whole = self.clause.text.removeprefix(f"{label}:").strip()
        return len(self.quote) + 3 < len(whole)


@dataclass(frozen=True, slots=True)
class Finding:
    """Who does what, according to one plan.

    Attributes:
        body: As printed; None when the plan gives the task to nobody.
        today: The body that does its work on the day asked about, where it is another; "" else.
    """

    body: str | None
    role: FindingRole
    task: str
    citation: Citation
    today: str = ""

    @property
    def document(self) -> Document:
        """The plan."""
        return self.citation.clause.document


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader must know before relying on the answer."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question.

    Attributes:
        text: What the user reads, plain.
        more: Parts of the text that were left out for length, each readable on its own.
        not_mentioned: Ids of plans that say nothing on the matter.
        next_step: What to ask, add or whom to turn to; "" when the question was answered.
        asked: The question as it was understood, for one that leans on it.
        quoted: The part of the text that lays out clauses, which a language model may word; "" when
            there is none.
        model: Who worded it, with the version of the prompt; "" for nobody.
    """

    question: str
    status: Status
    intent: Intent
    text: str
    findings: tuple[Finding, ...] = ()
    citations: tuple[Citation, ...] = ()
    not_mentioned: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()
    next_step: str = ""
    more: tuple[str, ...] = ()
    asked: Question | None = None
    quoted: str = ""
    model: str = ""
