"""Paragraphs in their places: the tree of a plan, with the path of every heading and clause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.parsing.bodies import inline_label
from retrieval.parsing.lexicon import lexicon
from retrieval.parsing.lines import Line
from retrieval.parsing.markers import BULLETS, Rank
from retrieval.parsing.paragraphs import Paragraph

LONGEST_HEADING = 260
"""Characters; a numbered sentence beyond it is a clause although something stands below it."""

_INDICATOR = re.compile(r"(?i)chỉ tiêu (\d{1,3})\b")
_ORDER = re.compile(
    r"(?i)(?:(?:ủy|uỷ) ban nhân dân|ubnd|chủ tịch)\b.{0,60}?\b(?:yêu cầu|giao|đề nghị)\s|yêu cầu\s"
)
"""How a plan ends that has no closing formula: "Ủy ban nhân dân xã yêu cầu …./."."""
_DECIMALS = (Rank.SECOND_DECIMAL, Rank.THIRD_DECIMAL, Rank.FOURTH_DECIMAL)


@dataclass(slots=True)
class Node:
    """A paragraph with what stands below it; filled while the tree grows."""

    rank: Rank
    paragraph: Paragraph | None = None
    path: str = ""
    children: list[Node] = field(default_factory=list)
    counts: Counter[Rank] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        """The text of its paragraph; "" at the root."""
        return self.paragraph.text if self.paragraph else ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of its paragraph."""
        return self.paragraph.lines if self.paragraph else ()

    @property
    def is_heading(self) -> bool:
        """Whether it only announces what stands below it."""
        if self.rank is Rank.PARAGRAPH or self.rank in BULLETS:
            return False
        if not self.children:
            return self.rank <= Rank.ARTICLE and not self.text.rstrip().endswith((".", ";"))
        long_sentence = len(self.text) > LONGEST_HEADING and not self.text.endswith(":")
        label = inline_label(self.text)
        rest = self.text.partition(":")[2]
        names = all(word[:1].isupper() for word in re.findall(r"\w+", rest))
        return not long_sentence and (label is None or names)

    def walk(self, above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
        """Yield every node below this one with its ancestors, in reading order."""
        for child in self.children:
            yield child, above
            yield from child.walk((*above, child))


def build_tree(paragraphs: Sequence[Paragraph], *, prefix: str = "") -> Node:
    """Put paragraphs in their places.

    Args:
        paragraphs: Of the body of a document or of one annex, in order.
        prefix: Path of the annex, such as "Phụ lục 1".
    """
    return _Builder(prefix).build(paragraphs)


class _Builder:
    def __init__(self, prefix: str) -> None:
        self._root = Node(Rank.PART, path=prefix)
        self._stack: list[Node] = [self._root]
        self._closing: Node | None = None

    def build(self, paragraphs: Sequence[Paragraph]) -> Node:
        for paragraph in paragraphs:
            self._place(paragraph)
        return self._root

    def _place(self, paragraph: Paragraph) -> None:
        if paragraph.marker is None:
            self._place_unmarked(paragraph)
            return
        self._closing = None
        rank = paragraph.marker.rank
        while len(self._stack) > 1 and self._stack[-1].rank >= rank:
            self._stack.pop()
        node = Node(rank, paragraph)
        self._attach(node, self._stack[-1])
        self._stack.append(node)

    def _place_unmarked(self, paragraph: Paragraph) -> None:
        started = len(self._stack) > 1 or self._closing is not None
        ends = lexicon().closing.match(paragraph.text) or self._is_order(paragraph)
        if started and ends and self._closing is None:
            self._closing = Node(Rank.PART, path=_joined(self._root.path, "kết", " "))
            self._stack = [self._root]
        if self._closing is not None:
            node = Node(Rank.PARAGRAPH, paragraph)
            self._closing.counts[Rank.PARAGRAPH] += 1
            node.path = f"{self._closing.path} đoạn {self._closing.counts[Rank.PARAGRAPH]}"
            self._root.children.append(node)
            return
        self._attach(Node(Rank.PARAGRAPH, paragraph), self._stack[-1])

    def _is_order(self, paragraph: Paragraph) -> bool:
        """Say whether a last paragraph stands behind an item that is complete without it."""
        above = self._stack[-1]
        complete = above.children or above.text.rstrip().endswith((".", ";"))
        last = paragraph.text.rstrip().endswith("./.")
        return bool(complete) and last and _ORDER.match(paragraph.text) is not None

    def _attach(self, node: Node, parent: Node) -> None:
        parent.children.append(node)
        parent.counts[node.rank] += 1
        node.path = self._path(node, parent)

    def _path(self, node: Node, parent: Node) -> str:
        count = parent.counts[node.rank]
        if node.rank is Rank.PARAGRAPH:
            number = count + (1 if parent.rank in BULLETS else 0)
            top = parent.path or "mở đầu"
            return f"{top} đoạn {number}"
        if node.rank in BULLETS:
            indicator = _INDICATOR.match(node.text)
            label = f"chỉ tiêu {indicator[1]}" if indicator else f"{BULLETS[node.rank]} {count}"
            return _joined(parent.path, label, " ")
        label = node.paragraph.marker.label if node.paragraph and node.paragraph.marker else ""
        if node.rank in _DECIMALS:
            section = self._section()
            return _joined(section.path, label, " " if section is self._root else ".")
        glue = " " if node.rank is Rank.ARTICLE or parent is self._root else "."
        return _joined(parent.path, label, glue)

    def _section(self) -> Node:
        """Return what stands above the decimals: "1.2" below V.1 is V.1.2."""
        return [node for node in self._stack if node.rank < Rank.DECIMAL][-1]


def _joined(above: str, label: str, glue: str) -> str:
    return f"{above}{glue}{label}" if above else label
