"""Answers that decline: what is not there is said not to be there, with a next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prompts.answering.adviser import department
from prompts.answering.evidence import Evidence, cite, grouped
from prompts.answering.findings import find_bodies
from prompts.answering.layout import lay_out, list_clauses, plan_name
from prompts.answering.telling import CLAUSES_SHOWN, next_step, strange_place
from prompts.answering.types import Answer, Caution, Citation, Status
from prompts.wording import say
from retrieval.query import Intent, Question, broader_topics
from retrieval.query.bodies import families
from retrieval.query.words import is_english
from retrieval.types import Document, ScoredClause

RELATED = 0.25
"""Share of the question that a clause must cover to be shown as the nearest."""


def abstain(question: Question, intent: Intent, evidence: Evidence) -> Answer:
    """Decline, with the nearest clauses and a next step."""
    english = question.english
    related = [hit for hit in evidence.nearest if hit.score >= RELATED]
    citations = cite(related, question)
    step = next_step(question, somebody=True) or _add_or_ask(question)
    lead = strange_place(question) if question.strange else _not_held(question)
    lines = [lead, step]
    if related:
        lines += [say("abstained_nearest", english=english), list_clauses(citations, question)]
    return Answer(
        question=question.text,
        status=Status.ABSTAINED,
        intent=intent if related else Intent.OUT_OF_SCOPE,
        text="\n\n".join(lines),
        citations=citations,
        next_step=step,
    )


def _not_held(question: Question) -> str:
    """Return the sentence that the plans do not hold what was asked for, and what that is."""
    english = question.english
    if question.particulars:
        things = "; ".join(each.name for each in question.particulars)
        return say("not_named", english=english, things=things)
    return say("abstained", english=english)


def _add_or_ask(question: Question) -> str:
    body = department(question.as_of)
    return say("next_add", english=question.english, body=body)


def only_nearest(question: Question, intent: Intent, evidence: Evidence) -> Answer:
    """Show what is nearest in meaning, said to be no more than that."""
    if question.strange:
        return abstain(question, intent, evidence)
    step = say("next_ask", english=question.english)
    lead = say("nearest_only", english=question.english)
    findings = find_bodies(evidence, question)
    citations = tuple(dict.fromkeys(finding.citation for finding in findings))
    parts = lay_out(findings, question)
    if intent is not Intent.RESPONSIBILITY or not findings:
        findings, citations = (), cite(_in_order(evidence.clauses, question), question)
        parts = (list_clauses(citations, question),)
    return Answer(
        question=question.text,
        status=Status.PARTIAL,
        intent=intent,
        text="\n\n".join([lead, parts[0], step]),
        findings=findings,
        citations=citations,
        next_step=step,
        more=parts[1:],
    )


def only_named(question: Question, hits: Sequence[ScoredClause]) -> Answer:
    """Show where a body is named that has no tasks of its own, said to be no more than that."""
    names = ", ".join(family.name for family in families() if family.id in question.bodies)
    citations = cite(_in_order(hits[:CLAUSES_SHOWN], question), question)
    step = say("next_unassigned", english=question.english)
    lead = say("only_named", english=question.english, body=names)
    return Answer(
        question=question.text,
        status=Status.PARTIAL,
        intent=Intent.DUTIES,
        text="\n\n".join([lead, list_clauses(citations, question), step]),
        citations=citations,
        next_step=step,
    )


def _in_order(hits: Sequence[ScoredClause], question: Question) -> list[ScoredClause]:
    return [hit for _, of_plan in grouped(hits, question) for hit in of_plan]


def silent_plan(
    question: Question,
    intent: Intent,
    documents: Sequence[Document],
    nearest: Evidence,
    others: Evidence,
    broader: tuple[Citation, ...],
) -> Answer:
    """Say that the plan that was named is silent, and what the others say.

    Args:
        question: It names the plan.
        intent: What was asked.
        documents: All plans.
        nearest: What the plan holds, too little to be an answer.
        others: What all plans hold.
        broader: What the plan says of a matter that the asked one is part of.
    """
    english = question.english
    named = [document for document in documents if document.id in question.documents]
    told = [hit for hit in others.clauses if hit.clause.document.id not in question.documents]
    if others.doubtful or not (told or broader):
        answer = abstain(question, intent, nearest)
        return replace(answer, not_mentioned=question.documents)
    elsewhere = cite(_in_order(told[:CLAUSES_SHOWN], question), question, first=len(broader) + 1)
    step = say("next_unassigned", english=english)
    lines = [_denial(question, named, nearest)]
    lines += _of_the_broader(broader, question)
    if elsewhere:
        lines += [say("other_plans", english=english), list_clauses(elsewhere, question)]
    lines.append(step)
    return Answer(
        question=question.text,
        status=Status.ABSTAINED,
        intent=intent,
        text="\n\n".join(lines),
        citations=broader + elsewhere,
        not_mentioned=question.documents,
        next_step=step,
    )


def _denial(question: Question, named: Sequence[Document], nearest: Evidence) -> str:
    """Return that a plan is silent, or, where something stands near, that it is not clear."""
    something = any(hit.score >= RELATED for hit in nearest.nearest)
    name = "named_unclear" if something else "named_silent"
    return say(name, english=question.english, plans=", ".join(map(plan_name, named)))


def _of_the_broader(citations: Sequence[Citation], question: Question) -> list[str]:
    if not citations:
        return []
    topics = ", ".join(topic.name for topic in broader_topics(question.concepts))
    lines = [
        say("broader", english=question.english, topics=topics),
        list_clauses(citations, question),
    ]
    if not any(citation.clause.facts.label for citation in citations):
        lines.append(say("unassigned", english=question.english))
    return lines


def no_duty(question: Question, documents: Sequence[Document], body: str) -> Answer:
    """Say that no plan, or not the one that was named, gives a body a task."""
    english = question.english
    asked = [document for document in documents if question.names(document.id)]
    step = next_step(question, somebody=True) or _add_or_ask(question)
    plans = ", ".join(map(plan_name, asked)) or "—"
    return Answer(
        question=question.text,
        status=Status.ABSTAINED,
        intent=Intent.DUTIES,
        text=f"{say('no_duty', english=english, body=body, plans=plans)}\n\n{step}",
        not_mentioned=tuple(document.id for document in asked),
        next_step=step,
    )


def plainly(
    question: Question, intent: Intent, status: Status, sentence: str, step: str = ""
) -> Answer:
    """Answer with a sentence of the templates, and a next step."""
    text = say(sentence, english=question.english)
    next_sentence = say(step, english=question.english) if step else ""
    body = f"{text}\n\n{next_sentence}" if next_sentence else text
    return Answer(question.text, status, intent, body, next_step=next_sentence)


def report_of_danger(text: str) -> Answer:
    """Send whoever tells of a child in danger to 111, the police and the chairman."""
    english = is_english(text)
    step = say("danger_next", english=english)
    return Answer(
        question="",
        status=Status.ABSTAINED,
        intent=Intent.OUT_OF_SCOPE,
        text=say("danger", english=english),
        warnings=(Caution("child_in_danger", step),),
        next_step=step,
    )
