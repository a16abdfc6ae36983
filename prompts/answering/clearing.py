"""Which act each citation of a question means: by the subject beside it, by the day, the newest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prompts.answering.cues import asks
from prompts.answering.newer import newest_of
from retrieval.legal import (
    Act,
    Catalogue,
    LegalReference,
    alike,
    chosen_by_day,
    chosen_by_subject,
    validity,
)
from retrieval.query import Question

_EITHER = re.compile(
    r"\bla (?!con\b|het\b|da\b|bi\b|co\b|dung\b)[^,;?.]+ hay (?!la |con|het|chua|khong|ko)"
)
"""How it is asked which of two acts a number is of, folded: "là đề án dân cư hay về trẻ em"."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A citation with the ids of the acts that it means; several: it must be asked about."""

    reference: LegalReference
    meant: tuple[str, ...]


def distinct(references: Sequence[LegalReference]) -> list[LegalReference]:
    """Return citations of different acts: a name whose number stands beside it is told once."""
    sure = {r.acts[0] for r in references if len(r.acts) == 1}
    kept = [r for r in references if len(r.acts) < 2 or not sure & set(r.acts)]
    return list({(r.acts or r.text, r.place): r for r in kept}.values())


def without_either(references: Sequence[LegalReference], text: str) -> list[LegalReference]:
    """Return citations without a name that is put as what a number may be: "là Đề án 06 hay …"."""
    several = [r for r in references if r.number and len(r.acts) > 1]
    if not (several and _EITHER.search(alike(text))):
        return list(references)
    among = {act for reference in several for act in reference.acts}
    return [r for r in references if r in several or not among & set(r.acts)]


def told_apart(
    references: Sequence[LegalReference], text: str, catalogue: Catalogue
) -> list[LegalReference]:
    """Return citations, a number of several acts cleared by the subject right behind it.

    "QĐ 06 về xã phù hợp với trẻ em … Đề án 06": what stands behind each tells which it means, and
    that another of that number is named besides does not make them one.
    """
    ends = [*(reference.start for reference in references[1:]), len(text)]
    return [
        _by_what_follows(reference, text[reference.end : end], catalogue)
        for reference, end in zip(references, ends, strict=True)
    ]


def _by_what_follows(
    reference: LegalReference, behind: str, catalogue: Catalogue
) -> LegalReference:
    several = reference.number and len(reference.acts) > 1
    act = chosen_by_subject(catalogue.among(reference.acts), behind) if several else None
    return replace(reference, acts=(act.id,)) if act else reference


def cleared(reference: LegalReference, question: Question, catalogue: Catalogue) -> Cleared:
    """Return a citation with the acts it means: by the subject beside it, a name by the day."""
    acts = catalogue.among(reference.acts)
    issued = [act for act in acts if not _later(act, question, catalogue)]
    if len(acts) < 2:
        return Cleared(reference, reference.acts)
    if len(issued) == 1:
        return Cleared(reference, (issued[0].id,))
    if reference.number and _EITHER.search(alike(question.text)):
        return Cleared(reference, tuple(act.id for act in issued))
    beside = question.text.replace(reference.text, " ")
    newest = None if reference.number else newest_of(issued)
    of_the_newest = asks("newer", question.text) or asks("the_new", question.text)
    meant = newest if of_the_newest else None
    meant = meant or chosen_by_subject(acts, beside) or chosen_by_subject(acts, question.matter)
    if meant is None and not reference.number:
        meant = chosen_by_day(acts, question.as_of, catalogue)
    return Cleared(reference, (meant.id,) if meant else reference.acts)


def _later(act: Act, question: Question, catalogue: Catalogue) -> bool:
    return validity(act, question.as_of, catalogue).reason == "not_issued"
