"""Privacy: what must not stand in a plan: a child that can be told, a telephone number, a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.checking.draft import Draft
from prompts.checking.types import Hit
from prompts.wording import say
from retrieval.privacy import MAIL, PHONE, persons
from retrieval.text import UPPER
from retrieval.types import BlockType

_CHILD = re.compile(
    r"\b(?i:cháu|em|bé|trẻ em|trẻ|học sinh)\s+"
    rf"(?P<name>(?!Trường|Mầm|Tiểu|Trung|Hội|Đoàn|Ban|Việt|Việt Nam)"
    rf"[{UPPER}]\w+(?:\s+[{UPPER}]\w+){{1,3}}|[{UPPER}]\w*\.[{UPPER}\w.]*)"
)
_NAMED = re.compile(
    rf"(?P<name>[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{1,3}})\s*"
    r"\((?=sinh (?:ngày|năm)|lớp \d+[A-Z]\b|mồ côi|con (?:ông|bà|anh|chị))"
)
"""A name with what tells a child behind it: "A B (sinh ngày …", "C D (lớp 4B, …"."""
_PLACE = re.compile(r"(?i)\b(?:trường|tiểu học|thcs|thpt|mầm non|giải(?: \w+)?|thôn|cụm)\s*$")
_TELLS = re.compile(
    r"(?i)\d+\s*tuổi|sinh (?:năm|ngày)|học sinh lớp|lớp \d|con (?:ông|bà|anh|chị)|trú tại|ngụ tại|"
    r"\bthôn\b|\btổ\s+\d|\bxóm\b|bị (?:đuối|xâm hại|bạo|đánh|hiếp)|mồ côi|khuyết tật|trường\s"
)
_PHONE = re.compile(
    r"(?<![\d/.])(?:\+?84|0)[35789]\d(?:[ .-]?\d){7}(?![\d/.]?\d)|"
    rf"(?i:(?<=liên hệ)|(?<=điện thoại)|(?<=sđt)|(?<=đt)|(?<=zalo)|(?<=đường dây nóng))"
    rf"[^.;\d]{{0,20}}(?:{PHONE.pattern})"
)
"""A mobile number, or any number behind a word for one; sums in tables look alike."""
_KINDS = (BlockType.CLAUSE, BlockType.HEADING)


def check_privacy(draft: Draft) -> Iterator[Hit]:
    """Yield data of persons in the text of the plan; the signer's name is no such data."""
    for block in draft.sheet.blocks:
        if block.type not in _KINDS:
            continue
        children = [m for m in _CHILD.finditer(block.text) if _is_told(m, block.text)]
        told = [m.group() for m in children]
        told += [
            m["name"]
            for m in _NAMED.finditer(block.text)
            if not _covered(m["name"], told) and not _PLACE.search(block.text[: m.start("name")])
        ]
        for words in told:
            start, end = draft.sheet.find(block, words)
            yield Hit("privacy.child", words, say("check_child"), start, end)
        for rule, pattern in (("privacy.phone", _PHONE), ("privacy.email", MAIL)):
            for match in pattern.finditer(block.text):
                start, end = draft.sheet.find(block, match.group())
                yield Hit(rule, match.group(), say("check_no_contact"), start, end)
        named = set(told)
        for name in persons(block.text):
            known = any(name in other or other in name for other in named)
            if len(name.split()) > 2 and not known:
                start, end = draft.sheet.find(block, name)
                yield Hit("privacy.person", name, say("check_no_person"), start, end)


def _covered(name: str, told: list[str]) -> bool:
    return any(name in other for other in told)


def _is_told(match: re.Match[str], text: str) -> bool:
    """Say whether a name behind a word for a child is a child's: more is told of it."""
    around = text[max(0, match.start() - 40) : match.end() + 120]
    return bool(_TELLS.search(around))
