"""A question, understood: what is looked for, where, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from retrieval.query.concepts import Concept
from retrieval.query.everyday import is_everyday
from retrieval.query.intents import Intent
from retrieval.query.particulars import Particular
from retrieval.query.wants import Want
from retrieval.text import has_accents

_HOTLINE = re.compile(r"(?<!\d)111(?!\d)")


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
        particulars: Particular things that it is about, which plans name only more broadly.
        placed: Whether it names a place, rather than a year alone.
        hidden: Plans that did not exist yet on the day asked about.
        brief: Whether others read along, so that only what matters most is wanted.
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
    particulars: tuple[Particular, ...] = ()
    placed: bool = False
    hidden: frozenset[str] = frozenset()
    brief: bool = False

    @property
    def folded(self) -> bool:
        """Whether it is typed without accents, so that clauses are compared without them too."""
        return not has_accents(self.matter)

    @property
    def everyday(self) -> bool:
        """Whether it is of everyday life, and names no body of the field and not its hotline."""
        named = self.bodies or _HOTLINE.search(self.text)
        return not named and is_everyday(self.text)

    @property
    def compares(self) -> bool:
        """Whether it names several places, each of which wants an answer."""
        return self.placed and len(self.documents) > 1 and not self.strange

    @property
    def asks_for_recipients(self) -> bool:
        """Whether it asks for whom something is done, rather than by whom."""
        return self.want is not None and self.want.name == "recipients"

    def names(self, document_id: str) -> bool:
        """Say whether a plan is among those asked about: the ones it names, or else all."""
        if document_id in self.hidden:
            return False
        return not self.documents or document_id in self.documents
