"""Tracked changes of how words and paragraphs look, as Word shows and undoes them.

ECMA-376 part 1, 17.13.5 (revisions), 17.3.1.26 and 17.3.2.28 (the order of properties).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

from prompts.word.changes import Restyle
from prompts.word.package import Element, W, element
from prompts.word.tracked import Author

TWIPS_PER_MM = 1440 / 25.4
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
    own.set(f"{W}firstLine", str(round(millimetres * TWIPS_PER_MM)))


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
