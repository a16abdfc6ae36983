"""The parts of a plan filled from prior clauses, law and set phrases, each with its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from prompts.basis import bases_for
from prompts.drafting.choosing import Pool
from prompts.drafting.types import Drafted, Origin, Request
from prompts.word.paper import BLANK, Level
from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.legal import Catalogue
from retrieval.types import Clause, Role

TASKS_A_GROUP = 3
DUTIES_A_BODY = 4
INDICATORS = 5
_EARLY = 90
"""Characters within which a clause says what it is about."""
_TEMPLATE = Origin("template")
_WORK = (Role.TASK, Role.SOLUTION)
MONTH = "thang-hanh-dong"
WORK = "noi-dung"
"""The part that holds the tasks."""
TARGETS = "chi-tieu"
"""The part that holds aims and indicators."""
ASSIGNMENT = "to-chuc-thuc-hien"
"""The part that gives tasks to bodies."""
MONTH_RULES = "tt-28-2019-bldtbxh"
"""The circular that prescribes the seven groups of activities of a Month of Action."""

Builder = Callable[[Request, Pool, Catalogue], list[Drafted]]


def subject_of(request: Request) -> str:
    """Return the trích yếu."""
    return say(f"draft_title_{request.kind}", year=request.year, unit=request.unit)


def build(part: str, request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    """Return the paragraphs of a part of the skeleton, by its id; [] where nothing is known."""
    return _BUILDERS[part](request, pool, catalogue)


def _spoken(request: Request) -> str:
    subject = subject_of(request)
    return f"{subject[:1].lower()}{subject[1:]}"


def _text(words: str, origin: Origin = _TEMPLATE, *flags: str) -> Drafted:
    blank = ("blank",) if BLANK in words else ()
    return Drafted(words, Level.TEXT, (origin,), (*flags, *blank))


def _heading(number: int, words: str) -> Drafted:
    return Drafted(f"{number}. {words}", Level.ITEM, (_TEMPLATE,), bold=True)


def _bases(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    del pool
    found = bases_for(request.kind, request.year, request.day, catalogue).bases
    whole = [basis for basis in found if not basis.note]
    last = len(whole) - 1
    bases = [
        Drafted(
            f"{basis.wording}{'.' if place == last else ';'}",
            Level.BASIS,
            (Origin("law", basis.act.id),),
        )
        for place, basis in enumerate(whole)
    ]
    return [*bases, _opening(request)]


def _opening(request: Request) -> Drafted:
    facts: dict[str, Any] = {"issuer": request.issuer, "subject": _spoken(request)}
    if request.parent:
        return _text(say("draft_parent", parent=request.parent, **facts), Origin("user"))
    if request.level == "province":
        return _text(say("draft_guidance_blank", **facts))
    return _text(say("draft_parent_blank", above=request.above, **facts))


def _purpose(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    del catalogue
    purposes = pool.take([Role.PURPOSE], 3, trail="mục đích")
    purposes = purposes or pool.take([Role.TARGET], 2)
    demands = pool.take([Role.PURPOSE], 2, trail="yêu cầu")
    own = [Drafted(f"- {say('draft_demand_own')}", Level.BULLET, (_TEMPLATE,))]
    return [
        Drafted(say("draft_purpose"), Level.ITEM, (_TEMPLATE,), bold=True),
        *purposes,
        Drafted(say("draft_demand"), Level.ITEM, (_TEMPLATE,), bold=True),
        *(demands + own),
    ]


def _targets(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    """Aims, and indicators with a blank for the figure: it comes from above, never from a plan."""
    del catalogue
    given = [value for name, value in request.variables.items() if name.startswith("target")]
    told = [Drafted(f"- {value}", Level.BULLET, (Origin("user"),)) for value in given]
    aims = pool.take([Role.TARGET], 2, of=lambda clause: not clause.facts.targets)
    return [*aims, *told, *(pool.indicators(INDICATORS) if not told else [])]


def _theme(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    del pool, catalogue
    theme = request.variables.get("theme", "")
    origin = Origin("user") if theme else _TEMPLATE
    circular = Origin("law", MONTH_RULES, "Điều 2")
    return [
        _text(say("draft_theme", theme=f"“{theme}”" if theme else BLANK), origin),
        _text(say("draft_period", year=request.year), circular),
        _text(say("draft_scope", unit=request.unit), Origin("user")),
    ]


def _work(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    del catalogue
    groups = groups_of(request.kind)
    found: list[Drafted] = []
    number = 0
    for place, group in enumerate(groups):
        most = TASKS_A_GROUP + 2 * request.fullness
        tasks = pool.take(_WORK, most, of=partial(_is_in, place, groups))
        if request.kind == MONTH and not tasks:
            tasks = [_proposal(group)]
        if tasks:
            number += 1
            found += [_heading(number, group_name(group)), *tasks]
    return found


def _is_in(place: int, groups: Sequence[Mapping[str, Any]], clause: Clause) -> bool:
    return group_at(clause.text, clause.block.trail, groups) == place


def groups_of(kind: str) -> Sequence[Mapping[str, Any]]:
    """Return the groups of tasks of a kind of plan; a Month of Action has prescribed ones."""
    return list(load_toml("skeleton.toml")["activities" if kind == MONTH else "groups"])


def group_name(group: Mapping[str, Any]) -> str:
    """Return the heading of a group of tasks."""
    return group.get("heading") or f"{group['name'][:1].upper()}{group['name'][1:]}"


def group_at(text: str, trail: Sequence[str], groups: Sequence[Mapping[str, Any]]) -> int:
    """Return the group that a task under some headings belongs to; -1 for none.

    It is the one that the task speaks of first.

    What stands late in a clause is not its matter; then the heading above decides, in plans of a
    year: those of a month of action have other headings than its groups.
    """
    heading = " ".join(trail[1:]).lower() if "heading" in groups[0] else ""
    for told in (text.lower()[:_EARLY], heading):
        places = [min((_at(w, told) for w in g["words"]), default=_EARLY) for g in groups]
        first = min(places)
        if first < _EARLY:
            return places.index(first)
    return -1


def _at(word: str, text: str) -> int:
    at = text.find(word)
    return at if at >= 0 else _EARLY


def _proposal(group: Mapping[str, Any]) -> Drafted:
    """Return what a mandatory group of activities says where no plan has a clause for it."""
    origin = Origin("law", MONTH_RULES, "Điều 3")
    return Drafted(f"- {group['proposal']}", Level.BULLET, (origin,), ("needs_confirmation",))


def _budget(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    del request, catalogue
    return pool.take([Role.BUDGET], 2) or [_text(say("draft_budget"))]


def _assignment(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    del catalogue
    found: list[Drafted] = []
    number = 0
    for executor in load_toml("skeleton.toml")["executors"]:
        if executor["level"] != request.level:
            continue
        tasks = [*_first(executor, request, pool)]
        tasks += pool.tasks_of(executor, DUTIES_A_BODY + 2 * request.fullness)
        if tasks:
            number += 1
            name = executor["name"].format(level=request.word, hamlet=request.hamlet)
            found.append(_heading(number, name))
            found += [_of(task, name) for task in tasks]
    return found


def _first(executor: Mapping[str, Any], request: Request, pool: Pool) -> Iterator[Drafted]:
    """Yield what a body does in any plan."""
    for row in executor.get("first", ()):
        text = row["text"].format(level=request.word)
        origin = Origin("law", row["act"], row["place"]) if row["act"] else _TEMPLATE
        if pool.claim(text):
            yield Drafted(f"- {text}", Level.BULLET, (origin,))


def _of(task: Drafted, name: str) -> Drafted:
    body = name.removeprefix("Đề nghị ")
    return Drafted(
        task.text, task.level, task.origins, task.flags, body=body, partners=task.partners
    )


def _reporting(request: Request, pool: Pool, catalogue: Catalogue) -> list[Drafted]:
    del pool, catalogue
    day = request.variables.get("report_day", BLANK)
    facts: dict[str, Any] = {"contact": contact_of(request), "issuer": request.issuer}
    rhythm = say(f"draft_rhythm_{request.kind}", day=day)
    above = _reports_to(request)
    return [_text(say("draft_report", above=above, rhythm=rhythm, **facts), _user(day))]


def _user(value: str) -> Origin:
    return _TEMPLATE if value == BLANK else Origin("user")


def _reports_to(request: Request) -> str:
    """Return to whom the unit reports: Sở Y tế of its province, or the ministry."""
    return f"Sở Y tế và {request.above}" if request.level == "commune" else request.above


def contact_of(request: Request) -> str:
    """Return the body that gathers the reports."""
    own = "Phòng Văn hóa - Xã hội" if request.level == "commune" else "Sở Y tế"
    return request.variables.get("contact", own)


def closing(request: Request) -> Drafted:
    """Return the last paragraph."""
    facts: dict[str, Any] = {"contact": contact_of(request), "issuer": request.issuer}
    return _text(say("draft_closing", subject=_spoken(request), **facts))


_BUILDERS: Mapping[str, Builder] = {
    "can-cu": _bases,
    "muc-dich-yeu-cau": _purpose,
    TARGETS: _targets,
    "chu-de": _theme,
    WORK: _work,
    "kinh-phi": _budget,
    ASSIGNMENT: _assignment,
    "bao-cao": _reporting,
}


def parts_of(kind: str) -> Sequence[Mapping[str, Any]]:
    """Return the parts of the skeleton that a kind of plan has, in order."""
    return [part for part in load_toml("skeleton.toml")["parts"] if kind in part["kinds"]]
