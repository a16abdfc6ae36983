"""What is indexed of a clause: its words, the headings above it, the document it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.query.words import spell_out
from retrieval.text import collapse
from retrieval.types import Clause


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. Its ordinal is its place in the index.

    Attributes:
        group: What a filter selects by: the document's id.
        title: Title of the document and the unit it belongs to.
        trail: Headings above, and the bodies that must act.
        text: The clause itself, its abbreviations written out.
    """

    group: str
    title: str
    trail: str
    text: str


def entry_of(clause: Clause) -> Entry:
    """Return what is indexed of a clause; a body is found by its duties and they by it."""
    document, facts = clause.document, clause.facts
    place = "" if document.unit and document.unit in document.title else document.unit
    bodies = " ; ".join(facts.bodies) if facts.label and facts.label not in clause.text else ""
    trail = " . ".join(clause.block.trail)
    return Entry(
        group=document.id,
        title=collapse(f"{document.title} {place} {document.year or ''}"),
        trail=spell_out(
            collapse(trail if bodies and bodies in trail else f"{trail} . {bodies}").strip(" .")
        ),
        text=spell_out(clause.text),
    )
