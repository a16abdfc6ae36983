"""Provisions told: as they are printed where the office added the text, else in our own words."""

from __future__ import annotations

from prompts.answering.naming import beside_the_acts
from prompts.answering.sources import Sources
from prompts.answering.standing import name_of, tell_standing
from prompts.answering.told import Told
from prompts.wording import say
from retrieval.legal import (
    Act,
    Catalogue,
    Provision,
    Succession,
    bodies_named,
    provisions,
    validity,
)
from retrieval.library import Library
from retrieval.query import Question
from retrieval.types import Clause

LIKE = 0.55
"""Likeness above which a provision is what is asked of an act that was named."""
NEAR = 0.3
"""Nearness in meaning that it must have besides."""
SHOWN = 3
"""Provisions told for what is asked of an act."""


def tell_provisions(told: Told, act: Act, place: str, question: Question, sources: Sources) -> bool:
    """Tell what an act says at a place: its text if the office added it, else our digest."""
    catalogue, english = sources.catalogue, question.english
    clauses = _text_of(act, place, sources.library)
    digests = [p for p in provisions() if p.act == act.id and _within(p.place, place)]
    standing = validity(act, question.as_of, catalogue)
    label = name_of(act, english=english)
    for clause in clauses:
        n = told.quote(clause, clause.text, standing)
        line = say(
            "law_quote", english=english, label=label, place=clause.path, quote=clause.text, n=n
        )
        told.lines.append("• " + line)
    for provision in () if clauses else digests:
        tell_digest(told, provision, act, question, catalogue)
    if not clauses and not digests:
        told.lines.append(say("law_no_provision", english=english, place=place, label=label))
    told.lines.append(f"• {tell_standing(act, question.as_of, catalogue, english=english)}")
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
    """Tell what a provision says, marked as our words, with the bodies of today beside its own."""
    place, digest, english = provision.place, provision.digest, question.english
    n = told.cite(act, question.as_of, catalogue, text=digest, place=place)
    label = name_of(act, english=english)
    line = say("law_digest", english=english, label=label, place=place, digest=digest, n=n)
    gone = [
        say("law_heir", english=english, body=body.name, heir=_heirs(body))
        for body in bodies_named(digest)
        if isinstance(body, Succession) and body.heir and body.holds_on(question.as_of)
    ]
    told.lines.append("• " + line)
    if gone:
        told.lines.append("  " + say("law_heirs", english=english, heirs="; ".join(gone)))


def _heirs(body: Succession) -> str:
    whole = [name for name, matter in body.today if not matter]
    return " / ".join(dict.fromkeys(whole or [name for name, _ in body.today]))


def tell_ruled(told: Told, act: Act, question: Question, sources: Sources) -> None:
    """Tell the provisions of an act that are nearest to what is asked beside its name."""
    beside = beside_the_acts(question.text, sources.catalogue)
    found = [
        provision
        for provision, how in sources.recall.provisions(beside)
        if provision.act == act.id and how.score >= LIKE and how.near >= NEAR
    ]
    for provision in found[:SHOWN]:
        tell_digest(told, provision, act, question, sources.catalogue)
