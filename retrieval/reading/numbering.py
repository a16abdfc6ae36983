"""Automatic list numbers of a .docx: what Word paints before a paragraph and no w:t holds.

Plans number their sections this way, so without it "V.1.2" cannot be cited. Rules: ECMA-376
part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from retrieval.reading.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML, as lxml writes it."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: Its first number.
        format: Value of w:numFmt: "decimal", "upperRoman", "bullet", …
        text: Value of w:lvlText: "%1.%2."
        restart: After which level, counted from 1, it starts again; 0 never; None after any higher.
        legal: Whether the numbers of higher levels are shown as decimals.
        style: Id of the paragraph style that stands for this level.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """What a w:num says.

    Attributes:
        family: Lists of one family count on together.
        levels: By depth, from 0.
        restarts: By depth: the number with which this list begins although its family went on.
    """

    family: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Counter:
    """Walks the paragraphs of one document in order and gives each its number."""

    lists: dict[str, ListDefinition]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def prefix(self, num_id: str, depth: int) -> str:
        """Count one paragraph and return its number: "IV.", "a)", "-"; "" for none."""
        chosen = self.lists.get(num_id)
        if chosen is None:
            return ""
        counts = self._counts.setdefault(chosen.family, {})
        levels = chosen.levels
        for above in range(depth):
            counts.setdefault(above, _level(levels, above).start)
        if depth in chosen.restarts and (num_id, depth) not in self._seen:
            counts[depth] = chosen.restarts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else _level(levels, depth).start
        self._seen.add((num_id, depth))
        for below in [level for level in counts if level > depth]:
            if _restarts(_level(levels, below), after=depth):
                del counts[below]
        return _shown(levels, depth, counts)


def read_lists(archive: Archive, styles: dict[str, str]) -> dict[str, ListDefinition]:
    """Return the lists of a document by numId; {} when it has none.

    Args:
        archive: The open .docx.
        styles: numId by style id, for lists that are defined by a numbering style.
    """
    root = archive.related("numbering")
    if root is None:
        return {}
    families = {item.get(f"{W}abstractNumId", ""): item for item in root.iter(f"{W}abstractNum")}
    nums = {item.get(f"{W}numId", ""): item for item in root.findall(f"{W}num")}
    lists = {}
    for num_id, num in nums.items():
        family = value(num, "abstractNumId") or ""
        style = value(families.get(family), "numStyleLink")
        linked = nums.get(styles.get(style or "", ""))
        if linked is not None:
            family = value(linked, "abstractNumId") or ""
        if family in families:
            lists[num_id] = _definition(family, families[family], num)
    return lists


def value(parent: Element | None, tag: str) -> str | None:
    """Return the w:val of a child element, None when there is no such child or value."""
    child = None if parent is None else parent.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val")


def whole(text: str | None, default: int) -> int:
    """Return a whole number from a file, or the default when it is none or has over five digits."""
    if text is None or not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        return default
    return int(text)


def numeral(number: int, form: str) -> str:
    """Write a number in a w:numFmt: 4 as upperRoman is "IV", 28 as lowerLetter is "bb"."""
    if form in ("upperRoman", "upperLetter"):
        return numeral(number, form.replace("upper", "lower")).upper()
    if form == "lowerLetter" and number > 0:
        return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)
    if form == "lowerRoman" and number > 0:
        digits = ""
        for unit, letters in _ROMAN:
            count, number = divmod(number, unit)
            digits += letters * count
        return digits
    if form in ("none", "bullet"):
        return ""
    return f"{number:02}" if form == "decimalZero" else str(number)


def _definition(family: str, root: Element, num: Element) -> ListDefinition:
    levels = {_depth(item): _read_level(item) for item in root.findall(f"{W}lvl")}
    restarts = {}
    for override in num.findall(f"{W}lvlOverride"):
        depth = _depth(override)
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[depth] = _read_level(own)
        start = value(override, "startOverride")
        if start is not None:
            restarts[depth] = whole(start, 1)
    return ListDefinition(family, levels, restarts)


def _read_level(item: Element) -> Level:
    restart = value(item, "lvlRestart")
    legal = item.find(f"{W}isLgl")
    return Level(
        start=whole(value(item, "start"), 0),
        format=value(item, "numFmt") or "decimal",
        text=value(item, "lvlText") or "",
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and legal.get(f"{W}val") not in ("0", "false"),
        style=value(item, "pStyle"),
    )


def _depth(item: Element) -> int:
    return min(whole(item.get(f"{W}ilvl"), 0), 8)


def _level(levels: dict[int, Level], depth: int) -> Level:
    return levels.get(depth) or Level()


def _restarts(level: Level, *, after: int) -> bool:
    return level.restart is None or after < level.restart


def _shown(levels: dict[int, Level], depth: int, counts: dict[int, int]) -> str:
    level = _level(levels, depth)
    if level.format == "bullet":
        return "+" if level.text.strip() == "+" else "-"

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = _level(levels, place).format
        if level.legal and form not in ("none", "bullet"):
            form = "decimal"
        return numeral(counts.get(place, 0), form)

    return _PLACE.sub(number, level.text).strip()
