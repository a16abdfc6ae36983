"""An HTML page as text: its body, one line a block element, one line a table row."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from retrieval.reading.decoding import decode
from retrieval.reading.types import Limits, Parsed, Progress

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|d[dlt]|div|fieldset|figure|footer|form|h[1-6]"
    "|header|hr|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul|br"
)
_DROPPED = ("script", "style", "title", "template", "noscript", "svg")
_SPACE = re.compile(r"[ \r\n\f\v]+")
_AROUND_TAB = re.compile(r" *\t *")


def read(data: bytes, limits: Limits, report: Progress) -> Parsed:
    """Read an HTML page. Scripts, styles and the title are left out; nothing is fetched.

    Raises:
        ReadingError: not_text, legacy_encoding.
    """
    del limits, report
    page = _Page()
    page.feed(decode(data))
    page.close()
    return Parsed(page.text())


class _Page(HTMLParser):
    """Collects lines; `_cells` says for each table whether a cell is open, `_open` in how many."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[list[str]] = [[]]
        self._dropped = 0
        self._cells: list[bool] = []
        self._open = 0
        self._counters: list[int | None] = []

    def text(self) -> str:
        lines = (_SPACE.sub(" ", "".join(pieces)).strip(" ") for pieces in self._lines)
        return "\n".join(_AROUND_TAB.sub("\t", line) for line in lines if line.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag in ("td", "th"):
            self._open_cell()
        elif _BLOCKS.fullmatch(tag):
            self._break(tag)
        if tag in ("ul", "ol"):
            self._counters.append(0 if tag == "ol" else None)
        elif tag == "table":
            self._cells.append(False)
        elif tag == "li":
            self._lines[-1].append(self._item())

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag == "table" and self._cells:
            self._set_cell(is_open=False)
            self._cells.pop()
        elif tag in ("ul", "ol") and self._counters:
            self._counters.pop()
        if tag != "br" and _BLOCKS.fullmatch(tag):
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._lines[-1].append(data.replace("\t", " "))

    def _break(self, tag: str) -> None:
        """End the line, except inside a cell: a row of the outer table is one line."""
        if tag == "tr":
            self._set_cell(is_open=False)
        if self._open:
            self._lines[-1].append(" ")
        else:
            self._lines.append([])

    def _open_cell(self) -> None:
        self._set_cell(is_open=False)
        if self._lines[-1]:
            self._lines[-1].append(" " if self._open else "\t")
        self._set_cell(is_open=True)

    def _set_cell(self, *, is_open: bool) -> None:
        """Note whether the innermost table has an open cell, and how many tables have one."""
        if self._cells:
            self._open += is_open - self._cells[-1]
            self._cells[-1] = is_open

    def _item(self) -> str:
        count = self._counters[-1] if self._counters else None
        if count is None:
            return "- "
        self._counters[-1] = count + 1
        return f"{count + 1}. "
