"""What a sentence may lean on: the clauses that it cites, prepared for comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from prompts.rewriting.claims import Mark, marks, words_of
from prompts.rewriting.orders import addresses_a_reader
from retrieval.corpus import load_toml
from retrieval.query import families_in
from retrieval.query.words import write_out
from retrieval.text import bigrams, collapse
from retrieval.types import Clause

_CASES = re.compile(r"(?<=\d )ca(?= (?:tử|trên|mắc|mỗi|$))|(?<=\b[Cc]ác )ca\b|(?<=\bnhững )ca\b")
"""Cases, no police: "18,5 ca trên 1.000 trẻ", "các ca vướng mắc"."""
_LABOUR = re.compile(r"(?:LĐ|Lao động)\s?[-–]?\s?TB\s?[&-]?\s?XH")


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause with what stands around it in its plan.

    Attributes:
        text: The clause itself.
        words: Of the clause, its headings, its bodies and its plan's title, written out.
        close: The same without its headings.
        pairs: Neighbouring words of the same, joined by "_".
        phrase: The same as one text, for phrases: words parted by single spaces.
        marks: Figures, days and acts of the clause, its headings and its plan's title.
        families: Ids of the bodies that are named in all this.
        place: Names of the plan's unit, parted like `phrase`.
        doers: Words of each body that the clause gives its task to; () when it names none.
        partners: Words of each body that takes part.
    """

    text: str
    words: frozenset[str]
    close: frozenset[str]
    pairs: frozenset[str]
    phrase: str
    marks: tuple[Mark, ...]
    families: frozenset[str]
    place: str
    doers: tuple[tuple[str, ...], ...]
    partners: tuple[tuple[str, ...], ...]


def ground_of(clause: Clause, quote: str = "") -> Ground:
    """Return what a clause bears out; of a quotation that leaves private data out only that."""
    facts, document = clause.facts, clause.document
    own = quote or clause.text
    trail, title = (
        [text for text in texts if not addresses_a_reader(text)]
        for texts in (clause.block.trail, [document.title])
    )
    around = [*trail, *title, facts.label or "", *facts.bodies, *facts.coordinating]
    place = [document.unit, document.issuer, document.number]
    texts = [own, *around, *place]
    close = [own, *title, facts.label or "", *facts.bodies, *facts.coordinating, *place]
    spoken = [tokens for text in texts for tokens in (words_of(text), words_of(written(text)))]
    return Ground(
        text=own,
        words=frozenset(word for tokens in spoken for word in tokens),
        close=frozenset(w for text in close for w in (*words_of(text), *words_of(written(text)))),
        pairs=frozenset(pair for tokens in spoken for pair in bigrams(tokens)),
        phrase=" | ".join(" ".join(tokens) for tokens in spoken),
        marks=tuple(
            mark
            for text in (own, *around, *place, str(document.year or ""))
            for mark in marks(written(text))
        ),
        families=frozenset().union(*map(families_in, texts)),
        place=" | ".join(" ".join(words_of(name)) for name in (document.unit, document.issuer)),
        doers=tuple(tuple(words_of(written(b))) for b in (*facts.bodies, facts.label) if b),
        partners=tuple(tuple(words_of(written(body))) for body in facts.coordinating),
    )


def joined(grounds: Sequence[Ground]) -> Ground:
    """Return several clauses as one, for a sentence that cites them together."""
    if len(grounds) == 1:
        return grounds[0]
    return Ground(
        text="\n".join(each.text for each in grounds),
        words=frozenset().union(*(each.words for each in grounds)),
        close=frozenset().union(*(each.close for each in grounds)),
        pairs=frozenset().union(*(each.pairs for each in grounds)),
        phrase=" | ".join(each.phrase for each in grounds),
        marks=tuple(mark for each in grounds for mark in each.marks),
        families=frozenset().union(*(each.families for each in grounds)),
        place=" | ".join(each.place for each in grounds),
        doers=tuple(doer for each in grounds for doer in each.doers),
        partners=tuple(partner for each in grounds for partner in each.partners),
    )


def written(text: str) -> str:
    """Return a text in lower case, its abbreviations written out: "LĐTB&XH", "UBND", "CTV"."""
    return write_out(collapse(plainly(text)), accented=True)


def plainly(text: str) -> str:
    """Return a text with the one abbreviation that is printed in many ways printed in one."""
    return _CASES.sub("trường hợp", _LABOUR.sub("LĐTBXH", text))


@cache
def same_words() -> dict[str, tuple[str, ...]]:
    """Return for each word or phrase the others that say the same."""
    rows: list[list[str]] = load_toml("rewriting.toml")["same"]
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for one in row:
            found.setdefault(one, {}).update(dict.fromkeys(other for other in row if other != one))
    return {one: tuple(others) for one, others in found.items()}
