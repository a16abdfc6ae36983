"""From what an official types to what is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.query.bodies import families_in
from retrieval.query.concepts import Concept, find_concepts, topics
from retrieval.query.intents import Intent, find_intent
from retrieval.query.places import find_places, find_section
from retrieval.query.spelling import mend
from retrieval.query.wants import Want, find_want
from retrieval.query.words import from_english, is_english, write_out
from retrieval.text import collapse
from retrieval.types import Document

__all__ = ["Concept", "Intent", "Question", "families_in", "topics", "understand"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    Attributes:
        text: As typed.
        as_of: The day for which the answer must hold.
        intent: None when the question only names its matter.
        matter: What it is about, without the way it is asked, places and years.
        concepts: The matter's parts, each with the phrases that show it.
        bodies: Families of bodies that the matter names.
        documents: Plans that it names; empty means all.
        strange: Places and years it names of which the library has no plan.
        section: The section it points at, "II" or "IV.2"; "" for none.
        want: The special kind of answer it wants, such as a sum of money.
        unit: The asker's own authority, "" when unknown.
        english: Whether it is typed in English.
    """

    text: str
    as_of: date
    intent: Intent | None
    matter: str
    concepts: tuple[Concept, ...]
    bodies: frozenset[str]
    documents: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    unit: str = ""
    english: bool = False
    section: str = ""
    want: Want | None = None


def understand(
    text: str, *, as_of: date, documents: Sequence[Document], unit: str = ""
) -> Question:
    """Read a question.

    Args:
        text: As typed: with or without accents, abbreviated, in English.
        as_of: The day for which the answer must hold.
        documents: The plans of the library, for the places and years they are named by.
        unit: The asker's own authority.
    """
    typed = collapse(text)
    english = is_english(typed)
    places = find_places(typed if english else mend(typed), documents)
    intent, matter = find_intent(
        write_out(places.rest).lower() if not english else places.rest.lower()
    )
    if english:
        matter = from_english(matter)
    matter = collapse(re.sub(r"[?!.;:\"“”]+", " ", matter))
    return Question(
        text=typed,
        as_of=as_of,
        intent=intent,
        matter=matter,
        concepts=find_concepts(matter),
        bodies=families_in(matter),
        documents=places.documents,
        strange=places.strange,
        unit=unit,
        english=english,
        section=find_section(typed),
        want=find_want(typed),
    )
