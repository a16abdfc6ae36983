"""Whether a sentence of a language model says no more than the clauses that it cites.

Every check looks for one way in which a sentence may claim more; each has a name, under which
`fault_of` reports it. A sentence passes only if all of them find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from prompts.rewriting.checks.assigned import ill_assigned, ill_assigned_in_english
from prompts.rewriting.checks.looks import broken, not_english, private, wrong_language
from prompts.rewriting.checks.marked import unborne
from prompts.rewriting.checks.named import elsewhere, unnamed, unnamed_in_english
from prompts.rewriting.checks.said import (
    jumbled,
    overstated,
    overstated_in_english,
    turned,
    unfounded,
    unfounded_in_english,
)
from prompts.rewriting.claims import marks
from prompts.rewriting.grounds import Ground, joined
from prompts.rewriting.parting import mixed
from prompts.rewriting.tokens import units
from retrieval.text import collapse

CITED = re.compile(r"(?:\s?\[\d{1,2}\])+(?=[.!?;:,…]*\s*$)")
"""Citations at the end of a sentence: "… [1][2]."""
_COURTESY = re.compile(
    r"^(?:(?:(?:dạ|vâng),? ?)?(?:kính |xin )?thưa"
    r"(?: (?:anh/chị|ông/bà|anh|chị|ông|bà|quý vị))?[,:] ?"
    r"|(?:dạ|vâng)[,:] ?|xin (?:được )?trả lời[,:] ?)+",
    re.IGNORECASE,
)
"""How an answer begins politely; it claims nothing."""
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_COUNTED = re.compile(
    r"\b(?:cả )?(?P<n>hai|ba|bốn|năm) "
    r"(?P<what>tỷ (?:lệ|suất)|(?!(?:học|nay|qua|sau|trước|tới)\b)[^\W\d_]+)(?=(?P<rest>[^.]*))",
    re.IGNORECASE,
)
_OF_CLAUSES = ("văn", "căn", "kế", "chỉ", "tỷ", "nội", "mục", "nhiệm", "mốc", "thời", "việc", "dịp")
"""First words of what there is one of in each clause that is cited: "hai văn bản"."""
_NAMED_ONE_BY_ONE = ("trường",)
"""Units that are named where they are few."""
_LIST = re.compile(r"\b(?:là|gồm|gồm có|bao gồm)\b|:")
_ITEM = re.compile(r", |; | và | lẫn | cùng ")
"""What begins a list, and what parts it."""
_CITATION = re.compile(r"\[(\d{1,2})\]")


def citations_of(sentence: str) -> tuple[int, ...]:
    """Return the numbers that a sentence cites, () if none stands at its end."""
    flat = collapse(sentence)
    return tuple(map(int, _CITATION.findall(flat))) if CITED.search(flat) else ()


def bare(sentence: str) -> str:
    """Return a sentence without its citations and its polite beginning."""
    told = re.sub(r"\s+([.,;:!?])", r"\1", collapse(_CITATION.sub("", sentence))).strip()
    return _COURTESY.sub("", told)


def _without_count(told: str, own: Sequence[Ground]) -> str:
    """Return a sentence without the number of the things that it goes on to name.

    "Hai văn bản là …" claims nothing if it names two acts or shares, lists two things or cites two
    clauses; nor does "hai hội" of a clause that two bodies are given.
    """
    kinds = [mark.kind if not mark.is_share else "share" for mark in marks(told)]
    doers = {doer for each in own for doer in each.doers if not _lists(doer, each.doers)}
    named = {kinds.count("act"), kinds.count("share")}

    def uncounted(match: re.Match[str]) -> str:
        what, count = match["what"].lower(), _NUMBERS[match["n"].lower()]
        if what in units() and what not in _NAMED_ONE_BY_ONE:
            return match.group()
        listed = _LIST.split(match["rest"], maxsplit=1)[1:]
        items = {len(_ITEM.split(part)) for part in listed}
        bodies = {sum(doer[0] == what for doer in doers)}
        clauses = {len(own)} if what.split()[0] in _OF_CLAUSES else set()
        return match["what"] if count in named | items | bodies | clauses else match.group()

    return _COUNTED.sub(uncounted, told)


def _lists(doer: tuple[str, ...], doers: Sequence[tuple[str, ...]]) -> bool:
    """Say whether a label lists bodies that are told one by one besides."""
    return any(each != doer and doer[: len(each)] == each for each in doers)


def fault_of(sentence: str, grounds: Mapping[int, Ground], *, english: bool = False) -> str:
    """Return the name of the first check that a sentence fails; "" if it may be shown.

    Args:
        sentence: One, as the model wrote it, with its citations.
        grounds: The clauses that it was given, by the number of the citation.
        english: Whether the question was asked in English.
    """
    cited = citations_of(sentence)
    if not cited or not set(cited) <= set(grounds):
        return "citation"
    own = [grounds[n] for n in dict.fromkeys(cited)]
    told = _without_count(bare(sentence), own)
    if "[" in told or "]" in told:
        return "citation"
    ground = joined(own)
    checks = _OF_ENGLISH if english else _CHECKS
    parted = len(own) > 1 and not english
    apart = _OF_ONE_CLAUSE if parted else ()
    fault = next((n for n, check in checks.items() if n not in apart and check(told, ground)), "")
    return fault or ("mixed" if parted and mixed(told, own) else "")


_Check = Callable[[str, Ground], bool]
_CHECKS: Mapping[str, _Check] = {
    "form": broken,
    "private": private,
    "language": wrong_language,
    "mark": unborne,
    "name": unnamed,
    "place": elsewhere,
    "body": ill_assigned,
    "strict": overstated,
    "denied": turned,
    "ground": unfounded,
    "order": jumbled,
}
_OF_ONE_CLAUSE = ("mark", "body")
"""Checks that each part of a sentence must pass against one of several clauses."""
_OF_ENGLISH: Mapping[str, _Check] = {
    "form": broken,
    "private": private,
    "language": not_english,
    "mark": unborne,
    "name": unnamed_in_english,
    "body": ill_assigned_in_english,
    "strict": overstated_in_english,
    "ground": unfounded_in_english,
}
