"""What formatting Word shows: defaults, styles, themes and direct formatting put together.

Rules: ECMA-376 part 1, 17.7.2 (style hierarchy), 17.3.1 and 17.3.2 (properties), 17.8.3 (fonts).
"""

from __future__ import annotations

from functools import cached_property
from xml.etree.ElementTree import Element

from retrieval.reading.archive import Archive
from retrieval.reading.layout import Look
from retrieval.reading.numbering import W, value

Properties = dict[str, Element]
"""Property elements by tag, the last one that was set."""

TWIPS_PER_MM = 1440 / 25.4
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEFAULT_SIZE = 10.0
"""Points; what Word takes where neither defaults nor styles give a size."""
_BY_ATTRIBUTE = ("ind", "spacing", "rFonts")
_ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both"}


class Styles:
    """The styles, defaults and theme fonts of one document."""

    def __init__(self, archive: Archive) -> None:
        root = archive.related("styles")
        self._styles = {} if root is None else {_id(s): s for s in root.findall(f"{W}style")}
        self._root = root
        theme = archive.related("theme")
        self._theme = {} if theme is None else _theme_fonts(theme)
        self._cache: dict[tuple[str, str], Properties] = {}

    def paragraph(self, properties: Element | None, numbered: Element | None = None) -> Properties:
        """Return the properties of a paragraph that hold.

        Args:
            properties: Its own w:pPr.
            numbered: The w:pPr of the level of the list it belongs to.
        """
        style = value(properties, "pStyle") or self._default
        levels = (self._defaults("pPr"), self._chain(style, "pPr"))
        return _overlaid(*levels, _children(numbered), _children(properties))

    def look(self, paragraph: Element | None, run: Element | None) -> Look:
        """Return how a run looks, given the properties of its paragraph and its own."""
        style = value(paragraph, "pStyle") or self._default
        character = self._chain(value(run, "rStyle"), "rPr")
        levels = (self._defaults("rPr"), self._chain(style, "rPr"), character, _children(run))
        held = _overlaid(*levels)
        color = _val(held.get("color"))
        return Look(
            font=self._font(held.get("rFonts")),
            size=_half_points(_val(held.get("sz"))),
            bold=_is_on(held.get("b")),
            italic=_is_on(held.get("i")),
            underline=_val(held.get("u")) not in ("", "none"),
            caps=_is_on(held.get("caps")),
            color="" if color.lower() in ("", "auto") else color.upper(),
        )

    def table_borders(self, properties: Element | None) -> Element | None:
        """Return the borders of a table's style, given its w:tblPr; None for none."""
        held = self._chain(value(properties, "tblStyle"), "tblPr")
        return held.get("tblBorders")

    @cached_property
    def _default(self) -> str | None:
        for name, style in self._styles.items():
            default = style.get(f"{W}default") in ("1", "true")
            if default and style.get(f"{W}type") == "paragraph":
                return name
        return None

    def _defaults(self, kind: str) -> Properties:
        holder = None if self._root is None else self._root.find(f"{W}docDefaults/{W}{kind}Default")
        return {} if holder is None else _children(holder.find(f"{W}{kind}"))

    def _chain(self, name: str | None, kind: str) -> Properties:
        """Return the properties of a style and those it is based on."""
        if name is None or name not in self._styles:
            return {}
        if (name, kind) not in self._cache:
            self._cache[name, kind] = {}  # a style based on itself ends here
            style = self._styles[name]
            above = self._chain(value(style, "basedOn"), kind)
            own = _children(style.find(f"{W}{kind}"))
            self._cache[name, kind] = _overlaid(above, own)
        return self._cache[name, kind]

    def _font(self, fonts: Element | None) -> str | None:
        """Return the typefaces for Latin and accented letters."""
        if fonts is None:
            return None
        found: dict[str, None] = {}
        for slot in ("ascii", "hAnsi"):
            theme = self._theme.get((fonts.get(f"{W}{slot}Theme") or "")[:5])
            name = theme or fonts.get(f"{W}{slot}")
            found |= {name: None} if name else {}
        return "/".join(found) or None


def _overlaid(*levels: Properties) -> Properties:
    """Return properties, later levels over earlier ones; some are inherited by attribute."""
    held: Properties = {}
    for level in levels:
        for tag, element in level.items():
            below = held.get(tag)
            merges = tag in _BY_ATTRIBUTE and below is not None
            held[tag] = _joined(below, element) if merges and below is not None else element
    return held


def _joined(below: Element, above: Element) -> Element:
    attributes = dict(below.attrib)
    for name in above.attrib:  # a typeface replaces the theme's that was inherited
        attributes.pop(f"{name}Theme", None)
    return Element(above.tag, {**attributes, **above.attrib})


def millimetres(element: Element | None, *names: str) -> float:
    """Return a length given in twips by the first attribute that is set; 0 for none."""
    for name in names:
        text = None if element is None else element.get(f"{W}{name}")
        if text and text.lstrip("-").isdigit():
            return round(int(text) / TWIPS_PER_MM, 2)
    return 0.0


def alignment(properties: Properties) -> str:
    """Return "left", "center", "right" or "both"."""
    told = _val(properties.get("jc")) or "left"
    return _ALIGNMENTS.get(told, told)


def spacing(properties: Properties) -> tuple[float, float, float | None, float | None]:
    """Return the space above and below in points, the height of a line in lines or in points."""
    element = properties.get("spacing")
    if element is None:
        return 0.0, 0.0, 1.0, None
    before, after = (
        14.0 if element.get(f"{W}{name}Autospacing") in ("1", "true") else _points(element, name)
        for name in ("before", "after")
    )
    line = element.get(f"{W}line")
    rule = element.get(f"{W}lineRule")
    if not line or not line.isdigit() or rule == "atLeast":
        return before, after, 1.0, None
    if rule == "exact":
        return before, after, None, int(line) / 20
    return before, after, round(int(line) / 240, 3), None


def _points(element: Element, name: str) -> float:
    text = element.get(f"{W}{name}") or "0"
    return int(text) / 20 if text.isdigit() else 0.0


def _theme_fonts(theme: Element) -> dict[str, str]:
    found = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{_A}{kind}Font/{_A}latin")
        if latin is not None and latin.get("typeface"):
            found[kind] = str(latin.get("typeface"))
    return found


def _children(parent: Element | None) -> Properties:
    return {} if parent is None else {child.tag.removeprefix(W): child for child in parent}


def _id(style: Element) -> str:
    return style.get(f"{W}styleId", "")


def _val(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _is_on(element: Element | None) -> bool:
    return element is not None and _val(element) not in ("0", "false", "off")


def _half_points(text: str) -> float:
    return int(text) / 2 if text.isdigit() else _DEFAULT_SIZE
