"""A draft that is worked on: parts edited, written anew, locked; each step gives a new value.

What is locked stays as it is, byte for byte, whatever is done to the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from prompts.drafting import CLOSING, compose
from prompts.drafting.choosing import Pool
from prompts.drafting.sections import build, closing, subject_of
from prompts.drafting.types import Draft, Drafted, Origin, Request, Section
from prompts.errors import DraftError
from prompts.word.paper import Level
from retrieval.corpus import load_toml
from retrieval.legal import Catalogue
from retrieval.query import topics
from retrieval.query.bodies import families_in
from retrieval.text import collapse, fold, syllables
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
        DraftError: part_unknown, part_locked, nothing_other.
    """
    section = _open_part(draft, part)
    fullness = {"shorter": -1, "longer": 1}.get(how, 0)
    request = replace(draft.request, fullness=fullness)
    used = {o.document for p in section.paragraphs for o in p.origins if o.type == "plan"}
    left = [c for c in clauses if how != "other" or c.document.id not in used]
    pool = Pool(left, request, catalogue)
    for other in draft.sections:
        for each in other.paragraphs if other.id != part else ():
            if any(origin.type != "template" for origin in each.origins):
                pool.claim(
                    each.text
                )  # our own frame stands in every draft and takes no clause's place
    told = [closing(request)] if part == CLOSING else build(part, request, pool, catalogue)
    if how == "other" and not any(o.type == "plan" for p in told for o in p.origins):
        raise DraftError("nothing_other", part=section.heading)
    return _with(draft, replace(section, paragraphs=tuple(told), state=DRAFTED))


def edited(draft: Draft, part: str, text: str) -> Draft:
    """Return a draft in which a part reads as the user says, a paragraph a line.

    Raises:
        DraftError: part_unknown, part_locked, text_empty.
    """
    section = _open_part(draft, part)
    lines = [collapse(line) for line in text.splitlines() if line.strip()]
    if not lines:
        raise DraftError("text_empty")
    told = tuple(Drafted(line, _level(line), (Origin("user"),)) for line in lines)
    return _with(draft, replace(section, paragraphs=told, state=EDITED))


def _level(line: str) -> Level:
    return Level.BULLET if line.startswith(("-", "+")) else Level.TEXT


def locked(draft: Draft, part: str, *, lock: bool = True) -> Draft:
    """Return a draft with a part locked, or open again.

    Raises:
        DraftError: part_unknown.
    """
    section = part_of(draft, part)
    was = (
        EDITED if any(o.type == "user" for p in section.paragraphs for o in p.origins) else DRAFTED
    )
    return _with(draft, replace(section, state=LOCKED if lock else was))


def added(
    draft: Draft, told: str, clauses: Iterable[Clause], catalogue: Catalogue
) -> tuple[Draft, Drafted]:
    """Return a draft with one more task for a body, and the task.

    Args:
        draft: As it is.
        told: "công an về xâm hại trên mạng" looks for a prior clause; "công an: …" gives the words.
        clauses: Of the plans.
        catalogue: The acts.

    Raises:
        DraftError: body_unknown, part_locked, nothing_found.
    """
    section = _open_part(draft, "to-chuc-thuc-hien")
    body, colon, words = told.partition(":")
    executor = _executor(draft.request, body)
    name = executor["name"].format(level=draft.request.word, hamlet=draft.request.hamlet)
    if colon and words.strip():
        own = collapse(words).rstrip(".")
        task = Drafted(f"- {own}.", Level.BULLET, (Origin("user"),))
    else:
        task = _found(draft, executor, told, clauses, catalogue)
    task = replace(task, body=name.removeprefix("Đề nghị "))
    return _with(draft, _inserted(section, name, task)), task


def _found(
    draft: Draft,
    executor: Mapping[str, Any],
    told: str,
    clauses: Iterable[Clause],
    catalogue: Catalogue,
) -> Drafted:
    clauses = list(clauses)
    pool = Pool(clauses, draft.request, catalogue)
    for section in draft.sections:
        for each in section.paragraphs:
            pool.claim(each.text)
    matters = _matters_of(told)
    found = pool.tasks_of(executor, 1, matters)
    for matter in matters if not found else ():
        found = found or pool.tasks_of(executor, 1, [matter])
    if not found:
        fresh = Pool(clauses, draft.request, catalogue).tasks_of(executor, 1, matters)
        if fresh:
            raise DraftError("already_there", text=fresh[0].text)
        raise DraftError("nothing_found", told=told)
    return replace(found[0], flags=(*found[0].flags, "needs_confirmation"))


def _executor(request: Request, told: str) -> Mapping[str, Any]:
    families = families_in(told)
    for executor in load_toml("skeleton.toml")["executors"]:
        if executor["level"] == request.level and families & set(executor["families"]):
            return dict(executor)
    raise DraftError("body_unknown", told=told)


def _inserted(section: Section, name: str, task: Drafted) -> Section:
    """Put a task behind the last one of its body, or open a heading for the body at the end."""
    paragraphs = list(section.paragraphs)
    heads = [i for i, each in enumerate(paragraphs) if each.bold]
    own = next((i for i in heads if paragraphs[i].text.endswith(name)), None)
    if own is None:
        number = len(heads) + 1
        head = Drafted(f"{number}. {name}", Level.ITEM, (Origin("template"),), bold=True)
        return replace(section, paragraphs=(*paragraphs, head, task))
    end = next((i for i in heads if i > own), len(paragraphs))
    return replace(section, paragraphs=(*paragraphs[:end], task, *paragraphs[end:]))


def dropped(draft: Draft, words: str) -> tuple[Draft, int]:
    """Return a draft without the tasks about a matter, and how many they were; locked parts stay.

    Raises:
        DraftError: nothing_to_drop.
    """
    phrases = [fold(phrase) for matter in _matters_of(words) for phrase in matter]
    phrases = phrases or [_spoken(words).strip()]
    count, sections = 0, []
    for section in draft.sections:
        kept = [p for p in section.paragraphs if section.state == LOCKED or not _about(p, phrases)]
        count += len(section.paragraphs) - len(kept)
        sections.append(replace(section, paragraphs=_numbered(kept)))
    if not count:
        raise DraftError("nothing_to_drop", words=words)
    return replace(draft, sections=tuple(sections)), count


def _about(each: Drafted, phrases: list[str]) -> bool:
    spoken = _spoken(each.text)
    return each.text.startswith("- ") and any(f" {phrase} " in spoken for phrase in phrases)


def _matters_of(words: str) -> list[tuple[str, ...]]:
    """Return the phrases of each topic of some words, typed with or without accents."""
    spoken = _spoken(words)
    return [
        topic.phrases
        for topic in topics().values()
        if any(f" {fold(way)} " in spoken for way in (*topic.phrases, *topic.asked))
    ]


def _spoken(text: str) -> str:
    return f" {fold(' '.join(syllables(text)))} "


def _numbered(paragraphs: list[Drafted]) -> tuple[Drafted, ...]:
    """Take out headings that head nothing any more, and number the others anew."""
    found: list[Drafted] = []
    number = 0
    for place, each in enumerate(paragraphs):
        last = place + 1 == len(paragraphs)
        if each.bold and (last or paragraphs[place + 1].bold):
            continue
        if each.bold:
            number += 1
            each = replace(each, text=f"{number}. {each.text.partition('. ')[2]}")
        found.append(each)
    return tuple(found)


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


def _open_part(draft: Draft, part: str) -> Section:
    section = part_of(draft, part)
    if section.state == LOCKED:
        raise DraftError("part_locked", part=section.heading)
    return section


def _with(draft: Draft, section: Section) -> Draft:
    return replace(
        draft, sections=tuple(section if s.id == section.id else s for s in draft.sections)
    )


def to_data(draft: Draft) -> dict[str, Any]:
    """Return a draft as plain data; `from_data` is its inverse. Questions are asked anew."""
    request = {**asdict(draft.request), "day": draft.request.day.isoformat()}
    request["variables"] = dict(draft.request.variables)
    sections = [
        {
            **{name: getattr(s, name) for name in ("id", "heading", "basis", "state")},
            "paragraphs": [_paragraph_data(p) for p in s.paragraphs],
        }
        for s in draft.sections
    ]
    return {"request": request, "sections": sections}


def _paragraph_data(each: Drafted) -> dict[str, Any]:
    return {**asdict(each), "level": each.level.name}


def from_data(data: Mapping[str, Any], questions: Callable[[Request], Any]) -> Draft:
    """Return the draft that `to_data` wrote.

    Args:
        data: Of `to_data`.
        questions: Gives what a request leaves open.
    """
    fields = {**data["request"], "day": date.fromisoformat(data["request"]["day"])}
    request = Request(**fields)
    sections = tuple(
        Section(**{**row, "paragraphs": tuple(map(_paragraph, row["paragraphs"]))})
        for row in data["sections"]
    )
    return Draft(request, subject_of(request), sections, questions(request))


def _paragraph(row: Mapping[str, Any]) -> Drafted:
    return Drafted(
        text=row["text"],
        level=Level[row["level"]],
        origins=tuple(Origin(**origin) for origin in row["origins"]),
        flags=tuple(row["flags"]),
        bold=row["bold"],
        body=row["body"],
        partners=tuple(row["partners"]),
    )
