"""Which of several acts a text means, by what it says of their subject or by the day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise

from retrieval.legal.catalogue import Catalogue
from retrieval.legal.types import Act, LegalReference, ValidityStatus
from retrieval.legal.validity import validity
from retrieval.query.words import listed_words, write_out
from retrieval.text import fold, syllables

ENOUGH = 0.3
"""Share of a text's words, or word pairs, that an act's subject must show to be meant."""
NEARLY = 0.8
"""Share of the likeliest act's share from which another is as likely."""
CLEARLY = 2.0
"""How many times the next act's share that must be."""
TOGETHER = 2
"""Pairs of neighbouring words that a text must have in common with a subject that it names."""
LONG = 3
"""Letters for which a word counts as a syllable: a long one tells as much as two."""
SHARED = 4
"""Acts of a kind that may share a topic before it tells none of them."""
_DAY_BEHIND = re.compile(r"\s*,?\s*(?:ngay\s+)?(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)")
_REACH = 30
NOT_YET = ("not_issued", "not_yet")


def chosen_by_subject(acts: Sequence[Act], text: str) -> Act | None:
    """Return the act whose subject a text names, None if it names none of them clearly."""
    return _clearest(acts, [_share(_words(text), _words(_subject(act))) for act in acts])


def near_in_subject(acts: Sequence[Act], text: str) -> list[Act]:
    """Return the acts whose subject a text names, those left out that it names far less.

    Single words are not enough: a long title holds some of every question.
    """
    pairs = _pairs(text)
    acts = [act for act in acts if len(pairs & _pairs(_subject(act))) >= min(TOGETHER, len(pairs))]
    shares = [_share(_words(text), _words(_subject(act))) for act in acts]
    floor = max(ENOUGH, NEARLY * max(shares, default=0.0))
    return [act for act, share in zip(acts, shares, strict=True) if share >= floor]


def named_by_subject(acts: Sequence[Act], text: str) -> Act | None:
    """Return the one act whose subject a text names: a topic whole, or words that tell it, or None.

    Unlike `chosen_by_subject` this asks that the words are said, not that little else is.
    """
    told = _words(write_out(text))
    common = listed_words("weak", folded=True) | listed_words("charge", folded=True)
    held = [(told & _words(_subject(act)), act) for act in acts]
    named = [(len(words), act) for words, act in held if len(words) > 1 and words - common]
    best = max((count for count, _ in named), default=0)
    found = of_subject(acts, text) or [act for count, act in named if count == best]
    return found[0] if len(found) == 1 else None


def of_subject(acts: Iterable[Act], text: str) -> list[Act]:
    """Return the acts of which a text holds the longest topic or name whole, two syllables least.

    Topics of many acts, such as "y tế", tell none of them.
    """
    told = f" {' '.join(syllables(fold(write_out(text))))} "
    acts = list(acts)
    shared = Counter(topic for act in acts for topic in act.topics)
    lengths = [
        max((_length(name, told) for name in (*act.topics, *act.names)
             if shared[name] <= SHARED), default=0)
        for act in acts
    ]  # fmt: skip
    best = max(lengths, default=0)
    return [act for act, length in zip(acts, lengths, strict=True) if length == best > 1]


def _length(name: str, told: str) -> int:
    """Return how many syllables a name has if a text holds it, else 0."""
    words = syllables(fold(name))
    if not words or f" {' '.join(words)} " not in told:
        return 0
    return max(len(words), len(words[0]) // LONG)


def newest(acts: Sequence[Act], day: date) -> Act | None:
    """Return the act issued last by a day; None if the day of any is not known."""
    issued = [(act.issued, act) for act in acts if act.issued and act.issued <= day]
    if not issued or not all(act.issued for act in acts):
        return None
    return max(issued, key=lambda each: each[0])[1]


def _clearest(acts: Sequence[Act], likeness: Sequence[float]) -> Act | None:
    shares = sorted(((share, at) for at, share in enumerate(likeness)), reverse=True)
    if not shares or shares[0][0] < ENOUGH:
        return None
    if len(shares) > 1 and shares[0][0] < CLEARLY * shares[1][0]:
        return None
    return acts[shares[0][1]]


def chosen_by_day(acts: Sequence[Act], day: date, catalogue: Catalogue) -> Act | None:
    """Return the one act that can be in force on a day, None if none or several can."""
    known = [(act, validity(act, day, catalogue)) for act in acts]
    possible = [
        act
        for act, standing in known
        if standing.status is not ValidityStatus.EXPIRED and standing.reason not in NOT_YET
    ]
    return possible[0] if len(possible) == 1 else None


def of_the_day(reference: LegalReference, text: str, catalogue: Catalogue) -> Act | None:
    """Return the act that bears a citation's number and day, whatever its symbol says."""
    behind = _DAY_BEHIND.match(fold(text[reference.end : reference.end + _REACH]))
    if behind is None or not reference.number:
        return None
    day, month, year = (int(part) for part in behind.groups())
    number = reference.number.lstrip("0")
    return next(
        (
            act
            for act in catalogue
            if _digits(act) == number
            and act.issued is not None
            and (act.issued.day, act.issued.month, act.issued.year) == (day, month, year)
        ),
        None,
    )


def same_number(act: Act, catalogue: Iterable[Act]) -> list[Act]:
    """Return the other acts of the same kind that bear the same number."""
    number = _digits(act)
    return [
        other
        for other in catalogue
        if number and other.id != act.id and other.kind == act.kind and _digits(other) == number
    ]


def meant_instead(act: Act, text: str, catalogue: Iterable[Act]) -> Act | None:
    """Return the act of the same number that a text is about, None if it may be about this one."""
    others = same_number(act, catalogue)
    acts = [act, *others]
    found = _clearest(acts, [_share(_pairs(text), _pairs(_subject(a))) for a in acts])
    return found if others and found is not act else None


def perhaps_meant(reference: LegalReference, text: str, catalogue: Catalogue) -> list[Act]:
    """Return the acts that a question may mean by a number that no record knows.

    "Thông tư 28/2019/TT-BYT" has kind, number and year of another ministry's. "Nghị định 65/2017"
    has kind and year of 56/2017, "130/2022" kind and number of 130/2021: these count if the
    question names their subject too.
    """
    if reference.acts or not (reference.number and reference.year):
        return []
    named, number = (reference.kind, reference.year), reference.number.lstrip("0")
    of_year = [act for act in catalogue if (act.kind, act.year) == named]
    same = [act for act in of_year if _digits(act) == number]
    turned = [act for act in of_year if sorted(_digits(act)) == sorted(number)]
    of_number = (reference.kind, number)
    turned += [act for act in catalogue if (act.kind, _digits(act)) == of_number]
    beside = text.replace(reference.text, " ")
    return same or near_in_subject(turned, beside) or of_subject(turned, beside)


def _digits(act: Act) -> str:
    found = re.match(r"\d+", act.number)
    return found.group().lstrip("0") if found else ""


def _subject(act: Act) -> str:
    return " ; ".join((act.title, act.about, *act.names, *act.topics))


def _words(text: str) -> set[str]:
    """Return the words of a text that say something, folded."""
    return set(syllables(fold(text))) - listed_words("stop", folded=True)


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(syllables(fold(text))))


def _share(asked: AbstractSet[object], shown: AbstractSet[object]) -> float:
    """Return the share of what is asked that is shown, from 0 to 1."""
    return len(asked & shown) / len(asked) if asked else 0.0
