"""`laws` and `basis`: what is in force, and what a plan is to be based on."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.cli.output import act_object, validity_object, write, write_json
from bot.drafting import tell_affected
from bot.errors import InputError
from bot.services import Services, catalogue_of, today
from bot.wording import message
from prompts.answering.standing import tell_standing
from prompts.basis import Basis, bases_for
from prompts.wording import say
from retrieval.legal import find_references, validity
from retrieval.legal.corrections import keep_records, read_records


def laws(arguments: argparse.Namespace, services: Services) -> int:
    """Print the legal documents of the catalogue with their standing on a day, or correct them."""
    if arguments.correct is not None:
        return _correct(arguments, services)
    catalogue, day = services.catalogue, arguments.as_of or today()
    found = catalogue.search(arguments.query)
    if not found and arguments.query:
        named = [i for r in find_references(arguments.query, catalogue) for i in r.acts]
        found = tuple(catalogue.among(dict.fromkeys(named)))
    if arguments.json:
        write_json([act_object(a, validity(a, day, catalogue)) for a in found], indent=2)
        return 0
    for act in found:
        write(f"• {tell_standing(act, day, catalogue)}")
    if not found:
        write(message("law_not_found", query=arguments.query))
    return 0


def _correct(arguments: argparse.Namespace, services: Services) -> int:
    """Keep the records of a file, and name the drafts that they leave behind."""
    if not arguments.by.strip():
        raise InputError("author_missing")
    records = read_records(arguments.correct)
    keep_records(services.settings.data_dir, records, author=arguments.by.strip(), day=today())
    for record in records:
        write(message("law_corrected", id=record["id"]))
    affected = tell_affected(replace(services, catalogue=catalogue_of(services.settings)))
    if affected:
        write(affected)
    return 0


def basis(arguments: argparse.Namespace, services: Services) -> int:
    """Print the legal bases of a plan, in order and in the prescribed wording."""
    day = arguments.as_of or today()
    if not 2000 <= arguments.year <= 2100:
        raise InputError("year_out_of_range", year=arguments.year)
    found = bases_for(arguments.kind, arguments.year, day, services.catalogue)
    if arguments.json:
        write_json(
            {
                "kind": arguments.kind,
                "year": arguments.year,
                "level": arguments.level,
                "as_of": day.isoformat(),
                "bases": _objects(found.bases),
                "unverified": _objects(found.unverified),
                "left_out": _objects(found.left_out),
            },
            indent=2,
        )
        return 0
    _print(found.bases)
    for title, bases in (("unverified", found.unverified), ("left", found.left_out)):
        if bases:
            write(say(f"law_bases_{title}"))
            _print(bases)
    return 0


def _objects(bases: Sequence[Basis]) -> list[dict[str, Any]]:
    return [
        {
            "id": b.act.id,
            "number": b.act.number,
            "title": b.act.title or None,
            "wording": b.wording,
            "validity": validity_object(b.validity),
            "note": b.note or None,
            "sources": list(b.act.sources),
        }
        for b in bases
    ]


def _print(bases: Sequence[Basis]) -> None:
    for place, b in enumerate(bases):
        end = "." if place == len(bases) - 1 else ";"
        write(f"{b.wording}{end}{f'  [{b.note}]' if b.note else ''}")
