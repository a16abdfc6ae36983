"""Words, figures, days and numbers of acts of a text, in order; numbers in words as figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from retrieval.corpus import load_toml
from retrieval.text import modern_tone, nfc

_DAY = (
    r"(?:0?[1-9]|[12]\d|3[01])(?:\s?[/.-]\s?(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:19|20)\d\d"
    r"|\s?/\s?(?:0?[1-9]|1[0-2]))(?![\d/%]|[.,]\d)"
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS = "|".join(MONTHS)
_TOKEN = re.compile(
    rf"(?P<act>\d{{1,5}}(?:/(?:19|20)\d\d)?/[^\W\d_]+(?:\s?[-–]\s?[^\W\d_]+)*)"
    rf"|(?P<spoken>\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:,?\s*năm\s+(?:19|20)\d\d)?)"
    rf"|(?P<month>tháng\s+\d{{1,2}}(?:\s?/\s?(?:19|20)\d\d|\s+năm\s+(?:19|20)\d\d)?(?!\d))"
    rf"|(?P<day>{_DAY})"
    rf"|(?P<english>\d{{1,2}}\s(?:{_MONTHS})\b(?:\s(?:19|20)\d\d)?)"
    rf"|(?P<american>(?:{_MONTHS})\s\d{{1,2}}\b(?:,?\s(?:19|20)\d\d)?)"
    rf"|(?P<span>(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)"
    rf"|(?P<figure>\d+(?:[.,/]\d+)*)"
    rf"|(?P<word>[^\W\d_]+|%)"
    rf"|(?P<break>[.;:,])"
)
YEARLY = "cảnăm"
"""Stands for "năm" in "báo cáo năm", where it tells one report from another."""
# "báo cáo 06 tháng (trước ngày 15/5), năm (trước ngày 10/11)": the bracket stands for the word.
_YEARLY = re.compile(r"\b(báo cáo|tổng kết|\),) năm\b(?! \d)")
"""The report of a year, as against that of six months: there the word tells."""
_AGE_ONE = re.compile(r"\b(under|over|below|above|aged) one\b")
"""Where the English "one" is a figure: "children under one"."""
_PER = re.compile(
    r"(?<=\d)\s+(?:(?:ca|trường hợp) )?(?:tử vong )?(?:per|out of|phần|trên)\s+(?=1[.,]?0{2,3})"
)
"""Between the two numbers of a rate: "16 per 100,000", "16 trên 100.000"."""
_YEARS = re.compile(
    r"\b(?:(?:từ |from )?(?:năm )?((?:19|20)\d\d) (?:đến|tới|to) (?:hết )?(?:năm )?((?:19|20)\d\d)"
    r"|between ((?:19|20)\d\d) and ((?:19|20)\d\d))\b"
)
"""A span of years told in words: "kéo dài từ 2021 đến 2030"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text.

    Attributes:
        kind: "word", "figure", "day", "act" or "break".
        text: In lower case; a day as "15/5/2024", a figure without separators of thousands.
    """

    kind: str
    text: str


def tokens_of(text: str) -> list[Token]:
    """Return the pieces of a text in order."""
    return _in_digits(_tokens(nfc(text).lower()))


def _tokens(plain: str) -> list[Token]:
    plain = _AGE_ONE.sub(r"\1 1", plain)
    plain = _YEARS.sub(lambda span: "-".join(filter(None, span.groups())), plain)
    plain = _YEARLY.sub(rf"\1 {YEARLY}", _PER.sub("/", plain.replace("phần trăm", "%")))
    found = []
    for match in _TOKEN.finditer(plain):
        kind = str(match.lastgroup)
        text = match.group()
        if kind in ("english", "american"):
            kind, text = "day", _english_day(text)
        elif kind in ("spoken", "month", "day"):
            kind, text = "day", _day(text, of_month=kind == "month")
        elif kind in ("figure", "span"):
            kind, text = "figure", "-".join(map(_figure, re.split(r"\s?[-–]\s?", text)))
        elif kind == "act":
            text = re.sub(r"\s", "", text.replace("–", "-")).lstrip("0")
        else:
            text = modern_tone(text)
        found.append(Token(kind, text))
    return found


def _day(text: str, *, of_month: bool) -> str:
    parts = [part.lstrip("0") for part in re.findall(r"\d+", text)]
    day, rest = ("", parts) if of_month else (parts[0], parts[1:])
    return "/".join([day, *rest])


def _english_day(text: str) -> str:
    month = next(i for i, name in enumerate(MONTHS, 1) if name in text)
    day, *year = [part.lstrip("0") for part in re.findall(r"\d+", text)]
    return "/".join([day, str(month), *year])


def _figure(text: str) -> str:
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    return "/".join(part.lstrip("0") or "0" for part in plain.split("/"))


def _in_digits(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with numbers in words as figures: "chín mươi lăm" → "95"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _value(tokens[end].text) is not None:
            end += 1
        behind = tokens[end].text if end < len(tokens) else ""
        run = [token.text for token in tokens[at:end]]
        before = tokens[at - 1].text if at else ""
        if run and not _is_vague(run, before, behind):
            found.append(Token("figure", str(_total(run))))
            at = end
        else:
            found.append(tokens[at])
            at += 1
    return found


def _is_vague(run: Sequence[str], before: str, behind: str) -> bool:
    """Say whether a word may be none of a number: "năm" is a year but before "cháu"."""
    numbers = _numbers()
    if len(run) > 1 or run[0] not in numbers["vague"]:
        return run[0] in ("mươi", "trăm", "nghìn", "ngàn")
    if run[0] == "năm":
        return behind not in numbers["counted"] or before in numbers["of_years"]
    return run[0] == "không" or behind not in units()


def _value(word: str) -> int | None:
    numbers = _numbers()
    value: int | None = numbers["digits"].get(word, numbers["tens"].get(word))
    return value


def _total(run: Sequence[str]) -> int:
    total = last = 0
    for word in run:
        tens = _numbers()["tens"].get(word)
        if tens is None:
            total, last = total + last, _numbers()["digits"][word]
        elif word == "mười":
            total, last = total + last, 10
        else:
            last = max(last, 1) * tens
    return total + last


@cache
def _numbers() -> Mapping[str, Any]:
    return dict(load_toml("rewriting.toml")["numbers"])


@cache
def units() -> Mapping[str, str]:
    """Return the unit that each word for what is counted stands for."""
    rows: Iterable[Sequence[str]] = load_toml("rewriting.toml")["units"]["rows"]
    return {word: row[0] for row in rows for word in row}
