"""Where somebody lives: a house number, or a hamlet with a group, within a commune."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval.masking.lexicon import lexicon
from retrieval.masking.reading import Reading

_NUMBER = r"(?:so |so: ?)?\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*(?![^\W_])"
_NAME = (
    r"(?!so\b|la\b|nam\b)[a-z]+(?:['’][a-z]+)?"
    r"(?: (?!(?:xa|phuong|thon|to|o|co|la|bi|va)\b)[a-z]+){0,3}"
)
_HOUSE = (
    rf"(?:(?:so nha|nha so|nha|can(?: ho)?(?: so)?|phong tro|lo)(?: so)?:? ?{_NUMBER}"
    rf"|so {_NUMBER}(?=,| duong| pho| ngo| hem| kiet))"
)
_LANE = rf"(?:(?:ngo|ngach|hem|kiet|duong so|duong|pho|hxh)(?: so)? {_NUMBER})"
_STREET = rf"(?:(?:duong|pho) {_NAME})"
_UNIT = r"(?:to dan pho|to|doi|xom|thon|ap|ban|buon|lang|khom|khu pho|kp|tdp|khu|cum|plei|soc)"
_GROUP = rf"(?:{_UNIT}(?: so)? {_NUMBER})"
_NAMED = rf"(?:(?:to dan pho|xom|thon|ap|buon|lang|khom|khu pho|(?<=, )ban) {_NAME})"
_PART = rf"(?:{_HOUSE}|{_LANE}|{_GROUP}|{_STREET}|{_NAMED})"
_JOIN = r"(?: ?[,;–-] ?| )"
_LIST = re.compile(rf"(?<![^\W_])(?<!truong )(?<!truong nha ){_PART}(?:{_JOIN}{_PART})+")
_KIND = re.compile(rf"(?<![^\W_])(?:{_HOUSE}|{_LANE}|{_UNIT}|duong|pho)(?![^\W_])")
_ALONE = re.compile(
    rf"(?<![^\W_])(?:so nha|nha so)(?: so)?:? ?{_NUMBER}(?:{_JOIN}{_STREET})?"
    rf"|(?<![^\W_])(?:so )?\d{{1,4}}[a-z]?(?:/\d{{1,4}})* (?:duong|pho) {_NAME}"
    rf"|(?<![^\W_])(?:ngo|ngach|hem|kiet) \d{{1,4}}(?:/\d{{1,4}})*(?: {_STREET})?"
)
_FLAT = re.compile(
    r"(?<![^\W_])(?:can ho(?: so)? \w?\d+|chung cu \w+,? phong \d+|phong \d+,? (?:chung cu|day tro)"
    rf"|\d{{1,4}}[a-z]?(?:/\d{{1,4}})* {_NAME} (?:street|road))(?![^\W_])"
)
_SIGN = re.compile(
    rf"(?<![^\W_])(?:(?:so |k)(?P<what>\d{{1,4}}[a-z]?(?:/\d{{1,4}})* {_NAME})"
    rf"|(?P<lane>\d{{1,4}}[a-z]?(?:/\d{{1,4}})+ {_NAME}))"
)
"""A door's number before a street's name that stands alone: only a public name tells it."""

_DOOR = re.compile(
    rf"(?:\bvao|\bve|\btai|\bo|\bnha|\btoi|\bden|\bdia chi|:) "
    rf"(?P<what>\d{{1,4}}[a-z]?(?:/\d{{1,4}})* {_NAME})"
    r"(?=, ?(?:xa|phuong|thi tran|quan|huyen|tp|thanh pho|tt)\b)"
)
"""A door's number before the name of a street without "đường"."""

_LIVES = re.compile(
    r"(?:thuong tru|tam tru|\btru|cu tru|cho o(?: hien nay)?|dia chi(?: nha)?|ho khau"
    r"|nha rieng|nha o|\bque(?: quan)?|cu ngu|song|lives?"
    r"|\bnha (?:chau|em|be|ba|ong|co|chi|anh|toi|no|minh)(?: \w+)?)"
    r"(?: cua [^\d\n,;]{2,40}?)?(?: ?: ?| tai | o | la | in | at | )"
    rf"(?P<what>(?:{_PART}|ban {_NAME})(?:{_JOIN}{_PART})*)"
)
_HIS = re.compile(rf"^[^.;\n]{{0,60}}?(?:\bo|\btai|\btru|\()[ ]?(?P<what>{_GROUP}|{_HOUSE})")
_OFFICE = re.compile(r"(?:truong|chi hoi|bi thu|cong tac vien|doi truong|to truong|can bo)\s*$")


def address_spans(
    reading: Reading, persons: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield where homes are told; a hamlet counts when a person is told just before it."""
    plain = reading.plain
    for match in _LIST.finditer(plain):
        if _kinds(match[0]) > 1 and not _OFFICE.search(plain[: match.start()]):
            yield match.span()
    yield from (match.span() for match in _ALONE.finditer(plain))
    yield from (match.span("what") for match in _LIVES.finditer(plain))
    yield from (match.span() for match in _FLAT.finditer(plain))
    for sign in _SIGN.finditer(plain):
        if _is_public(sign["what"] or sign["lane"]):
            yield sign.span("what" if sign["what"] else "lane")
    yield from (m.span("what") for m in _DOOR.finditer(plain) if _is_street(reading, m))
    for _, end in persons:
        lives = _HIS.search(plain[end:])
        if lives:
            yield end + lives.start("what"), end + lives.end("what")


def _is_street(reading: Reading, door: re.Match[str]) -> bool:
    """Say whether what follows a number is a street's name: capitals, or a public name."""
    name = door["what"].split(" ", 1)[1]
    letter = reading.text[door.end("what") - len(name)]
    return letter.isupper() or lexicon().public_names.has(name, bare=True)


def _is_public(sign: str) -> bool:
    """Say whether a street's name of two to four syllables follows a door's number."""
    words = sign.split(" ")[1:]
    names = (" ".join(words[:count]) for count in range(len(words), 1, -1))
    return any(lexicon().public_names.has(name, bare=True) for name in names)


def _kinds(address: str) -> int:
    """Return of how many kinds the parts are: "thôn 2, thôn 5" is a list, no address."""
    kinds = {re.sub(r"[\d/]+\w*|so\b|:", "", match[0]).strip() for match in _KIND.finditer(address)}
    return len(kinds) if re.search(r"\d", address) else 0
