"""Which prior clauses a draft takes: the unit's own first, its level next, the newest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from prompts.drafting.generalising import generalised, holds
from prompts.drafting.types import Drafted, Origin, Request
from prompts.word.paper import BLANK, Level
from retrieval.legal import Catalogue, successor_of
from retrieval.parsing.lexicon import begins_with_verb
from retrieval.query.bodies import families_in
from retrieval.text import bigrams, fold, syllables
from retrieval.types import Clause, Role

SAME = 0.45
"""Share of neighbouring words that two paragraphs have in common when they say the same."""
_OPEN = ("in_transition", "unclear")
"""States in which a body still goes by its name."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*%")
_ASIDE = re.compile(r"đối tượng|phạm vi|thời gian")
_DISTRICT_WORK = re.compile(r"(?i)\b(?:huyện|thị xã|cấp huyện|cấp xã|các xã|xã, phường|thị trấn)\b")


def word_pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring words of a text: what it says, common words apart."""
    return frozenset(bigrams(syllables(text)))


class Pool:
    """The clauses that a draft may take; what was taken once is not taken again.

    Args:
        clauses: Of all plans.
        request: Says whose plans come first.
        catalogue: The acts, for what clauses cite.
    """

    def __init__(self, clauses: Iterable[Clause], request: Request, catalogue: Catalogue) -> None:
        self._request = request
        self._catalogue = catalogue
        self._clauses = sorted(clauses, key=self._rank)
        self._taken: list[frozenset[str]] = []

    def take(
        self,
        roles: Sequence[Role],
        most: int,
        *,
        trail: str = "",
        of: Callable[[Clause], bool] | None = None,
    ) -> list[Drafted]:
        """Return up to `most` paragraphs of sections of these roles.

        Args:
            roles: Of the sections.
            most: How many.
            trail: What the heading above must hold, "" for anything.
            of: Says whether a clause belongs; None: every one does.
        """
        found: list[Drafted] = []
        for clause in self._clauses:
            if len(found) == most:
                break
            above = clause.block.trail[-1].lower() if clause.block.trail else ""
            fits = clause.block.role in roles and trail in above and self._suits(clause, above)
            if fits and (of is None or of(clause)):
                found += self._drafted(clause)
        return found

    def tasks_of(
        self, executor: Mapping[str, Any], most: int, about: Sequence[Sequence[str]] = ()
    ) -> list[Drafted]:
        """Return up to `most` tasks that plans give to the body that an executor is today.

        Args:
            executor: Of the skeleton.
            most: How many.
            about: Phrases of each matter, syllables joined by spaces: a task holds one of each, and
                only its sentences on them are taken; () for any task.
        """
        found: list[Drafted] = []
        for clause in self._clauses:
            if len(found) == most:
                break
            given = clause.block.role is Role.ASSIGNMENT and holds(clause.text, about)
            unfit = not about and any(w in clause.text.lower() for w in executor.get("unfit", ()))
            if given and not unfit and self._does(clause, executor):
                found += self._drafted(clause, about)
        return found

    def indicators(self, most: int) -> list[Drafted]:
        """Return up to `most` indicators of prior plans with a blank for each of their figures."""
        found: list[Drafted] = []
        for clause in self._clauses:
            if len(found) == most or clause.block.role is not Role.TARGET:
                continue
            if clause.facts.targets and self._suits(clause, ""):
                blank = _FIGURE.sub(BLANK, clause.text)
                bare = replace(clause, block=replace(clause.block, text=blank))
                for each in self._drafted(bare):
                    origin = replace(each.origins[0], quote=clause.text)
                    flags = (*each.flags, "blank", "needs_confirmation")
                    found.append(replace(each, origins=(origin,), flags=flags))
        return found

    def claim(self, text: str) -> bool:
        """Take a text as said; False if something like it was said before."""
        words = word_pairs(text)
        if any(len(words & other) > SAME * min(len(words), len(other)) for other in self._taken):
            return False
        self._taken.append(words)
        return True

    def _rank(self, clause: Clause) -> tuple[bool, bool, bool, int, str, int]:
        document, request = clause.document, self._request
        own = fold(request.unit) not in fold(document.unit)
        kind = document.kind != request.kind
        level = document.level != request.level
        return own, kind, level, -(document.year or 0), document.id, clause.position

    def _suits(self, clause: Clause, above: str) -> bool:
        """Say whether a clause fits the kind of plan: what it is for differs, and so do its heads.

        A task begins with what is to be done.
        """
        if clause.block.role in (Role.TASK, Role.SOLUTION):
            return begins_with_verb(clause.text)
        month = "thang-hanh-dong"
        alike = (clause.document.kind == month) == (self._request.kind == month)
        return alike and not _ASIDE.search(above)

    def _drafted(self, clause: Clause, about: Sequence[Sequence[str]] = ()) -> Iterator[Drafted]:
        general = generalised(clause, self._request, self._catalogue, about)
        if general is None or not self.claim(general.text):
            return
        origin = Origin("plan", clause.document.id, clause.path, clause.text)
        yield Drafted(
            f"- {general.text}",
            Level.BULLET,
            (origin,),
            general.flags,
            partners=clause.facts.coordinating,
        )

    def _does(self, clause: Clause, executor: Mapping[str, Any]) -> bool:
        """Say whether a clause is a duty of the body; a district's only if it moved there."""
        bodies = clause.facts.bodies or ((clause.facts.label,) if clause.facts.label else ())
        district = clause.document.level == "district"
        if district and self._request.level == "commune" and _DISTRICT_WORK.search(clause.text):
            return False
        if not bodies or (self._request.level == "province" and not district):
            return False
        own = bool(families_in(bodies[0]) & set(executor["families"]))
        if self._request.level == "province":
            return own
        heir = successor_of(bodies[0], district_plan=district)
        if heir is None or heir.state in _OPEN or not heir.holds_on(self._request.day):
            return own and not district
        return any(heir.heir.startswith(name) for name in executor["heirs"])
