"""A draft as plain data, so that it can be kept and read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from prompts.drafting.sections import subject_of
from prompts.drafting.types import Draft, Drafted, Origin, Request, Section
from prompts.word.paper import Level

_FIELDS = ("id", "heading", "basis", "state", "changed")


def to_data(draft: Draft) -> dict[str, Any]:
    """Return a draft as plain data; `from_data` is its inverse. Questions are asked anew."""
    request = {**asdict(draft.request), "day": draft.request.day.isoformat()}
    request["variables"] = dict(draft.request.variables)
    sections = [
        {
            **{name: getattr(s, name) for name in _FIELDS},
            "paragraphs": [paragraph_data(p) for p in s.paragraphs],
        }
        for s in draft.sections
    ]
    return {"request": request, "sections": sections}


def paragraph_data(each: Drafted) -> dict[str, Any]:
    """Return a paragraph as plain data; `paragraph_of` is its inverse."""
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
        Section(**{**row, "paragraphs": tuple(map(paragraph_of, row["paragraphs"]))})
        for row in data["sections"]
    )
    return Draft(request, subject_of(request), sections, questions(request))


def paragraph_of(row: Mapping[str, Any]) -> Drafted:
    """Return the paragraph that `paragraph_data` wrote."""
    return Drafted(
        text=row["text"],
        level=Level[row["level"]],
        origins=tuple(Origin(**origin) for origin in row["origins"]),
        flags=tuple(row["flags"]),
        bold=row["bold"],
        body=row["body"],
        partners=tuple(row["partners"]),
    )
