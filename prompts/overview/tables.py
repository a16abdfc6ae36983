"""The tables of a plan as rows of words: one form for the workbook and the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prompts.overview import Deadline, Duty
from prompts.wording import say
from retrieval.types import Document


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        title: What it is, and of which plan.
        name: Short, for a sheet.
        shares: Width of each column, together 1.
    """

    title: str
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


def duty_table(document: Document, duties: Sequence[Duty]) -> Table:
    """Return the table of tasks: task × body, who leads, who takes part."""
    names = ("body", "task", "role", "partners", "path")
    rows = tuple(
        (
            f"{duty.body}\n({say('overview_today', body=duty.today)})" if duty.today else duty.body,
            duty.task,
            say("overview_leads" if duty.leads else "overview_given"),
            "; ".join(duty.partners),
            duty.path,
        )
        for duty in duties
    )
    title = say("overview_duties", title=document.title, unit=document.unit)
    header = tuple(say(f"overview_{name}") for name in names)
    return Table(title, say("overview_duties_name"), header, rows, (0.22, 0.42, 0.1, 0.16, 0.1))


def calendar_table(document: Document, deadlines: Sequence[Deadline]) -> Table:
    """Return the calendar of a plan: day, what, who."""
    names = ("day", "task", "body", "path")
    rows = tuple(
        (f"{each.day:%d/%m/%Y}", each.task, each.body or say("overview_nobody"), each.path)
        for each in deadlines
    )
    title = say("overview_calendar", title=document.title, unit=document.unit)
    header = tuple(say(f"overview_{name}") for name in names)
    return Table(title, say("overview_calendar_name"), header, rows, (0.16, 0.5, 0.22, 0.12))
