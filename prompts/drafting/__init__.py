"""From a request to a plan: outline, sections from prior clauses, questions that can wait."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from prompts.drafting.choosing import Pool
from prompts.drafting.doers import with_doers
from prompts.drafting.sections import ASSIGNMENT, WORK, build, closing, parts_of, subject_of
from prompts.drafting.types import Draft, Drafted, Origin, Question, Request, Section
from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.legal import Catalogue
from retrieval.parsing.markers import NUMERALS
from retrieval.types import Clause, Role

__all__ = ["Draft", "Drafted", "Origin", "Question", "Request", "Section", "compose", "outline_of"]

ASKED_AT_ONCE = 5
OFFERS = 5
CLOSING = "ket"


def outline_of(kind: str) -> tuple[tuple[str, str, str], ...]:
    """Return id, heading with its number, and basis of every part of a kind of plan."""
    found, number = [], 0
    for part in parts_of(kind):
        if part["heading"]:
            heading = f"{NUMERALS[number]}. {part['heading']}"
            number += 1
        else:
            heading = say("check_bases_name")
        found.append((part["id"], heading, part["basis"]))
    return (*found, (CLOSING, say("draft_closing_name"), ""))


def compose(
    request: Request,
    clauses: Iterable[Clause],
    catalogue: Catalogue,
    sections: Sequence[str] = (),
) -> Draft:
    """Return the draft of a plan.

    Args:
        request: What is wanted.
        clauses: Of the plans of the library.
        catalogue: The acts.
        sections: Ids of the parts that are wanted; () for all.
    """
    clauses = list(clauses)
    pool = Pool(clauses, request, catalogue)
    parts = outline_of(request.kind)
    told = {
        name: [closing(request)] if name == CLOSING else build(name, request, pool, catalogue)
        for name, *_ in parts
    }
    told[WORK] = with_doers(told[WORK], told[ASSIGNMENT], request)
    found = [
        Section(name, heading, basis, tuple(told[name]), "drafted" if told[name] else "empty")
        for name, heading, basis in parts
        if not sections or name in sections
    ]
    return Draft(request, subject_of(request), tuple(found), questions_of(request, clauses))


def questions_of(request: Request, clauses: Sequence[Clause]) -> tuple[Question, ...]:
    """Return what is still to be told, with what other plans have, for a person to choose from."""
    found = []
    for row in load_toml("skeleton.toml")["variables"]:
        name = row["name"]
        given = request.parent if name == "parent" else request.variables.get(name)
        if given or request.kind not in row["kinds"]:
            continue
        if name == "parent" and request.level == "province":
            continue
        ask = row["ask"].format(year=request.year)
        found.append(Question(name, ask, _offers(name, clauses)))
    if request.kind == "cong-tac-tre-em":
        ask = say("draft_question_target", unit=request.unit, year=request.year)
        found.insert(1, Question("target", ask, _target_offers(clauses)))
    return tuple(found[:ASKED_AT_ONCE])


def _offers(name: str, clauses: Sequence[Clause]) -> tuple[str, ...]:
    if name != "theme":
        return ()
    themes = (
        (clause.document.year, match[1])
        for clause in clauses
        if clause.block.role is Role.THEME
        and (match := re.search(r"(?i)chủ đề\s*:\s*“([^”]+)”", clause.text))
    )
    return tuple(say("draft_offer_theme", year=year, theme=theme) for year, theme in themes)


def _target_offers(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return indicators of other plans, as what they are: another unit's, of another year."""
    found = [
        say(
            "draft_offer_target",
            year=clause.document.year,
            unit=clause.document.unit,
            text=clause.text,
        )
        for clause in clauses
        if clause.block.role is Role.TARGET and clause.facts.targets
    ]
    return tuple(found[:OFFERS])
