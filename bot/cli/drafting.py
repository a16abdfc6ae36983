"""`draft`: an outline, sections or a whole plan, printed or set as Word."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.cli.output import page_progress, write, write_file, write_json
from bot.cli.reviewing import finding_object
from bot.drafting import Made, make, printed, request_for
from bot.errors import InputError
from bot.services import Services, today
from bot.wording import message
from prompts.checking import Report, Severity
from prompts.drafting import Draft, Drafted, Request, outline_of
from prompts.drafting.parent import Item, checklist, cited, merged, missing_tasks
from prompts.drafting.sections import subject_of
from retrieval.corpus import load_toml
from retrieval.parsing import Parsed, parse
from retrieval.reading import read_file
from retrieval.text import collapse

_FILES = (".docx", ".pdf", ".txt", ".doc")


def draft(arguments: argparse.Namespace, services: Services) -> int:
    """Print a draft with its origins and questions; with --out, set it as Word."""
    services.library.load_shipped()
    parent = _parent(arguments.parent)
    request = _request(arguments, parent)
    made = make(
        services,
        request,
        _sections(arguments),
        sources=arguments.sources,
        final=arguments.final,
    )
    items = checklist(parent, made.draft) if parent is not None else ()
    if parent is not None and arguments.merge:
        made = _merged(services, made, parent, arguments)
    if arguments.out is not None:
        write_file(arguments.out, made.content)
    if arguments.json:
        write_json(
            _object(made.draft, made.report, items, outline_only=arguments.outline), indent=2
        )
    else:
        _print(made.draft, made.report, items, arguments)
    return 0


def _merged(services: Services, made: Made, parent: Parsed, arguments: argparse.Namespace) -> Made:
    """Put the tasks of the parent plan that a draft lacks into it, where that is safe."""
    additions = missing_tasks(parent, made.draft, services.catalogue)
    if not additions:
        return made
    new, _ = merged(made.draft, additions)
    return printed(services, new, sources=arguments.sources, final=arguments.final)


def _request(arguments: argparse.Namespace, parent: Parsed | None) -> Request:
    day = arguments.as_of or today()
    told = cited(parent) if parent is not None else arguments.parent.strip()
    request = request_for(arguments.kind, arguments.unit, arguments.province, arguments.year, day)
    return replace(request, variables=_variables(arguments.set), parent=told)


def _variables(pairs: Sequence[str]) -> dict[str, str]:
    known = [
        row["name"] for row in load_toml("skeleton.toml")["variables"] if row["name"] != "parent"
    ]
    found = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        plain = name.strip().rstrip("0123456789_")
        if not sign or not value.strip() or (name not in known and plain != "target"):
            raise InputError("draft_variable", name=name, names=", ".join([*known, "target1…"]))
        found[name.strip()] = collapse(value)
    return found


def _sections(arguments: argparse.Namespace) -> tuple[str, ...]:
    known = [name for name, _, _ in outline_of(arguments.kind)]
    for name in arguments.section:
        if name not in known:
            raise InputError("draft_section", name=name, names=", ".join(known))
    return tuple(arguments.section)


def _parent(told: str) -> Parsed | None:
    """Return the parent plan if a file is given; a text is taken as its citation."""
    path = Path(told)
    if not told or path.suffix.lower() not in _FILES:
        return None
    return parse(read_file(path, progress=page_progress()).text)


def _object(
    made: Draft, report: Report, items: Sequence[Item], *, outline_only: bool
) -> dict[str, Any]:
    request = made.request
    states = {section.id: section.state for section in made.sections}
    told = [] if outline_only else made.sections
    return {
        "kind": request.kind,
        "unit": request.unit,
        "year": request.year,
        "title": subject_of(request),
        "outline": [
            {"id": name, "heading": heading, "state": _state(states, name), "basis": basis}
            for name, heading, basis in outline_of(request.kind)
        ],
        "sections": [
            {
                "id": section.id,
                "heading": section.heading,
                "paragraphs": [_paragraph(each) for each in section.paragraphs],
            }
            for section in told
        ],
        "questions": [
            {"variable": q.variable, "ask": q.ask, "offers": list(q.offers)} for q in made.questions
        ],
        "checklist": [
            {"kind": i.kind, "path": i.path, "text": i.text, "state": i.state} for i in items
        ],
        "checks": [finding_object(finding) for finding in report.findings],
        "model": None,
    }


def _state(states: Mapping[str, str], name: str) -> str:
    """Return "drafted", "empty" or "locked": a part that tasks were added to is drafted."""
    state = states.get(name, "empty")
    return "drafted" if state == "edited" else state


def _paragraph(each: Drafted) -> dict[str, Any]:
    return {
        "text": each.text,
        "origins": [
            {
                "type": o.type,
                "document": o.document or None,
                "path": o.path or None,
                "quote": o.quote,
            }
            for o in each.origins
        ],
        "flags": list(each.flags),
    }


def _print(
    made: Draft, report: Report, items: Sequence[Item], arguments: argparse.Namespace
) -> None:
    write(made.title.upper())
    for section in made.sections:
        write(f"\n{section.heading}  [{section.id}]")
        for each in () if arguments.outline else section.paragraphs:
            _print_paragraph(each)
    if items:
        write(f"\n{message('draft_parent_items')}")
    for item in items:
        state = message(f"draft_state_{item.state}")
        write(message("draft_parent_item", state=state, path=item.path, text=item.text))
    write(f"\n{message('draft_questions')}")
    for question in made.questions:
        write(message("draft_question", variable=question.variable, ask=question.ask))
        for offer in question.offers:
            write(message("draft_offer", offer=offer))
    if arguments.out is not None:
        write(f"\n{_written(made, report, arguments.out.name)}")


def _print_paragraph(each: Drafted) -> None:
    write(f"  {each.text}")
    for origin in each.origins:
        if origin.type in ("plan", "law"):
            place = ", ".join(part for part in (origin.document, origin.path) if part)
            write(message("draft_origin", origin=place))


def _written(made: Draft, report: Report, name: str) -> str:
    paragraphs = [each for section in made.sections for each in section.paragraphs]
    return message(
        "draft_written",
        name=name,
        paragraphs=len(paragraphs),
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        blanks=sum("blank" in each.flags for each in paragraphs),
    )
