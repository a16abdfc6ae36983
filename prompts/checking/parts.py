"""Parts: missing, empty, out of order; tasks without a body and bodies without a task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from prompts.checking.draft import Draft
from prompts.checking.sheet import Sheet
from prompts.checking.types import Hit, Severity
from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.parsing.bodies import LONGEST_NAME, named_body, subject
from retrieval.parsing.markers import Rank, find_marker
from retrieval.text import nfc
from retrieval.types import Block, BlockType, Role

_ORDER = {
    Role.PURPOSE: 1, Role.THEME: 2, Role.TASK: 3, Role.SOLUTION: 3, Role.BUDGET: 4,
    Role.ASSIGNMENT: 5, Role.REPORTING: 6,
}  # fmt: skip
"""The usual order of sections; targets stand in several places."""
_EITHER = {
    (Role.REPORTING, Role.ASSIGNMENT), (Role.REPORTING, Role.BUDGET),
    (Role.ASSIGNMENT, Role.BUDGET),
}  # fmt: skip
"""Neighbours that plans put either way round."""
_NUMBERED = (Rank.ROMAN, Rank.DECIMAL, Rank.SECOND_DECIMAL, Rank.LETTER)
_LEAD = re.compile(
    r"(?i)(?:^|[.;]\s|\()(?:(?:cơ quan|đơn vị|phân công)\s+)?chủ trì(?: thực hiện)?\s*:"
)
_NOBODY = re.compile(
    r"(?i)^giao (?:cho )?(?:các |những )?(?:bộ phận|cơ quan|đơn vị)\s+(?:có )?liên quan\s*:|"
    r"\bchủ trì(?: thực hiện)?\s*:\s*(?:các |những )?"
    r"(?:cơ quan|đơn vị|ban,? ngành|ngành|địa phương)"
    r"(?:,\s*(?:đơn vị|ban,? ngành|đoàn thể|địa phương))*"
    r"(?:\s+(?:có )?liên quan|\s+chức năng)?(?=\s*(?:[.;]|$))"
)
"""A lead that is nobody's: "Chủ trì: các đơn vị có liên quan"."""
_FRAME = re.compile(
    r"(?i)(?:căn cứ|trên cơ sở|trong quá trình|trên đây|nhận được|yêu cầu|đề nghị|s?tt)\s|"
    r"(?:chế độ )?(?:thông tin,? )?báo cáo\s*:"
)
_BODIES = 3
"""Headings that name a body where tasks are told body by body."""
_GROUP = 2
"""Cells of a row that only heads a group of tasks: its number and its name."""
_TITLE = 4
"""Words of a heading that has no body of text to tell it by."""
_LONGEST_LABEL = 8
"""Words of a clause that is rather a heading: "Chế độ báo cáo"."""


def check_parts(draft: Draft) -> Iterator[Hit]:
    """Yield what is wrong with the parts of the plan."""
    yield from _missing(draft)
    yield from _activities(draft)
    yield from _empty(draft.sheet)
    yield from _order(draft.sheet)
    yield from _unassigned(draft.sheet)
    yield from _unled(draft.sheet)
    yield from _vague(draft.sheet)
    yield from _rows(draft.sheet)


def _kind(sheet: Sheet) -> str:
    return "thang-hanh-dong" if sheet.description.get("kind") == "thang-hanh-dong" else (
        "cong-tac-tre-em"
    )  # fmt: skip


def _missing(draft: Draft) -> Iterator[Hit]:
    for part in load_toml("skeleton.toml")["parts"]:
        wanted = part["required"] and _kind(draft.sheet) in part["kinds"]
        if wanted and not _has(part, draft.sheet):
            name = part["heading"].capitalize() or say("check_bases_name")
            found = say("check_missing", name=name)
            severity = Severity(part["required"])
            yield Hit("part.missing", found, name, basis=part["basis"], where="", severity=severity)


def _has(part: Mapping[str, Any], sheet: Sheet) -> bool:
    roles = tuple(Role(role) for role in part["roles"])
    if Role.OPENING in roles:
        opening = [b for b in sheet.clauses if b.path.startswith("mở đầu")]
        return any(b.text.lower().startswith(tuple(part["words"])) for b in opening)
    held = sheet.with_role(*roles)
    if part.get("named"):
        told = [*held, *(block for block in sheet.clauses if block.type is BlockType.HEADING)]
        return any(word in block.text.lower() for block in told for word in part["words"])
    if held or (Role.ASSIGNMENT in roles and _is_by_bodies(sheet)):
        return True
    body = [b for b in sheet.clauses if b.role not in (Role.OPENING, Role.CLOSING)]
    return any(word in block.text.lower() for block in body for word in part["words"])


def _is_by_bodies(sheet: Sheet) -> bool:
    """Say whether the tasks are told body by body: then no part of its own gives them."""
    tasks = sheet.with_role(Role.TASK, Role.SOLUTION)
    heads = [b for b in tasks if b.type is BlockType.HEADING and len(b.trail) == 1]
    named = [block for block in heads if named_body(block.text)]
    return len(named) >= _BODIES and len(named) * 2 > len(heads)


def _activities(draft: Draft) -> Iterator[Hit]:
    """A Month of Action has seven groups of activities (Thông tư 28/2019/TT-BLĐTBXH, Điều 3)."""
    if _kind(draft.sheet) != "thang-hanh-dong":
        return
    roles = (Role.TASK, Role.SOLUTION, Role.ASSIGNMENT)
    text = " ".join(block.text.lower() for block in draft.sheet.with_role(*roles))
    for group in load_toml("skeleton.toml")["activities"]:
        if not any(word in text for word in group["words"]):
            found = say("check_activity", name=group["name"])
            basis = say("check_activity_basis")
            yield Hit("part.missing", found, group["name"], basis=basis, severity=Severity.WARNING)


def _depth(block: Block) -> int:
    return len(block.trail)


def _empty(sheet: Sheet) -> Iterator[Hit]:
    """Yield headings with nothing below them before the next heading of their rank."""
    blocks = [b for b in sheet.clauses if not b.path.startswith("kết")]
    for block, following in pairwise([*blocks, None]):
        if block is None or not _announces(block, sheet):
            continue
        if following is None or _depth(following) <= _depth(block):
            fix = say("check_body_idle") if _is_body(block) else ""
            yield Hit("part.empty", block.text, "", block.start, block.end, fix=fix)


def _announces(block: Block, sheet: Sheet) -> bool:
    """Say whether a block is a heading: told so, or a number before nothing but a body's name."""
    if block.type is BlockType.HEADING:
        return True
    marker = find_marker(nfc(sheet.text[block.start : block.end]))
    numbered = marker is not None and marker.rank in _NUMBERED and block.path[:3] != "Phụ"
    titled = len(block.text.split()) <= _TITLE and not block.text.rstrip().endswith((".", ";"))
    if numbered and titled and _has_heading_beside(block, sheet):
        return True
    bare = block.text.rstrip(" :.;")
    open_ = block.text.rstrip().endswith(":")
    return numbered and ":" not in bare and (open_ or (_is_body(block) and subject(bare) is None))


def _has_heading_beside(block: Block, sheet: Sheet) -> bool:
    """Say whether another point of the same list is a heading with something below it."""
    own = block.path.rpartition(".")[0]
    return any(
        other.type is BlockType.HEADING and other.path.rpartition(".")[0] == own
        for other in sheet.clauses
        if other.trail == block.trail and other.path != block.path
    )


def _is_body(block: Block) -> bool:
    short = len(block.text.split()) <= LONGEST_NAME
    return block.role is Role.ASSIGNMENT and short and named_body(block.text) is not None


def _order(sheet: Sheet) -> Iterator[Hit]:
    """Yield main sections that stand before one that comes first."""
    main = [b for b in sheet.clauses if b.type is BlockType.HEADING and not b.trail]
    ranked = [b for b in main if b.role in _ORDER and not b.path.startswith("Phụ lục")]
    for first, second in pairwise(ranked):
        if not first.role or not second.role or (first.role, second.role) in _EITHER:
            continue
        if _ORDER[second.role] < _ORDER[first.role]:
            expected = say("check_order", first=second.text, second=first.text)
            yield Hit("part.out_of_order", second.text, expected, second.start, second.end)


def _unassigned(sheet: Sheet) -> Iterator[Hit]:
    """Yield tasks of the assignment that stand under no body."""
    for block in sheet.with_role(Role.ASSIGNMENT):
        short = len(block.text.split()) <= _LONGEST_LABEL
        bare = block.type is BlockType.CLAUSE and block.facts.label is None and not short
        if bare and not _is_frame(block):
            yield Hit("part.task_without_body", block.text, "", block.start, block.end)


def _unled(sheet: Sheet) -> Iterator[Hit]:
    """Yield groups of tasks without a line that says who leads, where most groups have one."""
    tasks = sheet.with_role(Role.TASK, Role.SOLUTION)
    led: dict[str, bool] = {}
    for block in tasks:
        head = block.path.partition(" ")[0]
        if block.type is BlockType.CLAUSE and head != block.path:
            led[head] = led.get(head, False) or bool(_LEAD.search(block.text))
    unled = [head for head, has in led.items() if not has]
    if len(unled) * 2 < len(led):
        for block in tasks:
            if block.type is BlockType.HEADING and block.path in unled:
                yield Hit("part.task_without_body", block.text, "", block.start, block.end)


def _vague(sheet: Sheet) -> Iterator[Hit]:
    """Yield a line that gives the lead to nobody in particular."""
    for block in sheet.clauses:
        for match in _NOBODY.finditer(block.text):
            start, end = sheet.find(block, match.group())
            expected = say("check_vague_lead")
            yield Hit("part.task_without_body", match.group(), expected, start, end)


def _rows(sheet: Sheet) -> Iterator[Hit]:
    """Yield rows of a table of tasks that name no body though their neighbours do."""
    annexes: dict[str, list[Block]] = {}
    for block in sheet.clauses:
        given = block.role is Role.ASSIGNMENT and not block.path.startswith("Phụ lục")
        if "dòng" in block.path and not given:
            annexes.setdefault(block.path.split(" dòng")[0], []).append(block)
    for rows in annexes.values():
        tasks = [row for row in rows[1:] if _cells(row, sheet) > _GROUP]
        bare = [row for row in tasks if row.facts.label is None]
        if rows and len(bare) < len(rows) / 2:
            for row in bare:
                yield Hit("part.task_without_body", row.text, "", row.start, row.end)


def _cells(row: Block, sheet: Sheet) -> int:
    """Count the cells of a row that hold words."""
    return sum(bool(cell.strip()) for cell in sheet.text[row.start : row.end].split("\t"))


def _is_frame(block: Block) -> bool:
    """Say whether a clause gives no task: "Căn cứ Kế hoạch này …", "… như sau:", a row of heads."""
    return bool(_FRAME.match(block.text)) or block.text.rstrip().endswith(":")
