"""Acts told: their standing, their provisions, which of them replaces which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from prompts.answering.evidence import plan_order
from prompts.answering.layout import plan_name
from prompts.answering.standing import cite_act, spoken, tell_standing
from prompts.answering.types import Answer, Caution, Citation, Status
from prompts.citing import LONGEST_QUOTE
from prompts.wording import say
from retrieval.legal import (
    Act,
    Catalogue,
    LegalReference,
    Provision,
    Validity,
    ValidityStatus,
    find_references,
    provisions,
    validity,
)
from retrieval.library import Library
from retrieval.query import Intent, Question
from retrieval.text import fold
from retrieval.types import Clause

BEFORE = 80
"""Characters quoted before what is cited."""


@dataclass(frozen=True, slots=True)
class Told:
    """Lines of an answer with the citations they refer to, and cautions."""

    lines: list[str]
    citations: list[Citation]
    cautions: list[Caution] = field(default_factory=list)

    def quote(self, clause: Clause, quote: str, validity: Validity | None = None) -> int:
        """Cite a clause as it is printed; return the number of the citation."""
        n = len(self.citations) + 1
        self.citations.append(Citation(n, clause, quote, 1.0, validity=validity))
        return n

    def cite(self, act: Act, text: str, day: date, catalogue: Catalogue, *, place: str = "") -> int:
        """Cite an act, or a place of it, in our own words; return the number of the citation."""
        n = len(self.citations) + 1
        self.citations.append(cite_act(n, act, text, place, day, catalogue))
        return n


def tell_acts(
    question: Question,
    references: Sequence[LegalReference],
    library: Library,
    catalogue: Catalogue,
) -> Answer:
    """Tell the standing of the acts named, or the provisions pointed at."""
    told = Told([], [])
    open_ = False
    for reference in _distinct(references):
        acts = catalogue.among(reference.acts)
        open_ |= len(acts) != 1
        if not acts:
            told.lines.append(say("law_no_record", text=reference.text))
        elif len(acts) > 1:
            _tell_ambiguous(told, reference, acts, question, catalogue)
        elif reference.place:
            open_ |= not _tell_provisions(
                told, acts[0], reference.place, question, library, catalogue
            )
        else:
            _tell_act(told, acts[0], question, library, catalogue)
    _tell_relation(told, references, question, catalogue)
    several = any(len(reference.acts) > 1 for reference in references)
    step = say("law_ask_year" if several else "law_next_record") if open_ else ""
    return legal_answer(question, told, step=step, open_=open_)


def _distinct(references: Sequence[LegalReference]) -> list[LegalReference]:
    """Return citations of different acts: a name whose number stands beside it is told once."""
    sure = {r.acts[0] for r in references if len(r.acts) == 1}
    kept = [r for r in references if len(r.acts) < 2 or not sure & set(r.acts)]
    return list({(r.acts or r.text, r.place): r for r in kept}.values())


def _tell_act(
    told: Told, act: Act, question: Question, library: Library, catalogue: Catalogue
) -> None:
    _tell_known(told, act, question, catalogue)
    for clause in _citing(act, question, library, catalogue):
        n = told.quote(clause, around(clause.text, act.number.rpartition("/")[0]))
        plan = plan_name(clause.document)
        told.lines.append("  " + say("law_cited_in", plan=plan, path=clause.path, n=n))


def _citing(act: Act, question: Question, library: Library, catalogue: Catalogue) -> list[Clause]:
    """Return of each plan the first clause that cites an act by its number."""
    digits = act.number.rpartition("/")[0]
    named = [
        clause
        for clause in (library.holding(f"{digits}/") if digits else ())
        if question.names(clause.document.id)
        and any(r.acts == (act.id,) for r in find_references(clause.text, catalogue))
    ]
    first = {clause.document.id: clause for clause in reversed(named)}
    return sorted(first.values(), key=lambda clause: plan_order(clause.document, question))


def around(text: str, found: str) -> str:
    """Return a verbatim part of a clause around what it cites."""
    at = max(0, text.find(found) - BEFORE)
    start = at if at == 0 else text.find(" ", at) + 1
    return text[start : start + LONGEST_QUOTE].strip()


def _tell_ambiguous(
    told: Told,
    reference: LegalReference,
    acts: Sequence[Act],
    question: Question,
    catalogue: Catalogue,
) -> None:
    told.lines.append(say("law_ambiguous", text=reference.text))
    for act in acts:
        _tell_known(told, act, question, catalogue)


def _tell_known(told: Told, act: Act, question: Question, catalogue: Catalogue) -> None:
    n = told.cite(act, act.found, question.as_of, catalogue)
    told.lines.append(f"• {tell_standing(act, question.as_of, catalogue)} [{n}]")


def _tell_provisions(
    told: Told,
    act: Act,
    place: str,
    question: Question,
    library: Library,
    catalogue: Catalogue,
) -> bool:
    """Tell what an act says at a place: its text if the office added it, else our digest."""
    clauses = _text_of(act, place, library)
    digests = [p for p in provisions() if p.act == act.id and _within(p.place, place)]
    standing = validity(act, question.as_of, catalogue)
    for clause in clauses:
        n = told.quote(clause, clause.text, standing)
        place_, quote = clause.path, clause.text
        told.lines.append("• " + say("law_quote", label=act.label, place=place_, quote=quote, n=n))
    for provision in () if clauses else digests:
        tell_digest(told, provision, act, question, catalogue)
    if not clauses and not digests:
        told.lines.append(say("law_no_provision", place=place, label=act.label))
    told.lines.append(f"• {tell_standing(act, question.as_of, catalogue)}")
    return bool(clauses or digests)


def _text_of(act: Act, place: str, library: Library) -> list[Clause]:
    """Return the clauses of an act at a place, from a text that the office added."""
    added = [law.id for law in library.laws() if act.number and law.number == act.number]
    return [c for c in library.clauses(added[:1]) if _within(c.path, place)] if added else []


def _within(place: str, asked: str) -> bool:
    return place == asked or place.startswith(f"{asked} ") or asked.startswith(f"{place} ")


def tell_digest(
    told: Told, provision: Provision, act: Act, question: Question, catalogue: Catalogue
) -> None:
    """Tell what a provision says, marked as our words, with its citation."""
    place, digest = provision.place, provision.digest
    n = told.cite(act, digest, question.as_of, catalogue, place=place)
    told.lines.append("• " + say("law_digest", label=act.label, place=place, digest=digest, n=n))


def _tell_relation(
    told: Told, references: Sequence[LegalReference], question: Question, catalogue: Catalogue
) -> None:
    """Say which of two acts replaces the other, if that was asked, or that neither does."""
    asked = fold(question.text)
    if len(references) != 2 or not re.search(r"\bthay\b|replac", asked):
        return
    first, second = references
    if re.search(r"\b(bi|boi|duoc|do|by)\b", asked):
        first, second = second, first
    for new, old in ((first, second), (second, first)):
        replaced = [
            act
            for act in catalogue.among(old.acts)
            if any(e.what == "replaced" and (e.by,) == new.acts for e in act.events)
        ]
        if replaced:
            names = _name(new, catalogue), replaced[0].label
            told.lines.insert(0, say("law_relation", first=names[0], second=names[1]))
            return
    names = _name(first, catalogue), _name(second, catalogue)
    told.lines.insert(0, say("law_relation_none", first=names[0], second=names[1]))


def _name(reference: LegalReference, catalogue: Catalogue) -> str:
    act = catalogue.get(reference.acts[0]) if len(reference.acts) == 1 else None
    return act.label if act else reference.text


def legal_answer(question: Question, told: Told, *, step: str = "", open_: bool = False) -> Answer:
    """Return an answer about law: whole, partial while something is open, a refusal without acts.

    Args:
        question: What was asked, and for which day.
        told: Lines and citations.
        step: What to do next.
        open_: Whether the question must be put more precisely, or something is not known.
    """
    status = Status.PARTIAL if open_ else Status.ANSWERED
    if not told.citations:
        status = Status.ABSTAINED
        step = step or say("law_next_record")
    lead = say("law_as_of", day=spoken(question.as_of))
    return Answer(
        question=question.text,
        status=status,
        intent=Intent.LEGAL,
        text="\n".join([lead, *told.lines, *([step] if step else [])]),
        citations=tuple(told.citations),
        warnings=tuple(dict.fromkeys([*told.cautions, *_cautions(told.citations)])),
        next_step=step,
    )


def _cautions(citations: Sequence[Citation]) -> Iterable[Caution]:
    codes = {
        ValidityStatus.EXPIRED: "expired_reference",
        ValidityStatus.PERIOD_ENDED: "period_ended",
        ValidityStatus.UNKNOWN: "unverified",
    }
    seen = set()
    for citation in citations:
        standing, document = citation.validity, citation.clause.document
        if standing is not None and standing.status in codes and document.id not in seen:
            seen.add(document.id)
            yield Caution(codes[standing.status], f"{document.title}: {citation.quote}")
