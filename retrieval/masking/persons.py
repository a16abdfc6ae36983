"""Names of persons, by the grammar of names: after words for people, by family names, by shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.masking.reading import Reading, read
from retrieval.masking.sight import Sight

_CHILDS_AGE = re.compile(
    r"[\s,(–-]{1,3}(?:(?:0?\d|1[0-7]) ?(?:tuoi|t\b)|(?:hoc )?lop \d|(?:sinh )?(?:nam )?20[1-3]\d)"
)
_SHORTEST = 2
"""Letters of a name that is looked for again in the text."""


def person_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return where persons are named in a text, without their titles; spans may overlap."""
    sight = Sight(reading)
    runs = [*_after_terms(sight), *_full_names(sight), *_given_names(sight), *_initials(sight)]
    runs += _unknown(sight)
    runs += _listed(sight, runs)
    runs += _again(sight, runs)
    return [(reading.tokens[a].start, reading.tokens[b - 1].end) for a, b in runs if a < b]


def names_a_child(text: str) -> bool:
    """Say whether a child is named, "cháu Hân", "trẻ L.M.T", or a name has a child's age or class."""
    sight = Sight(read(text))
    plain = sight.reading.plain
    if any(_CHILDS_AGE.match(plain, end) for _, end in person_spans(sight.reading)):
        return True
    for start, end in _after_terms(sight):
        if (
            start < end
            and sight.words.child_terms.ending(sight.tokens, start, bare=sight.bare) < start
        ):
            return True
    return False


def _after_terms(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield names after words for a child, an adult or a name."""
    words, tokens, bare = sight.words, sight.tokens, sight.bare
    for at in range(1, len(tokens)):
        if words.name_labels.ending(tokens, at, bare=bare) < at and _is_labelled(sight, at):
            yield at, _name_end(sight, at, child=True)
            continue
        child = words.child_terms.ending(tokens, at, bare=bare)
        adult = words.adult_terms.ending(tokens, at, bare=bare)
        if min(child, adult) < at and sight.joined(at):
            start = _past_modifiers(sight, at)
            if _is_of_many(sight, min(child, adult), at):
                if _surely(sight, at):
                    yield (
                        at,
                        max(
                            at + 2 if _is_double(sight, at) else at,
                            _name_end(sight, at, child=True),
                        ),
                    )
            elif sight.joined(start):
                yield start, _name_end(sight, start, child=child < at, adult=adult < at)


def _is_labelled(sight: Sight, at: int) -> bool:
    """Say whether nothing but a space or a colon parts a label from a word."""
    gap = sight.reading.text[sight.tokens[at - 1].end : sight.tokens[at].start]
    return gap.strip() in ("", ":", "là")


def _past_modifiers(sight: Sight, at: int) -> int:
    """Return where the name stands after "trai", "ruột" or "tên", none of which is a name."""
    end = sight.words.modifiers.starting(sight.tokens, at, bare=sight.bare)
    if end == at or not sight.joined(end):
        return at
    if (
        sight.capital(at)
        or sight.bare
        and not (sight.capital(end) or sight.full(end) or _is_double(sight, end))
    ):
        return at
    return end


def _is_of_many(sight: Sight, term: int, at: int) -> bool:
    """Say whether a word for people is part of another: "trẻ em", "các cháu"."""
    words, tokens = sight.words.not_terms, sight.tokens
    before = words.ending(tokens, term, bare=sight.bare) < term and sight.joined(term)
    return before or words.ending(tokens, at, bare=sight.bare) < term


def _surely(sight: Sight, at: int) -> bool:
    """Say whether a name stands even after "các em" or "chị em"."""
    if not sight.capital(at):
        return _is_double(sight, at) and not sight.ordinary(at + 1, at + 2)
    if sight.joined(at + 1) and sight.abbreviation(at + 1) or at in sight.public:
        return False
    return (sight.family(at) or sight.given(at)) and not sight.ordinary_in_law(at, at + 1)


def _is_double(sight: Sight, at: int) -> bool:
    """Say whether two syllables of given names stand at a position, no ordinary word together."""
    words = sight.words
    if not (sight.joined(at + 1) and sight.among(words.given_first, at)):
        return False
    if sight.capital(at) != sight.capital(at + 1) or not sight.given(at + 1):
        return False
    times = 3 if sight.capital(at) else 1
    return not sight.middle(at + 1) and not sight.ordinary(at, at + 1, times=times)


def _name_end(sight: Sight, at: int, *, child: bool, adult: bool = False) -> int:
    """Return where a name ends that a word for a person announces at a position, or `at`."""
    if at >= len(sight.tokens) or _is_public(sight, at, child=child):
        return at
    if at in sight.places and not (sight.full(at) and at - 1 not in sight.places):
        return at
    if at - 1 in sight.places and sight.tokens[at].joined:
        return at
    if sight.capital(at):
        return at if _heads_a_body(sight, at) else _capitals(sight, at)
    return _small(sight, at, child=child, adult=adult)


def _is_public(sight: Sight, at: int, *, child: bool) -> bool:
    """Say whether a name is a public one; a child may bear any, an adult those of two syllables."""
    return not child and sight.public.get(at, 0) > 2 or sight.public.get(at - 1, 0) > 1


def _heads_a_body(sight: Sight, at: int) -> bool:
    """Say whether a capital begins the name of a body or a place: "em Trường Tiểu học"."""
    if sight.abbreviation(at):
        return True
    if sight.family(at) and (sight.middle(at + 1) or sight.capital(at + 1)):
        return False
    if sight.among(sight.words.birth_order, at):
        return False
    if sight.bare and not sight.capital(at + 1) and _is_doubtful(sight, at - 1):
        return sight.ordinary_in_law(at - 1, at)
    named = sight.given(at) or _may_begin(sight, at, child=True, adult=True)
    return not named and sight.ordinary(at, at + 1) and not sight.capital(at + 1)


def _capitals(sight: Sight, at: int) -> int:
    return sight.run_of(at, lambda i: sight.capital(i) and not sight.abbreviation(i))


def _small(sight: Sight, at: int, *, child: bool, adult: bool) -> int:
    """Return where a name in small letters ends that begins at a position, or `at`."""
    if child and sight.initials(at):
        return at + 1
    if sight.marked(at):
        return _grown(sight, at)
    if sight.no_name(at) or not _may_begin(sight, at, child=child, adult=adult):
        return at
    if _is_word_with_term(sight, at) and not sight.full(at):
        return at
    if child and _is_pet(sight, at):
        return at + 1
    return _grown(sight, at) if not _goes_on(sight, at) else at


def _is_pet(sight: Sight, at: int) -> bool:
    """Say whether a home name stands after a word that only such names follow: "cu Ben"."""
    strict = sight.words.home_terms.has(sight.tokens[at - 1].word, bare=False)
    return strict and sight.among(sight.words.pet_names, at)


def _is_word_with_term(sight: Sight, at: int) -> bool:
    """Say whether the word for a person is part of an ordinary word: "con đường", "co quan"."""
    term = sight.tokens[at - 1]
    alone = term.opens or not term.joined
    if _is_doubtful(sight, at - 1):
        if sight.words.particles.has(sight.tokens[at].word, bare=False):
            return True
        check = sight.ordinary if alone else sight.ordinary_in_law
        return check(at - 1, at)
    return sight.ordinary(at - 1, at)


def _is_doubtful(sight: Sight, at: int) -> bool:
    """Say whether a word for people may be another word: "ban" for "bạn", without accents."""
    return sight.bare and sight.words.doubtful_terms.has(sight.tokens[at].plain, bare=False)


def _may_begin(sight: Sight, at: int, *, child: bool, adult: bool) -> bool:
    words = sight.words
    if sight.family(at) or sight.given(at) or sight.highland(at) or sight.odd(at):
        return True
    if child and sight.among(words.pet_names, at):
        return True
    return adult and (sight.among(words.birth_order, at) or sight.among(words.pet_names, at))


def _goes_on(sight: Sight, at: int) -> bool:
    """Say whether a word makes an ordinary one with the next: "an toàn", "tham gia"."""
    return not sight.marked(at) and sight.ordinary(at, at + 1)


def _grown(sight: Sight, at: int) -> int:
    """Return where the name ends whose first syllable in small letters is at a position."""
    end = at + 1
    while end - at < 5 and sight.joined(end) and _continues(sight, at, end):
        end += 1
    return end


def _continues(sight: Sight, at: int, end: int) -> bool:
    if end <= at + 2 and sight.marked(at):
        return sight.tokens[end].shape != "number"
    if sight.capital(end) or sight.no_name(end) and not (sight.family(at) and sight.given(end)):
        return False
    if not (sight.given(end) or sight.odd(end) or (sight.family(at) and sight.family(end))):
        return False
    return end == at + 1 and sight.family(at) or not sight.ordinary(end, end + 1)


def _full_names(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield family names with what follows, without any word before."""
    for at in range(len(sight.tokens)):
        if not (sight.family(at) or sight.highland(at)) or _is_elsewhere(sight, at):
            continue
        if sight.capital(at):
            end = _capitals(sight, at)
            if sight.highland(at) or end - at > 1 and _is_named(sight, at):
                yield at, end
        else:
            end = _grown(sight, at)
            if _is_full(sight, at, end):
                yield at, end


def _is_elsewhere(sight: Sight, at: int) -> bool:
    return at in sight.places or sight.public.get(at, 0) > 1


def _is_named(sight: Sight, at: int) -> bool:
    """Say whether capitals from a family name on are a name: not "Công An", "Nay Luật"."""
    if sight.marked(at):
        return True
    likely = sight.sure_family(at) or sight.given(at + 1) or sight.family(at + 1)
    likely = (
        likely
        or sight.among(sight.words.families_highland, at)
        or sight.odd(at + 1)
        or len(sight.tokens[at + 1].word) == 1
    )
    return likely and not sight.ordinary(at, at + 1)


def _is_full(sight: Sight, at: int, end: int) -> bool:
    """Say whether small letters are a full name."""
    if sight.highland(at) or sight.marked(at):
        return True
    if sight.among(sight.words.families_highland, at) and end - at > 2:
        return not sight.bare and not any(sight.ordinary(i, i + 1) for i in range(at, end - 1))
    if sight.bare and not (sight.sure_family(at) or _is_listed(sight, at, end)):
        return False
    if end - at < 3 or not all(map(sight.given, range(at + 1, end))):
        return False
    if sight.sure_family(at) and not sight.ordinary(at, at + 1):
        return True
    pairs = range(at - 1, end)
    return not any(sight.ordinary(i, i + 1) for i in pairs if i >= 0)


def _is_listed(sight: Sight, at: int, end: int) -> bool:
    """Say whether a name is an item of a list of children: "2. duong duc phuc - lop 4b"."""
    if not sight.tokens[at].opens or end >= len(sight.tokens):
        return False
    gap = sight.reading.text[sight.tokens[end - 1].end : sight.tokens[end].start]
    return gap.strip() in ("(", "-", ":") or sight.tokens[end].plain == "lop"


def _given_names(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield given names of two syllables, without any word before."""
    for at in range(len(sight.tokens) - 1):
        if _is_elsewhere(sight, at) or not _is_double(sight, at):
            continue
        around = (at - 1, at), (at, at + 1), (at + 1, at + 2)
        if sight.capital(at) or not any(sight.ordinary_by_ear(a, b) for a, b in around):
            yield at, at + 2


def _initials(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield initials with dots: "N.T.T.H", "a.m.m"."""
    for at, token in enumerate(sight.tokens):
        dots = token.word.count(".")
        if dots > 1 or dots and token.capital:
            if sight.initials(at) and token.word not in ("v.v", "t.p"):
                yield at, at + 1


def _unknown(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield capitalised words within a sentence that no list knows."""
    if sight.english:
        return
    tokens = sight.tokens
    for at, token in enumerate(tokens):
        if token.shape != "title" or token.opens or sight.capital(at - 1) and token.joined:
            continue
        end = _capitals(sight, at)
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
    return not named or any(sight.ordinary_in_law(a, b) for a, b in around)


def _listed(sight: Sight, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield capitalised names that go on a list of names: "các em Nam, Việt và Trung"."""
    ends = [end for start, end in runs if start < end and sight.capital(start)]
    while ends:
        at = _after_comma(sight, ends.pop())
        named = sight.capital(at) and not (_is_elsewhere(sight, at) or sight.abbreviation(at))
        if named and sight.given(at) and not sight.ordinary_in_law(at, at + 1):
            end = _capitals(sight, at)
            ends.append(end)
            yield at, end


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
        if token.shape == "title" and not token.opens and token.word in names:
            if len(token.word) >= _SHORTEST and not _is_elsewhere(sight, at):
                yield at, at + 1
