"""From what an official types to what is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from retrieval.query.bodies import families_in, is_foreign
from retrieval.query.concepts import Concept, Topic, broader_topics, find_concepts, topics
from retrieval.query.everyday import is_everyday
from retrieval.query.follow_up import continued, leans_on_the_last
from retrieval.query.intents import Intent, find_intent
from retrieval.query.matter import told_apart
from retrieval.query.particulars import find_particulars
from retrieval.query.places import find_places, find_section, is_own
from retrieval.query.question import Question
from retrieval.query.spelling import mend
from retrieval.query.wants import find_want
from retrieval.query.words import (
    from_english,
    is_english,
    without_courtesy,
    without_fillers,
    write_out,
)
from retrieval.text import collapse, has_accents
from retrieval.types import Document

__all__ = [
    "Concept",
    "Intent",
    "Question",
    "Topic",
    "broader_topics",
    "families_in",
    "is_everyday",
    "is_foreign",
    "is_own",
    "topics",
    "understand",
]

_MARKS = re.compile(r"[?!;:\"“”]+|\.+(?!\d)|(?<!\d)\.+")
"""Punctuation that is no part of a word: the points of "5.000.000" are."""
_LISTED = re.compile(r"(?<![\d.,])\d{1,2}(?:,\d{1,2}){2,}(?![\d.,]*\d)")
"""Numbers in a row, and no decimal: "chỉ tiêu 3,4,5"."""
_WHOLE_DATE = len("2026-11-22")
_AUTUMN = 10
"""Month from which the plans of the next year are written."""


def _came_later(document: Document, as_of: date) -> bool:
    """Say whether a plan did not exist yet on a day.

    One that lost its date is there from the autumn before its year: then such plans are written.
    """
    if len(document.date) == _WHOLE_DATE:
        return date.fromisoformat(document.date) > as_of
    return document.year is not None and date(document.year - 1, _AUTUMN, 1) > as_of


def understand(
    text: str,
    *,
    as_of: date,
    documents: Sequence[Document],
    unit: str = "",
    previous: Question | None = None,
) -> Question:
    """Read a question.

    Args:
        text: As typed: with or without accents, abbreviated, in English.
        as_of: The day for which the answer must hold.
        documents: The plans of the library, for the places and years they are named by.
        unit: The asker's own authority: what "xã mình" means.
        previous: The question before, for one that leans on it.
    """
    typed = collapse(_LISTED.sub(lambda match: match.group().replace(",", ", "), text))
    english = is_english(typed)
    mended = typed if english else mend(without_courtesy(typed))
    later = frozenset(document.id for document in documents if _came_later(document, as_of))
    known = [document for document in documents if document.id not in later]
    places = find_places(mended, known, as_of=as_of, unit=unit)
    asked = places.rest.lower() if english else write_out(places.rest).lower()
    intent, matter = find_intent(asked)
    matter = from_english(matter) if english else without_fillers(matter)
    matter = collapse(_MARKS.sub(" ", matter))
    named = [document.title for document in known if document.id in places.documents]
    question = Question(
        text=typed,
        as_of=as_of,
        intent=intent,
        matter=matter,
        concepts=told_apart(find_concepts(matter), intent, named, folded=not has_accents(matter)),
        bodies=families_in(from_english(asked) if english else asked),
        documents=places.documents,
        strange=places.strange,
        unit=unit,
        english=english,
        section=find_section(typed),
        want=find_want(write_out(mended)),
        particulars=find_particulars(f"{asked} ; {from_english(asked)}" if english else asked),
        placed=places.placed,
        hidden=later,
    )
    if previous is not None and leans_on_the_last(question):
        return continued(previous, question)
    return question
