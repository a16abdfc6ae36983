"""Paragraphs of a draft whose basis in law is over: the law may change while a draft lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from prompts.answering.standing import tell_standing
from prompts.checking.citations import OVER, says_it_is_over
from prompts.drafting.types import Draft, Drafted
from retrieval.legal import Act, Catalogue, ValidityStatus, validity
from retrieval.legal.faults import faults_in

_GONE = (ValidityStatus.EXPIRED, ValidityStatus.PERIOD_ENDED)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A paragraph that is based on an act which is over.

    Attributes:
        heading: Of its part.
        standing: Of the act on the day, in a sentence.
    """

    heading: str
    text: str
    standing: str


def outdated_in(draft: Draft, day: date, catalogue: Catalogue) -> tuple[Outdated, ...]:
    """Return the paragraphs that cite an act, or come from one, that is over on a day."""
    return tuple(
        Outdated(section.heading, paragraph.text, tell_standing(act, day, catalogue))
        for section in draft.sections
        for paragraph in section.paragraphs
        for act in dict.fromkeys(_over(paragraph, day, catalogue))
    )


def _over(paragraph: Drafted, day: date, catalogue: Catalogue) -> Iterator[Act]:
    for fault in faults_in(paragraph.text, day, catalogue):
        if fault.act and fault.code in OVER and not says_it_is_over(fault, paragraph.text):
            yield fault.act
    for act in catalogue.among([o.document for o in paragraph.origins if o.type == "law"]):
        if validity(act, day, catalogue).status in _GONE:
            yield act
