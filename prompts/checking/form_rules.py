"""Form: the drawn lines under the motto, the issuer and the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prompts.checking.draft import Draft
from prompts.checking.sheet import Line
from prompts.checking.types import Hit
from prompts.word.changes import DrawRule
from prompts.word.form import Component
from prompts.word.ruling import text_width
from prompts.wording import say
from retrieval.reading.layout import Paragraph
from retrieval.text import DASHES

_DRAWN = re.compile(rf"[_.*~=\s{re.escape(DASHES)}]+")


def check_rules(draft: Draft) -> Iterator[Hit]:
    """Yield a hit for each component under which no line is drawn, or one that is too long.

    A shape may be anchored in another paragraph of the head; then it is given the benefit.
    """
    layout = draft.sheet.layout
    if layout is None:
        return
    first = draft.sheet.clauses[0].start if draft.sheet.clauses else len(draft.sheet.text)
    shapes = {p.index: p.shapes for p in layout.paragraphs if p.end <= first}
    bare: list[tuple[Component, Line]] = []
    for name, component in draft.form.components.items():
        lines = draft.components[name]
        if not component.rule or not lines or lines[-1].paragraph is None:
            continue
        near = _near(lines[-1].paragraph, layout.paragraphs)
        if not is_drawn(draft, lines[-1]) and not _taken(near, shapes):
            bare.append((component, lines[-1]))
        elif component.rule < 1 and any(p.bordered and not p.text and p.left < 1 for p in near):
            yield _rule(component, lines[-1], "long")
    for component, line in bare[sum(shapes.values()) :]:
        yield _rule(component, line, "missing")


def is_drawn(draft: Draft, line: Line) -> bool:
    """Say whether a line is drawn under a component: as a border, as signs, by underlining."""
    if draft.sheet.layout is None or line.paragraph is None:
        return False
    near = _near(line.paragraph, draft.sheet.layout.paragraphs)
    signs = any(paragraph.text.strip() for paragraph in near[1:])
    return signs or any(p.bordered for p in near) or any(x.underline for x in line.looks)


def _rule(component: Component, line: Line, fault: str) -> Hit:
    found = say(f"check_rule_{fault}", name=component.name)
    expected = say("check_rule_share" if fault == "long" else "check_rule_expected")
    changes = (DrawRule(line.start, rule_length(component, line.text)),) if _ends(line) else ()
    return Hit("form.rule_line", found, expected, line.start, line.end, changes)


def _ends(line: Line) -> bool:
    """Say whether a line is the last of its paragraph and shares its row with no other."""
    last = line.paragraph.text.strip().rpartition("\n")[2].strip() if line.paragraph else ""
    return bool(last) and last == line.text


def rule_length(component: Component, text: str) -> float:
    """Return how long the line under a component is, in mm."""
    return component.rule * text_width(text, component.set)


def _taken(near: Sequence[Paragraph], shapes: dict[int, int]) -> bool:
    """Take one of the shapes that are anchored near a component; False if there is none left."""
    for paragraph in near:
        if shapes.get(paragraph.index, 0):
            shapes[paragraph.index] -= 1
            return True
    return False


def _near(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return a paragraph and those below it that hold no words."""
    found = [paragraph]
    for below in paragraphs[paragraphs.index(paragraph) + 1 :]:
        if below.cell != paragraph.cell or not _DRAWN.fullmatch(below.text or " "):
            break
        found.append(below)
    return found
