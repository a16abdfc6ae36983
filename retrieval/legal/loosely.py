"""Acts named loosely: a number behind another kind, a law's title with words short or missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from retrieval.legal.catalogue import Catalogue
from retrieval.legal.meaning import named_by_subject
from retrieval.legal.references import KINDS, alike, as_typed, numbers
from retrieval.legal.types import Act, LegalReference
from retrieval.query.initials import is_unreadable
from retrieval.query.spelling import vocabulary
from retrieval.query.words import abbreviations, listed_words
from retrieval.text import fold, has_accents

_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(?:(?P<kind>{_KIND})\s*(?:so\s*)?)?(?P<number>\d{{2,4}})"
    r"(?:/(?P<year>(?:19|20)\d\d))?(?![\w/%-]|[.,]\d)"
    r"(?! ?(?:trieu|nghin|ngan|dong|tre|em|chau|nguoi|tuoi|ngay|thang(?! hanh)|gio|nam|phan)\b)"
)
_OF_YEAR = r"\d{2,4}(?:/(?:19|20)\d\d)?"
_AND = r"(?:,|;|&|\+|va\b|voi\b|vs\b|hay\b|hoac\b|and\b)"
_SERIES = re.compile(
    rf"\b(?P<kind>{_KIND})\s*(?:so\s*)?{_OF_YEAR}(?P<more>(?:\s*{_AND}\s*{_OF_YEAR})+)"
    r"(?![\w/%-]|[.,]\d)"
)
_ALONE = re.compile(
    r"(?<![\w/.,-])(?<!thang )(?:(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d)|so (?P<only>\d{3,4}))"
    r"(?![\w/%-]|[.,]\d)"
)
_LAW = re.compile(r"(?<!phap )(?<!ky )\b(?:bo )?luat\b")
_TOKEN = re.compile(r"[^\W_]+")
_BARE_DIGITS = 3
"""Digits of a number that may stand without a kind; a shorter one is a day or a count."""
_REACH = 12
"""Words behind "luật" that are compared with titles."""
ENOUGH = 0.6
"""Share of a title's syllables that must be named."""
_NAMED = 6
"""Syllables of a programme's name that tell it from a matter."""
_TITLE = range(2, 9)
"""Words that the name of a law may have."""
_INSIDE = frozenset({"va", "ve", "vi", "nguoi", "dinh", "dia", "the"})
"""Words that say little elsewhere and stand in names of laws."""
_SLIP = 4
"""Letters of a syllable in which one may be wrong."""


def find_loosely(text: str, catalogue: Catalogue) -> tuple[LegalReference, ...]:
    """Return the acts that a question names in its own way, each with what it wrote for them.

    A number counts if the words around it name the subject of one act that bears it; a title if
    most of it is there, in order, and nothing follows that belongs to another title.
    """
    folded = alike(text)
    found: list[LegalReference] = []
    finders = (_titles, _programmes, _listed, _by_number)
    for reference in (r for finder in finders for r in finder(text, folded, catalogue)):
        if not any(r.start < reference.end and reference.start < r.end for r in found):
            found.append(reference)
    return tuple(sorted(found, key=lambda reference: reference.start))


def unknown_laws(text: str) -> tuple[LegalReference, ...]:
    """Return the laws that a text names, as it names them; to be asked where none of it is known.

    A name ends before the first word that no title goes on with.
    """
    folded, found = alike(text), []
    for match in _LAW.finditer(folded):
        words = list(_TOKEN.finditer(folded, match.end()))[:_REACH]
        ends = (n for n in range(len(words)) if _breaks_off(words, n, folded, text))
        length = next(ends, len(words) - 1) + 1
        if _may_name([word.group() for word in words[:length]]):
            end = words[length - 1].end()
            whole = text[match.start() : end]
            found.append(LegalReference(match.start(), end, whole, "luật", "", None, "", ()))
    return tuple(found)


def _breaks_off(tokens: Sequence[re.Match[str]], last: int, folded: str, text: str) -> bool:
    """Say whether a name ends at a word; with accents, "bạo" is not the "bao" of "bao giờ"."""
    if not has_accents(text) or not _ends(tokens, last, folded, _INSIDE):
        return _ends(tokens, last, folded, _INSIDE)
    if last + 1 == len(tokens) or folded[tokens[last].end() : tokens[last + 1].start()].strip():
        return True
    follows = text[slice(*tokens[last + 1].span())].lower()
    typed = listed_words("stop", folded=False) | listed_words("behind_acts", folded=False)
    return follows.isdigit() or not has_accents(follows) or follows in typed


def _may_name(words: Sequence[str]) -> bool:
    """Say whether words can be the name of a law: "giáo dục", "bhxh", not "của ai"."""
    if len(words) == 1:
        return is_unreadable(words[0]) and len(words[0]) >= _BARE_DIGITS
    return len(words) in _TITLE and not set(words) <= _behind() - _INSIDE


def bare_numbers(text: str, catalogue: Catalogue) -> tuple[LegalReference, ...]:
    """Return the acts of numbers that stand alone: "56/2017", "số 1248", of the kinds named if any.

    To be asked only where a question is about an act and names none otherwise.
    """
    folded, found = alike(text), []
    kinds = {KINDS[match.group()] for match in re.finditer(rf"\b(?:{_KIND})\b", folded)}
    for match in _ALONE.finditer(folded):
        number, year = match["number"] or match["only"], match["year"]
        own = [act for act, _ in numbers(catalogue).get(number.lstrip("0"), ())]
        acts = [act for act in own if year is None or act.year == int(year)]
        of_kind = [act for act in acts if act.kind in kinds or not kinds]
        if of_kind:
            whole, ids = text[slice(*match.span())], tuple(act.id for act in of_kind)
            told = int(year) if year else None
            found.append(
                LegalReference(*match.span(), whole, of_kind[0].kind, number, told, "", ids)
            )
    return tuple(found)


def _listed(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    """Yield the numbers that share the kind before the first: "quyết định 830, 1863/2019"."""
    for match in _SERIES.finditer(folded):
        kind = KINDS[" ".join(match["kind"].split())]
        for each in re.finditer(_OF_YEAR, match["more"]):
            number, _, year = each.group().partition("/")
            told = int(year) if year else None
            own = numbers(catalogue).get(number.lstrip("0"), ())
            acts = [act for act, _ in own if act.kind == kind and told in (None, act.year)]
            start, end = (match.start("more") + at for at in each.span())
            if acts:
                ids = tuple(act.id for act in acts)
                yield LegalReference(start, end, text[start:end], kind, number, told, "", ids)


def _by_number(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    for match in _NUMBER.finditer(folded):
        number, year = match["number"], int(match["year"]) if match["year"] else None
        bare = not match["kind"] and year is None
        if bare and (len(number) < _BARE_DIGITS or _is_year(number)):
            continue
        own = numbers(catalogue).get(number.lstrip("0"), ())
        acts = [act for act, _ in own if year is None or act.year in (year, None)]
        beside = f"{text[: match.start()]} {text[match.end() :]}"
        act = named_by_subject(acts, beside)
        if act is not None:
            whole = text[match.start() : match.end()]
            ids = (act.id,)
            yield LegalReference(match.start(), match.end(), whole, act.kind, number, year, "", ids)


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number) is not None


def _titles(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    for match in _LAW.finditer(folded):
        tokens = list(_TOKEN.finditer(folded, match.end()))[:_REACH]
        told = [(*_likeness(title, tokens, folded), ids) for title, ids in _laws(catalogue).items()]
        share, end, ids = max(told, key=lambda each: each[:2], default=(0.0, 0, ()))
        if share >= ENOUGH and len({other[2] for other in told if other[0] == share}) == 1:
            kind = catalogue.among(ids)[0].kind
            whole = text[match.start() : end]
            yield LegalReference(match.start(), end, whole, kind, "", None, "", ids)


def _programmes(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    """Yield the acts of programmes that are named whole: "Chương trình hành động quốc gia …"."""
    for pattern, act in _programme_names(catalogue):
        for match in pattern.finditer(folded):
            whole = text[slice(*match.span())]
            yield LegalReference(*match.span(), whole, act.kind, "", None, "", (act.id,))


@lru_cache(maxsize=4)
def _programme_names(catalogue: Catalogue) -> tuple[tuple[re.Pattern[str], Act], ...]:
    """Return patterns of the folded names of programmes, each with its act."""
    return tuple(
        (re.compile(rf"(?<!\w){as_typed(alike(name))}(?!\w)"), act)
        for act in catalogue
        for name in act.names
        if act.period and len(name.split()) >= _NAMED
    )


@lru_cache(maxsize=4)
def _laws(catalogue: Catalogue) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return ids of laws by the syllables of their titles, without accents."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for act in catalogue:
        if act.kind not in ("luật", "bộ luật"):
            continue
        for name in dict.fromkeys((act.title, *act.names)):
            bare = re.sub(r"^(?:bo )?luat | ?(?:nam )?(?:19|20)\d\d$", "", alike(name))
            title = tuple(_TOKEN.findall(bare))
            if len(title) > 1 and has_accents(name):
                found[title] = tuple(dict.fromkeys((*found.get(title, ()), act.id)))
    return found


def _likeness(
    title: Sequence[str], tokens: Sequence[re.Match[str]], folded: str
) -> tuple[float, int]:
    """Return the share of a title that stands at the head of some words, and where it ends."""
    at, held, last, skipped = 0, 0, -1, False
    for n, token in enumerate(tokens):
        begin, length = _stands_for(token.group(), title, at)
        if length:
            at, held, last = begin + length, held + length, n
        elif skipped or at == len(title) or token.group() in _behind() - _INSIDE:
            break
        else:
            skipped = True
    if last < 0 or not _ends(tokens, last, folded):
        return 0.0, 0
    return held / len(title), tokens[last].end()


def _ends(
    tokens: Sequence[re.Match[str]], last: int, folded: str, inside: frozenset[str] = frozenset()
) -> bool:
    """Say whether a title can end at a word: what follows is no other word of a title."""
    if last + 1 == len(tokens):
        return True
    follows = tokens[last + 1]
    between = folded[tokens[last].end() : follows.start()]
    word = follows.group()
    if (tokens[last].group(), word) == ("tre", "em"):
        return False
    return bool(between.strip()) or word.isdigit() or word in _behind() - inside


def _behind() -> frozenset[str]:
    return listed_words("stop", folded=True) | listed_words("behind_acts", folded=True)


def _stands_for(word: str, title: Sequence[str], at: int) -> tuple[int, int]:
    """Return where in the rest of a title a word stands, and for how many syllables; 0 for none."""
    for begin in range(at, len(title)):
        if word == title[begin] or _is_slip(word, title[begin]):
            return begin, 1
    short = is_unreadable(word) or word in _abbreviated()
    for begin in range(at, len(title)) if short else ():
        initials = "".join(syllable[0] for syllable in title[begin : begin + len(word)])
        if len(word) > 1 and initials == word:
            return begin, len(word)
        if _shortens(word, title[begin]):
            return begin, 1
    return at, 0


@lru_cache(maxsize=1)
def _abbreviated() -> frozenset[str]:
    return frozenset(fold(short) for short in abbreviations())


def _shortens(word: str, syllable: str) -> bool:
    """Say whether a word is a syllable with letters left out: "ng" for "nguoi"."""
    letters = iter(syllable)
    in_order = all(letter in letters for letter in word)
    return in_order and word[0] == syllable[0] and not is_unreadable(syllable)


def _is_slip(word: str, syllable: str) -> bool:
    """Say whether a word is a syllable with one letter wrong, missing, added or swapped."""
    if min(len(word), len(syllable)) < _SLIP or vocabulary().words[True][word]:
        return False
    at = next((n for n in range(len(word)) if not syllable.startswith(word[: n + 1])), len(word))
    head, tail = word[at:], syllable[at:]
    swapped = head[:2] == tail[:2][::-1] and head[2:] == tail[2:]
    return swapped or head[1:] == tail[1:] or head[1:] == tail or head == tail[1:]
