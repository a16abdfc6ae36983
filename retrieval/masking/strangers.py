"""Words of a message that no list knows beside their neighbours: any of them may be a name.

What officials type goes to a remote model only for the sake of its matter, and what it is about is
in words that plans and law know. So the rest can be hidden with little loss: a name in small
letters and without accents has no other mark than that nobody else writes it. Of an English
question more is hidden, since plans and law know little English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.masking.reading import Reading
from retrieval.masking.sight import Sight
from retrieval.query.spelling import vocabulary
from retrieval.query.words import listed_words
from retrieval.text import fold

_MIDDLES = ("thi", "van")

_NUMBER = re.compile(
    r"\d+(?:/\d{4})?(?:[/-][^\W\d_]+\d*(?:[/-][^\W\d_]+)*)+|\bqu[yý] [ivx]+\b", re.IGNORECASE
)
"""The number of a document, the letters of which are no name's: "23/QĐ-TTg", "121/2020/QH14"."""


def stranger_spans(
    reading: Reading, people: Sequence[tuple[int, int]], *, like_names: bool = False
) -> list[tuple[int, int]]:
    """Return the words of a text that make no word of plans or law with a neighbour.

    Args:
        reading: Of the text.
        people: Where persons are named, of whom no word counts as a neighbour.
        like_names: Whether only syllables of names are meant, and words that nobody knows.
    """
    sight = Sight(reading)
    numbers = [match.span() for match in _NUMBER.finditer(reading.text)]
    named = {at for at, token in enumerate(sight.tokens) if _within(token.start, people)}
    kept = {
        at
        for at, token in enumerate(sight.tokens)
        if token.shape == "number"
        or _within(token.start, numbers)
        or (at not in named and _is_familiar(sight, at, named))
    }
    kept -= {*_with_middle(sight), *_of_the_highlands(sight), *_after_a_child(sight)}
    hidden = {*range(len(sight.tokens))} - kept
    hidden |= {*_behind_hidden(sight, hidden | named)}
    strange = _with_neighbours(sight, hidden)
    meant = _of_names(sight, strange, named) if like_names else strange
    return [(sight.tokens[at].start, sight.tokens[at].end) for at in sorted(meant - named)]


def _with_middle(sight: Sight) -> Iterator[int]:
    """Yield a family name, "thị" or "văn" and one more, but for "văn hóa" and "thị trấn"."""
    for at in range(len(sight.tokens) - 2):
        middle = sight.tokens[at + 1]
        follows = sight.tokens[at + 2]
        if not (middle.plain in _MIDDLES and sight.joined(at + 1) and sight.joined(at + 2)):
            continue
        other = f"{middle.plain}_{follows.plain}" in _words_with_middle()
        if sight.family(at) and follows.shape != "number" and not other:
            yield from (at, at + 1, at + 2)


def _of_the_highlands(sight: Sight) -> Iterator[int]:
    """Yield a name with "a" or "y" in it that begins a message or an item: "hồ a rươi với …"."""
    for at in range(len(sight.tokens) - 2):
        begins = not sight.tokens[at].joined or sight.tokens[at].opens
        joined = sight.joined(at + 1) and sight.joined(at + 2)
        if begins and joined and sight.tokens[at + 1].word in ("a", "y"):
            named = sight.family(at) and sight.tokens[at + 2].shape != "number"
            if named and not sight.term(at + 2):
                yield from (at, at + 1, at + 2)


def _behind_hidden(sight: Sight, hidden: set[int]) -> Iterator[int]:
    """Yield "thị" or "văn" behind a hidden word, with what may go on the name behind it."""
    for at in sorted(hidden):
        if not (sight.joined(at + 1) and sight.joined(at + 2)):
            continue
        middle, follows = sight.tokens[at + 1], sight.tokens[at + 2]
        if middle.plain not in _MIDDLES or follows.shape == "number":
            continue
        if f"{middle.plain}_{follows.plain}" not in _words_with_middle():
            yield from (at + 1, at + 2)
            if sight.joined(at + 3) and _may_be_of_a_name(sight, at + 3):
                yield at + 3


def _after_a_child(sight: Sight) -> Iterator[int]:
    """Yield what may be a name behind a word for one child, or behind "tên"."""
    words, tokens = sight.words, sight.tokens
    for at in range(1, len(tokens)):
        term = min(
            words.child_terms.ending(tokens, at, bare=sight.bare),
            words.name_labels.ending(tokens, at, bare=sight.bare),
        )
        many = words.not_terms.ending(tokens, at, bare=sight.bare) < at
        before = words.not_terms.ending(tokens, term, bare=sight.bare) < term
        doubtful = sight.bare and words.doubtful_terms.has(tokens[at - 1].plain, bare=False)
        other = doubtful or sight.ordinary(at - 1, at)
        other = other or (not sight.bare and sight.ordinary(at, at + 1))
        if term == at or many or before or other or not sight.joined(at):
            continue
        place = at
        while place < at + 3 and sight.joined(place) and _may_be_of_a_name(sight, place):
            yield place
            place += 1


@cache
def _words_with_middle() -> frozenset[str]:
    """Return words of plans that begin as a name's middle does, folded: "van_hoa"."""
    pairs = vocabulary().pairs[False]
    return frozenset(fold(pair) for pair in pairs if pair.split("_")[0] in ("văn", "thị"))


def _with_neighbours(sight: Sight, hidden: set[int]) -> set[int]:
    """Return what is hidden with what stands beside it and may belong to the same name."""
    found, new = set(hidden), set(hidden)
    while new:
        beside = {at - 1 for at in new if at and sight.tokens[at].joined}
        beside |= {at + 1 for at in new if sight.joined(at + 1)}
        new = {at for at in beside - found if _may_be_of_a_name(sight, at)}
        found |= new
    return found


def _may_be_of_a_name(sight: Sight, at: int) -> bool:
    """Say whether a word is a syllable of names, and neither of a public name nor of a body."""
    if sight.public.get(at, 0) > 1 or at in sight.places or sight.abbreviation(at):
        return False
    bodies = sight.among(sight.words.body_heads, at) or sight.among(sight.words.places_before, at)
    people = sight.bare and at in sight.public  # a people that is a family too: "ro cham"
    return (sight.family(at) or sight.given(at) or people) and not (bodies or sight.term(at))


def _of_names(sight: Sight, strange: set[int], named: set[int]) -> set[int]:
    """Return the strange words that are like names, and those that go on a name."""
    loud = bool(named) and all(map(sight.capital, named))  # then names are in capitals here
    bare = {at for at in strange if not sight.term(at) and (sight.capital(at) or not loud)}
    found = {at for at in bare if _may_be_of_a_name(sight, at) or sight.odd(at)}
    new = found | named
    while new:
        behind = {at + 1 for at in new if sight.joined(at + 1) and _goes_on(sight, at)}
        new = (behind & bare) - found
        found |= new
    return found


def _goes_on(sight: Sight, at: int) -> bool:
    """Say whether the word behind one of a name may be of it: in capitals if that is."""
    return sight.capital(at + 1) or not sight.capital(at)


def _within(start: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in spans)


def _is_familiar(sight: Sight, at: int, named: set[int]) -> bool:
    """Say whether a word is one of plans or law here, or of a public name, or only joins others."""
    word = sight.tokens[at].plain if sight.bare else sight.tokens[at].word
    like_a_name = not sight.capital(at) and (sight.family(at) or sight.given(at))
    public = sight.public.get(at, 0) > (1 if like_a_name else 0)
    if word in _joining(folded=sight.bare) or at in sight.places or public:
        return True
    known = [sight.words.body_heads, sight.words.places_before]
    known += [sight.words.english] if sight.english else []
    if sight.abbreviation(at) or _is_hyphened(sight, at):
        return True
    if any(sight.among(words, at) for words in known):
        return True
    pairs = [(at - 1, at), (at, at + 1)]
    doubtful = sight.bare and (sight.family(at) or sight.given(at))
    is_word = sight.ordinary if doubtful else sight.ordinary_by_ear
    return any(not {*pair} & named and is_word(*pair) for pair in pairs)


def _is_hyphened(sight: Sight, at: int) -> bool:
    """Say whether a word is a part of one written with hyphens, as bodies are: "ld-tb-xh"."""
    ends = (sight.tokens[at].start - 1, sight.tokens[at].end)
    return any(sight.reading.text[i : i + 1] in ("-", "&") for i in ends if i >= 0)


@cache
def _joining(*, folded: bool) -> frozenset[str]:
    """Return words that carry no matter: "của", "không", "nhé"."""
    return listed_words("stop", folded=folded)
