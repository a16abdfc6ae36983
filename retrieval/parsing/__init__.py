"""From the text of a plan to its blocks: nothing lost, every clause in its place."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.corpus import CORPUS
from retrieval.parsing.bodies import (
    inline_label,
    named_body,
    partners,
    split_bodies,
    subject,
    subject_behind,
)
from retrieval.parsing.facts import deadlines, references, targets
from retrieval.parsing.law import describe_law, is_law, law_blocks
from retrieval.parsing.lines import Line, LineKind, split_lines
from retrieval.parsing.markers import BULLETS, Rank
from retrieval.parsing.metadata import describe
from retrieval.parsing.paragraphs import join_lines, split_tasks
from retrieval.parsing.regions import Part, Region, find_parts
from retrieval.parsing.roles import section_role
from retrieval.parsing.tree import Node, build_tree
from retrieval.text import collapse, solid
from retrieval.types import Block, BlockType, Facts, Role

__all__ = ["Parsed", "parse", "parser_version"]

PARSER_VERSION = 4
"""Part of `parser_version`; raise it when the same text gives other blocks."""

_TASK_ROLES = {Role.TASK, Role.SOLUTION, Role.ASSIGNMENT}
_ORDERED = re.compile(r"\s(?:chỉ đạo|có trách nhiệm|chịu trách nhiệm)\s")
"""Words by which a heading is a sentence: "Sở Y tế chỉ đạo Chi cục … thực hiện:"."""
_BLOCK_TYPES = {
    Region.HEADER: BlockType.HEADER,
    Region.RECIPIENTS: BlockType.RECIPIENTS,
    Region.SIGNATURE: BlockType.SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was understood of a text.

    Attributes:
        blocks: In reading order, without overlap.
        source_chars: Non-blank characters of the text.
        accounted_chars: Those of them that lie in a block.
        description: Title, number, unit, year … as the text gives them.
    """

    blocks: tuple[Block, ...]
    source_chars: int
    accounted_chars: int
    description: dict[str, str]


@cache
def parser_version() -> int:
    """Return a number that changes with the parser and with the words it reads by."""
    words = (CORPUS / "structure.toml").read_bytes()
    return int(hashlib.sha256(b"%d %s" % (PARSER_VERSION, words)).hexdigest()[:7], 16)


def parse(raw: str) -> Parsed:
    """Cut a text into blocks. Offsets of the blocks refer to `raw`."""
    lines = split_lines(raw)
    law = is_law(lines)
    blocks = _law(lines) if law else _plan(lines)
    ordered = tuple(_with_unique_paths(sorted(blocks, key=lambda block: block.start)))
    accounted = sum(len(solid(raw[block.start : block.end])) for block in ordered)
    described = describe_law(ordered) if law else describe(ordered)
    return Parsed(ordered, len(solid(raw)), accounted, described)


def _plan(lines: Sequence[Line]) -> Iterator[Block]:
    for part in find_parts(lines):
        yield from _body_blocks(part) if part.region is Region.BODY else _plain_blocks(part)


def _law(lines: Sequence[Line]) -> Iterator[Block]:
    blocks = list(law_blocks(lines))
    yield from blocks
    yield from _noise_outside(lines, [(block.start, block.end) for block in blocks])


def _plain_blocks(part: Part) -> Iterator[Block]:
    """Yield one block per run of lines between noise."""
    run: list[Line] = []
    for line in part.lines:
        if line.kind is LineKind.TEXT:
            run.append(line)
        elif line.kind is not LineKind.BLANK:
            yield from _run_block(part, run)
            run = []
            yield _noise(line)
    yield from _run_block(part, run)


def _run_block(part: Part, run: Sequence[Line]) -> Iterator[Block]:
    if run:
        kind = _BLOCK_TYPES[part.region]
        text = "\n".join(line.text for line in run)
        yield Block(kind, kind.value, run[0].start, run[-1].end, text)


def _noise(line: Line) -> Block:
    return Block(BlockType.NOISE, "noise", line.start, line.end, line.text)


def _body_blocks(part: Part) -> Iterator[Block]:
    paragraphs = join_lines(part.lines)
    for node, above in build_tree(paragraphs, prefix=part.annex).walk():
        yield from _node_blocks(node, above)
    yield from _noise_outside(part.lines, [(each.start, each.end) for each in paragraphs])


def _noise_outside(lines: Sequence[Line], covered: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Yield the page numbers and stamps that stand in no block."""
    for line in lines:
        if line.kind in (LineKind.PAGE_NUMBER, LineKind.STAMP) and not any(
            start <= line.start < end for start, end in covered
        ):
            yield _noise(line)


def _node_blocks(node: Node, above: tuple[Node, ...]) -> Iterator[Block]:
    """Yield the block of a node; a paragraph that sets several tasks gives one for each."""
    block = _block(node, above)
    tasks = split_tasks(node.paragraph) if node.paragraph and _holds_tasks(node, block) else ()
    if len(tasks) < 2:
        yield block
        return
    for number, paragraph in enumerate(tasks, 1):
        path = node.path if number == 1 else f"{node.path} câu {number}"
        yield _block(Node(node.rank, paragraph, path), above)


def _holds_tasks(node: Node, block: Block) -> bool:
    same_length = all(line.end - line.start == len(line.text) for line in node.lines)
    return node.rank is Rank.PARAGRAPH and block.role in _TASK_ROLES and same_length


def _block(node: Node, above: tuple[Node, ...]) -> Block:
    paragraph = node.paragraph
    assert paragraph is not None
    trail = tuple(other.text.rstrip(" :") for other in above)
    kind = BlockType.HEADING if node.is_heading else BlockType.CLAUSE
    role = _role(node, trail)
    text = collapse(paragraph.text)
    facts = _facts(node, above, role) if kind is BlockType.CLAUSE else Facts()
    return Block(kind, node.path, paragraph.start, paragraph.end, text, role, trail, facts)


def _role(node: Node, trail: Sequence[str]) -> Role:
    if "mở đầu" in node.path:
        return Role.OPENING
    if "kết đoạn" in node.path:
        return Role.CLOSING
    own = [node.text] if node.is_heading or (not trail and node.rank is not Rank.ROW) else []
    return section_role([*trail, *own])


def _facts(node: Node, above: Sequence[Node], role: Role) -> Facts:
    text = collapse(node.text)
    row = node.paragraph
    label = row.lead if row and row.lead else _label(role, text, above)
    bodies = split_bodies(label) if label else ()
    named = split_bodies(row.partner) if row and row.partner else partners(text, bodies)
    return Facts(
        label=label,
        bodies=bodies,
        coordinating=() if role is Role.OPENING else named,
        leads=label is not None and "chủ trì" in text.lower(),
        references=references(text),
        deadlines=deadlines(text),
        targets=targets(text),
    )


def _label(role: Role, text: str, above: Sequence[Node]) -> str | None:
    if role in (Role.OPENING, Role.CLOSING):
        return None
    body = _responsible(text, above)
    return body or (subject_behind(text) if role is Role.ASSIGNMENT else None)


def _responsible(text: str, above: Sequence[Node]) -> str | None:
    """Return the nearest body: the clause's own label or subject, else the heading above."""
    label = inline_label(text)
    own = subject(text.partition(":")[2].strip()) if label else subject(text)
    if own or label:
        return own or label
    for node in reversed(above):
        heading = node.text.rstrip(" :")
        body = named_body(heading) if node.is_heading or node.rank in BULLETS else None
        if body and _ORDERED.search(body):
            body = subject(heading) or body
        body = body or inline_label(node.text) or subject(heading)
        if body:
            return collapse(body)
    return None


def _with_unique_paths(blocks: Sequence[Block]) -> Iterator[Block]:
    """Tell clauses apart whose numbers the plan repeats: "IV.2" and "IV.2 (2)"."""
    seen: Counter[tuple[BlockType, str]] = Counter()
    for block in blocks:
        seen[block.type, block.path] += 1
        count = seen[block.type, block.path]
        repeated = count > 1 and block.type in (BlockType.CLAUSE, BlockType.HEADING)
        yield replace(block, path=f"{block.path} ({count})") if repeated else block
