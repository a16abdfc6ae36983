"""A part of a draft in a language model's words: paragraph by paragraph, nothing lost or added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from prompts.drafting.types import Draft, Drafted, Origin, Section
from prompts.rewriting.claims import marks, words_of
from prompts.rewriting.grounds import ground_of, written
from prompts.rewriting.orders import addresses_a_reader
from prompts.rewriting.verifying import bare, citations_of
from prompts.rewriting.writing import Writer
from prompts.word.paper import BLANK
from retrieval.query import families_in
from retrieval.types import Block, BlockType, Clause, Document, Facts, Role

MOST = 30
"""Paragraphs that are given to a model at once."""
KEPT = 0.7
"""Share of a paragraph's words that its new wording must keep: a task must not shrink."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """What became of a part.

    Attributes:
        section: With the paragraphs that were worded anew, each with the model among its origins.
        count: How many they are.
        fault: Why there are none: a code of ModelError, "unfaithful" or "unfit"; "" else.
    """

    section: Section
    count: int = 0
    tokens: int = 0
    fault: str = ""


def reworded(draft: Draft, section: Section, writer: Writer) -> Reworded:
    """Return a part of which a model has worded tasks anew.

    Only paragraphs from plans are touched; one is replaced only by a single sentence that holds
    against it and keeps its figures, days, acts, bodies and nearly all of its words.
    """
    given = dict(_given(section))
    if not given:
        return Reworded(section, fault="unfit")
    clauses = {n: _as_clause(draft, each, n) for n, each in given.items()}
    rows = "\n".join(f"[{n}] {_text(each)}" for n, each in given.items())
    grounds = {n: ground_of(each) for n, each in clauses.items()}
    told = writer.write("reword.vi", {"clauses": rows}, grounds, most=MOST)
    new: dict[int, str] = {}
    for sentence in told.sentences:
        (number, *more) = citations_of(sentence)
        if not more and number not in new and _keeps(bare(sentence), _text(given[number])):
            new[number] = bare(sentence)
    if not new:
        return Reworded(section, 0, told.tokens, told.fault or "unfaithful")
    paragraphs = tuple(
        _worded(each, new[n], told.by) if n in new else each
        for n, each in enumerate(section.paragraphs, 1)
    )
    return Reworded(replace(section, paragraphs=paragraphs), len(new), told.tokens)


def _given(section: Section) -> Iterator[tuple[int, Drafted]]:
    for number, each in enumerate(section.paragraphs[:MOST], 1):
        ours = all(origin.type != "plan" for origin in each.origins)
        if not (each.bold or ours or BLANK in each.text or addresses_a_reader(each.text)):
            yield number, each


def _text(each: Drafted) -> str:
    return each.text.removeprefix("- ").strip()


def _as_clause(draft: Draft, each: Drafted, number: int) -> Clause:
    request, text = draft.request, _text(each)
    document = Document("du-thao", draft.title, unit=request.unit, year=request.year)
    facts = Facts(bodies=(each.body,) if each.body else ())
    block = Block(BlockType.CLAUSE, "", 0, len(text), text, role=Role.TASK, facts=facts)
    return Clause(document, number, block)


def _keeps(new: str, old: str) -> bool:
    """Say whether a sentence says all that a paragraph says."""
    told = marks(written(new))
    figures = all(any(own.bears(mark) for own in told) for mark in marks(written(old)))
    words = set(words_of(written(old)))
    kept = len(words & set(words_of(written(new)))) >= KEPT * len(words)
    return figures and kept and families_in(old) <= families_in(new)


def _worded(each: Drafted, text: str, by: str) -> Drafted:
    bullet = "- " if each.text.startswith("- ") else ""
    origins: Mapping[Origin, None] = dict.fromkeys([*each.origins, Origin("model", path=by)])
    return replace(each, text=f"{bullet}{text}", origins=tuple(origins))
