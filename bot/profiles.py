"""What a user told of himself: his unit, its province, the units that were merged into it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.corpus import load_toml
from retrieval.parsing.metadata import level_of
from retrieval.text import collapse, fold, has_accents, nfc

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
    r"\s*(?:(?P<plain>don vi(?: cua)?(?: (?:toi|minh|em))?\s*(?::|\bla\b))|"
    r"(?:toi|minh|em|chi|anh)\s+(?:(?:la can bo|(?:dang )?(?:cong tac|lam viec|lam))\s+)?"
    r"(?:o|tai)\b)"
    r"\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
"""On folded text."""
_PLAIN_UNIT = re.compile(
    r"(?!.*(?:\?|\b(?:ai|gi|nao|o dau|bao gio|may|khong|ko|sao|thi|nop)\b))"
    r"(?:xa|phuong|dac khu|tinh|thanh pho|tp)\.? \w",
    re.DOTALL,
)
"""A unit typed without accents, of which nothing is asked."""
_PLAIN_WORDS = 9
"""Most words of a unit and its province."""
_OWN_ASKED = re.compile(
    r"\s*(?:don vi (?:cua )?(?:toi|minh|em)(?: (?:hien|dang|bay gio))*(?: la)? "
    r"(?:gi|nao|dau|o dau|(?:xa|phuong|don vi) nao)|"
    r"(?:toi|minh|em) (?:dang )?(?:o|thuoc) (?:don vi|xa|phuong) (?:nao|gi))(?: (?:vay|the|a))*\W*"
)
_BARE_NAME = re.compile(r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,3})\W*")


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
    """Return what follows "đơn vị:" or "tôi ở", None if a message tells no unit.

    Without accents it is still told, though not to be kept: only an accent tells one name from
    another.
    """
    text = nfc(text)
    match = _TOLD.match(fold(text))
    if match is None:
        return None
    if not has_accents(text) and not _PLAIN_UNIT.match(match["rest"]):
        return None
    if not match["plain"] and _ASKS.search(text):
        return None
    return text[slice(*match.span("rest"))]


def names_plain_unit(text: str) -> bool:
    """Say whether a message is a unit without accents and nothing more: "xa trieu phong"."""
    plain = nfc(text).lower().strip()
    return (
        not has_accents(plain)
        and len(plain.split()) <= _PLAIN_WORDS
        and bool(_PLAIN_UNIT.match(plain))
    )


def asks_own_unit(text: str) -> bool:
    """Say whether a message asks which unit was told: "đơn vị của tôi là gì"."""
    return _OWN_ASKED.fullmatch(fold(nfc(text))) is not None


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
    province = provinces[0] if provinces else _province_behind(own)
    unit = communes[0] if communes else province
    if not unit or not has_accents(text):
        return None
    former = (name for part in behind for name in units_in(part) if level_of(name) != "province")
    return Profile(unit, province, tuple(former))


def full_province(name: str) -> str:
    """Return a province by its full name: "Đà Nẵng" → "thành phố Đà Nẵng"; else as it was typed."""
    plain = re.sub(r"^tp\.? ?", "", fold(collapse(name)))
    known = load_toml("places.toml")["provinces"]
    same = (each for each in known if plain in (fold(each), _without_level(fold(each))))
    return next(same, collapse(name))


def _without_level(plain: str) -> str:
    return plain.removeprefix("tinh ").removeprefix("thanh pho ")


def _province_behind(own: str) -> str:
    """Return the province behind the last comma that lacks the word for its level, "" for none."""
    told = _BARE_NAME.fullmatch(own.rpartition(",")[2].strip()) if "," in own else None
    name = told["name"] if told else ""
    full = full_province(name)
    return full if full != name or (name.istitle() and not units_in(name)) else ""


def units_in(text: str) -> list[str]:
    """Return the units that a text names, in order: "xã Bình Minh", "tỉnh Quảng Ngãi"."""
    return [_named(match) for match in _SPOKEN.finditer(text)]


def _named(match: re.Match[str]) -> str:
    level = match["level"].lower()
    level = "thành phố" if level.startswith("tp") else level
    return collapse(f"{level} {match['name'].title()}")
