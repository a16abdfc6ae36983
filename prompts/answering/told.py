"""What an answer about law is made of: lines, the citations they refer to, cautions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from prompts.answering.standing import cite_act, cite_record, spoken, tell_standing
from prompts.answering.types import Answer, Caution, Citation, Status
from prompts.wording import say
from retrieval.legal import Act, Catalogue, Validity, ValidityStatus
from retrieval.query import Intent, Question
from retrieval.types import Clause

CODES = {
    ValidityStatus.EXPIRED: "expired_reference",
    ValidityStatus.PERIOD_ENDED: "period_ended",
    ValidityStatus.UNKNOWN: "unverified",
}
"""Codes of cautions by the standing of an act that is cited."""


@dataclass(frozen=True, slots=True)
class Told:
    """Lines of an answer with the citations they refer to, and cautions.

    Attributes:
        verdict: What the answer begins with: yes, no, unverified.
    """

    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    verdict: list[str] = field(default_factory=list)

    def quote(self, clause: Clause, quote: str, validity: Validity | None = None) -> int:
        """Cite a clause as it is printed; return the number of the citation."""
        n = len(self.citations) + 1
        self.citations.append(Citation(n, clause, quote, 1.0, validity=validity))
        return n

    def cite(
        self, act: Act, day: date, catalogue: Catalogue, *, text: str = "", place: str = ""
    ) -> int:
        """Cite an act, or a place of it, in our own words; return the number of the citation."""
        n = self._number(act.id, place)
        if n <= len(self.citations):
            return n
        standing = tell_standing(act, day, catalogue)
        self.citations.append(cite_act(n, act, text or standing, place, day, catalogue))
        found = self.citations[-1].validity
        if found is not None and found.status in CODES:
            self.cautions.append(Caution(CODES[found.status], standing))
        return n

    def cite_record(self, record: str, title: str, text: str) -> int:
        """Cite a record of the corpus that is no act; return the number of the citation."""
        n = len(self.citations) + 1
        self.citations.append(cite_record(n, record, title, text))
        return n

    def _number(self, act_id: str, place: str) -> int:
        """Return the number of an act's citation, a new one if it is not cited yet."""
        for citation in self.citations:
            if (citation.clause.document.id, citation.clause.path) == (act_id, place):
                return citation.n
        return len(self.citations) + 1


def tell_in_a_line(
    told: Told, act: Act, question: Question, catalogue: Catalogue, *, full: bool = False
) -> None:
    """Tell the standing of an act on the day of a question, and cite it.

    Args:
        told: Takes the line.
        act: Of the catalogue.
        question: Gives day and language.
        catalogue: Knows the acts that replaced or amended it.
        full: Whether what was found of it is told too.
    """
    n = told.cite(act, question.as_of, catalogue)
    standing = tell_standing(act, question.as_of, catalogue, english=question.english, full=full)
    told.lines.append(f"• {standing} [{n}]")


def legal_answer(
    question: Question,
    told: Told,
    *,
    step: str = "",
    open_: bool = False,
    intent: Intent = Intent.LEGAL,
) -> Answer:
    """Return an answer about law: whole, partial while something is open, a refusal without acts.

    Args:
        question: What was asked, and for which day.
        told: Lines and citations.
        step: What to do next.
        open_: Whether the question must be put more precisely, or something is not known.
        intent: What was asked.
    """
    status = Status.PARTIAL if open_ else Status.ANSWERED
    english = question.english
    if not told.citations:
        status = Status.ABSTAINED
        step = step or say("law_next_record", english=english)
    lead = say("law_as_of", english=english, day=spoken(question.as_of))
    lines = [*told.verdict[:1], lead, *told.lines, *([step] if step else [])]
    return Answer(
        question=question.text,
        status=status,
        intent=intent,
        text="\n".join(lines),
        citations=tuple(told.citations),
        warnings=tuple(dict.fromkeys(told.cautions)),
        next_step=step,
    )


def beside(law: Answer, plans: Answer) -> Answer:
    """Return an answer of law with what plans say below it.

    The law was told behind the plans' citations, so that no number stands for two.
    """
    return replace(
        plans,
        status=law.status,
        text=f"{law.text}\n\n{plans.text}",
        citations=law.citations,
        warnings=tuple(dict.fromkeys([*law.warnings, *plans.warnings])),
    )
