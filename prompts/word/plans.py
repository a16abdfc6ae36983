"""A plan of the library as a paper, to be set anew in the prescribed form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from prompts.word.paper import BLANK, Level, Paper, Paragraph
from retrieval.parsing.markers import Marker, Rank, find_marker
from retrieval.text import collapse, nfc
from retrieval.types import Block, BlockType, Document

_LEVELS = {
    Rank.PART: Level.SECTION,
    Rank.ROMAN: Level.SECTION,
    Rank.ARTICLE: Level.ITEM,
    Rank.DECIMAL: Level.ITEM,
    Rank.SECOND_DECIMAL: Level.ITEM,
    Rank.LETTER: Level.POINT,
}
_WHOLE_DATE = len("2026-11-22")
_END = "./."
_DUTY = re.compile(r"^(?:TM|T/M|KT|TL|TUQ|Q)\s?\.|^(?:phó |quyền )?chủ tịch\s*$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:KẾ HOẠCH|CHƯƠNG TRÌNH)\s*", re.IGNORECASE)


def paper_of(document: Document, blocks: Sequence[Block], text: str) -> Paper:
    """Return a plan as a paper.

    Args:
        document: What is known of it.
        blocks: Its blocks, in order.
        text: The text that their offsets refer to.
    """
    subject = _TITLE.sub("", document.title)
    signing = _lines(blocks, BlockType.SIGNATURE)
    duties = tuple(line.upper() for line in signing if _DUTY.match(line))
    names = [line for line in signing if not _DUTY.match(line) and re.search(r"\w", line)]
    return Paper(
        authority=_authority(document),
        subject=(subject[:1].upper() + subject[1:],),
        body=_ended(tuple(_paragraphs(blocks, text))),
        authority_lines=_authority_lines(duties),
        recipients=_recipients(blocks),
        place=_place(document) or BLANK,
        number=document.number,
        day=date.fromisoformat(document.date) if len(document.date) == _WHOLE_DATE else None,
        year=document.year,
        signer=names[-1] if names else "",
    )


def _authority(document: Document) -> tuple[str, ...]:
    own = document.unit.partition(",")[0].upper()
    return ("ỦY BAN NHÂN DÂN", own) if own else ("ỦY BAN NHÂN DÂN",)


def _place(document: Document) -> str:
    """Return the name of the place without its level; a number keeps it: "Phường 1"."""
    level, _, name = document.unit.partition(",")[0].partition(" ")
    if level.lower() in ("thị", "thành"):
        name = name.partition(" ")[2]
    return f"{level.capitalize()} {name}" if name.isdigit() else name


def _authority_lines(printed: tuple[str, ...]) -> tuple[str, ...]:
    """Return who signs, with the line that a collective body and a deputy need.

    Nghị định 30/2020/NĐ-CP, Điều 13: "TM." before the body, "KT." where a deputy signs.
    """
    last = next((line for line in reversed(printed) if "CHỦ TỊCH" in line), "CHỦ TỊCH")
    deputy = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if "PHÓ" in last else ("CHỦ TỊCH",)
    return ("TM. ỦY BAN NHÂN DÂN", *deputy)


def _recipients(blocks: Sequence[Block]) -> tuple[str, ...]:
    lines = _lines(blocks, BlockType.RECIPIENTS)
    joined: list[str] = []
    for line in lines:
        text = line.strip()
        if re.match(r"(?i)nơi nhận", text):
            continue
        if re.match(r"[-–+*]", text) or not joined:
            joined.append(text.lstrip("-–+* "))
        else:
            joined[-1] += f" {text}"
    kept = [collapse(line).rstrip(" .;,") for line in joined]
    named = [line for line in kept if line and not re.match(r"(?i)lưu\b", line)]
    return (*named, "Lưu: VT")


def _lines(blocks: Sequence[Block], kind: BlockType) -> list[str]:
    return [line for block in blocks if block.type is kind for line in block.text.split("\n")]


def _paragraphs(blocks: Sequence[Block], text: str) -> Iterator[Paragraph]:
    shown = [b for b in blocks if b.type in (BlockType.CLAUSE, BlockType.HEADING)]
    for block in shown:
        raw = nfc(text[block.start : block.end]).lstrip()
        marker = find_marker(raw)
        number = _number(marker)
        level = _LEVELS.get(marker.rank, Level.BULLET) if marker else Level.TEXT
        heading = block.type is BlockType.HEADING
        yield Paragraph(level, f"{number}{block.text}", bold=heading)


def _number(marker: Marker | None) -> str:
    """Return a number as Nghị định 30/2020 has it: "II/" and "II)" become "II."."""
    if marker is None:
        return ""
    if marker.rank in (Rank.ROMAN, Rank.DECIMAL):
        return f"{marker.label}. "
    if marker.rank in (Rank.SECOND_DECIMAL, Rank.THIRD_DECIMAL, Rank.FOURTH_DECIMAL):
        return f"{marker.label}. "
    if marker.rank is Rank.LETTER:
        return f"{marker.label}) "
    if marker.rank in (Rank.PART, Rank.ARTICLE):
        return f"{marker.label}. "
    return "+ " if marker.rank is Rank.PLUS else "- "


def _ended(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Close the last paragraph with the sign that ends a document."""
    if not paragraphs:
        return ()
    last = paragraphs[-1]
    text = f"{last.text.rstrip(' ./;,')}{_END}"
    return (*paragraphs[:-1], Paragraph(last.level, text, last.bold, last.comment))
