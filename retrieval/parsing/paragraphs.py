"""Lines joined to paragraphs: wraps mended, lists and headings kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import cast

from retrieval.parsing.lexicon import begins_with_body, begins_with_verb, lexicon
from retrieval.parsing.lines import Line, LineKind
from retrieval.parsing.markers import Marker, Rank, find_marker, follows, splits_a_name
from retrieval.parsing.tables import row_bodies, row_marker, table_length, table_rows
from retrieval.text import DASHES

_TERMINATORS = (".", ";", ":", "!", "?", "…", "./.", ".”", '."', ".)", ";”")
_WANTING = (
    ",",
    " và",
    " của",
    " về",
    " các",
    " với",
    "-",
    "–",
    " cho",
    " tại",
    " theo",
    "(",
    " số",
)
"""Endings behind which a text must go on."""
_KIND = re.compile(r"(?:^|\s)(?:Ban|Bộ|Sở|Phòng|Trung tâm|Ủy|Uỷ|Đề|Hội|Chi cục|Viện|Công)$")
"""What a body is; the words that say which must follow."""
_CONTINUING = f",;.)”{DASHES}"
"""Characters with which no paragraph starts; a dash that was no bullet belongs to a name."""
_LONG_LINE = 150
"""Nine lines in ten of a wrapped text are shorter than this; a .docx has one line per paragraph."""
_ENOUGH = 12
"""Lines from which a habit of the layout is learned."""
_LONE_MARKER = re.compile(rf"[{re.escape(DASHES)}+]|[a-zđ][).]")
"""A bullet or letter that stands on a line of its own, before its text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a numbered item or a bullet.

    Attributes:
        start: Offset of its first character, marker included.
        end: Offset behind its last character.
        text: Its text without the marker, wraps as one space.
        marker: Its number or bullet.
        lines: The lines it was made of; page numbers between them are left out of `text`.
        lead: Cell of a table row that names who acts; "" elsewhere.
        partner: Cell of a table row that names who takes part; "" elsewhere.
    """

    start: int
    end: int
    text: str
    marker: Marker | None
    lines: tuple[Line, ...] = field(repr=False)
    lead: str = ""
    partner: str = ""

    @property
    def terminated(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip().endswith(_TERMINATORS)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a document were broken.

    Attributes:
        width: Characters of a full line.
        wrapped: Whether lines end in the middle of sentences.
        ragged: Whether short lines are wrapped too, so that length tells nothing.
        first: Characters of the first line of a paragraph where it is shorter than the lines
            behind it (many web pages), half-way to those; 0 where the text shows no such habit.
    """

    width: int
    wrapped: bool
    ragged: bool
    first: int = 0


def measure_layout(lines: Sequence[Line]) -> Layout:
    """Learn from a document's own lines how it was broken."""
    texts = [line for line in lines if line.kind is LineKind.TEXT]
    widths = sorted(line.width for line in texts) or [0]
    width = widths[min(len(widths) - 1, len(widths) * 9 // 10)]
    continued = [a.width for a, b in pairwise(texts) if b.text[:1].islower()]
    short = sum(1 for length in continued if length < 0.72 * width)
    ragged = len(continued) > 8 and short > 0.12 * len(continued)
    return Layout(width, width < _LONG_LINE, ragged, _first_width(texts))


def _first_width(texts: Sequence[Line]) -> int:
    """Return the width that first lines keep to and no line in the middle does, or 0."""
    marked = [find_marker(line.text) is not None for line in texts]
    first: list[int] = []
    middle: list[int] = []
    for i in range(len(texts) - 1):
        if marked[i + 1] or not texts[i + 1].text[:1].islower():
            continue
        if marked[i]:
            first.append(texts[i].width)
        elif texts[i].text[:1].islower():
            middle.append(texts[i].width)
    if len(first) < _ENOUGH or len(middle) < _ENOUGH:
        return 0
    longest = sorted(first)[len(first) * 95 // 100]
    shortest = sorted(middle)[len(middle) * 5 // 100]
    return (longest + shortest) // 2 if shortest > longest + 4 else 0


def join_lines(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Join lines (text and the page numbers between them) to paragraphs, in order."""
    joiner = _Joiner(measure_layout(lines))
    blank, done = False, 0
    for i, line in enumerate(lines):
        if i < done:
            continue
        if length := table_length(lines[i:]):
            joiner.take_table(table_rows(lines[i : i + length]))
            done = i + length
        elif line.kind is LineKind.TEXT:
            follow = _next_text(lines, i)
            if _is_lone_marker(lines, i, follow):
                done = follow + 1
                joined = f"{line.text} {lines[follow].text}"
                line = replace(lines[follow], start=line.start, text=joined)
                follow = _next_text(lines, follow)
            joiner.take(line, after_blank=blank, following=lines[follow] if follow else None)
        blank = line.kind is LineKind.BLANK or (blank and line.kind is not LineKind.TEXT)
    return joiner.finish()


def _next_text(lines: Sequence[Line], i: int) -> int:
    """Return the index of the next line of text, or 0."""
    return next((j for j in range(i + 1, len(lines)) if lines[j].kind is LineKind.TEXT), 0)


def _is_lone_marker(lines: Sequence[Line], i: int, follow: int) -> bool:
    alone = follow > 0 and _LONE_MARKER.fullmatch(lines[i].text) is not None
    return alone and lines[follow].text[:1].isupper()


class _Joiner:
    """Collects lines while they continue the same paragraph."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._done: list[Paragraph] = []
        self._open: Paragraph | None = None
        self._last: dict[Rank, Marker] = {}

    def take(self, line: Line, *, after_blank: bool, following: Line | None = None) -> None:
        marker = self._accepted(find_marker(line.text), line)
        opens = True if marker or self._open is None else self._opens(line, following)
        if opens is None:
            opens = self._breaks(line, after_blank=after_blank)
        if opens or self._open is None:
            self._start(line, marker)
        else:
            self._open = _extended(self._open, line)

    def take_table(self, rows: Sequence[tuple[Line, ...]]) -> None:
        for row in rows:
            marker = row_marker(row)
            self._start(row[0], marker)
            for line in row[1:]:
                self._open = _extended(cast(Paragraph, self._open), line)
            lead, partner = row_bodies(rows[0], row) if row is not rows[0] else ("", "")
            self._open = replace(cast(Paragraph, self._open), lead=lead, partner=partner)
        self.finish()
        self._open = None

    def finish(self) -> tuple[Paragraph, ...]:
        if self._open is not None:
            self._done.append(self._open)
        return tuple(self._done)

    def _start(self, line: Line, marker: Marker | None) -> None:
        if self._open is not None:
            self._done.append(self._open)
        if marker is not None:
            self._last = {rank: m for rank, m in self._last.items() if rank < marker.rank}
            self._last[marker.rank] = marker
        text = line.text[marker.length :] if marker else line.text
        self._open = Paragraph(line.start, line.end, text.strip(), marker, (line,))

    def _accepted(self, marker: Marker | None, line: Line) -> Marker | None:
        """Refuse a marker that is only the wrapped rest of a sentence."""
        if marker is None or self._open is None or self._open.terminated:
            return marker
        rest = line.text[marker.length :]
        if marker.rank >= Rank.DASH:
            return None if splits_a_name(self._open.text, rest) else marker
        if rest[:1].islower() and not follows(marker, self._last.get(marker.rank)):
            return None
        ends_short = self._open.lines[-1].width < 0.8 * self._layout.width
        expected = follows(marker, self._last.get(marker.rank))
        return marker if expected or (ends_short and not self._layout.ragged) else None

    def _opens(self, line: Line, following: Line | None) -> bool | None:
        """Say whether an unmarked line is a short first line; None where width tells nothing."""
        current, first = self._open, self._layout.first
        if current is None or not current.lines:
            return None
        if current.text.endswith(";") and line.text.startswith("Căn cứ "):
            return True
        if not first:
            return None
        if not current.text:
            return False
        if line.width > first:
            return False
        if following is None or find_marker(following.text):
            return None
        goes_on = following.text[:1].islower() or following.width > first
        if not goes_on or _is_wanting(current.text):
            return None
        begins = line.text[:1].isupper() or (current.terminated and not line.text[:1].islower())
        return begins and line.text[:1] not in _CONTINUING

    def _breaks(self, line: Line, *, after_blank: bool) -> bool:
        """Say whether an unmarked line starts a paragraph of its own."""
        current = self._open
        if current is None or not current.lines:
            return True
        if line.text[:1].islower() or line.text[:1].isdigit() or line.text[:1] in _CONTINUING:
            return False
        if not self._layout.wrapped:
            return True
        if current.terminated:
            return self._ends_paragraph(current, line, after_blank=after_blank)
        return self._ends_heading(current, line)

    def _ends_paragraph(self, current: Paragraph, line: Line, *, after_blank: bool) -> bool:
        """Say whether a finished sentence was the last of its paragraph."""
        if lexicon().closing.match(line.text) or self._is_short(current.lines[-1], line):
            return True
        return after_blank and not self._spaced

    def _ends_heading(self, current: Paragraph, line: Line) -> bool:
        """Say whether an unfinished sentence is a heading, and the next line its text."""
        if not current.text or _is_wanting(current.text) or len(current.lines) > 3:
            return False
        if current.text.isupper():
            return current.marker is not None and not line.text.isupper()
        if current.lines[-1].width < 0.6 * self._layout.width and not self._layout.ragged:
            return True
        short = self._layout.ragged or self._is_short(current.lines[-1], line)
        task = begins_with_verb(line.text) or (
            begins_with_body(line.text) and not self._layout.ragged
        )
        return current.marker is not None and short and task

    def _is_short(self, last: Line, line: Line) -> bool:
        """Say whether the next word would have fitted on the line before."""
        return last.width + len(line.text.split()[0]) + 1 < 0.88 * self._layout.width

    @property
    def _spaced(self) -> bool:
        """Whether the open paragraph has blank lines between its own lines."""
        lines = self._open.lines if self._open else ()
        return len(lines) < 2 or lines[1].start - lines[0].end > 2


def _is_wanting(text: str) -> bool:
    """Say whether a text must go on: "… của", "… (theo", "Chủ trì, phối hợp với Ban"."""
    open_bracket = text.count("(") > text.count(")")
    return open_bracket or text.endswith(_WANTING) or _KIND.search(text) is not None


def split_tasks(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Cut a paragraph without number or bullet before each sentence that sets another task.

    "Nắm bắt tình hình …. Kiểm tra, rà soát …" holds two tasks, and each is found by itself.
    """
    pieces: list[list[Line]] = [[]]
    lines = paragraph.lines
    for line, following in zip(lines, [*(row.text for row in lines[1:]), ""], strict=True):
        cut = 0
        for match in re.finditer(r"(?:^|(?<=[.;])\s+)(?=\S)", line.text):
            before = line.text[: match.start()].rstrip() or (
                pieces[-1][-1].text if pieces[-1] else ""
            )
            sentence = f"{line.text[match.end() :]} {following}"
            if before.endswith(".") and sentence[:1].isupper() and begins_with_verb(sentence):
                if line.text[cut : match.start()].strip():
                    pieces[-1].append(_piece(line, cut, match.start()))
                cut = match.end()
                pieces.append([])
        if line.text[cut:].strip():
            pieces[-1].append(_piece(line, cut, len(line.text)))
    return tuple(_paragraph(piece) for piece in pieces if piece)


def _piece(line: Line, start: int, end: int) -> Line:
    first, last = line.start + start, line.start + end
    last = line.end if end == len(line.text) else last
    return replace(line, start=first, end=last, text=line.text[start:end].strip())


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    paragraph = Paragraph(lines[0].start, lines[0].end, lines[0].text, None, (lines[0],))
    for line in lines[1:]:
        paragraph = _extended(paragraph, line)
    return paragraph


def _extended(paragraph: Paragraph, line: Line) -> Paragraph:
    glue = "" if paragraph.text.endswith("/") else " "
    text = f"{paragraph.text}{glue}{line.text}".strip()
    return replace(paragraph, end=line.end, text=text, lines=(*paragraph.lines, line))
