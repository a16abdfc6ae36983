"""Remarks in the margin of a .docx (ECMA-376 part 1, 17.13.4)."""

from __future__ import annotations

from prompts.word.package import Element, Package, W, element
from prompts.word.tracked import Author

_LEADS = (f"{W}pPr",)


class Remarks:
    """The comments of one document; its part is made with the first remark."""

    def __init__(self, package: Package, author: Author) -> None:
        self._package = package
        self._author = author
        self._root: Element | None = None

    def add(self, paragraph: Element, text: str) -> None:
        """Put a remark at a paragraph."""
        root = self._comments()
        number = max((int(c.get(f"{W}id", "0")) for c in root), default=-1) + 1
        name, when = self._author.name, self._author.when
        comment = element("comment", id=str(number), author=name, date=when, initials="k")
        comment.append(_paragraph(text))
        root.append(comment)
        first = next((i for i, child in enumerate(paragraph) if child.tag not in _LEADS), 0)
        paragraph.insert(first, element("commentRangeStart", id=str(number)))
        paragraph.append(element("commentRangeEnd", id=str(number)))
        run = element("r")
        run.append(element("commentReference", id=str(number)))
        paragraph.append(run)

    def _comments(self) -> Element:
        if self._root is None:
            name = self._package.related("comments")
            self._root = element("comments") if name is None else self._package.tree(name)
            if name is None:
                self._package.add("comments", self._root)
        return self._root


def _paragraph(text: str) -> Element:
    paragraph, run, words = element("p"), element("r"), element("t")
    words.text = text
    run.append(words)
    paragraph.append(run)
    return paragraph
