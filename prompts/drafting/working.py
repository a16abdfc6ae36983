"""A draft that is worked on: parts edited, written anew, locked; each step gives a new value.

What is locked stays as it is, byte for byte, whatever is done to the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from prompts.drafting import CLOSING, compose
from prompts.drafting.choosing import Pool
from prompts.drafting.doers import with_doers
from prompts.drafting.sections import ASSIGNMENT, WORK, build, closing
from prompts.drafting.types import Draft, Drafted, Origin, Section
from prompts.errors import DraftError
from prompts.word.paper import Level
from retrieval.legal import Catalogue
from retrieval.text import collapse
from retrieval.types import Clause

LOCKED, EDITED, DRAFTED = "locked", "edited", "drafted"


def redrafted(
    draft: Draft, part: str, how: str, clauses: Iterable[Clause], catalogue: Catalogue
) -> Draft:
    """Return a draft with one part written anew.

    Args:
        draft: As it is.
        part: Id of the part.
        how: "shorter", "longer", "other" (from other plans) or "" (as at first).
        clauses: Of the plans.
        catalogue: The acts.

    Raises:
        DraftError: part_unknown, part_locked, nothing_other, other_lacks (the other plans give
            some of the bodies nothing).
    """
    section = open_part(draft, part)
    fullness = {"shorter": -1, "longer": 1}.get(how, 0)
    request = replace(draft.request, fullness=fullness)
    used = {o.document for p in section.paragraphs for o in p.origins if o.type == "plan"}
    left = [c for c in clauses if how != "other" or c.document.id not in used]
    pool = Pool(left, request, catalogue)
    for other in draft.sections:
        for each in other.paragraphs if other.id != part else ():
            if any(origin.type != "template" for origin in each.origins):
                pool.claim(each.text)  # our own frame is in every draft: it takes no clause's place
    told = [closing(request)] if part == CLOSING else build(part, request, pool, catalogue)
    if part == WORK:
        told = with_doers(told, part_of(draft, ASSIGNMENT).paragraphs, request)
    if how == "other" and not any(o.type == "plan" for p in told for o in p.origins):
        raise DraftError("nothing_other", part=section.heading)
    left_out = _bodies(section.paragraphs) - _bodies(told)
    if how == "other" and left_out:  # A body must not lose its tasks unnoticed.
        bodies = "; ".join(sorted(left_out))
        raise DraftError("other_lacks", part=section.heading, bodies=bodies)
    return with_part(draft, replace(section, paragraphs=tuple(told), state=DRAFTED, changed=False))


def _bodies(paragraphs: Iterable[Drafted]) -> set[str]:
    return {each.body for each in paragraphs if each.body}


def edited(draft: Draft, part: str, text: str) -> Draft:
    """Return a draft in which a part reads as the user says, a paragraph a line.

    Raises:
        DraftError: part_unknown, part_locked, text_empty.
    """
    section = open_part(draft, part)
    lines = [collapse(line) for line in text.splitlines() if line.strip()]
    if not lines:
        raise DraftError("text_empty")
    told = tuple(Drafted(line, _level(line), (Origin("user"),)) for line in lines)
    return with_part(draft, replace(section, paragraphs=told, state=EDITED, changed=True))


def _level(line: str) -> Level:
    return Level.BULLET if line.startswith(("-", "+")) else Level.TEXT


def locked(draft: Draft, part: str, *, lock: bool = True) -> Draft:
    """Return a draft with a part locked, or open again.

    Raises:
        DraftError: part_unknown.
    """
    section = part_of(draft, part)
    was = EDITED if section.changed else DRAFTED
    return with_part(draft, replace(section, state=LOCKED if lock else was))


def informed(
    draft: Draft,
    variables: Mapping[str, str],
    parent: str,
    clauses: Iterable[Clause],
    catalogue: Catalogue,
) -> Draft:
    """Return a draft that knows more; parts that were edited or locked stay as they are."""
    told = {**draft.request.variables, **variables}
    request = replace(draft.request, variables=told, parent=parent or draft.request.parent)
    fresh = compose(request, clauses, catalogue)
    new = {section.id: section for section in fresh.sections}
    sections = tuple(new[s.id] if s.state == DRAFTED else s for s in draft.sections)
    return replace(fresh, sections=sections)


def part_of(draft: Draft, part: str) -> Section:
    """Return a part by its id.

    Raises:
        DraftError: part_unknown.
    """
    for section in draft.sections:
        if section.id == part:
            return section
    raise DraftError("part_unknown", part=part)


def open_part(draft: Draft, part: str) -> Section:
    """Return a part that may be changed.

    Raises:
        DraftError: part_unknown, part_locked.
    """
    section = part_of(draft, part)
    if section.state == LOCKED:
        raise DraftError("part_locked", part=section.heading)
    return section


def with_part(draft: Draft, section: Section) -> Draft:
    """Return a draft with a part in place of the one of its id."""
    return replace(
        draft, sections=tuple(section if s.id == section.id else s for s in draft.sections)
    )
