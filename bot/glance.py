"""A plan at a glance as files: pictures, a workbook, a calendar for the phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prompts.overview import Deadline, deadlines_of, duties_of
from prompts.overview.tables import Table, calendar_table, duty_table
from retrieval.types import Block, Document


@dataclass(frozen=True, slots=True)
class Glance:
    """The tables of one plan."""

    document: Document
    duties: Table
    calendar: Table
    deadlines: tuple[Deadline, ...]

    def workbook(self) -> bytes:
        """Return both tables as an .xlsx."""
        from prompts.overview.workbook import workbook  # slow to import, seldom wanted

        return workbook([self.duties, self.calendar])

    def agenda(self) -> bytes:
        """Return the deadlines as an .ics."""
        from prompts.overview.agenda import agenda

        return agenda(self.document, self.deadlines)

    def pictures(self, table: Table) -> list[bytes]:
        """Return a table as .png pictures."""
        from prompts.overview.picture import pictures

        return pictures(table)


def glance_at(document: Document, blocks: Sequence[Block], day: date) -> Glance:
    """Return the tables of a plan; bodies of today are those of the day."""
    deadlines = deadlines_of(document, blocks)
    duties = duty_table(document, duties_of(document, blocks, day))
    return Glance(document, duties, calendar_table(document, deadlines), deadlines)
