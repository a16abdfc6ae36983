"""Which clauses are evidence for an answer, and in which order plans are told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prompts.answering.cues import asks
from prompts.answering.types import Answer, Citation
from prompts.citing import LONGEST_QUOTE, SENTENCE_END, quote_of
from retrieval.query import (
    Concept,
    Intent,
    Question,
    families_in,
    is_foreign,
    is_own,
)
from retrieval.relevance import fits_wholly, share_shown, shows
from retrieval.text import fold
from retrieval.types import Clause, Document, Ranking, Role, ScoredClause

ENOUGH = 0.5
"""Share of the question that a clause must cover to answer it (development questions)."""
TOPICAL = 0.42
"""The same for one that shows every topic of the question: the rest is how it is put."""
NEAR_BEST = 0.75
"""Share of the best clause's coverage below which another clause is not about the same."""

EVERYDAY = 2
"""Everyday phrases known for words of the plans that make a question one of the field."""
MET = 0.6
"""Share of a question that a clause must cover for one known everyday phrase to suffice."""
FAMILIAR = 0.2
"""Share of known word pairs above which a question speaks the plans' language: what it asks for
and no clause covers is then not there (development questions)."""
LESSER = 0.3
"""Share of the question below which a clause says nothing of it."""
SOMETHING = 0.1
"""Share of the question below which even the nearest clause has nothing of it."""
DOUBTFUL_SHOWN = 3

OF_THE_MATTER = ("count", "money")
"""Wants that only a sentence about the matter fulfils: a number of something else is no answer."""
NOT_IN_LAW = ("cases", "population", "rank", "outcome", "list")
"""Wants that no law fulfils: figures of a place or of a year."""
SHORT_HEADING = 6
"""Words of a heading that says only which part it is: "Yêu cầu", "Nội dung và giải pháp"."""
_MONEY = {"kinh-phi"}
_SPAN = re.compile(r"(?i)thời gian\b.{0,40}\d{1,2}[/.-]\d{1,2}")
_PLANS = re.compile(
    r"\b(?:theo|trong|o) (?:cac |nhung )?(?:ke hoach|kh)\b"
    r"|\b(?:ke hoach|kh) (?:cua )?(?:huyen|xa|phuong|thi xa|tinh|tre em)\b|\bthe plans?\b"
)
"""How a question says that plans are meant, folded."""
_NUMBERED = re.compile(r"\d+/\d+")
MOST = 0.6
"""Share of what a question is about that such a sentence must show (development questions)."""
_NO_TASKS = {Role.OPENING, Role.PURPOSE, Role.THEME, Role.CLOSING}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Clauses that answer a question.

    Attributes:
        clauses: Best first.
        nearest: The best hits whether or not they suffice.
        lesser: Clauses that show a topic of the question but cover less of it.
        doubtful: Whether the clauses are only the nearest in meaning: the question is about the
            field, but in other words than any plan, or in English words that no plan term is
            known for.
        holders: Who was given a numbered target elsewhere in its plan, by the target's key.
        familiar: Share of the question's word pairs that some plan uses, from 0 to 1.
    """

    clauses: tuple[ScoredClause, ...]
    nearest: tuple[ScoredClause, ...]
    lesser: tuple[ScoredClause, ...] = ()
    doubtful: bool = False
    holders: Mapping[str, str] = field(default_factory=dict)
    familiar: float = 0.0


def weigh(ranking: Ranking, question: Question, familiar: float) -> Evidence:
    """Keep the hits that cover enough of the question.

    Args:
        ranking: Best first.
        question: What was asked.
        familiar: Share of the question's word pairs that some plan uses, from 0 to 1.
    """
    nearest = ranking.hits[:3]
    foreign = familiar < FAMILIAR and not (_of_the_field(question) or _is_met(nearest, question))
    foreign = foreign or _names_nothing(question) or question.everyday
    if foreign or (question.want and question.want.never):
        return Evidence((), nearest)
    hits = [hit for hit in ranking if _holds_what_is_wanted(hit, question)]
    hits = [hit for hit in hits if hit.score < TOPICAL or shows_a_topic(hit, question)]
    if fitting := _only_fitting(hits, question):
        return Evidence(fitting, nearest)
    best = max((hit.score for hit in hits), default=0.0)
    topical = any(hit.score == best and shows_topics(hit, question) for hit in hits)
    floor = max(TOPICAL if topical else ENOUGH, NEAR_BEST * best)
    enough = tuple(hit for hit in hits if hit.score >= floor)
    untranslated = question.english and _of_the_field(question) and best > SOMETHING
    if not enough and (untranslated or (familiar < FAMILIAR and best > SOMETHING)):
        return Evidence(tuple(hits[:DOUBTFUL_SHOWN]), nearest, doubtful=True)
    lesser = tuple(hit for hit in hits if LESSER <= hit.score < floor)
    return Evidence(enough, nearest, lesser)


def _is_met(nearest: Sequence[ScoredClause], question: Question) -> bool:
    """Say whether a clause covers most of a question that has a known everyday phrase."""
    best = max((hit.score for hit in nearest), default=0.0)
    return _everyday(question) > 0 and best >= MET


def _everyday(question: Question) -> int:
    """Return how many everyday phrases a question has that words of the plans are known for."""
    return sum(" " in concept.words and len(concept.phrases) > 1 for concept in question.concepts)


def _names_nothing(question: Question) -> bool:
    """Say whether a question who does something does not say what: "tối nay Việt Nam đá với ai"."""
    telling = question.documents or question.bodies or question.particulars or question.section
    who = question.intent is Intent.RESPONSIBILITY
    return who and not telling and all(concept.weak for concept in question.concepts)


def _topics(question: Question) -> list[Concept]:
    """Return the topics that a question is about."""
    return [concept for concept in question.concepts if concept.topic and not concept.weak]


def shows_topics(hit: ScoredClause, question: Question) -> bool:
    """Say whether a clause itself shows every topic of a question that has any."""
    topics, text = _topics(question), hit.clause.text
    return bool(topics) and share_shown(topics, text, folded=question.folded) == 1.0


def _only_fitting(hits: Sequence[ScoredClause], question: Question) -> tuple[ScoredClause, ...]:
    """Return the clauses of the kind that is asked for when a question names nothing else.

    "Kế hoạch phường Phú Thứ căn cứ vào đâu" says no more than its kind and the plan.
    """
    if not question.documents:
        return ()
    if headed := _under_its_heading(hits, question):
        return headed
    if asked := _of_handing_in(hits, question):
        return asked
    money = (
        question.intent is Intent.BUDGET and {each.topic for each in _topics(question)} <= _MONEY
    )
    if not money and any(not concept.weak for concept in question.concepts):
        return ()
    if asks("span", question.text) and (spans := [hit for hit in hits if _is_span(hit.clause)]):
        return tuple(spans)
    return tuple(hit for hit in hits if fits_wholly(question.intent, hit.clause))


def _of_handing_in(hits: Sequence[ScoredClause], question: Question) -> tuple[ScoredClause, ...]:
    """Return the clauses that say when a plan's report is handed in, however it is asked for."""
    due = question.want is not None and question.want.name in ("date", "frequency")
    if not (due and asks("handing_in", question.text)) or _topics(question):
        return ()
    return tuple(hit for hit in hits if fits_wholly(Intent.DEADLINE, hit.clause))


def _under_its_heading(
    hits: Sequence[ScoredClause], question: Question
) -> tuple[ScoredClause, ...]:
    """Return the clauses of the part that a question asks for by its name: "yêu cầu là gì"."""
    telling = [concept for concept in question.concepts if not concept.weak]
    if question.intent not in (None, Intent.CONTENTS) or not telling or _topics(question):
        return ()
    return tuple(
        hit
        for hit in hits
        for heading in hit.clause.block.trail[-1:]
        if len(heading.split()) <= SHORT_HEADING
        and share_shown(telling, heading, folded=question.folded) == 1.0
    )


def _is_span(clause: Clause) -> bool:
    """Say whether a clause is the one that tells from when to when something is done."""
    return _SPAN.match(clause.text) is not None


def shows_a_topic(hit: ScoredClause, question: Question) -> bool:
    """Say whether a clause, its headings or its plan's title show a topic, if there is any."""
    topics = _topics(question)
    return not topics or any(shows(each, hit.clause, folded=question.folded) for each in topics)


def _holds_what_is_wanted(hit: ScoredClause, question: Question) -> bool:
    """Say whether a clause can answer: it names who or holds what the question is after."""
    want, block = question.want, hit.clause.block
    strangers = {body for body in question.bodies if is_foreign(body)}
    if strangers and not strangers & families_in(block.text):
        return False
    if not all(each.stands_in(block.text, *block.trail) for each in question.particulars):
        return False
    if want is None or want.holds is None:
        return True
    if want.name not in OF_THE_MATTER:
        return any(want.holds.search(text) for text in (block.text, *block.trail))
    said = (sentence for sentence in SENTENCE_END.split(block.text) if want.holds.search(sentence))
    matter = _topics(question) or question.concepts
    about = (share_shown(matter, each, folded=question.folded) for each in said)
    return max(about, default=0.0) >= MOST


def names_what_is_asked(answer: Answer, question: Question) -> bool:
    """Say whether what is told from the law is of the particular things that were asked for.

    A question that names an act by its number, or asks how it stands, is about the act; what
    happened in a year is in no law.
    """
    want = question.want
    if want is not None and want.name in NOT_IN_LAW:
        return False
    if (
        want is not None
        and want.name == "money"
        and want.holds
        and not _NUMBERED.search(question.text)
        and not any(asks(cue, question.text) for cue in ("law_standing", "number"))
    ):
        return want.holds.search(answer.text) is not None
    if question.english or _NUMBERED.search(question.text):
        return True
    return all(each.stands_in(answer.text) for each in question.particulars)


def _of_the_field(question: Question) -> bool:
    """Say whether a question is about the plans although it uses none of their words."""
    about_children = any("trẻ em" in c.phrases or "tre em" in c.phrases for c in question.concepts)
    topics = any(concept.topic for concept in question.concepts)
    everyday = _everyday(question) >= EVERYDAY
    named = question.documents or question.bodies or _PLANS.search(fold(question.text))
    return bool(named or about_children or topics or everyday)


def is_task(clause: Clause) -> bool:
    """Say whether a clause sets somebody a task, rather than a purpose or a slogan."""
    return clause.block.role not in _NO_TASKS


def plan_order(document: Document, question: Question) -> tuple[bool, bool, int, str]:
    """Return a sort key: the asker's own unit first, then the newest plan."""
    own = bool(question.unit) and is_own(document, question.unit)
    named = document.id in question.documents
    return (not own, not named, -(document.year or 0), document.id)


def cite(
    hits: Sequence[ScoredClause],
    question: Question,
    *,
    longest: int = LONGEST_QUOTE,
    first: int = 1,
) -> tuple[Citation, ...]:
    """Return one citation per clause, numbered from `first` in the order given."""
    return tuple(
        Citation(n, hit.clause, _quote(hit.clause, question, longest), round(hit.score, 3))
        for n, hit in enumerate(hits, first)
    )


def _quote(clause: Clause, question: Question, longest: int) -> str:
    """Return what to quote; the label of the body is told before the quotation, not in it."""
    text, label = clause.text, clause.facts.label
    if label and text.startswith(f"{label}:") and len(text) > len(label) + 20:
        text = text[len(label) + 1 :].strip()
    return quote_of(text, question.concepts, longest=longest)


def grouped(
    hits: Sequence[ScoredClause], question: Question
) -> tuple[tuple[Document, tuple[ScoredClause, ...]], ...]:
    """Return hits by plan in the order plans are told, each plan's hits as they came."""
    plans: dict[str, Document] = {hit.clause.document.id: hit.clause.document for hit in hits}
    ordered = sorted(plans.values(), key=lambda document: plan_order(document, question))
    return tuple(
        (document, tuple(hit for hit in hits if hit.clause.document.id == document.id))
        for document in ordered
    )
