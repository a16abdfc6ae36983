"""What a user told of himself: his unit, its province, the units that were merged into it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.parsing.metadata import level_of
from retrieval.text import collapse, has_accents, nfc

_NO_NAME = (
    r"(?:tỉnh|thành phố|tp|năm|về|cho|trước|thuộc|thì|và|xã|phường|huyện|cũ|hiện|có|hỏi|là|của|"
    r"được|phải|nộp|gửi|đã|chưa)\b"
)
"""Words behind a unit's name that are not part of it."""
_SPOKEN = re.compile(
    r"(?i)\b(?P<level>xã|phường|đặc khu|tỉnh|thành phố|tp\.?)\s+"
    rf"(?P<name>(?!nào|mình|ta\b|tôi|hội\b|này\b)[^\W\d_]+(?:\s+(?!{_NO_NAME})[^\W\d_]+){{0,3}}"
    r"|\d{1,2}\b)"
)
_FORMER = re.compile(r"(?i)\b(?:trước đây|trước kia|nguyên là|sáp nhập từ)\b")
_ONCE = re.compile(r"(?i)\((?P<names>[^()]*)\bcũ\s*\)")
_ASKS = re.compile(
    r"(?i)\?|\b(?:ai|gì|nào|đâu|bao giờ|khi nào|mấy|hỏi|không|thế nào|ra sao|cho ai)\b"
)
_TOLD = re.compile(
    r"(?i)^\s*(?:(?P<plain>đơn vị(?: của (?:tôi|mình|em))?\s*(?::|là))|"
    r"(?:tôi|mình|em|chị|anh)\s+(?:(?:là cán bộ|công tác|làm việc|làm)\s+)?(?:ở|tại))"
    r"\s+(?P<rest>.+)$"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A user's unit; "" for what is not known.

    Attributes:
        unit: "xã Bình Minh"; of a province its own name.
        former: Units that were merged into it.
    """

    unit: str = ""
    province: str = ""
    former: tuple[str, ...] = ()

    @property
    def asker(self) -> str:
        """The unit as questions are asked for: "xã Mới (trước đây: xã A; xã B)"."""
        return f"{self.unit} (trước đây: {'; '.join(self.former)})" if self.former else self.unit

    @property
    def place(self) -> str:
        """The unit with its province."""
        same = self.unit == self.province
        return self.unit if same else ", ".join(n for n in (self.unit, self.province) if n)


def told_unit(text: str) -> str | None:
    """Return what follows "đơn vị:" or "tôi ở", None if a message tells no unit."""
    match = _TOLD.match(nfc(text))
    if match is None or (not match["plain"] and _ASKS.search(text)):
        return None
    return match["rest"]


def names_only_a_unit(text: str) -> bool:
    """Say whether a message is a unit and nothing more: "xã Bình Minh, tỉnh Quảng Ngãi"."""
    if "?" in text or profile_in(text) is None:
        return False
    left = _FORMER.sub(" ", _SPOKEN.sub(" ", nfc(text)))
    return len(re.findall(r"\w+", left)) <= 2


def profile_in(text: str) -> Profile | None:
    """Return the profile that a text tells, None if it names no unit with accents."""
    text = _ONCE.sub(r"trước đây \g<names>", collapse(nfc(text)))
    own, *behind = _FORMER.split(text, maxsplit=1)
    communes = [name for name in units_in(own) if level_of(name) == "commune"]
    provinces = [name for name in units_in(text) if level_of(name) == "province"]
    province = provinces[0] if provinces else ""
    unit = communes[0] if communes else province
    if not unit or not has_accents(text):
        return None
    former = (name for part in behind for name in units_in(part) if level_of(name) != "province")
    return Profile(unit, province, tuple(former))


def units_in(text: str) -> list[str]:
    """Return the units that a text names, in order: "xã Bình Minh", "tỉnh Quảng Ngãi"."""
    return [_named(match) for match in _SPOKEN.finditer(text)]


def _named(match: re.Match[str]) -> str:
    level = match["level"].lower()
    level = "thành phố" if level.startswith("tp") else level
    return collapse(f"{level} {match['name'].title()}")
