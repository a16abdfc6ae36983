"""Words of a message that no list knows beside their neighbours: any of them may be a name.

What officials type goes to a remote model only for the sake of its matter, and what it is about is
in words that plans and law know. So the rest can be hidden with little loss: a name in small
letters and without accents has no other mark than that nobody else writes it. Of an English
question more is hidden, since plans and law know little English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.masking.reading import Reading
from retrieval.masking.sight import Sight
from retrieval.query.words import listed_words

_NUMBER = re.compile(
    r"\d+(?:/\d{4})?(?:/[^\W\d_]+\d*(?:-[^\W\d_]+)*)+|\bqu[yý] [ivx]+\b", re.IGNORECASE
)
"""The number of a document, the letters of which are no name's: "23/QĐ-TTg", "121/2020/QH14"."""


def stranger_spans(reading: Reading, people: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words of a text that make no word of plans or law with a neighbour.

    Args:
        reading: Of the text.
        people: Where persons are named, of whom no word counts as a neighbour.
    """
    sight = Sight(reading)
    numbers = [match.span() for match in _NUMBER.finditer(reading.text)]
    hidden = {at for at, token in enumerate(sight.tokens) if _within(token.start, people)}
    return [
        (token.start, token.end)
        for at, token in enumerate(sight.tokens)
        if at not in hidden
        and token.shape != "number"
        and not _within(token.start, numbers)
        and not _is_familiar(sight, at, hidden)
    ]


def _within(start: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in spans)


def _is_familiar(sight: Sight, at: int, hidden: set[int]) -> bool:
    """Say whether a word is one of plans or law here, or of a public name, or only joins others."""
    word = sight.tokens[at].plain if sight.bare else sight.tokens[at].word
    if word in _joining(folded=sight.bare) or at in sight.places or at in sight.public:
        return True
    known = (sight.words.body_heads, sight.words.places_before, sight.words.english)
    if sight.abbreviation(at) or any(sight.among(words, at) for words in known):
        return True
    pairs = [(at - 1, at), (at, at + 1)]
    return any(not {*pair} & hidden and sight.ordinary_in_law(*pair) for pair in pairs)


@cache
def _joining(*, folded: bool) -> frozenset[str]:
    """Return words that carry no matter: "của", "không", "nhé"."""
    return listed_words("stop", folded=folded)
