"""Which of several acts a text means, by what it says of their subject or by the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise

from retrieval.legal.catalogue import Catalogue
from retrieval.legal.types import Act, LegalReference, ValidityStatus
from retrieval.legal.validity import validity
from retrieval.query.words import listed_words
from retrieval.text import fold, syllables

ENOUGH = 0.3
"""Share of a text's words, or word pairs, that an act's subject must show to be meant."""
NEARLY = 0.8
"""Share of the likeliest act's share from which another is as likely."""
CLEARLY = 2.0
"""How many times the next act's share that must be."""
_DAY_BEHIND = re.compile(r"\s*,?\s*(?:ngay\s+)?(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)")
_REACH = 30
NOT_YET = ("not_issued", "not_yet")


def chosen_by_subject(acts: Sequence[Act], text: str) -> Act | None:
    """Return the act whose subject a text names, None if it names none of them clearly."""
    return _clearest(acts, [_share(_words(text), _words(_subject(act))) for act in acts])


def near_in_subject(acts: Sequence[Act], text: str) -> list[Act]:
    """Return the acts whose subject a text names, those left out that it names far less."""
    shares = [_share(_words(text), _words(_subject(act))) for act in acts]
    floor = max(ENOUGH, NEARLY * max(shares, default=0.0))
    return [act for act, share in zip(acts, shares, strict=True) if share >= floor]


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


def _digits(act: Act) -> str:
    found = re.match(r"\d+", act.number)
    return found.group().lstrip("0") if found else ""


def _subject(act: Act) -> str:
    return " ; ".join((act.title, *act.names, *act.topics))


def _words(text: str) -> set[str]:
    """Return the words of a text that say something, folded."""
    return set(syllables(fold(text))) - listed_words("stop", folded=True)


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(syllables(fold(text))))


def _share(asked: AbstractSet[object], shown: AbstractSet[object]) -> float:
    """Return the share of what is asked that is shown, from 0 to 1."""
    return len(asked & shown) / len(asked) if asked else 0.0
