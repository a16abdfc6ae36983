"""Tracked changes: words taken out and put in, as Word shows and undoes them.

ECMA-376 part 1, 17.13.5 (revisions).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from prompts.word.package import Element, W, element
from retrieval.reading import runs

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Author:
    """Who marks, when, and how many marks there are."""

    name: str
    when: str
    count: int = field(default=9000)

    def mark(self, tag: str) -> Element:
        """Return a new revision mark."""
        self.count += 1
        return element(tag, id=str(self.count), author=self.name, date=self.when)


def replace_words(paragraph: Element, start: int, end: int, text: str, author: Author) -> None:
    """Replace the characters from `start` to `end` of a paragraph's text, tracked."""
    taken = isolate(paragraph, start, end)
    look = taken[0] if taken else _run_before(paragraph, start)
    last: Element | None = None
    for run in taken:
        deletion = author.mark("del")
        run.addprevious(deletion)
        deletion.append(run)
        for words in run.findall(f"{W}t"):
            words.tag = f"{W}delText"
        last = deletion
    if not text:
        return
    insertion = author.mark("ins")
    insertion.append(_new_run(text, look))
    anchor = last if last is not None else look
    if anchor is None:
        paragraph.append(insertion)
    else:
        anchor.addnext(insertion)


def add_paragraph(like: Element, text: str, author: Author, *, behind: bool) -> Element:
    """Put a paragraph that looks like another before or behind it, tracked; return it."""
    added = element("p")
    properties = like.find(f"{W}pPr")
    own = element("pPr") if properties is None else copy.deepcopy(properties)
    for name in ("pPrChange", "sectPr", "numPr"):
        for child in own.findall(f"{W}{name}"):
            own.remove(child)
    mark_inserted(own, author)
    shown = [piece.run for piece in runs.pieces(like) if piece.run is not None]
    insertion = author.mark("ins")
    insertion.append(_new_run(text, shown[0] if shown else None))
    added.append(own)
    added.append(insertion)
    like.addnext(added) if behind else like.addprevious(added)
    return added


def mark_inserted(properties: Element, author: Author) -> None:
    """Mark the paragraph of some properties as put in."""
    mark = properties.find(f"{W}rPr")
    if mark is None:
        mark = element("rPr")
        properties.append(mark)
    mark.insert(0, author.mark("ins"))


def _run_before(paragraph: Element, at: int) -> Element | None:
    """Return the run that ends at a place, so that what is put in looks like it."""
    isolate(paragraph, at, at)
    done, found = 0, None
    for piece in runs.pieces(paragraph):
        if done >= at and found is not None:
            break
        found, done = piece.run, done + len(piece.text)
    return found


def _new_run(text: str, like: Element | None) -> Element:
    run = element("r")
    look = None if like is None else like.find(f"{W}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
    words = element("t")
    words.text = text
    words.set(_SPACE, "preserve")
    run.append(words)
    return run


def isolate(paragraph: Element, start: int, end: int) -> list[Element]:
    """Cut runs so that some hold just the characters from `start` to `end`; return those."""
    for at in (start, end):
        _cut(paragraph, at)
    found: list[Element] = []
    done = 0
    for piece in runs.pieces(paragraph):
        inside = start <= done < end and done + len(piece.text) <= end
        if inside and piece.run is not None and piece.run not in found:
            found.append(piece.run)
        done += len(piece.text)
    return found


def _cut(paragraph: Element, at: int) -> None:
    """Cut the run in which a place lies, so that a run begins there."""
    done = 0
    for piece in runs.pieces(paragraph):
        size = len(piece.text)
        own = [] if piece.run is None else runs_text(piece.run)
        begins = bool(own) and own[0] is piece.element
        if done == at and not begins and piece.run is not None:
            _split(piece.run, piece.element, 0)
            return
        if done < at < done + size and piece.run is not None:
            _split(piece.run, piece.element, at - done)
            return
        done += size


def runs_text(run: Element) -> list[Element]:
    """Return the elements of a run that hold text."""
    return [child for child in run if child.tag != f"{W}rPr"]


def _split(run: Element, words: Element, offset: int) -> None:
    """Move what follows an offset in a text element into a new run behind its run."""
    after = element("r")
    look = run.find(f"{W}rPr")
    if look is not None:
        after.append(copy.deepcopy(look))
    moved = [words, *words.itersiblings()]
    if offset:
        rest = copy.deepcopy(words)
        rest.text, words.text = words.text[offset:], words.text[:offset]
        for each in (rest, words):
            each.set(_SPACE, "preserve")
        moved = [rest, *moved[1:]]
    for each in moved:
        after.append(each)
    run.addnext(after)
