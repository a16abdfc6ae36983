"""Plans named by the initials of their unit: "huyện TB", "ở PL"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.query.bodies import families_in, mentions, plain
from retrieval.text import UPPER, fold

_LEVELS: Mapping[str, str] = {
    "xa": "xa", "x": "xa", "phuong": "phuong", "p": "phuong", "huyen": "huyen", "h": "huyen",
    "thi xa": "thi xa", "tx": "thi xa", "quan": "quan", "thanh pho": "thanh pho", "tp": "thanh pho",
    "thi tran": "thi tran", "dac khu": "dac khu", "tinh": "tinh",
}  # fmt: skip
_LEVEL = "|".join(sorted(_LEVELS, key=len, reverse=True))
_NAMED = re.compile(
    rf"\b(?:(?P<level>{_LEVEL})\.? ?\b|(?P<joined>tx|tp|tt)(?=[a-z])"
    rf"|(?P<cue>o|tai|in|at) (?!(?:{_LEVEL})\b)|(?<= ))"
    r"(?P<short>[a-z]{2,4})\b(?!\.\w)"
)
_CAPITALS = re.compile(rf"[{UPPER}]+")


def find_initialled(text: str, units: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the units that a question names by their initials, with where it does.

    Behind a word for the level, or joined to it ("txpl"), any case will do; behind "ở", a level's
    abbreviation or a body only capitals are initials. Initials of two units, or of a body
    ("ở TYT"), name neither.
    """
    folded, found = fold(text), dict[str, tuple[int, int]]()
    if len(folded) != len(text) or text.isupper():
        return found
    for match in _NAMED.finditer(folded):
        joined = _LEVELS.get(match["joined"] or "", "")
        level, short = match["level"] or joined, match["short"]
        capital = _CAPITALS.fullmatch(text[slice(*match.span("short"))])
        if not capital and level not in _LEVELS.values():
            continue
        if not (level or match["cue"] or _behind_a_body(text[: match.start()])):
            continue
        named = [unit for unit in units if _suits(unit, short, _LEVELS.get(level, ""))]
        if len(named) == 1 and (level or not families_in(short)):
            found[named[0]] = match.span()
    return found


def _behind_a_body(before: str) -> bool:
    """Say whether a text ends with the name of a body: "công an | NT"."""
    return any(end == len(plain(before)) + 1 for _, _, end in mentions(before))


def _suits(unit: str, short: str, level: str) -> bool:
    """Say whether a unit, or one that it lies in, is of a level and has the initials."""
    levels = "|".join(sorted(set(_LEVELS.values()), key=len, reverse=True))
    for part in unit.split(","):
        split = re.fullmatch(rf"({levels}) (.+)", fold(part.strip()))
        if split is None or level not in ("", split[1]):
            continue
        if "".join(word[0] for word in split[2].split()) == short:
            return True
    return False
