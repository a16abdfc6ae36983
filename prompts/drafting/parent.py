"""The plan of the authority above: how it is cited, and what of it a draft has taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prompts.drafting.choosing import word_pairs
from prompts.drafting.generalising import generalised
from prompts.drafting.requests import inserted
from prompts.drafting.sections import TARGETS, WORK, group_at, group_name, groups_of
from prompts.drafting.types import Draft, Drafted, Origin, Request, Section
from prompts.drafting.working import open_part, with_part
from prompts.errors import DraftError
from prompts.word.paper import BLANK, Level
from prompts.wording import say
from retrieval.legal import Catalogue
from retrieval.parsing import Parsed
from retrieval.text import collapse, fold
from retrieval.types import Block, BlockType, Clause, Document, Role

COVERED = 0.45
"""Share of a clause's neighbouring words that a paragraph has when it says the same."""
_TASKS = (Role.TASK, Role.SOLUTION)
_GIVEN = {
    "commune": re.compile(r"\b(?:uy ban nhan dan|ubnd)\b.*\b(?:xa|phuong|dac khu)\b"),
    "province": re.compile(r"\b(?:uy ban nhan dan|ubnd)\b.*\b(?:tinh|thanh pho)\b"),
}
"""To whom the authority above gives what the plan of a level must take over; on folded text."""
_ABOVE = re.compile(r"\bSở\b|(?i:\bcấp tỉnh\b|\btoàn tỉnh\b|\b(?:công an|ubnd|nhân dân) tỉnh\b)")
"""Words of a province's own work."""
_WHERE = re.compile(r"(?i)\b(?:trên|tại) địa (?:bàn|phương)\b[^.,;]*")
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*\s*%?")


@dataclass(frozen=True, slots=True)
class Item:
    """A target or task of the parent plan.

    Attributes:
        state: "covered", "changed" where the draft has other figures, "missing", or "target" for a
            figure that a person must take over.
    """

    kind: str
    path: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A task of the parent plan as a draft would say it, and the heading under which it belongs."""

    heading: str
    task: Drafted


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
    all_parts = _paragraphs(draft.sections)
    targets = _paragraphs([section for section in draft.sections if section.id == TARGETS])
    return tuple(
        Item(kind, block.path, block.text, _state(kind, block.text, own, draft.request))
        for kind, block in _matters(parsed, draft.request)
        for own in [targets if kind == "target" else all_parts]
    )


def _paragraphs(sections: Sequence[Section]) -> list[tuple[str, frozenset[str]]]:
    texts = [each.text for section in sections for each in section.paragraphs]
    return [(text, _gist(text)) for text in texts]


def missing_tasks(parsed: Parsed, draft: Draft, catalogue: Catalogue) -> tuple[Addition, ...]:
    """Return the tasks of a parent plan that a draft lacks and may take over as they are.

    Not those that name another authority, a body of its level, or a figure: a person decides there.
    """
    items = {(item.path, item.text): item.state for item in checklist(parsed, draft)}
    request, groups = draft.request, groups_of(draft.request.kind)
    document = _document(parsed)
    found = []
    for position, (kind, block) in enumerate(_matters(parsed, request)):
        if kind != "task" or items[(block.path, block.text)] != "missing":
            continue
        general = generalised(Clause(document, position, block), request, catalogue)
        if general is None or (request.level == "commune" and _ABOVE.search(general.text)):
            continue
        place = group_at(block.text, block.trail, groups)
        heading = group_name(groups[place]) if place >= 0 else say("draft_parent_tasks")
        origin = Origin("user", "", f"{cited(parsed)}, {block.path}", block.text)
        flags = (*general.flags, "needs_confirmation")
        found.append(
            Addition(heading, Drafted(f"- {general.text}", Level.BULLET, (origin,), flags))
        )
    return tuple(found)


def merged(draft: Draft, additions: Sequence[Addition]) -> tuple[Draft, int]:
    """Return a draft with tasks of a parent plan put under their headings, and how many they were.

    What the draft says by now is not said again; no paragraph that was there is touched.

    Raises:
        DraftError: part_locked, nothing_missing.
    """
    section = open_part(draft, WORK)
    said = [_gist(each.text) for part in draft.sections for each in part.paragraphs]
    count = 0
    for addition in additions:
        words = _gist(addition.task.text)
        if _likest(words, said) < COVERED:
            section = inserted(section, addition.heading, addition.task)
            said.append(words)
            count += 1
    if not count:
        raise DraftError("nothing_missing")
    return with_part(draft, section), count


def _matters(parsed: Parsed, request: Request) -> Iterator[tuple[str, Block]]:
    """Yield the targets and tasks: "target" or "task" with its block.

    An assignment is one only where it is given to the authorities whose plan is drafted.
    """
    for block in parsed.blocks:
        if block.type is not BlockType.CLAUSE or not _gist(block.text):
            continue
        if block.role is Role.TARGET and block.facts.targets:
            yield "target", block
        elif block.role in _TASKS or (block.role is Role.ASSIGNMENT and _is_given(block, request)):
            yield "task", block


def _is_given(block: Block, request: Request) -> bool:
    given = block.facts.label or next(iter(block.facts.bodies), "")
    return bool(_GIVEN[request.level].search(fold(given)))


def _state(
    kind: str, text: str, paragraphs: Sequence[tuple[str, frozenset[str]]], request: Request
) -> str:
    """Return what a draft has of a matter: the same, the same with other figures, or nothing."""
    words = _gist(text)
    likest = max(paragraphs, key=lambda each: _share(words, each[1]), default=("", frozenset()))
    if _share(words, likest[1]) < COVERED:
        return "target" if kind == "target" else "missing"
    if _figures(text, request.year) <= _figures(likest[0], request.year):
        return "covered"
    return "target" if kind == "target" and BLANK in likest[0] else "changed"


def _gist(text: str) -> frozenset[str]:
    """Return what a text says, without where: any two plans have that in common."""
    return word_pairs(_WHERE.sub("", text))


def _share(words: frozenset[str], other: frozenset[str]) -> float:
    return len(words & other) / len(words) if words else 0.0


def _likest(words: frozenset[str], said: Sequence[frozenset[str]]) -> float:
    return max((_share(words, other) for other in said), default=0.0)


def _figures(text: str, year: int) -> frozenset[str]:
    """Return the figures of a text but for the plan's year: rates, numbers, days."""
    return frozenset(_FIGURE.findall(text)) - {str(year)}


def _document(parsed: Parsed) -> Document:
    told = parsed.description
    names = ("title", "kind", "number", "issuer", "unit", "level", "date")
    year = int(told["year"]) if told.get("year") else None
    return Document("parent", **{name: told.get(name, "") for name in names}, year=year)
