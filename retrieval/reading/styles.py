"""Which list a paragraph of a .docx belongs to, directly or through its style."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from retrieval.reading.archive import Archive
from retrieval.reading.numbering import Counter, ListDefinition, W, read_lists, value, whole


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    num_id: str | None
    depth: int | None


class Numbers:
    """Gives each paragraph its automatic number; ask once a paragraph, in document order.

    Args:
        archive: The open .docx; its styles and numbering parts are read at once.

    Raises:
        ReadingError: corrupt.
    """

    def __init__(self, archive: Archive) -> None:
        root = archive.related("styles")
        items = [] if root is None else root.findall(f"{W}style")
        self._styles = {item.get(f"{W}styleId", ""): _read_style(item) for item in items}
        self._default = next((item.get(f"{W}styleId") for item in items if _is_default(item)), None)
        own = {name: style.num_id for name, style in self._styles.items() if style.num_id}
        self._lists = read_lists(archive, own)
        self._counter = Counter(self._lists)

    def prefix(self, paragraph: Element) -> str:
        """Return the number with a space after it, "" when the paragraph has none."""
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") or self._default
        item = None if properties is None else properties.find(f"{W}numPr")
        num_id, direct = value(item, "numId"), value(item, "ilvl")
        owner = style
        if num_id is None:
            owner, num_id = self._inherited(style)
        if num_id in (None, "0"):
            return ""
        depth = self._depth(num_id, owner) if direct is None else whole(direct, 0)
        number = self._counter.prefix(num_id, min(depth, 8))
        return f"{number} " if number else ""

    def _inherited(self, name: str | None) -> tuple[str | None, str | None]:
        """Return the style that names a list, up the chain of parents, and the list's numId."""
        seen: set[str] = set()
        while name is not None and name not in seen and name in self._styles:
            seen.add(name)
            if self._styles[name].num_id is not None:
                return name, self._styles[name].num_id
            name = self._styles[name].parent
        return None, None

    def _depth(self, num_id: str, style: str | None) -> int:
        found: ListDefinition | None = self._lists.get(num_id)
        if found is None or style is None:
            return 0
        linked = (depth for depth, level in found.levels.items() if level.style == style)
        own = self._styles[style].depth if style in self._styles else None
        return next(linked, own or 0)


def _read_style(item: Element) -> _Style:
    properties = item.find(f"{W}pPr")
    numbers = None if properties is None else properties.find(f"{W}numPr")
    depth = value(numbers, "ilvl")
    return _Style(
        value(item, "basedOn"), value(numbers, "numId"), None if depth is None else whole(depth, 0)
    )


def _is_default(item: Element) -> bool:
    return item.get(f"{W}type") == "paragraph" and item.get(f"{W}default") in ("1", "true")
