"""From a question to an answer: findings with exact quotes, or a refusal with a next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from prompts.answering.danger import child_in_danger
from prompts.answering.evidence import ENOUGH, Evidence, cite, grouped, weigh
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
from retrieval.search import Searcher, in_section
from retrieval.types import BlockType, Document, ScoredClause

__all__ = ["Answer", "Answerer", "Citation", "Finding", "FindingRole", "Status", "child_in_danger"]

DEPTH = 40
"""Clauses that are weighed for an answer."""
RELATED = 0.25
"""Share of the question that a clause must cover to be shown as the nearest."""
SECTION_PART = 8
"""Clauses of a section told at once."""
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
        if question.intent is Intent.CONTENTS and question.documents:
            return self._contents(question)
        evidence = self._evidence(question)
        if not evidence.clauses and question.documents and not question.strange:
            return self._silent(question, documents, evidence)
        if question.intent is Intent.RESPONSIBILITY or _names_only(question):
            return _responsibility(question, documents, evidence)
        return _clauses(question, evidence)

    def _evidence(self, question: Question) -> Evidence:
        ranking = self._searcher.search(question, limit=DEPTH)
        return weigh(ranking, question, self._searcher.familiarity(question))

    def _contents(self, question: Question) -> Answer:
        """Tell a section, or the headings, of the plan that was named."""
        document_id = question.documents[0]
        section = question.section
        keys = self._library.section_keys([document_id], section) if section else []
        clauses = [c for c in self._library.clauses_at(keys) if in_section(c, section)]
        if not clauses:
            return self._outline(question, document_id)
        hits = [ScoredClause(clause, 1.0) for clause in clauses]
        plain = replace(question, concepts=())
        citations = cite(hits, plain)
        starts = range(0, len(citations), SECTION_PART)
        parts = [list_clauses(citations[i : i + SECTION_PART], plain) for i in starts]
        return Answer(
            question=question.text,
            status=Status.ANSWERED,
            intent=Intent.CONTENTS,
            text=parts[0],
            citations=citations,
            more=tuple(parts[1:]),
        )

    def _outline(self, question: Question, document_id: str) -> Answer:
        blocks = self._library.blocks(document_id)
        headings = [b for b in blocks if b.type is BlockType.HEADING and "." not in b.path]
        first = next(i for i, block in enumerate(blocks) if block.type is BlockType.CLAUSE)
        hit = ScoredClause(self._library.clauses_at([(document_id, first)])[0], 1.0)
        title = self._library.document(document_id).title
        lines = [title, *(f"• {block.path}. {block.text.rstrip(' :')}" for block in headings)]
        return Answer(
            question=question.text,
            status=Status.ANSWERED,
            intent=Intent.CONTENTS,
            text="\n".join(lines),
            citations=cite([hit], replace(question, concepts=())),
        )

    def _silent(
        self, question: Question, documents: Sequence[Document], evidence: Evidence
    ) -> Answer:
        """Say that the plan that was named is silent, and what the others say."""
        others = self._evidence(replace(question, documents=()))
        named = [d for d in documents if d.id in question.documents]
        english = question.english
        silent = say("named_silent", english=english, plans=", ".join(map(plan_name, named)))
        told = [hit for hit in others.clauses if hit.clause.document.id not in question.documents]
        if others.doubtful or not told:
            answer = _abstained(question, question.intent or Intent.CONTENTS, evidence)
            return replace(answer, not_mentioned=question.documents)
        citations = cite(told[:CLAUSES_SHOWN], question)
        step = say("next_unassigned", english=english)
        listed = list_clauses(citations, question)
        parts = [silent, step, say("other_plans", english=english), listed]
        return Answer(
            question=question.text,
            status=Status.ABSTAINED,
            intent=question.intent or Intent.CONTENTS,
            text="\n\n".join(parts),
            citations=citations,
            not_mentioned=question.documents,
            next_step=step,
        )

    def _duties(self, question: Question, documents: Sequence[Document]) -> Answer:
        labels = _nearest_bodies(
            question,
            [
                (document, label)
                for document, label in self._library.labels()
                if not question.documents or document in question.documents
            ],
        )
        tasks = self._library.tasks_of(labels)
        if not tasks:
            return _no_duty(question, documents)
        asked = _beside_the_body(question, [label for _, label in labels])
        scores = self._searcher.scores(asked, tasks) if asked.concepts else [1.0] * len(tasks)
        best = max(scores, default=0.0)
        near = [i for i, score in enumerate(scores) if score >= max(ENOUGH, 0.6 * best)]
        if not near:
            near, scores = list(range(len(tasks))), [1.0] * len(tasks)
        findings = as_duties([ScoredClause(tasks[i], scores[i]) for i in near], asked)
        silent = silent_plans(documents, [ScoredClause(clause, 1.0) for clause in tasks])
        return _told(question, Intent.DUTIES, findings, silent)


def _names_only(question: Question) -> bool:
    """Say whether a question only names its matter: "phòng chống đuối nước?"."""
    return question.intent is None and any(concept.topic for concept in question.concepts)


def _nearest_bodies(
    question: Question, labels: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the labels that share most families with the bodies that the question names."""
    shared = {pair: len(families_in(pair[1]) & question.bodies) for pair in labels}
    most = max(shared.values(), default=0)
    return [pair for pair in labels if shared[pair] == most > 0]


def _beside_the_body(question: Question, labels: Sequence[str]) -> Question:
    """Return the question without the words that only name the body."""
    names = [
        alias for family in families() if family.id in question.bodies for alias in family.aliases
    ]
    words = {word for name in (*names, *map(plain, labels)) for word in name.split()}
    kept = tuple(c for c in question.concepts if not set(plain(c.words).split()) <= words)
    return replace(question, concepts=kept)


def _no_duty(question: Question, documents: Sequence[Document]) -> Answer:
    """Say that no plan, or not the one that was named, gives the body a task."""
    asked = [d for d in documents if not question.documents or d.id in question.documents]
    names = ", ".join(f.name for f in families() if f.id in question.bodies)
    english = question.english
    step = say("next_add", english=english)
    lines = [say("no_duty", english=english, body=names, plans=", ".join(map(plan_name, asked)))]
    return Answer(
        question=question.text,
        status=Status.ABSTAINED,
        intent=Intent.DUTIES,
        text="\n\n".join([*lines, step]),
        not_mentioned=tuple(document.id for document in asked),
        next_step=step,
    )


def _responsibility(
    question: Question,
    documents: Sequence[Document],
    evidence: Evidence,
    *,
    intent: Intent = Intent.RESPONSIBILITY,
) -> Answer:
    findings = find_bodies(evidence.clauses, question)
    if not findings or evidence.doubtful:
        return _doubtful(question, intent, evidence)
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
    if not evidence.clauses or evidence.doubtful or question.strange:
        return _doubtful(question, intent, evidence)
    shown = grouped(evidence.clauses[:CLAUSES_SHOWN], question)
    citations = cite([hit for _, hits in shown for hit in hits], question)
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        intent=intent,
        text=list_clauses(citations, question),
        citations=citations,
    )


def _doubtful(question: Question, intent: Intent, evidence: Evidence) -> Answer:
    """Show what is nearest, said to be no more than that; decline where nothing is near."""
    if not evidence.doubtful or question.strange:
        return _abstained(question, intent, evidence)
    shown = grouped(evidence.clauses, question)
    citations = cite([hit for _, hits in shown for hit in hits], question)
    step = say("next_ask", english=question.english)
    lead = say("nearest_only", english=question.english)
    return Answer(
        question=question.text,
        status=Status.PARTIAL,
        intent=intent,
        text="\n\n".join([lead, list_clauses(citations, question), step]),
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
