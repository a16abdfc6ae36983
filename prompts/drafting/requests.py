"""Free requests: a task more for a body, proposed from prior plans; the tasks of a matter out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from prompts.drafting.choosing import Pool
from prompts.drafting.sections import ASSIGNMENT
from prompts.drafting.types import Draft, Drafted, Origin, Request, Section
from prompts.drafting.working import EDITED, LOCKED, open_part, with_part
from prompts.errors import DraftError
from prompts.word.paper import Level
from retrieval.corpus import load_toml
from retrieval.legal import Act, Catalogue, ValidityStatus, validity
from retrieval.query import Topic, topics
from retrieval.query.bodies import families_in
from retrieval.text import collapse, fold, syllables
from retrieval.types import Clause

CHOICES = 9
"""How many clauses a task that was asked for can be taken from."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that may be put into a draft; nobody has taken it yet.

    Attributes:
        task: With the body that is to do it.
        others: How many other clauses it could be taken from.
        ended: Acts on the matter that are over on the day of the draft: the task does without.
    """

    task: Drafted
    others: int = 0
    ended: tuple[Act, ...] = ()


def proposed(
    draft: Draft, told: str, clauses: Iterable[Clause], catalogue: Catalogue, after: str = ""
) -> Proposal:
    """Return a task that prior plans give to a body on a matter and that the draft has not.

    Tasks on all the matters told come before those on one of them.

    Args:
        draft: As it is.
        told: "công an về xâm hại trên mạng".
        clauses: Of the plans.
        catalogue: The acts.
        after: Text of the task behind which the next one is wanted, around and around; "" for the
            first.

    Raises:
        DraftError: body_unknown, part_locked, nothing_found, already_there (the draft has the only
            one; others, on one of the matters, are proposed behind it).
    """
    open_part(draft, ASSIGNMENT)
    executor, matters = _executor(draft.request, told), _matters_of(told)
    if not matters and " ve " in _spoken(told):
        raise DraftError("nothing_found", told=told)  # any other task is not what was asked for
    clauses = list(clauses)
    wanted = [topic.phrases for topic in matters]
    narrow = _tasks(draft.request, executor, clauses, catalogue, [wanted])
    new = _unsaid(draft, narrow)
    if narrow and not new and not after:
        raise DraftError("already_there", text=narrow[0].text)
    wide = _tasks(draft.request, executor, clauses, catalogue, [[one] for one in wanted])
    choices = [*new, *(t for t in _unsaid(draft, wide) if t.text not in {n.text for n in new})]
    if not choices:
        code = "nothing_other_task" if narrow else "nothing_found"
        raise DraftError(code, told=told, text=after)
    at = next((i + 1 for i, each in enumerate(choices) if each.text == after), 0)
    task = replace(choices[at % len(choices)], body=_name(executor, draft.request))
    return Proposal(task, len(choices) - 1, _ended(matters, draft.request, catalogue))


def own_task(draft: Draft, told: str) -> Drafted | None:
    """Return a task in the user's own words: "công an: tuần tra khu vực ao, hồ"; None if none.

    Raises:
        DraftError: body_unknown.
    """
    body, colon, words = told.partition(":")
    if not colon or not words.strip():
        return None
    executor = _executor(draft.request, body)
    text = f"- {collapse(words).rstrip('.')}."
    return Drafted(text, Level.BULLET, (Origin("user"),), body=_name(executor, draft.request))


def added(draft: Draft, task: Drafted) -> Draft:
    """Return a draft with a task more under the body that is to do it.

    Raises:
        DraftError: part_locked, already_there.
    """
    section = open_part(draft, ASSIGNMENT)
    if any(each.text == task.text for each in section.paragraphs):
        raise DraftError("already_there", text=task.text)
    return with_part(draft, inserted(section, _heading(task.body, draft.request), task))


def _tasks(
    request: Request,
    executor: Mapping[str, Any],
    clauses: Sequence[Clause],
    catalogue: Catalogue,
    matters: Iterable[Sequence[Sequence[str]]],
) -> list[Drafted]:
    pool = Pool(clauses, request, catalogue)
    return [task for about in matters for task in pool.tasks_of(executor, CHOICES, about)]


def _unsaid(draft: Draft, tasks: Iterable[Drafted]) -> list[Drafted]:
    """Return the tasks like which nothing stands in a draft."""
    pool = Pool((), draft.request, Catalogue(()))
    for section in draft.sections:
        for each in section.paragraphs:
            pool.claim(each.text)
    return [task for task in tasks if pool.claim(task.text)]


def _ended(matters: Iterable[Topic], request: Request, catalogue: Catalogue) -> tuple[Act, ...]:
    """Return the programmes on some matters whose period is over."""
    about = {fold(phrase) for topic in matters for phrase in topic.phrases}
    return tuple(
        act
        for act in catalogue
        if about & set(map(fold, act.topics))
        and validity(act, request.day, catalogue).status is ValidityStatus.PERIOD_ENDED
    )


def _executor(request: Request, told: str) -> Mapping[str, Any]:
    families, spoken = families_in(told), _spoken(told)
    for executor in _executors(request):
        named = _spoken(_name(executor, request)) in spoken
        if named or families & set(executor["families"]):
            return executor
    raise DraftError("body_unknown", told=told)


def _executors(request: Request) -> list[Mapping[str, Any]]:
    rows = load_toml("skeleton.toml")["executors"]
    return [row for row in rows if row["level"] == request.level]


def _name(executor: Mapping[str, Any], request: Request) -> str:
    return _printed(executor, request).removeprefix("Đề nghị ")


def _printed(executor: Mapping[str, Any], request: Request) -> str:
    name: str = executor["name"].format(level=request.word, hamlet=request.hamlet)
    return name


def _heading(body: str, request: Request) -> str:
    """Return the heading under which a body's tasks stand."""
    found = (e for e in _executors(request) if _name(e, request) == body)
    return next((_printed(each, request) for each in found), body)


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
    phrases = [fold(phrase) for topic in _matters_of(words) for phrase in topic.phrases]
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


def _matters_of(words: str) -> list[Topic]:
    """Return the topics of some words, typed with or without accents."""
    spoken = _spoken(words)
    return [
        topic
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
