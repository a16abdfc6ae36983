"""Tables of tasks: rows of a .docx (cells between tabs) and cells that a web page put on lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.parsing.lexicon import begins_with_body, begins_with_verb
from retrieval.parsing.lines import Line, LineKind
from retrieval.parsing.markers import Marker, Rank, find_marker
from retrieval.text import fold

LEAD_COLUMNS = ("chu tri", "thuc hien", "don vi", "co quan", "phu trach", "phan cong", "bo phan")
PARTNER_COLUMNS = ("phoi hop",)

_HEAD = re.compile(r"(?i)(s?tt|số\s*tt|số thứ tự)")
_KEY = re.compile(
    r"(?P<n>\d{1,3})\.?|(?P<group>[IVX]{1,5}|[A-Z]|[a-zđ]|\d{1,2}(?:\.\d{1,2})+|[-+])[.)]?"
)
_LONGEST_HEAD = 30
"""Lines that the headings of a flattened table may fill."""
_LONGEST_GROUP = 5
"""Lines that the heading of a group of rows may fill."""
_LONGEST_CELL = 14
"""Words of a cell that names bodies."""


def table_length(lines: Sequence[Line]) -> int:
    """Return how many of the leading lines belong to a table; 0 when none starts here."""
    if not lines or lines[0].kind is not LineKind.TEXT:
        return 0
    if "\t" in lines[0].text:
        return _tabbed_length(lines)
    if not _HEAD.fullmatch(lines[0].text) or not _first_key(lines):
        return 0
    last = 0
    for i, line in enumerate(lines):
        key = _KEY.fullmatch(line.text)
        last = int(key["n"]) if key and key["n"] and int(key["n"]) == last + 1 else last
        if (i and _is_group(line) and not _goes_on(lines[i + 1 :], last)) or line.text.startswith(
            ("Ghi chú", "Trên đây")
        ):
            return i
    return len(lines)


def _is_group(line: Line) -> bool:
    """Say whether a line is a heading in capitals: of a section, or of a group of rows."""
    marker = find_marker(line.text) if line.kind is LineKind.TEXT else None
    heading = marker is not None and marker.rank <= Rank.ROMAN and marker.length < len(line.text)
    return heading and line.text.isupper()


def _goes_on(lines: Sequence[Line], last: int) -> bool:
    """Say whether the rows behind a group's heading are numbered on."""
    texts = [line.text for line in lines if line.kind is LineKind.TEXT][:_LONGEST_GROUP]
    return last > 0 and str(last + 1) in [text.rstrip(".") for text in texts]


def _tabbed_length(lines: Sequence[Line]) -> int:
    cells = [fold(cell) for cell in lines[0].text.split("\t")]
    if len(cells) < 3 or not (_HEAD.fullmatch(cells[0]) or "noi dung" in " ".join(cells)):
        return 0
    rows = 0
    for i, line in enumerate(lines):
        if line.kind is LineKind.TEXT and "\t" not in line.text and not _KEY.fullmatch(line.text):
            return i if rows > 1 else 0
        rows += line.kind is LineKind.TEXT
    return len(lines) if rows > 1 else 0


def _first_key(lines: Sequence[Line]) -> int:
    """Return the index of the first row's key behind the headings of a flattened table, or 0."""
    texts = [(i, line.text) for i, line in enumerate(lines) if line.kind is LineKind.TEXT]
    for n in range(1, min(len(texts) - 1, _LONGEST_HEAD)):
        i, text = texts[n]
        if text.rstrip(".") in ("1", "I", "A", "1.1") and _is_cell(texts[n + 1][1]):
            return i
    return 0


def _is_cell(text: str) -> bool:
    """Say whether a row's key may stand before a text: not before figures or another key."""
    return _KEY.fullmatch(text) is None and any(ch.isalpha() for ch in text)


def table_rows(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Cut the lines of a table into its heading and its rows."""
    if "\t" in lines[0].text:
        return [(line,) for line in lines if line.kind is LineKind.TEXT]
    first = _first_key(lines)
    rows: list[list[Line]] = [[line for line in lines[:first] if line.kind is LineKind.TEXT]]
    last, grouped = 0, True
    cells = [o for o in lines[first:] if o.kind in (LineKind.TEXT, LineKind.PAGE_NUMBER)]
    follows = [*(line.text for line in cells[1:]), ""]
    for line, following in zip(cells, follows, strict=True):
        key = _KEY.fullmatch(line.text) if _is_cell(following) else None
        number = int(key["n"]) if key and key["n"] else 0
        if key and (key["group"] or number == last + 1 or (number == 1 and grouped)):
            rows.append([line])
            last, grouped = (number or last), bool(key["group"])
        elif _is_group(line):
            rows.append([line])
            grouped = True
        else:
            rows[-1].append(line)
    return [tuple(row) for row in rows if row]


def row_marker(row: Sequence[Line]) -> Marker:
    """Return the marker of a row: its key, which is not part of its text."""
    first = row[0].text
    if "\t" in first:
        cell = first.split("\t")[0].strip()
        length = len(first) - len(first[len(cell) :].lstrip()) if _KEY.fullmatch(cell) else 0
        return Marker(Rank.ROW, "", length, 0)
    return Marker(Rank.ROW, "", len(first) if _KEY.fullmatch(first) and len(row) > 1 else 0, 0)


def row_bodies(head: Sequence[Line], row: Sequence[Line]) -> tuple[str, str]:
    """Return the cells of a row that name who leads and who takes part; "" where none does."""
    if "\t" in row[0].text:
        return _tabbed_bodies(head[0].text.split("\t"), row[0].text.split("\t"))
    columns = fold(" ".join(line.text for line in head))
    if not any(word in columns for word in LEAD_COLUMNS):
        return "", ""
    cells = _body_cells(row)
    partner = cells[1] if len(cells) > 1 and any(w in columns for w in PARTNER_COLUMNS) else ""
    return (cells[0] if cells else ""), partner


def _tabbed_bodies(columns: list[str], cells: list[str]) -> tuple[str, str]:
    lead = partner = ""
    for column, cell in zip(map(fold, columns), cells, strict=False):
        if any(word in column for word in PARTNER_COLUMNS) and "chu tri" not in column:
            partner = partner or cell.strip()
        elif any(word in column for word in LEAD_COLUMNS) and begins_with_body(cell.strip()):
            lead = lead or cell.strip()
    return lead, partner


def _body_cells(row: Sequence[Line]) -> list[str]:
    """Return the stretches of lines that read as names of bodies, not as tasks."""
    cells: list[str] = []
    for line in row[1:]:
        text = line.text.strip()
        if (
            cells
            and cells[-1]
            and (text[:1].islower() or cells[-1].endswith((",", ";", "-", "và")))
        ):
            cells[-1] = f"{cells[-1]} {text}"
        elif text[:1].isupper() and begins_with_body(text) and not begins_with_verb(text):
            cells.append(text)
        else:
            cells.append("")
    return [cell for cell in cells if cell and len(cell.split()) <= _LONGEST_CELL]
