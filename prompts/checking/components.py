"""The components of a document recognised: national name, number, title, signature, recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prompts.checking.sheet import Line, Sheet
from retrieval.text import fold
from retrieval.types import BlockType

_NATIONAL = re.compile(r"cong hoa\b.*\bxa hoi\b.*\bchu nghia|\bxa hoi chu nghia viet nam")
_MOTTO = re.compile(r"^doc lap\b.*tu do|\btu do\b.*hanh phuc")
_NUMBER = re.compile(r"^so\s*[:.]?\s*[\d./…\s_-]*(/|kh\b|-?\s*kh-|$)|^so\s*:|^\d+\s*/\s*kh")
_PLACE_DATE = re.compile(
    r"\bngay\b[\s\d….]*\bthang\b|,\s*ngay\s+\d{1,2}\s?[/-]\s?\d{1,2}|^ngay\s+[\d….]+"
)
_TYPE_NAME = re.compile(r"^(ke hoach|chuong trinh|phuong an)(\s*$|:)")
_AUTHORITY = re.compile(
    r"^(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|so |phong |ban )|"
    r"^(tinh|thanh pho|huyen|thi xa|quan|xa|phuong|dac khu|thi tran) \S"
)
_SIGNING = re.compile(
    r"^(t/?m|k/?t|t/?l|tuq|q)\s?\.|"
    r"^(pho |quyen )?chu tich( ubnd.*| uy ban.*)?$|^uy ban nhan dan\b.{0,30}$"
)
_RECIPIENTS = re.compile(r"^noi nhan\b")
_BASIS = re.compile(r"^(can cu|thuc hien|theo|xet)\b")
_LETTER = re.compile(r"[^\W_]")
_BLANK_NAME = re.compile(r"[^\w]*")


@dataclass(frozen=True, slots=True)
class Components:
    """The lines of a draft by what they are, the ids of corpus/form.toml; () for none."""

    by_id: dict[str, tuple[Line, ...]]

    def __getitem__(self, name: str) -> tuple[Line, ...]:
        return self.by_id.get(name, ())


def find_components(sheet: Sheet) -> Components:
    """Return the lines of a draft by what they are."""
    found: dict[str, list[Line]] = {}
    for name, line in (*_head(sheet), *_body(sheet), *_end(sheet)):
        found.setdefault(name, []).append(line)
    return Components({name: tuple(lines) for name, lines in found.items()})


def _first_clause(sheet: Sheet) -> int:
    return sheet.clauses[0].start if sheet.clauses else len(sheet.text)


def _head(sheet: Sheet) -> Iterator[tuple[str, Line]]:
    """Yield the lines of the header; what stands behind the name of the document is its subject."""
    named = False
    first = _first_clause(sheet)
    for line in sheet.lines:
        if line.start >= first:
            return
        if not _LETTER.search(line.text):
            continue  # a rule of dashes
        name = _header_name(line, named=named)
        named = named or name == "type_name"
        if name:
            yield name, line


def _header_name(line: Line, *, named: bool) -> str:
    if named:
        return "subject"
    plain = fold(line.text)
    for name, pattern in (
        ("national_name", _NATIONAL),
        ("motto", _MOTTO),
        ("type_name", _TYPE_NAME),
        ("place_date", _PLACE_DATE),
        ("number", _NUMBER),
        ("authority", _AUTHORITY),
    ):
        capitals = name == "place_date" and line.text.isupper()
        if pattern.search(plain) and not capitals:
            return name
    return ""


def _body(sheet: Sheet) -> Iterator[tuple[str, Line]]:
    """Yield the lines of clauses and headings outside of tables: bases and body."""
    blocks = sheet.clauses
    last = max((block.end for block in blocks), default=0)
    opening = {b.start for b in blocks if b.path.startswith("mở đầu")}
    ends = sorted(b.end for b in blocks if b.path.startswith("mở đầu"))
    bounds = sorted(opening)
    for line in sheet.lines:
        if not _first_clause(sheet) <= line.start < last or _in_table(line) or _signs(sheet, line):
            continue
        opens = any(s <= line.start < e for s, e in zip(bounds, ends, strict=False))
        cited = opens and fold(line.text).startswith("can cu")
        yield ("basis" if cited else "body"), line


def _in_table(line: Line) -> bool:
    return line.paragraph is not None and line.paragraph.cell is not None


def _signs(sheet: Sheet, line: Line) -> bool:
    """Say whether a line lies in the signature, the recipients or a second header."""
    kinds = (BlockType.SIGNATURE, BlockType.RECIPIENTS, BlockType.HEADER)
    return any(b.type in kinds and b.start <= line.start < b.end for b in sheet.blocks)


def _end(sheet: Sheet) -> Iterator[tuple[str, Line]]:
    """Yield the lines of the first ending: who signs, and who receives."""
    blocks = [b for b in sheet.blocks if b.type in (BlockType.SIGNATURE, BlockType.RECIPIENTS)]
    if not blocks:
        return
    after = [b.start for b in sheet.blocks if b.type is BlockType.HEADER and b.path != "header"]
    stop = min((s for s in after if s > blocks[0].start), default=len(sheet.text) + 1)
    stamps = [(b.start, b.end) for b in sheet.blocks if b.type is BlockType.NOISE]
    lines = [
        line
        for line in sheet.lines
        if blocks[0].start <= line.start < min(stop, blocks[-1].end)
        and not any(start <= line.start < end for start, end in stamps)
    ]
    yield from _receiving(_column(lines, _RECIPIENTS))
    yield from _signing(lines)


def _column(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[Line]:
    """Return the lines of the cell in which a line matches; without cells, from it on."""
    for place, line in enumerate(lines):
        if pattern.search(fold(line.text)):
            cell = line.paragraph.cell if line.paragraph else None
            if cell is None:
                return list(lines[place:])
            return [x for x in lines[place:] if x.paragraph and x.paragraph.cell == cell]
    return []


def _receiving(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    for place, line in enumerate(lines):
        plain = fold(line.text)
        if _SIGNING.search(plain):
            continue  # the other column, line by line
        if place == 0:
            yield "recipients_label", line
        elif re.match(r"[-–+*•]", line.text) or plain.startswith("luu"):
            yield "recipients", line


def _signing(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    signing = [i for i, line in enumerate(lines) if _SIGNING.search(fold(line.text))]
    for i in signing:
        yield "signature_authority", lines[i]
    if not signing:
        return
    last = lines[signing[-1]]
    cell = last.paragraph.cell if last.paragraph else None
    for line in lines[signing[-1] + 1 :]:
        own = line.paragraph.cell if line.paragraph else None
        listed = re.match(r"[-–+*•]", line.text) or _RECIPIENTS.search(fold(line.text))
        if not listed and (cell is None or own == cell) and len(line.text.split()) <= 8:
            yield "signer", line
