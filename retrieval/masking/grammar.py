"""The grammar of names: where one ends that begins at a word, and what is a full name."""

from __future__ import annotations

from retrieval.masking.sight import Sight

_PLAIN_TERMS = ("ong", "ba", "anh", "chi")
"""Words for adults that without accents are still taken for such after "nha" or "con"."""


def is_double(sight: Sight, at: int) -> bool:
    """Say whether two syllables of given names stand at a position, no ordinary word together."""
    words = sight.words
    if not (sight.joined(at + 1) and sight.among(words.given_first, at)):
        return False
    if sight.capital(at) != sight.capital(at + 1) or not sight.given(at + 1):
        return False
    times = 3 if sight.capital(at) else 1
    return not sight.middle(at + 1) and not sight.ordinary(at, at + 1, times=times)


def name_end(sight: Sight, at: int, *, child: bool, adult: bool = False) -> int:
    """Return where a name ends that a word for a person announces at a position, or `at`."""
    if at >= len(sight.tokens) or _is_public(sight, at, child=child):
        return at
    if any(letter.isdigit() for letter in sight.tokens[at].word):
        return at
    if at in sight.places and not (sight.full(at) and at - 1 not in sight.places):
        return at
    if at - 1 in sight.places and sight.tokens[at].joined:
        return at
    if sight.capital(at):
        return at if _heads_a_body(sight, at) else capitals(sight, at)
    return _small(sight, at, child=child, adult=adult)


def _is_public(sight: Sight, at: int, *, child: bool) -> bool:
    """Say whether a name is a public one; a child may bear any, an adult those of two syllables."""
    return (not child and sight.public.get(at, 0) > 2) or sight.public.get(at - 1, 0) > 1


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


def capitals(sight: Sight, at: int) -> int:
    """Return where joined capitalised words end that begin at a position."""
    return sight.run_of(at, lambda i: sight.capital(i) and not sight.abbreviation(i))


def _small(sight: Sight, at: int, *, child: bool, adult: bool) -> int:
    """Return where a name in small letters ends that begins at a position, or `at`."""
    if child and sight.initials(at):
        return at + 1
    if sight.marked(at) or sight.marked_after_cue(at):
        return max(grown(sight, at), at + 3)
    if (child and _is_pet(sight, at)) or _is_framed(sight, at, child=child, adult=adult):
        return at + 1
    if sight.no_name(at) or not _may_begin(sight, at, child=child, adult=adult):
        return at
    if _is_word_with_term(sight, at) and not sight.full(at):
        return at
    return grown(sight, at) if not _goes_on(sight, at) else at


def _is_framed(sight: Sight, at: int, *, child: bool, adult: bool) -> bool:
    """Say whether the words around leave nothing but a name: "nhà ông mười", "cái sóc nhà"."""
    words, token = sight.words, sight.tokens[at]
    if token.shape == "number" or words.not_names.has(token.word, bare=False):
        return False
    if adult and words.owners.ending(sight.tokens, at - 1, bare=sight.bare) < at - 1:
        term = sight.tokens[at - 1].plain
        common = sight.bare and (term not in _PLAIN_TERMS or sight.ordinary(at - 1, at))
        common = common or term + token.plain in ("ongba", "anhchi", "chiem", "anhem")
        return not common and _may_begin(sight, at, child=False, adult=True)
    if not child or words.not_names.has(token.plain, bare=True):
        return False
    end = words.frames.starting(sight.tokens, at + 1, bare=sight.bare)
    return sight.joined(at + 1) and end > at + (2 if sight.bare else 1)


def _is_pet(sight: Sight, at: int) -> bool:
    """Say whether a home name stands after a word that only such names follow: "cu Ben"."""
    strict = sight.words.home_terms.has(sight.tokens[at - 1].word, bare=False)
    other = sight.bare and sight.ordinary_in_law(at - 2, at - 1)
    return strict and not other and sight.among(sight.words.pet_names, at)


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


def grown(sight: Sight, at: int) -> int:
    """Return where the name ends whose first syllable in small letters is at a position."""
    end = at + 1
    while end - at < 5 and sight.joined(end) and _continues(sight, at, end):
        end += 1
    return end


def _continues(sight: Sight, at: int, end: int) -> bool:
    if end <= at + 2 and sight.marked(at):
        return sight.tokens[end].shape != "number"
    if sight.capital(end) or (sight.no_name(end) and not (sight.family(at) and sight.given(end))):
        return False
    if not (sight.given(end) or sight.odd(end) or (sight.family(at) and sight.family(end))):
        return False
    return (end == at + 1 and sight.family(at)) or not sight.ordinary(end, end + 1)


def is_elsewhere(sight: Sight, at: int) -> bool:
    """Say whether a word belongs to the name of a place, a body or a public figure."""
    return at in sight.places or sight.public.get(at, 0) > 1


def is_named(sight: Sight, at: int) -> bool:
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


def is_full(sight: Sight, at: int, end: int) -> bool:
    """Say whether small letters are a full name."""
    if sight.highland(at) or sight.marked(at):
        return True
    if sight.tokens[at].opens and sight.middle(at + 1) and sight.marked_after_cue(at):
        return True
    if _is_short(sight, at, end):
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


def _is_short(sight: Sight, at: int, end: int) -> bool:
    """Say whether a family name that is no other word and one given name stand: "nguyễn hải"."""
    if not (end - at == 2 and sight.sure_family(at) and sight.given(at + 1)):
        return False
    around = sight.ordinary_by_ear(at, at + 1) or sight.ordinary(at + 1, at + 2)
    return not (around or (sight.bare and sight.ordinary_in_law(at - 1, at)))


def _is_listed(sight: Sight, at: int, end: int) -> bool:
    """Say whether a name is an item of a list of children: "2. duong duc phuc - lop 4b"."""
    if not sight.tokens[at].opens or end >= len(sight.tokens):
        return False
    gap = sight.reading.text[sight.tokens[end - 1].end : sight.tokens[end].start]
    return gap.strip() in ("(", "-", ":") or sight.tokens[end].plain == "lop"
