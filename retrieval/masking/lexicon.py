"""What may be a name and what is an ordinary word, by the lists of corpus/privacy.toml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.corpus import load_toml
from retrieval.masking.reading import Token
from retrieval.query.spelling import law_pairs, vocabulary
from retrieval.text import fold, modern_tone, nfc

_LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Words:
    """Words or phrases, to be found with accents or, in a text typed without, without them."""

    accented: frozenset[str]
    folded: frozenset[str]

    def has(self, phrase: str, *, bare: bool) -> bool:
        """Say whether a phrase in lower case is one of them."""
        return phrase in self.accented or (bare and phrase in self.folded)

    def ending(self, tokens: Sequence[Token], end: int, *, bare: bool) -> int:
        """Return where the longest of them that ends before a token begins, `end` if none."""
        for start in range(max(0, end - _LONGEST_PHRASE), end):
            if self.has(_phrase(tokens[start:end]), bare=bare):
                return start
        return end

    def starting(self, tokens: Sequence[Token], start: int, *, bare: bool) -> int:
        """Return where the longest of them that begins with a token ends, `start` if none."""
        for end in range(min(len(tokens), start + _LONGEST_PHRASE), start, -1):
            if self.has(_phrase(tokens[start:end]), bare=bare):
                return end
        return start


def _phrase(tokens: Sequence[Token]) -> str:
    if not all(token.joined for token in tokens[1:]):
        return "\0"
    return " ".join(modern_tone(token.word) for token in tokens)


def _words(phrases: Iterable[str]) -> Words:
    plain = [
        " ".join(modern_tone(word) for word in nfc(phrase).lower().split()) for phrase in phrases
    ]
    return Words(frozenset(plain), frozenset(map(fold, plain)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, one field for each key of corpus/privacy.toml; see there."""

    families: Words
    families_highland: Words
    given_highland: Words
    middles: Words
    families_sure: Words
    families_bare: Words
    doubtful_terms: Words
    particles: Words
    given: Words
    pet_names: Words
    birth_order: Words
    child_terms: Words
    adult_terms: Words
    home_terms: Words
    owners: Words
    frames: Words
    name_labels: Words
    form_labels: Words
    not_terms: Words
    not_names: Words
    modifiers: Words
    places_before: Words
    doubtful_places: Words
    hardly_places: Words
    roles: Words
    body_heads: Words
    followers: Words
    places_after: Words
    public_names: Words
    given_first: Words
    abbreviations: Words
    english: Words


@cache
def lexicon() -> Lexicon:
    """Return the lists, read once."""
    rows = dict(load_toml("privacy.toml")["masking"])
    phrases = load_toml("glossary.toml")["terms"]
    rows["english"] += " " + " ".join(word for phrase in phrases for word in phrase.split())
    rows["abbreviations"] = list(load_toml("abbreviations.toml")["abbreviations"])
    for key, value in rows.items():
        if isinstance(value, str):
            names = value.replace("\n", ";").split(";") if ";" in value else value.split()
            rows[key] = [name for name in map(str.strip, names) if name]
    return Lexicon(**{key: _words(value) for key, value in rows.items()})


def ordinary_pair(left: Token, right: Token, *, bare: bool, times: int = 1) -> bool:
    """Say whether plans have two neighbours at least so many times, as ordinary words."""
    if not right.joined:
        return False
    if bare:
        return f"{left.plain}_{right.plain}" in vocabulary().pairs[True]
    pair = f"{modern_tone(left.word)}_{modern_tone(right.word)}"
    return vocabulary().pairs[False][pair] >= times


def is_known(token: Token) -> bool:
    """Say whether plans or law have a word."""
    words = vocabulary().words
    return words[False][modern_tone(token.word)] > 0 or token.plain in law_words()


def known_accented(token: Token) -> bool:
    """Say whether plans have a word with its accents."""
    return vocabulary().words[False][modern_tone(token.word)] > 0


@cache
def law_words() -> frozenset[str]:
    """Return the syllables of law, folded."""
    return frozenset(word for pair in law_pairs() for word in pair.split("_"))


def law_pair(left: Token, right: Token) -> bool:
    """Say whether law has two neighbours, whatever their accents."""
    return right.joined and f"{left.plain}_{right.plain}" in law_pairs()
