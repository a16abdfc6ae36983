"""What a plan says of itself: title, number, issuer, unit, level, year, date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.parsing.lexicon import lexicon
from retrieval.text import UPPER, collapse, fold
from retrieval.types import Block, BlockType

_UNIT = re.compile(
    r"(?i:xã|phường|thị trấn|đặc khu|huyện|thị xã|quận|thành phố|tỉnh)\s+"
    rf"(?:\d{{1,2}}\b|[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,3}})"
)
_LEVELS = {
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
    "huyện": "district",
    "thị xã": "district",
    "quận": "district",
    "thành phố": "province",
    "tỉnh": "province",
}
_NUMBER = re.compile(r"(?m)^Số\s*:\s*(\d[\w./]*(?:/|-)[A-ZĐ][\w&-]*)")
_ISSUER = re.compile(
    r"(XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|HUYỆN|THỊ XÃ|QUẬN|THÀNH PHỐ|TỈNH) "
    rf"(?!HỘI CHỦ)([{UPPER}\d]+(?:[ -][{UPPER}\d]+)*)(?= |$)"
)
_DATE = re.compile(r"(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_KINDS = (
    ("thang-hanh-dong", "thang hanh dong vi tre em"),
    ("chuong-trinh-hanh-dong", "chuong trinh hanh dong vi tre em"),
    ("cong-tac-tre-em", "cong tac tre em"),
    ("cong-tac-tre-em", "tre em"),
)


def describe(blocks: Sequence[Block]) -> dict[str, str]:
    """Return what the header and the opening say; keys as in `Document`, "" where silent."""
    header = next((block.text for block in blocks if block.type is BlockType.HEADER), "")
    opening = " ".join(block.text for block in blocks if block.path.startswith("mở đầu"))
    title = _title(header)
    unit = _issuing_unit(header) or _unit(title) or _unit(_last_sentence(opening))
    date = written_date(_letterhead(header))
    number = _NUMBER.search(header)
    years = re.search(r"\b(20\d\d)\b", title) or re.search(r"\b(20\d\d)\b", date[:4])
    return {
        "title": title,
        "kind": next((kind for kind, words in _KINDS if words in fold(title)), "khac"),
        "number": number[1] if number else "",
        "unit": unit,
        "issuer": f"Ủy ban nhân dân {unit}" if unit else "",
        "level": level_of(unit),
        "year": years[1] if years else "",
        "date": date,
    }


def written_date(text: str) -> str:
    """Return the first date written out, "ngày 05 tháng 4 năm 2016", as ISO; "" for none."""
    date = _DATE.search(text)
    return f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date else ""


def level_of(unit: str) -> str:
    """Return the level that a unit's name shows: "commune", "district", "province" or ""."""
    name = fold(unit)
    for prefix, level in _LEVELS.items():
        if name.startswith(fold(prefix) + " ") and (
            prefix != "xã" or unit.lower().startswith("xã")
        ):
            return level
    return ""


def _letterhead(header: str) -> str:
    """Return what stands above the name of the document: issuer, number, place and date."""
    lines = header.split("\n")
    named = [i for i, line in enumerate(lines) if lexicon().name.match(line) and line.isupper()]
    return " ".join(lines[: named[0]] if named else lines)


def _issuing_unit(header: str) -> str:
    for line in header.split("\n")[:9]:
        if match := _ISSUER.match(collapse(line)):
            return f"{match[1].lower()} {match[2].title()}"
    return ""


def _title(header: str) -> str:
    lines = [collapse(line) for line in header.split("\n")]
    for i, line in enumerate(lines):
        name = lexicon().name.match(line)
        if name and (line.isupper() or len(line.split()) <= 3):
            rest = [
                re.sub(r"^V/v:?\s*", "", row) for row in lines[i + 1 :] if re.search(r"\w", row)
            ]
            words = " ".join(rest)
            spoken = words if words[:2].isupper() else words[:1].lower() + words[1:]
            return collapse(f"{name.group().capitalize()} {spoken}")
    return collapse(" ".join(lines[-2:])) if header else ""


def _unit(text: str) -> str:
    found = _UNIT.findall(text)
    return collapse(found[0][:1].lower() + found[0][1:]) if found else ""


def _last_sentence(text: str) -> str:
    """Return the stretch in which the issuer speaks: behind the last "Ủy ban nhân dân"."""
    parts = re.split(r"(?i)(?:[uủ][yỷ] ban nhân dân|ubnd)\s+", text)
    return parts[-1] if len(parts) > 1 else ""
