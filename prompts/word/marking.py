"""A copy of somebody's .docx with changes tracked and remarks in the margin; the rest untouched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prompts.word.changes import (
    AddLine,
    Change,
    DrawRule,
    NumberPages,
    Remark,
    Repage,
    Replace,
    Restyle,
)
from prompts.word.looks import TWIPS_PER_MM, restyle_paragraph, restyle_words, track
from prompts.word.numbering import number_pages
from prompts.word.package import Element, Package, W, element
from prompts.word.remarks import Remarks
from prompts.word.ruling import draw_rule
from prompts.word.tracked import Author, add_paragraph, isolate, replace_words
from retrieval.reading.layout import Layout, Paragraph

AUTHOR = "kehoach"
_SIZES = {"width": "w", "height": "h"}


def mark(
    data: bytes,
    layout: Layout,
    text: str,
    changes: Sequence[Change],
    remarks: Sequence[Remark],
    when: datetime,
) -> bytes:
    """Return a copy of a .docx with changes and remarks.

    Args:
        data: The file.
        layout: As measured on it.
        text: As extracted from it; offsets refer to it.
        changes: To be tracked; of two that replace the same words the first is made.
        remarks: For the margin.
        when: The time that the marks bear.
    """
    package = Package(data)
    author = Author(AUTHOR, f"{when:%Y-%m-%dT%H:%M:%SZ}")
    sheet = _Marked(package, layout, text, author)
    for change in changes:
        sheet.change(change)
    sheet.replace([change for change in changes if isinstance(change, Replace)])
    notes = Remarks(package, author)
    for remark in remarks:
        notes.add(sheet.paragraph_at(remark.at), remark.text)
    return package.save()


class _Marked:
    """One document while it is marked."""

    def __init__(self, package: Package, layout: Layout, text: str, author: Author) -> None:
        self._package = package
        self._layout = layout
        self._text = text
        self._author = author
        self._elements = list(package.document.iter(f"{W}p"))

    def paragraph_at(self, offset: int) -> Element:
        """Return the paragraph of an offset, the first one with words for -1."""
        shown = [p for p in self._layout.paragraphs if p.index >= 0 and p.text.strip()]
        own = [p for p in shown if p.start <= offset <= p.end] or shown[:1]
        return self._elements[own[0].index if own else 0]

    def change(self, change: Change) -> None:
        """Make one change that moves no words."""
        if isinstance(change, Restyle):
            self._restyle(change)
        elif isinstance(change, AddLine):
            self._add(change)
        elif isinstance(change, DrawRule):
            draw_rule(self.paragraph_at(change.at), change.length, self._author)
        elif isinstance(change, Repage):
            self._repage(change)
        elif isinstance(change, NumberPages):
            number_pages(self._package, self._author)

    def _add(self, change: AddLine) -> None:
        own = self.paragraph_at(change.at)
        added = add_paragraph(own, change.text, self._author, behind=change.behind)
        look = Restyle(0, 0, size=change.size, bold=change.bold)
        for run in added.iter(f"{W}r"):
            restyle_words(run, look, self._author)
        if change.rule:
            draw_rule(added, change.rule, self._author)

    def replace(self, changes: Sequence[Replace]) -> None:
        """Replace words, the last first, so that offsets stay true."""
        done: list[Replace] = []
        for change in changes:
            if all(change.end <= other.start or other.end <= change.start for other in done):
                done.append(change)
        for change in sorted(done, key=lambda each: each.start, reverse=True):
            for paragraph in self._layout.paragraphs:
                if paragraph.index >= 0 and paragraph.start <= change.start < paragraph.end:
                    start, end = self._within(paragraph, change.start, change.end)
                    own = self._elements[paragraph.index]
                    replace_words(own, start, end, change.text, self._author)
                    break
            else:
                self._append(change)

    def _append(self, change: Replace) -> None:
        """Put words behind the last ones of a paragraph."""
        for paragraph in self._layout.paragraphs:
            if paragraph.index >= 0 and paragraph.text.strip() and paragraph.end == change.start:
                own, at = self._elements[paragraph.index], len(paragraph.text.rstrip())
                replace_words(own, at, at, change.text, self._author)
                return

    def _restyle(self, change: Restyle) -> None:
        for paragraph in self._layout.paragraphs:
            touched = paragraph.start < change.end and change.start < paragraph.end
            if paragraph.index < 0 or not touched:
                continue
            own = self._elements[paragraph.index]
            start, end = self._within(paragraph, change.start, change.end)
            for run in isolate(own, start, end):
                restyle_words(run, change, self._author)
            restyle_paragraph(own, change, self._author)

    def _within(self, paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
        """Return offsets of the text as offsets of a paragraph's own text, letters counted."""
        number = len("".join(paragraph.number.split()))
        before = len("".join(self._text[paragraph.start : start].split())) - number
        until = len("".join(self._text[paragraph.start : min(end, paragraph.end)].split())) - number
        letters = [i for i, ch in enumerate(paragraph.text) if not ch.isspace()]
        first = letters[min(max(before, 0), len(letters) - 1)] if letters else 0
        if until <= max(before, 0):
            return (letters[before - 1] + 1 if 0 < before <= len(letters) else first,) * 2
        return first, letters[min(until, len(letters)) - 1] + 1

    def _repage(self, change: Repage) -> None:
        for section in self._package.document.iter(f"{W}sectPr"):
            track(section, "sectPr", self._author)
            for name, value in change.measures:
                tag = "pgSz" if name in _SIZES else "pgMar"
                own = section.find(f"{W}{tag}")
                if own is None:
                    own = element(tag)
                    section.insert(0, own)
                own.set(f"{W}{_SIZES.get(name, name)}", str(round(value * TWIPS_PER_MM)))
                if name in _SIZES:
                    own.attrib.pop(f"{W}orient", None)
