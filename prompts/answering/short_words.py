"""Short second messages: a year, a number, "lấy tạm 2024" stand for a question about the first."""

from __future__ import annotations

import re
from functools import cache

from prompts.answering.cues import asks
from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.legal import Catalogue, find_references
from retrieval.text import fold, nfc

_BARE = re.compile(r"\s*(?P<number>\d{1,5})(?:\s?/\s?(?P<year>(?:19|20)\d\d))?\s*")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_toml("questions.toml")["short"][name])


def _said(name: str, text: str) -> re.Match[str] | None:
    return _pattern(name).fullmatch(fold(nfc(text)).strip(" .,!?\n"))


def is_short_for(name: str, text: str) -> bool:
    """Say whether a message is one of the short ones of corpus/questions.toml."""
    return _said(name, text) is not None


def says_stop(text: str) -> bool:
    """Say whether a message is "dừng" or the like; "đúng" is none, though "dung" can be either."""
    return is_short_for("stop", text) and "đ" not in nfc(text).lower()


def command_alone(text: str) -> str:
    """Return the name of what a command without its object needs, "" if a message is none."""
    plain = fold(nfc(text)).strip(" .,!?\n")
    rows = load_toml("questions.toml")["without_object"].items()
    return next((name for name, pattern in rows if re.fullmatch(pattern, plain)), "")


def says_label(text: str, label: str) -> bool:
    """Say whether a message is the label of a button, or other words for it."""
    plain = fold(nfc(text)).strip(" .,!?\n")
    other = load_toml("questions.toml")["labels"].get(label)
    return plain == fold(nfc(label)) or bool(other and re.fullmatch(other, plain))


def completed(text: str, before: str, catalogue: Catalogue) -> str:
    """Return the question that a message stands for behind another one; else the message."""
    if (taken := _said("take", text)) and asks("theme", before):
        return say("short_theme", year=taken["year"])
    named = _said("number", text)
    for reference in find_references(before, catalogue) if named else ():
        same = named is not None and named["number"] in (None, reference.number.lstrip("0"))
        if named is not None and same and reference.number and len(reference.acts) != 1:
            full = f"{reference.kind} {reference.number}/{named['year']}"
            return before.replace(reference.text, full)
    return text


def in_full(text: str, catalogue: Catalogue) -> str:
    """Return the acts that a bare number can mean, each by its kind; anything else as it is."""
    bare = _BARE.fullmatch(text)
    if bare is None:
        return text
    number, year = bare["number"].lstrip("0"), bare["year"]
    kinds = dict.fromkeys(
        act.kind
        for act in catalogue
        if re.match(rf"0*{number}(?!\d)", act.number) and year in (None, str(act.year))
    )
    return "; ".join(f"{kind} {text.strip()}" for kind in kinds) or text
