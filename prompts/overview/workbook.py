"""Tables as an .xlsx that prints on A4, across."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from prompts.overview.tables import Table

_WIDTH = 130
"""Characters that all columns of a sheet hold together."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
"""Signs that a workbook must not hold."""
_FORMULA = ("=", "+", "-", "@")


def workbook(tables: Sequence[Table]) -> bytes:
    """Return tables as the sheets of a workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook()
    book.remove(book.active)
    line = Side(style="thin", color="808080")
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.append([_plain(table.title)])
        sheet.append([])
        sheet.append(list(table.header))
        for row in table.rows:
            sheet.append([_plain(cell) for cell in row])
        sheet["A1"].font = Font(name="Times New Roman", size=14, bold=True)
        for number, row in enumerate(sheet.iter_rows(min_row=3), 3):
            for cell in row:
                cell.font = Font(name="Times New Roman", size=12, bold=number == 3)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.border = Border(line, line, line, line)
        for column, share in zip("ABCDEFGH", table.shares, strict=False):
            sheet.column_dimensions[column].width = share * _WIDTH
        sheet.freeze_panes = "A4"
        sheet.print_title_rows = "3:3"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    printed = _CONTROL.sub("", text)
    return f" {printed}" if printed.startswith(_FORMULA) else printed
