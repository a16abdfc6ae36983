"""From a question to an answer: findings with exact quotes, or a refusal with a next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from prompts.answering.cautions import with_cautions
from prompts.answering.comparing import with_each_plan, with_unclear_plans
from prompts.answering.contents import tell_contents, tell_library
from prompts.answering.cues import asks
from prompts.answering.danger import child_in_danger, is_case_of_a_child
from prompts.answering.declining import (
    abstain,
    only_named,
    only_nearest,
    plainly,
    report_of_danger,
    silent_plan,
)
from prompts.answering.duties import asks_for_duties, names_the_body, tell_duties
from prompts.answering.evidence import Evidence, cite, is_task, names_what_is_asked, weigh
from prompts.answering.figures import tell_borrowed
from prompts.answering.findings import find_bodies
from prompts.answering.halves import Teller, with_other_part
from prompts.answering.indicators import of_asked_indicators, with_indicator_tasks
from prompts.answering.legal import (
    asks_of_an_act,
    tell_aside,
    tell_beside_danger,
    tell_law,
    tell_what_is_held,
)
from prompts.answering.nearest import nearly
from prompts.answering.sources import Sources
from prompts.answering.telling import tell_clauses, tell_findings
from prompts.answering.told import beside
from prompts.answering.types import Answer, Citation, Finding, FindingRole, Status
from prompts.answering.yearly import tell_theme, years_of
from prompts.wording import say
from retrieval.encoder import Encoder
from retrieval.legal import Catalogue, Recall, shipped_catalogue
from retrieval.library import Library
from retrieval.query import (
    Intent,
    Question,
    broader_topics,
    is_foreign,
    is_own,
    understand,
)
from retrieval.search import Searcher
from retrieval.types import Document

__all__ = [
    "Answer",
    "Answerer",
    "Citation",
    "Finding",
    "FindingRole",
    "Status",
    "child_in_danger",
    "is_case_of_a_child",
    "report_of_danger",
]

DEPTH = 40
"""Clauses that are weighed for an answer."""
BROADER_SHOWN = 3
"""Clauses on the broader matter that are told of a plan that is silent on the one asked for."""


class Answerer:
    """Answers questions from the clauses of a library.

    Args:
        library: The plans.
        searcher: Finds their clauses.
        encoder: Recalls facts and provisions by meaning.
        catalogue: The legal documents; the shipped ones if it is left out.
    """

    def __init__(
        self,
        library: Library,
        searcher: Searcher,
        encoder: Encoder,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._library = library
        self._searcher = searcher
        self._catalogue = catalogue or shipped_catalogue()
        self._sources = Sources(library, self._catalogue, Recall(encoder))

    def ask(
        self,
        text: str,
        *,
        as_of: date,
        unit: str = "",
        previous: Question | None = None,
        brief: bool = False,
    ) -> Answer:
        """Return the answer to a question.

        Args:
            text: As typed.
            as_of: The day for which the answer must hold.
            unit: The asker's own authority, whose plans come first.
            previous: The question before in the same conversation.
            brief: Whether others read along: then only the first findings are told at once.
        """
        if child_in_danger(text):
            return self._of_danger(text, as_of)
        plans = self._library.plans()
        question = understand(text, as_of=as_of, documents=plans, unit=unit, previous=previous)
        question = replace(question, brief=brief)
        documents = [plan for plan in plans if plan.id not in question.hidden]
        answer = self._of_law(question, documents)
        if answer is None:
            answer = self._of_plans(question, documents)
        else:
            answer = self._whole(answer, question, plans)
        return replace(answer, asked=question)

    def _of_danger(self, text: str, as_of: date) -> Answer:
        """Send to 111, with what law says of what is asked beside, if anything is."""
        report = report_of_danger(text)
        told = tell_beside_danger(understand(text, as_of=as_of, documents=()))
        return replace(report, text=f"{report.text}\n\n{told}") if told else report

    def _whole(self, answer: Answer, question: Question, plans: Sequence[Document]) -> Answer:
        """Return an answer of law with what another part of the question asks beside it."""

        def told_by(teller: Callable[[Question, Sources], Answer | None]) -> Teller:
            def tell(part: str) -> Answer | None:
                asked = understand(part, as_of=question.as_of, documents=plans, unit=question.unit)
                return teller(asked, self._sources) if asked.text else None

            return tell

        tell, aside = told_by(tell_law), told_by(tell_aside)
        return with_other_part(answer, question.text, tell, aside, english=question.english)

    def _of_law(self, question: Question, documents: Sequence[Document]) -> Answer | None:
        drafts = question.intent is Intent.DRAFT and not asks_of_an_act(question, self._sources)
        if question.intent is Intent.SMALLTALK or drafts or question.everyday:
            return None
        told = (
            self._of_theme(question, documents)
            or tell_borrowed(question, self._library, self._searcher)
            or tell_law(question, self._sources)
        )
        return told if told is not None and names_what_is_asked(told, question) else None

    def _of_theme(self, question: Question, documents: Sequence[Document]) -> Answer | None:
        """Tell the theme of a year, with the plans of that year that name it, or themes alone."""
        answer = tell_theme(question, self._sources)
        if answer is None or not question.documents or answer.status is not Status.ANSWERED:
            return answer
        if len(years_of(question)) > 1:
            return answer
        plans = self._answer(question, documents)
        if plans.status is not Status.ANSWERED:
            return answer
        told = tell_theme(question, self._sources, plans.citations)
        return beside(told, plans) if told is not None else None

    def _of_plans(self, question: Question, documents: Sequence[Document]) -> Answer:
        answer = self._answer(question, documents)
        told = answer.intent in (Intent.SMALLTALK, Intent.DRAFT) or _of_a_stranger(question)
        if answer.status is not Status.ANSWERED and not (told or question.everyday):
            held = tell_what_is_held(question, self._sources)
            if held is not None and names_what_is_asked(held, question):
                return self._whole(held, question, documents)
        answer = _without_own_plan(answer, question, documents)
        return with_cautions(answer, question.as_of, self._catalogue)

    def _answer(self, question: Question, documents: Sequence[Document]) -> Answer:
        if question.intent is Intent.SMALLTALK or not question.text:
            return plainly(question, Intent.SMALLTALK, Status.ANSWERED, "smalltalk")
        if question.intent is Intent.DRAFT:
            return plainly(question, Intent.DRAFT, Status.ABSTAINED, "draft", "next_draft")
        never = question.want is not None and question.want.never
        if question.bodies and asks_for_duties(question) and not (question.particulars or never):
            told = tell_duties(question, documents, self._library, self._searcher)
            return told if told.findings else self._where_it_is_named(question, told)
        if question.intent is Intent.CONTENTS and not _of_a_matter(question):
            return self._contents(question, documents)
        return self._from_clauses(question, documents)

    def _contents(self, question: Question, documents: Sequence[Document]) -> Answer:
        if question.documents and question.strange:
            return abstain(question, Intent.CONTENTS, self._evidence(question))
        if question.documents:
            return tell_contents(question, self._library)
        if not question.section and documents:
            return tell_library(question, documents, self._library)
        return self._from_clauses(question, documents)

    def _from_clauses(self, question: Question, documents: Sequence[Document]) -> Answer:
        evidence, intent = self._evidence(question), _meant(question)
        named = question.documents and not question.strange
        if not question.strange and not evidence.clauses:
            evidence = nearly(evidence, question)
        if named and not evidence.clauses:
            others = self._evidence(replace(question, documents=()))
            broader = self._broader(question, documents)
            return silent_plan(question, intent, documents, evidence, others, broader)
        if not evidence.clauses:
            return abstain(question, intent, evidence)
        if evidence.doubtful:
            return only_nearest(question, intent, evidence)
        if not question.compares:
            return self._told(question, intent, evidence, documents)
        evidence = with_each_plan(evidence, question, self._evidence)
        answer = self._told(question, intent, evidence, documents)
        return with_unclear_plans(answer, evidence, question, documents, self._evidence)

    def _told(
        self,
        question: Question,
        intent: Intent,
        evidence: Evidence,
        documents: Sequence[Document],
    ) -> Answer:
        mentioned = self._searcher.mentioning(question)
        mentioned |= {hit.clause.document.id for hit in evidence.clauses}
        silent = [d for d in documents if question.names(d.id) and d.id not in mentioned]
        if intent is Intent.RESPONSIBILITY:
            evidence = with_indicator_tasks(evidence, self._library)
            return _responsibility(question, evidence, silent)
        return tell_clauses(question, intent, evidence, silent)

    def _where_it_is_named(self, question: Question, declined: Answer) -> Answer:
        """Tell the clauses that name a body to which no plan gives a section; else decline."""
        clauses = self._evidence(question).clauses
        naming = [hit for hit in clauses if names_the_body(hit.clause.text, question)]
        return only_named(question, naming) if naming else declined

    def _broader(self, question: Question, documents: Sequence[Document]) -> tuple[Citation, ...]:
        """Return what the plans named say of a matter that the asked one is part of."""
        topics = broader_topics(question.concepts)
        if not topics:
            return ()
        matter = ", ".join(topic.name for topic in topics)
        wider = understand(matter, as_of=question.as_of, documents=documents)
        found = self._evidence(replace(wider, documents=question.documents)).clauses
        told = [
            hit
            for hit in found
            if is_task(hit.clause) and any(topic.stands_in(hit.clause.text) for topic in topics)
        ]
        return cite(told[:BROADER_SHOWN], wider)

    def _evidence(self, question: Question) -> Evidence:
        ranking = self._searcher.search(question, limit=DEPTH)
        familiar = self._searcher.familiarity(question)
        evidence = replace(weigh(ranking, question, familiar), familiar=familiar)
        return of_asked_indicators(evidence, question)


def _without_own_plan(answer: Answer, question: Question, documents: Sequence[Document]) -> Answer:
    """Say first that the asker's own authority has no plan here, when others tell who does it."""
    named = question.documents or question.strange
    if not (question.unit and answer.findings) or named or answer.intent is Intent.DUTIES:
        return answer
    if any(is_own(document, question.unit) for document in documents):
        return answer
    told = say("no_own_plan", english=question.english, unit=question.unit)
    return replace(answer, text=f"{told}\n\n{answer.text}")


def _meant(question: Question) -> Intent:
    """Return what a question is answered as: one that only names a matter asks who handles it."""
    if question.asks_for_recipients:
        return Intent.CONTENTS
    if _only_names_a_matter(question):
        return Intent.RESPONSIBILITY
    return question.intent or Intent.CONTENTS


def _of_a_matter(question: Question) -> bool:
    """Say whether a question what a plan says is about a matter: "… nói gì về học phí"."""
    return not question.section and asks("about_a_matter", question.text)


def _of_a_stranger(question: Question) -> bool:
    """Say whether the tasks of a body are asked that no plan of the field names."""
    return any(map(is_foreign, question.bodies)) and asks_for_duties(question)


def _only_names_a_matter(question: Question) -> bool:
    """Say whether a question is no more than its matter: "phòng chống đuối nước?"."""
    return question.intent is None and any(c.topic and not c.weak for c in question.concepts)


def _responsibility(question: Question, evidence: Evidence, silent: Sequence[Document]) -> Answer:
    findings = find_bodies(evidence, question)
    if not findings and asks("addressee", question.text):
        dated = question.want is not None and question.want.name == "date"
        told = Intent.DEADLINE if dated else Intent.CONTENTS
        return tell_clauses(question, told, evidence, silent)
    if not findings:
        return abstain(question, Intent.RESPONSIBILITY, evidence)
    return tell_findings(question, Intent.RESPONSIBILITY, findings, silent)
