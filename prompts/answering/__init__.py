"""From a question to an answer: findings with exact quotes, or a refusal with a next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from prompts.answering.danger import child_in_danger
from prompts.answering.evidence import Evidence, cite, grouped, weigh
from prompts.answering.findings import as_duties, find_bodies, silent_plans
from prompts.answering.layout import lay_out, list_clauses, plan_name
from prompts.answering.types import (
    Answer,
    Caution,
    Citation,
    Finding,
    FindingRole,
    Status,
)
from prompts.wording import say
from retrieval.library import Library
from retrieval.query import Intent, Question, families_in, understand
from retrieval.query.bodies import families, plain
from retrieval.search import Searcher
from retrieval.types import Document, ScoredClause

__all__ = ["Answer", "Answerer", "Citation", "Finding", "FindingRole", "Status", "child_in_danger"]

DEPTH = 40
"""Clauses that are weighed for an answer."""
RELATED = 0.25
"""Share of the question that a clause must cover to be shown as the nearest."""
CLAUSES_SHOWN = 3
"""Clauses listed when a question asks for what a plan says."""


class Answerer:
    """Answers questions from the clauses of a library.

    Args:
        library: The plans.
        searcher: Finds their clauses.
    """

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self._library = library
        self._searcher = searcher

    def ask(self, text: str, *, as_of: date, unit: str = "") -> Answer:
        """Return the answer to a question.

        Args:
            text: As typed.
            as_of: The day for which the answer must hold.
            unit: The asker's own authority, whose plans come first.
        """
        documents = self._library.documents()
        question = understand(text, as_of=as_of, documents=documents, unit=unit)
        if child_in_danger(text):
            return _danger(question)
        if question.intent is Intent.SMALLTALK or not question.text:
            return _plain(question, Intent.SMALLTALK, Status.ANSWERED, "smalltalk")
        if question.intent is Intent.DRAFT:
            return _plain(question, Intent.DRAFT, Status.ABSTAINED, "draft", "next_draft")
        if question.intent is Intent.DUTIES and question.bodies:
            return self._duties(question, documents)
        evidence = weigh(self._searcher.search(question, limit=DEPTH))
        if question.intent is Intent.RESPONSIBILITY or _names_only(question):
            return _responsibility(question, documents, evidence)
        return _clauses(question, evidence)

    def _duties(self, question: Question, documents: Sequence[Document]) -> Answer:
        labels = [
            (document, label)
            for document, label in self._library.labels()
            if families_in(label) & question.bodies
            and (not question.documents or document in question.documents)
        ]
        tasks = self._library.tasks_of(labels)
        asked = _beside_the_body(question)
        scores = self._searcher.scores(asked, tasks) if asked.concepts else [1.0] * len(tasks)
        best = max(scores, default=0.0)
        near = [i for i, score in enumerate(scores) if score >= max(0.4, 0.6 * best)]
        if not near:
            near = list(range(len(tasks))) if not asked.concepts else []
        if not near:
            evidence = weigh(self._searcher.search(question, limit=DEPTH))
            return _responsibility(question, documents, evidence, intent=Intent.DUTIES)
        findings = as_duties([ScoredClause(tasks[i], scores[i]) for i in near], asked)
        silent = silent_plans(documents, [ScoredClause(clause, 1.0) for clause in tasks])
        return _told(question, Intent.DUTIES, findings, silent)


def _names_only(question: Question) -> bool:
    """Say whether a question only names its matter: "phòng chống đuối nước?"."""
    return question.intent is None and any(concept.topic for concept in question.concepts)


def _beside_the_body(question: Question) -> Question:
    """Return the question without the words that only name the body."""
    names = [
        alias for family in families() if family.id in question.bodies for alias in family.aliases
    ]
    words = {word for name in names for word in name.split()}
    kept = tuple(c for c in question.concepts if not set(plain(c.words).split()) <= words)
    return replace(question, concepts=kept)


def _responsibility(
    question: Question,
    documents: Sequence[Document],
    evidence: Evidence,
    *,
    intent: Intent = Intent.RESPONSIBILITY,
) -> Answer:
    findings = find_bodies(evidence.clauses, question)
    if not findings:
        return _abstained(question, intent, evidence)
    asked = [d for d in documents if not question.documents or d.id in question.documents]
    return _told(question, intent, findings, silent_plans(asked, evidence.clauses))


def _told(
    question: Question,
    intent: Intent,
    findings: Sequence[Finding],
    silent: Sequence[Document],
) -> Answer:
    parts = lay_out(findings, question)
    plans = len({finding.document.id for finding in findings})
    somebody = any(finding.body for finding in findings)
    english = question.english
    notes = [] if somebody else [say("unassigned", english=english)]
    if question.strange:
        notes.insert(0, say("strange_place", english=english, places=", ".join(question.strange)))
    if silent:
        names = ", ".join(map(plan_name, silent))
        notes.append(say("not_mentioned", english=english, plans=names))
    if len(parts) > 1:
        shown = len(parts[0].split("\n• ")) - 1
        notes.append(say("more", english=english, count=max(1, len(findings) - shown)))
    answered = somebody and not question.strange
    step = "" if answered else _next_step(question, unassigned=not somebody)
    return Answer(
        question=question.text,
        status=Status.ANSWERED if answered else Status.PARTIAL,
        intent=intent,
        text="\n\n".join(
            [*_intro(intent, plans, question, somebody), parts[0], *notes, step]
        ).strip(),
        findings=tuple(findings),
        citations=tuple(dict.fromkeys(finding.citation for finding in findings)),
        not_mentioned=tuple(document.id for document in silent),
        next_step=step,
        more=parts[1:],
    )


def _intro(intent: Intent, plans: int, question: Question, somebody: bool) -> list[str]:  # noqa: FBT001
    if not somebody:
        return []
    name = "duties_intro" if intent is Intent.DUTIES else "intro"
    if plans == 1:
        return [say(f"{name}_one", english=question.english)]
    return [say(name, english=question.english, count=plans)]


def _next_step(question: Question, *, unassigned: bool) -> str:
    if question.strange:
        places = ", ".join(question.strange)
        return say("next_place", english=question.english, places=places)
    return say("next_unassigned" if unassigned else "next_add", english=question.english)


def _clauses(question: Question, evidence: Evidence) -> Answer:
    """Answer with the clauses themselves when who acts is not what was asked."""
    intent = question.intent or Intent.CONTENTS
    if not evidence.clauses:
        return _abstained(question, intent, evidence)
    shown = grouped(evidence.clauses[:CLAUSES_SHOWN], question)
    citations = cite([hit for _, hits in shown for hit in hits], question)
    strange = bool(question.strange)
    step = _next_step(question, unassigned=False) if strange else ""
    notes = []
    if strange:
        places = ", ".join(question.strange)
        notes.append(say("strange_place", english=question.english, places=places))
    listed = list_clauses(citations, question)
    return Answer(
        question=question.text,
        status=Status.PARTIAL if strange else Status.ANSWERED,
        intent=intent,
        text="\n\n".join(filter(None, [*notes, listed, step])),
        citations=citations,
        next_step=step,
    )


def _abstained(question: Question, intent: Intent, evidence: Evidence) -> Answer:
    """Decline, with the nearest clauses and a next step."""
    english = question.english
    related = [hit for hit in evidence.nearest if hit.score >= RELATED]
    citations = cite(related, question)
    step = _next_step(question, unassigned=False)
    lines = [say("abstained", english=english)]
    if question.strange:
        places = ", ".join(question.strange)
        lines = [say("strange_place", english=english, places=places)]
    lines.append(step)
    if related:
        lines.append(say("abstained_nearest", english=english))
        lines.append(list_clauses(citations, question))
    return Answer(
        question=question.text,
        status=Status.ABSTAINED,
        intent=intent if related else Intent.OUT_OF_SCOPE,
        text="\n\n".join(lines),
        citations=citations,
        next_step=step,
    )


def _plain(
    question: Question, intent: Intent, status: Status, sentence: str, step: str = ""
) -> Answer:
    text = say(sentence, english=question.english)
    next_step = say(step, english=question.english) if step else ""
    body = f"{text}\n\n{next_step}" if next_step else text
    return Answer(question.text, status, intent, body, next_step=next_step)


def _danger(question: Question) -> Answer:
    text = say("danger", english=question.english)
    step = say("danger_next", english=question.english)
    warning = Caution("child_in_danger", step)
    return Answer(
        question="",
        status=Status.ABSTAINED,
        intent=Intent.OUT_OF_SCOPE,
        text=text,
        warnings=(warning,),
        next_step=step,
        private=True,
    )
