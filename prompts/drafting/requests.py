"""Free requests: a task more for a body, the tasks about a matter taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from prompts.drafting.choosing import Pool
from prompts.drafting.sections import ASSIGNMENT
from prompts.drafting.types import Draft, Drafted, Origin, Request, Section
from prompts.drafting.working import EDITED, LOCKED, open_part, with_part
from prompts.errors import DraftError
from prompts.word.paper import Level
from retrieval.corpus import load_toml
from retrieval.legal import Catalogue
from retrieval.query import topics
from retrieval.query.bodies import families_in
from retrieval.text import collapse, fold, syllables
from retrieval.types import Clause

CHOICES = 9
"""How many clauses a task that was asked for can be taken from."""


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
    section = open_part(draft, ASSIGNMENT)
    body, colon, words = told.partition(":")
    executor = _executor(draft.request, body)
    name = executor["name"].format(level=draft.request.word, hamlet=draft.request.hamlet)
    if colon and words.strip():
        own = collapse(words).rstrip(".")
        task = Drafted(f"- {own}.", Level.BULLET, (Origin("user"),))
    else:
        task = _found(draft, executor, told, clauses, catalogue)
    task = replace(task, body=name.removeprefix("Đề nghị "))
    return with_part(draft, inserted(section, name, task)), task


def another(
    draft: Draft, told: str, clauses: Iterable[Clause], catalogue: Catalogue
) -> tuple[Draft, Drafted]:
    """Return a draft in which a task that was added comes from another clause, and that task.

    Asked again and again it goes through the clauses in turn and comes back to the first.

    Args:
        draft: As it is.
        told: What the task was asked for with: "công an về xâm hại trên mạng".
        clauses: Of the plans.
        catalogue: The acts.

    Raises:
        DraftError: body_unknown, part_locked, nothing_to_replace, nothing_other_task.
    """
    section = open_part(draft, ASSIGNMENT)
    choices = _choices(draft, told, list(clauses), catalogue)
    texts = [choice.text for choice in choices]
    paragraphs = list(section.paragraphs)
    open_ones = [i for i, each in enumerate(paragraphs) if "needs_confirmation" in each.flags]
    mine = [i for i in open_ones if paragraphs[i].text in texts]
    if not mine:
        raise DraftError("nothing_to_replace", told=told)
    old = paragraphs[mine[-1]]  # a task is added behind those that were there
    at = texts.index(old.text)
    there = {each.text for each in paragraphs}
    new = next((each for each in choices[at + 1 :] + choices[:at] if each.text not in there), None)
    if new is None:
        raise DraftError("nothing_other_task", text=old.text)
    new = replace(new, body=old.body, flags=(*new.flags, "needs_confirmation"))
    paragraphs[mine[-1]] = new
    changed = replace(section, paragraphs=tuple(paragraphs), state=EDITED, changed=True)
    return with_part(draft, changed), new


def _choices(draft: Draft, told: str, clauses: list[Clause], catalogue: Catalogue) -> list[Drafted]:
    """Return the tasks of a body on all the matters told, or else on the first that has any."""
    executor, matters = _executor(draft.request, told), _matters_of(told)
    for about in (matters, *([each] for each in matters)):
        found = Pool(clauses, draft.request, catalogue).tasks_of(executor, CHOICES, about)
        if found:
            return found
    return []


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
    if not matters and " ve " in _spoken(told):
        raise DraftError("nothing_found", told=told)  # any other task is not what was asked for
    found = pool.tasks_of(executor, 1, matters)
    if not found:
        fresh = Pool(clauses, draft.request, catalogue).tasks_of(executor, 1, matters)
        if fresh:  # a task of one matter alone would be another task than the one asked for
            raise DraftError("already_there", text=fresh[0].text)
    for matter in matters if not found else ():
        found = found or pool.tasks_of(executor, 1, [matter])
    if not found:
        raise DraftError("nothing_found", told=told)
    return replace(found[0], flags=(*found[0].flags, "needs_confirmation"))


def _executor(request: Request, told: str) -> Mapping[str, Any]:
    families = families_in(told)
    for executor in load_toml("skeleton.toml")["executors"]:
        if executor["level"] == request.level and families & set(executor["families"]):
            return dict(executor)
    raise DraftError("body_unknown", told=told)


def inserted(section: Section, name: str, task: Drafted) -> Section:
    """Put a task behind the last one under a heading of a name; open one at the end for the first.

    A part that a person has added to is his from then on: it is not written anew by itself.
    """
    section = replace(section, state=EDITED, changed=True)
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
        gone = len(section.paragraphs) - len(kept)
        count += gone
        fewer = replace(section, paragraphs=_numbered(kept), state=EDITED, changed=True)
        sections.append(fewer if gone else section)
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
