"""A plan at a glance: who does what (Bảng phân công), and by when (lịch thời hạn)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from retrieval.legal import successor_of
from retrieval.privacy import without_private
from retrieval.types import Block, BlockType, Document, Role

_GIVING = (Role.ASSIGNMENT, Role.REPORTING)
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class Duty:
    """A task that a plan gives to a body.

    Attributes:
        body: As printed.
        today: What does its work today; "" where it is the same.
        leads: Whether the plan says "chủ trì".
        partners: Who takes part, as printed.
        path: Its place in the plan.
    """

    body: str
    today: str
    leads: bool
    task: str
    partners: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that a plan sets.

    Attributes:
        body: Who must act, as printed; "" if the plan names nobody.
    """

    day: date
    body: str
    task: str
    path: str


def duties_of(document: Document, blocks: Iterable[Block], day: date) -> tuple[Duty, ...]:
    """Return who does what, in the order of the plan.

    Where a plan has an assignment, what it gives there is told; else every clause with a body.

    Args:
        document: The plan.
        blocks: Of it, in order.
        day: On which `today` must hold.
    """
    held = [b for b in blocks if b.type is BlockType.CLAUSE and b.facts.bodies]
    given = [b for b in held if b.role in _GIVING]
    district = document.level == "district"
    return tuple(
        Duty(
            body=body,
            today=_today(body, day, district=district),
            leads=block.facts.leads,
            task=without_private(block.text),
            partners=block.facts.coordinating,
            path=block.path,
        )
        for block in given or held
        for body in ["; ".join(block.facts.bodies)]
    )


def deadlines_of(document: Document, blocks: Iterable[Block]) -> tuple[Deadline, ...]:
    """Return the days that a plan sets, the first first; one without a year is in its year."""
    found = [
        Deadline(day, "; ".join(block.facts.bodies), without_private(block.text), block.path)
        for block in blocks
        if block.type is BlockType.CLAUSE and block.role is not Role.OPENING
        for told in block.facts.deadlines
        for day in [_day(told, document.year)]
        if day is not None
    ]
    return tuple(sorted(found, key=lambda each: each.day))


def _today(body: str, day: date, *, district: bool) -> str:
    heir = successor_of(body, district_plan=district)
    return heir.heir if heir is not None and heir.holds_on(day) and heir.heir != body else ""


def _day(told: str, year: int | None) -> date | None:
    whole = f"{year or 0:04}{told[1:]}" if told.startswith("--") else told
    try:
        return date.fromisoformat(whole) if _DAY.match(whole) else None
    except ValueError:  # 29 February of another year
        return None
