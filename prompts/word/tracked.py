"""Tracked changes: words taken out and put in, looks changed, as Word shows and undoes them.

ECMA-376 part 1, 17.13.5 (revisions), 17.3.1.26 and 17.3.2.28 (the order of properties).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from prompts.word.changes import Restyle
from prompts.word.package import Element, W, element
from retrieval.reading import runs

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TWIPS = 1440 / 25.4
_RUN_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
              "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish",
              "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight",
              "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
              "eastAsianLayout", "specVanish", "oMath", "rPrChange")  # fmt: skip
_PARAGRAPH_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl",
                    "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens",
                    "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
                    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
                    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
                    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
                    "sectPr", "pPrChange")  # fmt: skip


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


def add_paragraph(like: Element, text: str, author: Author, *, behind: bool) -> None:
    """Put a paragraph that looks like another before or behind it, tracked."""
    added = element("p")
    properties = like.find(f"{W}pPr")
    own = element("pPr") if properties is None else copy.deepcopy(properties)
    for name in ("pPrChange", "sectPr", "numPr"):
        for child in own.findall(f"{W}{name}"):
            own.remove(child)
    mark = own.find(f"{W}rPr")
    if mark is None:
        mark = element("rPr")
        own.append(mark)
    mark.insert(0, author.mark("ins"))
    shown = [piece.run for piece in runs.pieces(like) if piece.run is not None]
    insertion = author.mark("ins")
    insertion.append(_new_run(text, shown[0] if shown else None))
    added.append(own)
    added.append(insertion)
    like.addnext(added) if behind else like.addprevious(added)


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


def restyle_words(run: Element, change: Restyle, author: Author) -> None:
    """Give a run another look, tracked."""
    wanted = dict(_run_properties(change))
    if wanted:
        _changed(run, "rPr", _RUN_ORDER, wanted, author)


def _run_properties(change: Restyle) -> Iterator[tuple[str, Callable[[Element], None]]]:
    if change.font is not None:
        yield "rFonts", lambda own: _font(own, change.font or "")
    for names, told in ((("b", "bCs"), change.bold), (("i", "iCs"), change.italic)):
        for name in names if told is not None else ():
            yield name, lambda own, told=told: own.set(f"{W}val", "1" if told else "0")  # type: ignore[misc]
    if change.color is not None:
        yield "color", lambda own: _only(own, change.color or "")
    for name in ("sz", "szCs") if change.size is not None else ():
        yield name, lambda own: own.set(f"{W}val", f"{round((change.size or 0) * 2)}")


def _font(own: Element, name: str) -> None:
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        own.set(f"{W}{slot}", name)
        own.attrib.pop(f"{W}{slot}Theme", None)


def _only(own: Element, color: str) -> None:
    for name in list(own.attrib):
        del own.attrib[name]
    own.set(f"{W}val", color)


def restyle_paragraph(paragraph: Element, change: Restyle, author: Author) -> None:
    """Give a paragraph another place on the page, tracked."""
    wanted: dict[str, Callable[[Element], None]] = {}
    if change.alignment is not None:
        wanted["jc"] = lambda own: own.set(f"{W}val", change.alignment)
    if change.first_line is not None:
        wanted["ind"] = lambda own: _indent(own, change.first_line or 0)
    if change.after is not None or change.line is not None:
        wanted["spacing"] = lambda own: _space(own, change)
    if wanted:
        _changed(paragraph, "pPr", _PARAGRAPH_ORDER, wanted, author)


def _indent(own: Element, millimetres: float) -> None:
    for name in ("hanging", "hangingChars", "firstLineChars"):
        own.attrib.pop(f"{W}{name}", None)
    own.set(f"{W}firstLine", str(round(millimetres * _TWIPS)))


def _space(own: Element, change: Restyle) -> None:
    if change.after is not None:
        own.set(f"{W}after", str(round(change.after * 20)))
        own.attrib.pop(f"{W}afterAutospacing", None)
    if change.line is not None:
        own.set(f"{W}line", str(round(change.line * 240)))
        own.set(f"{W}lineRule", "auto")


def _changed(
    owner: Element,
    kind: str,
    order: tuple[str, ...],
    wanted: dict[str, Callable[[Element], None]],
    author: Author,
) -> None:
    """Set properties of a run or paragraph; what they were is kept in a revision mark."""
    properties = owner.find(f"{W}{kind}")
    if properties is None:
        properties = element(kind)
        owner.insert(0, properties)
    track(properties, kind, author)
    for name, put in wanted.items():
        own = properties.find(f"{W}{name}")
        if own is None:
            own = element(name)
            place = [c for c in properties if _rank(c, order) > order.index(name)]
            place[0].addprevious(own) if place else properties.append(own)
        put(own)


def track(properties: Element, kind: str, author: Author) -> None:
    """Keep what properties are now in a revision mark, unless one is there already."""
    if properties.find(f"{W}{kind}Change") is not None:
        return
    before = element(kind)
    left_out = {f"{W}rPr", f"{W}sectPr", f"{W}headerReference", f"{W}footerReference"}
    for child in properties:
        if child.tag not in left_out:
            before.append(copy.deepcopy(child))
    mark = author.mark(f"{kind}Change")
    mark.append(before)
    properties.append(mark)


def _rank(child: Element, order: tuple[str, ...]) -> int:
    name = str(child.tag).removeprefix(W)
    return order.index(name) if name in order else len(order) - 2
