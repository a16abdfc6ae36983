"""Who does each prescribed group of activities, and when: as the assignment of the draft has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prompts.drafting.sections import MONTH, MONTH_RULES, group_at, group_name, groups_of
from prompts.drafting.types import Drafted, Origin, Request
from prompts.word.paper import BLANK, Level
from prompts.wording import say

_BODIES = 3


def with_doers(
    work: Sequence[Drafted], assignment: Sequence[Drafted], request: Request
) -> list[Drafted]:
    """Return the tasks of a Month of Action, each group ending with who does it and when.

    Args:
        work: Paragraphs of the part that holds the tasks.
        assignment: Paragraphs of the part that gives tasks to bodies.
        request: Another kind of plan stays as it is.
    """
    if request.kind != MONTH:
        return list(work)
    groups = groups_of(request.kind)
    found: list[Drafted] = []
    for place, each in enumerate(work):
        found.append(each)
        last = place + 1 == len(work) or work[place + 1].bold
        if last:
            found += _doers(_heading_of(found), groups, assignment, request)
    return found


def _heading_of(paragraphs: Sequence[Drafted]) -> str:
    return next((each.text for each in reversed(paragraphs) if each.bold), "")


def _doers(
    heading: str,
    groups: Sequence[Mapping[str, Any]],
    assignment: Sequence[Drafted],
    request: Request,
) -> list[Drafted]:
    at = next((i for i, g in enumerate(groups) if heading.endswith(group_name(g))), None)
    if at is None:
        return []
    spoken = [t for t in assignment if t.body and _speaks_of(t.text, groups[at])]
    tasks = sorted(spoken, key=lambda task: group_at(task.text, (), groups) != at)
    bodies = list(dict.fromkeys(task.body for task in tasks))[:_BODIES]
    sources = dict.fromkeys(o for task in tasks if task.body in bodies for o in task.origins)
    names = ", ".join(map(_within, bodies))
    activity = groups[at]["name"]
    text = say("draft_doers", activity=activity, bodies=names or BLANK, year=request.year)
    flags = ("needs_confirmation",) if bodies else ("needs_confirmation", "blank")
    period = Origin("law", MONTH_RULES, "Điều 2")
    return [Drafted(f"- {text}", Level.BULLET, (period, *sources), flags)]


def _speaks_of(text: str, group: Mapping[str, Any]) -> bool:
    return any(word in text.lower() for word in group["words"])


def _within(body: str) -> str:
    """Return a body's name as it stands inside a list: "các trường học"."""
    return body[:1].lower() + body[1:] if body.startswith("Các ") else body
