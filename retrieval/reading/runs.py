"""The text inside one paragraph of a .docx: its runs, without what was deleted or is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from retrieval.reading.numbering import W

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"

BOX = f"{W}txbxContent"
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
"""Containers of tracked deletions; what was inserted or moved here stays."""

_LEFT_OUT = DELETED | {f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", BOX}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_TEXT = (f"{W}t", f"{_M}t")
_RUN, _PROPERTIES = f"{W}r", f"{W}rPr"
_ALTERNATIVES = f"{_MC}AlternateContent"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph as its XML holds it.

    Attributes:
        run: The w:r it stands in; None for text outside of runs, such as mathematics.
        element: The w:t, w:tab, w:br …
        text: What Word shows of it.
    """

    run: Element | None
    element: Element
    text: str


def read_runs(paragraph: Element) -> tuple[str, list[Element]]:
    r"""Return a paragraph's text, and the text boxes and word art that are anchored in it.

    Tabs and line breaks are "\t" and "\n"; what stands in a box is not in the text.
    """
    found: list[Element] = []
    text = "".join(piece.text for piece in _collect(paragraph, None, found))
    return text, found


def pieces(paragraph: Element) -> list[Piece]:
    """Return the stretches of a paragraph's text in order; joined they are its text."""
    return list(_collect(paragraph, None, []))


def art_text(element: Element) -> str:
    """Return the words of a word art or watermark, "" for another element."""
    return element.get("string", "").strip() if element.tag == f"{_V}textpath" else ""


def is_on(parent: Element | None, tag: str) -> bool:
    """Say whether a toggle such as w:vanish or w:del stands among the properties."""
    child = None if parent is None else parent.find(f"{W}{tag}")
    return child is not None and child.get(f"{W}val") not in ("0", "false", "off")


def current(element: Element) -> Element:
    """Return what Word shows of an element with alternatives: the first, or the fallback."""
    if element.tag != _ALTERNATIVES:
        return element
    return element[0] if len(element) else element


def _collect(element: Element, run: Element | None, found: list[Element]) -> Iterator[Piece]:
    for child in element:
        shown = current(child)
        tag = shown.tag
        if tag in _TEXT:
            yield Piece(run, shown, shown.text or "")
        elif tag in _CHARACTERS:
            yield Piece(run, shown, _CHARACTERS[tag])
        elif tag == BOX or art_text(shown):
            found.append(shown)
        elif tag not in _LEFT_OUT and not (
            tag == _RUN and is_on(shown.find(_PROPERTIES), "vanish")
        ):
            yield from _collect(shown, shown if tag == _RUN else run, found)
