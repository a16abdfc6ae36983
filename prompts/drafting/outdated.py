"""Paragraphs of a draft whose ground is gone: law and library may change while a draft lies."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from prompts.answering.standing import tell_standing
from prompts.checking.citations import OVER, says_it_is_over
from prompts.drafting.types import Draft, Drafted
from prompts.wording import say
from retrieval.legal import Act, Catalogue, ValidityStatus, validity
from retrieval.legal.faults import faults_in

_GONE = (ValidityStatus.EXPIRED, ValidityStatus.PERIOD_ENDED)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A paragraph that is based on an act which is over or a plan which was taken away.

    Attributes:
        heading: Of its part.
        standing: Of the act on the day or of the plan, in a sentence.
    """

    heading: str
    text: str
    standing: str


def outdated_in(
    draft: Draft, day: date, catalogue: Catalogue, plans: Collection[str]
) -> tuple[Outdated, ...]:
    """Return the paragraphs whose act is over, or whose plan is no longer in the library.

    Args:
        draft: As it was kept.
        day: On which its acts must be in force.
        catalogue: The acts.
        plans: Ids of the plans of the library.
    """
    return tuple(
        Outdated(section.heading, paragraph.text, standing)
        for section in draft.sections
        for paragraph in section.paragraphs
        for standing in dict.fromkeys(_standings(paragraph, day, catalogue, plans))
    )


def _standings(
    paragraph: Drafted, day: date, catalogue: Catalogue, plans: Collection[str]
) -> Iterator[str]:
    for act in _over(paragraph, day, catalogue):
        yield tell_standing(act, day, catalogue)
    for origin in paragraph.origins:
        if origin.type == "plan" and origin.document not in plans:
            yield say("draft_source_gone", document=origin.document)


def _over(paragraph: Drafted, day: date, catalogue: Catalogue) -> Iterator[Act]:
    for fault in faults_in(paragraph.text, day, catalogue):
        if fault.act and fault.code in OVER and not says_it_is_over(fault, paragraph.text):
            yield fault.act
    for act in catalogue.among([o.document for o in paragraph.origins if o.type == "law"]):
        if validity(act, day, catalogue).status in _GONE:
            yield act
