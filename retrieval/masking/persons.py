"""Names of persons: after words for people, by family names, by shape, on lists, told again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.masking.forms import heads_another, names_in_forms
from retrieval.masking.grammar import (
    capitals,
    grown,
    is_double,
    is_elsewhere,
    is_full,
    is_named,
    name_end,
)
from retrieval.masking.reading import Reading, read
from retrieval.masking.sight import Sight

_CHILDS_AGE = re.compile(
    r"[\s,(–-]{1,3}(?:(?:0?\d|1[0-7]) ?(?:tuoi|t\b)|(?:hoc )?lop \d|(?:sinh )?(?:nam )?20[1-3]\d)"
)
_BRACKET = re.compile(r" ?\(")
_ITEM = re.compile(r"(?:[,;:|\t]|\d[.)/]) *$")
_ITEM_END = re.compile(r" *(?:[,;(|\t\n]|[–-] |\d{1,3}[.)/] |$)")
_MIDDLES = ("thị", "văn", "thi", "van")
_SHORTEST = 2
"""Letters of a name that is looked for again in the text."""


def person_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return where persons are named in a text, without their titles; spans may overlap."""
    sight = Sight(reading)
    runs = [*_after_terms(sight), *_full_names(sight), *_given_names(sight), *_initials(sight)]
    runs += [*_by_middle(sight), *names_in_forms(sight), *_unknown(sight)]
    runs += [*_listed(sight, runs), *_paired(sight), *_beside_names(sight, runs)]
    runs += _again(sight, runs)
    return [(reading.tokens[a].start, reading.tokens[b - 1].end) for a, b in runs if a < b]


def names_a_child(text: str) -> bool:
    """Say whether a child is named: "cháu Hân", "trẻ L.M.T", a name with a child's age or class."""
    sight = Sight(read(text))
    plain = sight.reading.plain
    if any(_CHILDS_AGE.match(plain, end) for _, end in person_spans(sight.reading)):
        return True
    terms = sight.words.child_terms
    return any(
        start < end and terms.ending(sight.tokens, start, bare=sight.bare) < start
        for start, end in _after_terms(sight)
    )


def _after_terms(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield names after words for a child, an adult or a name."""
    words, tokens, bare = sight.words, sight.tokens, sight.bare
    for at in range(1, len(tokens)):
        if words.name_labels.ending(tokens, at, bare=bare) < at and _is_labelled(sight, at):
            yield at, name_end(sight, at, child=True)
            continue
        child = words.child_terms.ending(tokens, at, bare=bare)
        adult = words.adult_terms.ending(tokens, at, bare=bare)
        if min(child, adult) < at and sight.joined(at):
            start = _past_modifiers(sight, at)
            if _is_of_many(sight, min(child, adult), at):
                if _surely(sight, at):
                    pair = at + 2 if is_double(sight, at) else at
                    yield at, max(pair, name_end(sight, at, child=True))
            elif sight.joined(start):
                yield start, name_end(sight, start, child=child < at, adult=adult < at)


def _is_labelled(sight: Sight, at: int) -> bool:
    """Say whether nothing but a space or a colon parts a label from a word."""
    gap = sight.reading.text[sight.tokens[at - 1].end : sight.tokens[at].start]
    return gap.strip() in ("", ":", "là")


def _past_modifiers(sight: Sight, at: int) -> int:
    """Return where the name stands after "trai", "ruột" or "tên", none of which is a name."""
    end = sight.words.modifiers.starting(sight.tokens, at, bare=sight.bare)
    if end == at or not sight.joined(end):
        return at
    named = sight.capital(end) or sight.full(end) or is_double(sight, end)
    return at if sight.capital(at) or (sight.bare and not named) else end


def _is_of_many(sight: Sight, term: int, at: int) -> bool:
    """Say whether a word for people is part of another: "trẻ em", "các cháu"."""
    words, tokens = sight.words.not_terms, sight.tokens
    before = words.ending(tokens, term, bare=sight.bare) < term and sight.joined(term)
    return before or words.ending(tokens, at, bare=sight.bare) < term


def _surely(sight: Sight, at: int) -> bool:
    """Say whether a name stands even after "các em" or "chị em"."""
    if not sight.capital(at):
        return is_double(sight, at) and not sight.ordinary(at + 1, at + 2)
    if (sight.joined(at + 1) and sight.abbreviation(at + 1)) or at in sight.public:
        return False
    return (sight.family(at) or sight.given(at)) and not sight.ordinary_in_law(at, at + 1)


def _full_names(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield family names with what follows, without any word before."""
    for at in range(len(sight.tokens)):
        if not (sight.family(at) or sight.highland(at)) or is_elsewhere(sight, at):
            continue
        if sight.capital(at):
            end = capitals(sight, at)
            if sight.highland(at) or (end - at > 1 and is_named(sight, at)):
                yield at, end
        else:
            end = grown(sight, at)
            if is_full(sight, at, end):
                yield at, end


def _by_middle(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield names that "Thị" or "Văn" tells, whatever the family name: "Chẩu Thị Lê"."""
    for at in range(len(sight.tokens) - 2):
        marked = sight.tokens[at + 1].word in _MIDDLES and sight.joined(at + 1)
        loud = all(map(sight.capital, (at, at + 1, at + 2))) and sight.joined(at + 2)
        accented = sight.tokens[at + 1].word in ("thị", "văn")
        ordinary = sight.ordinary if accented else sight.ordinary_in_law
        if marked and loud and not ordinary(at + 1, at + 2):
            elsewhere = is_elsewhere(sight, at) and sight.tokens[at + 1].plain == "van"
            if not (elsewhere or sight.public.get(at, 0) > 1 or sight.abbreviation(at)):
                yield at, capitals(sight, at)


def _given_names(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield given names of two syllables, without any word before."""
    for at in range(len(sight.tokens) - 1):
        if is_elsewhere(sight, at) or not is_double(sight, at):
            continue
        around = (at, at + 1), (at + 1, at + 2)
        ordinary = any(sight.ordinary_by_ear(a, b) for a, b in around)
        ordinary = ordinary or (sight.ordinary_in_law if sight.bare else sight.ordinary)(at - 1, at)
        if sight.capital(at) or not ordinary:
            yield at, at + 2


def _initials(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield initials with dots: "N.T.T.H", "a.m.m"."""
    for at, token in enumerate(sight.tokens):
        dots = token.word.count(".")
        short = dots > 1 or (dots and token.capital)
        if short and sight.initials(at) and token.word not in ("v.v", "t.p"):
            yield at, at + 1


def _unknown(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield capitalised words within a sentence that no list knows."""
    if sight.english:
        return
    tokens = sight.tokens
    for at, token in enumerate(tokens):
        if token.shape != "title" or token.opens or (sight.capital(at - 1) and token.joined):
            continue
        end = capitals(sight, at)
        if "\n" in sight.reading.text[tokens[end - 1].end :][:2]:
            continue
        if not any(_is_recognised(sight, i) for i in range(at, end)):
            yield at, end


def _is_recognised(sight: Sight, at: int) -> bool:
    """Say whether a capitalised word is known as that of a body, a place or an act."""
    if at in sight.places or at in sight.public or sight.abbreviation(at):
        return True
    if sight.among(sight.words.body_heads, at):
        return True
    around = [(at, at + 1)] if not sight.capital(at - 1) else [(at - 1, at), (at, at + 1)]
    named = sight.given(at) or sight.family(at) or sight.odd(at)
    if sight.given(at) and not sight.bare and _goes_on_after(sight, at):
        return sight.capital(at - 1)
    return not named or any(sight.ordinary_in_law(a, b) for a, b in around)


def _goes_on_after(sight: Sight, at: int) -> bool:
    """Say whether a word follows that makes no word with a name: "của Minh đến"."""
    return sight.joined(at + 1) and sight.among(sight.words.followers, at + 1)


def _listed(sight: Sight, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield capitalised names that go on a list of names: "các em Nam, Việt và Trung"."""
    ends = [end for start, end in runs if start < end and sight.capital(start)]
    while ends:
        at = _after_comma(sight, ends.pop())
        named = sight.capital(at) and not (is_elsewhere(sight, at) or sight.abbreviation(at))
        if named and sight.given(at) and not sight.ordinary(at, at + 1):
            end = capitals(sight, at)
            ends.append(end)
            yield at, end


def _beside_names(sight: Sight, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield a home name in brackets behind a name, and a family name that begins an item."""
    text, tokens = sight.reading.text, sight.tokens
    for start, end in runs:
        if end < len(tokens) and _BRACKET.fullmatch(text[tokens[end - 1].end : tokens[end].start]):
            last = capitals(sight, end) if sight.capital(end) else end + 1
            alone = text[tokens[last - 1].end : tokens[last - 1].end + 1] == ")"
            if alone and tokens[end].shape != "number" and not sight.abbreviation(end):
                yield end, last
        before = start - 1
        if start and sight.joined(start) and _may_begin(sight, before, start):
            item = _ITEM.search(text[: tokens[before].start])
            other = sight.term(before) or heads_another(sight, before)
            if item and (not other or sight.sure_family(start)):
                yield before, end
        item = _ITEM.search(text[: tokens[start].start]) if start < end else None
        if item and end - start > 1 and _ends_item(sight, end):
            yield start, end + 1


def _may_begin(sight: Sight, before: int, start: int) -> bool:
    """Say whether the word before a name may be its family name: as loud as it."""
    if sight.capital(start):
        return sight.capital(before)
    return sight.bare and sight.family(before)


def _ends_item(sight: Sight, at: int) -> bool:
    """Say whether one word in small letters stands between a name and the end of its item."""
    if not (sight.bare and sight.joined(at)) or sight.tokens[at].shape == "number":
        return False
    return bool(_ITEM_END.match(sight.reading.text, sight.tokens[at].end))


def _paired(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield given names of two syllables in small letters that stand side by side on a list."""
    doubles = [
        at
        for at in range(len(sight.tokens) - 1)
        if is_double(sight, at) and not is_elsewhere(sight, at)
    ]
    for at in doubles:
        other = _after_comma(sight, at + 2)
        if other in doubles:
            yield from ((at, at + 2), (other, other + 2))


def _after_comma(sight: Sight, end: int) -> int:
    """Return where the next item of a list begins after a position, past the end when none."""
    if end >= len(sight.tokens):
        return end
    gap = sight.reading.text[sight.tokens[end - 1].end : sight.tokens[end].start]
    if gap.strip() == ",":
        return end
    return end + 1 if sight.tokens[end].word in ("và", "va", "and", "cùng") else len(sight.tokens)


def _again(sight: Sight, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield given names found elsewhere in the text that stand again with a capital."""
    names = {sight.tokens[end - 1].word for start, end in runs if start < end}
    for at, token in enumerate(sight.tokens):
        told = token.word in names and len(token.word) >= _SHORTEST
        if told and token.shape == "title" and not token.opens and not is_elsewhere(sight, at):
            yield at, at + 1
