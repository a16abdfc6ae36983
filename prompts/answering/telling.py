"""Answers that tell something: findings body by body, or the clauses themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.answering.adviser import department
from prompts.answering.cues import asks
from prompts.answering.evidence import Evidence, cite, grouped
from prompts.answering.layout import lay_out, list_clauses, plan_name
from prompts.answering.types import Answer, Finding, Status
from prompts.wording import say
from retrieval.query import Intent, Question
from retrieval.relevance import fit
from retrieval.types import Clause, Document, ScoredClause

_DAY = re.compile(r"\b\d{1,2}/\d{1,2}\b")
_OFTEN = re.compile(
    r"(?i)định kỳ|\b(?:hằng|hàng|mỗi) (?:năm|quý|tháng)|\b(?:quý|tháng) (?:\d|[IVX])"
)
"""What a clause says of when something is due that names no day."""
CLAUSES_SHOWN = 3
"""Clauses listed when a question asks for what a plan says."""


def tell_findings(
    question: Question, intent: Intent, findings: Sequence[Finding], silent: Sequence[Document]
) -> Answer:
    """Answer with who does what.

    Without a body the answer is partial: the plan holds the task and gives it to nobody. A place
    or year of which there is no plan makes it a refusal, and the findings are what others say.
    """
    parts = lay_out(findings, question)
    somebody = any(finding.body for finding in findings)
    step = next_step(question, somebody=somebody)
    status = Status.ANSWERED if somebody else Status.PARTIAL
    lines = [*_opening(question, intent, findings), parts[0], *_notes(question, findings, silent)]
    if len(parts) > 1:
        left = sum(part.count("• ") for part in parts[1:])
        lines.append(say("more", english=question.english, count=left))
    return Answer(
        question=question.text,
        status=Status.ABSTAINED if question.strange else status,
        intent=intent,
        text="\n\n".join(line for line in [*lines, step] if line),
        findings=tuple(findings),
        citations=tuple(dict.fromkeys(finding.citation for finding in findings)),
        not_mentioned=tuple(document.id for document in silent),
        next_step=step,
        more=parts[1:],
        quoted=parts[0],
    )


def _opening(question: Question, intent: Intent, findings: Sequence[Finding]) -> list[str]:
    english = question.english
    lines = [strange_place(question)] if question.strange else []
    if any(finding.body for finding in findings):
        plans = len({finding.document.id for finding in findings})
        name = "duties_intro" if intent is Intent.DUTIES else "intro"
        several = {"count": plans} if plans > 1 else {}
        lines.append(say(name if several else f"{name}_one", english=english, **several))
    return lines


def _notes(
    question: Question, findings: Sequence[Finding], silent: Sequence[Document]
) -> list[str]:
    english = question.english
    somebody = any(finding.body for finding in findings)
    notes = [] if somebody else [say("unassigned", english=english)]
    if silent:
        names = ", ".join(map(plan_name, silent))
        notes.append(say("not_mentioned", english=english, plans=names))
    return notes


def next_step(question: Question, *, somebody: bool) -> str:
    """Return what to do now; "" when nothing is left to do."""
    if question.strange:
        places = ", ".join(question.strange)
        return say("next_place", english=question.english, places=places)
    return "" if somebody else say("next_unassigned", english=question.english)


def strange_place(question: Question) -> str:
    """Return the sentence that there is no plan of the place or year that was named."""
    places = ", ".join(question.strange)
    return say("strange_place", english=question.english, places=places)


def _of_each_plan(hits: Sequence[ScoredClause], question: Question) -> list[ScoredClause]:
    """Return the first hits, with the first of each place when several are asked about."""
    chosen = list(hits[:CLAUSES_SHOWN])
    for name in question.documents if question.compares else ():
        if all(hit.clause.document.id != name for hit in chosen):
            chosen += [hit for hit in hits if hit.clause.document.id == name][:1]
    return chosen


def _gives_a_day(clause: Clause) -> bool:
    """Say whether a clause says by when, or from which day to which."""
    return bool(clause.facts.deadlines) or len(_DAY.findall(clause.text)) > 1


def _of_when(hits: Sequence[ScoredClause], question: Question) -> Status:
    """Return how far clauses without a day say when: in part, unless it is the day that is asked.

    How often something is due is a part of that answer too.
    """
    timed = any(_OFTEN.search(hit.clause.text) for hit in hits)
    return Status.PARTIAL if timed or not asks("day", question.text) else Status.ABSTAINED


def tell_clauses(
    question: Question, intent: Intent, evidence: Evidence, silent: Sequence[Document]
) -> Answer:
    """Answer with the clauses themselves when who acts is not what was asked.

    Clauses of the kind that was asked for come first. A question for a date is answered in part
    only when no clause gives one.
    """
    dated = {hit.clause.key for hit in evidence.clauses if _gives_a_day(hit.clause)}
    due = dated if intent is Intent.DEADLINE else set()
    order = {hit.clause.key: fit(question.intent, hit.clause) for hit in evidence.clauses}
    fitting = sorted(
        evidence.clauses, key=lambda h: (h.clause.key not in due, -order[h.clause.key])
    )
    chosen = _of_each_plan(fitting, question)
    shown = [hit for _, hits in grouped(chosen, question) for hit in hits]
    citations = cite(shown, question)
    often = question.want is not None and question.want.name == "frequency"
    dateless = intent is Intent.DEADLINE and not often
    undated = dateless and not any(hit.clause.key in due for hit in shown)
    step = next_step(question, somebody=True)
    lead = [strange_place(question)] if question.strange else []
    if undated:
        lead.append(say("undated", english=question.english))
        step = step or say("next_add", english=question.english, body=department(question.as_of))
    told = _of_when(shown, question) if undated else Status.ANSWERED
    quoted = list_clauses(citations, question, dates=intent is Intent.DEADLINE)
    lines = [*lead, quoted, step]
    return Answer(
        question=question.text,
        status=Status.ABSTAINED if question.strange else told,
        intent=intent,
        text="\n\n".join(line for line in lines if line),
        citations=citations,
        not_mentioned=tuple(d.id for d in silent) if intent is Intent.TARGET else (),
        next_step=step,
        quoted=quoted,
    )
