"""The prescribed form of a plan, from corpus/form.toml: one table for who writes and who checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from retrieval.corpus import load_toml

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Component:
    """How one component of a document is printed. None: not prescribed.

    Attributes:
        id: "national_name", "motto", …
        name: How an official calls it.
        text: What it must read, "" where that varies.
        size: Least and most, in points.
        set: The size that the writer takes.
        rule: Length of the line under it, as a share of its own last line; 0 for none.
        first_line: Indent of the first line, least and most, in mm.
        after: Least space between paragraphs, in points.
        line: Least and most height of a line, in lines.
    """

    id: str
    name: str
    text: str
    size: Range
    set: float
    bold: bool | None
    italic: bool | None
    caps: bool
    alignment: str
    rule: float
    first_line: Range | None
    first_line_set: float
    before: float
    after: float
    line: Range | None
    line_set: float


@dataclass(frozen=True, slots=True)
class Form:
    """The prescribed form.

    Attributes:
        basis: Id of the act that prescribes it.
        page: Least and most of width, height and margins, in mm.
        page_set: What the writer takes, in mm.
        components: By id.
    """

    basis: str
    font: str
    color: str
    symbol: str
    page: Mapping[str, Range]
    page_set: Mapping[str, float]
    page_number: Mapping[str, Any]
    components: Mapping[str, Component]


@cache
def prescribed_form() -> Form:
    """Return the form that corpus/form.toml tells."""
    data = load_toml("form.toml")
    page = {name: _range(value) for name, value in data["page"].items() if name != "set"}
    return Form(
        basis=data["basis"],
        font=data["font"],
        color=data["color"],
        symbol=data["symbol"],
        page=page,
        page_set=data["page"]["set"],
        page_number=data["page_number"],
        components={row["id"]: _component(row) for row in data["components"]},
    )


def _component(row: Mapping[str, Any]) -> Component:
    return Component(
        id=row["id"],
        name=row["name"],
        text=row.get("text", ""),
        size=_range(row["size"]),
        set=row["set"],
        bold=row.get("bold"),
        italic=row.get("italic"),
        caps=row.get("caps", False),
        alignment=row["alignment"],
        rule=row.get("rule", 0.0),
        first_line=_range(row["first_line"]) if "first_line" in row else None,
        first_line_set=row.get("first_line_set", 0.0),
        before=row.get("before", 0.0),
        after=row.get("after", 0.0),
        line=_range(row["line"]) if "line" in row else None,
        line_set=row.get("line_set", 1.0),
    )


def _range(pair: list[float]) -> Range:
    least, most = pair
    return (least, most)
