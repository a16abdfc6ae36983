"""What a sentence claims that can be held against a source: figures, days, numbers of acts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from prompts.rewriting.tokens import Token, tokens_of, units
from retrieval.corpus import load_toml
from retrieval.text import fold

_HARD = (".", ";", ":")
_MARKS = ("figure", "day", "act")
_ACT_KINDS = ("luật", "định", "tư", "thị", "quyết", "văn", "hoạch", "án")
"""Last words of the kinds of acts, before a bare number: "Nghị định 130/2021"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure, a day or the number of an act, with what stands around it.

    Attributes:
        kind: "figure", "day" or "act".
        value: Without zeros in front and separators of thousands: "9.5", "650/100000"; of a day
            "15/5/2024", "15/5" or "/5".
        unit: Of a figure: "%" or what is counted; "" for none.
        bound: Of a figure "most" or "least", of a day "after"; "" else.
        of: Of a day the act right before it: "23/CT-TTg ngày 26/5/2020"; of an act its kind,
            "nghị định"; "" for none.
        left: Words before it and other marks ("#6"), back to the mark before that is like it.
        right: The same behind it. Both end with the part of the sentence.
    """

    kind: str
    value: str
    unit: str
    bound: str
    of: str = ""
    left: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()

    @property
    def near(self) -> frozenset[str]:
        """What tells what it is about: of a day or year what stands before, of an act behind."""
        if self.kind == "act":
            return self.right
        return self.left if self.kind == "day" or self.is_year else self.left | self.right

    @property
    def figures(self) -> frozenset[str]:
        """The figures among what stands around it: "#6"."""
        return frozenset(word for word in self.near if word.startswith("#"))

    def like(self, other: Mark) -> bool:
        """Say whether a reader could take one for the other: figures of one unit, two years."""
        same = (self.kind, self.unit) == (other.kind, other.unit)
        return same and self.is_year == other.is_year

    @property
    def is_year(self) -> bool:
        """Whether it is a year or a span of years."""
        return re.match(r"(?:19|20)\d\d(?:-|$)", self.value) is not None

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or a rate: "95%", "650/100.000"."""
        return self.kind == "figure" and (self.unit == "%" or "/" in self.value)

    def bears(self, other: Mark) -> bool:
        """Say whether what a source marks bears out what a sentence marks."""
        if self.kind == other.kind == "day":
            acts = [self.of] if self.of else [w[1:] for w in self.left if w.startswith("#")]
            same = not other.of or any(_same_act(act, other.of) for act in acts)
            return same and self.bound == other.bound and _same_day(self.value, other.value)
        if other.kind == "act" or self.kind == "act":
            kinds = fold(self.of), fold(other.of)
            alike = self.kind == other.kind and (kinds[0] == kinds[1] or "" in kinds)
            return alike and _same_act(self.value, other.value)
        if self.kind != other.kind or not _same_unit(self.unit, other.unit):
            return False
        return (self.value, self.bound) == (other.value, other.bound)


def marks(text: str, *, told: bool = False) -> tuple[Mark, ...]:
    """Return what a text marks, in order; numbers in words count as figures.

    Args:
        text: A clause or a sentence.
        told: Whether it is a sentence that tells of clauses: there a comma or an "và" parts what
            is said of one mark from what is said of the next.
    """
    tokens = tokens_of(text)
    bare = {i: _bare(tokens, i) for i, token in enumerate(tokens) if token.kind in _MARKS}
    return tuple(
        replace(
            mark,
            left=_around(tokens, bare, [*range(place)][::-1], mark, parted=told),
            right=_around(tokens, bare, [*range(place + 1, len(tokens))], mark, parted=told),
        )
        for place, mark in bare.items()
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text, lower case, figures and days left out."""
    return [t.text for t in tokens_of(text) if t.kind == "word"]


def _bare(tokens: Sequence[Token], place: int) -> Mark:
    """Return a mark without what stands around it."""
    token = tokens[place]
    left = [each.text for each in tokens[max(0, place - 3) : place]]
    right = [each.text for each in tokens[place + 1 : place + 6]]
    kind = "act" if token.kind == "figure" and _is_act(left, token.text) else token.kind
    unit = _unit(left, right) if kind == "figure" else ""
    bound = _bound(left, right) if kind == "figure" else ""
    if kind == "day":
        return Mark(kind, token.text, unit, _order(left), _issued(tokens[:place]))
    return Mark(kind, token.text, unit, bound, _kind_of(left) if kind == "act" else "")


def _unit(left: Sequence[str], right: Sequence[str]) -> str:
    """Return what is counted, or "@phường" for a number that names one."""
    counted = units().get(right[0], "") if right else ""
    named = load_toml("rewriting.toml")["named"]["words"].get(left[-1] if left else "")
    return counted if counted or named is None else f"@{named}"


def _order(left: Sequence[str]) -> str:
    """Return "after" for a day behind which something is to be, "" for any other."""
    return "after" if any(word in ("sau", "after", "since") for word in left[-2:]) else ""


def _kind_of(left: Sequence[str]) -> str:
    """Return the last word of the kind of an act before its number: "định" of "Nghị định số"."""
    before = [word for word in left if word != "số"]
    return " ".join(before[-2:]) if before and before[-1] in _ACT_KINDS else ""


def _issued(before: Sequence[Token]) -> str:
    """Return the act that a day is the day of, "" if something else stands between."""
    rest = [each for each in before[-4:] if each.text not in ("ngày", ",", "of", "dated")]
    return rest[-1].text if rest and rest[-1].kind == "act" else ""


def _is_act(left: Sequence[str], value: str) -> bool:
    """Say whether a bare number stands behind the kind of an act: "Nghị định số 130/2021"."""
    before = [word for word in left[-2:] if word != "số"]
    return bool(before) and before[-1] in _ACT_KINDS and "." not in value


def _around(
    tokens: Sequence[Token],
    bare: Mapping[int, Mark],
    places: Sequence[int],
    mark: Mark,
    *,
    parted: bool,
) -> frozenset[str]:
    """Return what stands beside a mark, up to the next one like it or the end of its part.

    If it is parted, a comma or an "và" ends the part where another mark like it stands beyond.
    """
    found: set[str] = set()
    last = max((i for i, at in enumerate(places) if at in bare and bare[at].like(mark)), default=-1)
    for i, at in enumerate(places):
        other, token = bare.get(at), tokens[at]
        soft = parted and token.text in (",", "và", "and") and i < last
        if soft or token.text in _HARD or (other is not None and other.like(mark)):
            break
        if token.kind != "break":
            found.add(token.text if other is None else _sign(other))
    return frozenset(found) - _silent()


def _sign(mark: Mark) -> str:
    """Return how a mark is told beside another: a figure counts, a number that names does not."""
    return f"{mark.unit}{mark.value}" if mark.unit.startswith("@") else f"#{mark.value}"


@cache
def _silent() -> frozenset[str]:
    """Return words that stand before any day or figure."""
    return frozenset(load_toml("rewriting.toml")["around"])


def _bound(left: Sequence[str], right: Sequence[str]) -> str:
    before, behind = f" {' '.join(left)}", f" {' '.join(right)} "
    for name, phrases in load_toml("rewriting.toml")["bounds"].items():
        if any(before.endswith(f" {phrase}") for phrase in phrases["before"]) or any(
            f" {phrase} " in behind for phrase in phrases["behind"]
        ):
            return str(name)
    return ""


def _same_act(source: str, told: str) -> bool:
    """Say whether a number is another in full or cut short: "28/2019/TT", "28/2019"."""
    short, full = sorted((source, told), key=len)
    return full == short or full.startswith((f"{short}/", f"{short}-"))


def _same_day(source: str, told: str) -> bool:
    own, other = source.split("/"), told.split("/")
    day = other[0] in ("", own[0])
    return day and all(a == b for a, b in zip(own[1:], other[1:], strict=False))


def _same_unit(source: str, told: str) -> bool:
    return source == told or ("%" not in (source, told) and "" in (source, told))
