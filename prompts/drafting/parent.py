"""The plan of the authority above: how it is cited, and what of it a draft has taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prompts.drafting.choosing import word_pairs
from prompts.drafting.types import Draft
from prompts.word.paper import BLANK
from prompts.wording import say
from retrieval.parsing import Parsed
from retrieval.text import collapse
from retrieval.types import Block, BlockType, Role

COVERED = 0.45
"""Share of a clause's neighbouring words that a paragraph has when it says the same."""
_TASKS = (Role.TASK, Role.SOLUTION)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Item:
    """A target or task of the parent plan.

    Attributes:
        state: "covered", "missing", or "target" for a figure that a person must take over.
    """

    kind: str
    path: str
    text: str
    state: str


def cited(parsed: Parsed) -> str:
    """Return how a plan is cited: kind, number, day, issuer, subject; blanks for what is lost."""
    told = parsed.description
    title = told.get("title", "")
    subject = title.partition(" ")[2].partition(" ")[2] or title
    year, month, day = (*told.get("date", "").split("-"), "", "", "")[:3]
    return say(
        "draft_cited",
        number=told.get("number") or BLANK,
        day=f"{day}/{month}/{year}" if day else BLANK,
        issuer=told.get("issuer") or BLANK,
        subject=collapse(f"về {subject[:1].lower()}{subject[1:]}"),
    )


def checklist(parsed: Parsed, draft: Draft) -> tuple[Item, ...]:
    """Return the targets and tasks of a parent plan, each with what the draft has of it."""
    own = [word_pairs(each.text) for section in draft.sections for each in section.paragraphs]
    return tuple(_items(parsed.blocks, own))


def _items(blocks: Sequence[Block], own: Sequence[frozenset[str]]) -> Iterator[Item]:
    for block in blocks:
        if block.type is not BlockType.CLAUSE:
            continue
        words = word_pairs(block.text)
        text = block.text[:_LONGEST]
        if block.role is Role.TARGET and block.facts.targets:
            yield Item("target", block.path, text, "target")
        elif block.role in _TASKS and words:
            has = any(len(words & other) >= COVERED * len(words) for other in own)
            yield Item("task", block.path, text, "covered" if has else "missing")
