"""A text seen word by word: what each word may be, and which words are names of places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from retrieval.masking.lexicon import (
    Lexicon,
    Words,
    is_known,
    known_accented,
    law_pair,
    lexicon,
    ordinary_pair,
)
from retrieval.masking.reading import Reading, Token

_LONGEST_NAME = 5
_FIRST_SIGHT = 2
"""Syllables taken for a place's name when small letters do not tell its end."""

_WATERS = ("bau", "dap", "cau", "rach", "kenh", "nui")
"""After these "ong" and "ba" begin the name of a place: "bàu Ông Nhiên"."""

_SEVERAL = frozenset(("cac", "nhung", "hai", "ba", "bon", "nam", "sau", "gom"))
"""Words for several, before the level that the places of a list have in common."""
_INITIALS = re.compile(r"[a-zđ]{1,2}(?:\.[a-zđ]{1,2})+|[bcdđghklmnpqrstvx]{2,5}|[b-df-hj-np-tv-xđ]")
_HIGHLAND = re.compile(r"[hk]['’‘]\w+")


@dataclass(frozen=True)
class Sight:
    """A text's words with the lists they are compared with. Positions are of words."""

    reading: Reading

    @cached_property
    def words(self) -> Lexicon:
        return lexicon()

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.reading.tokens

    @property
    def bare(self) -> bool:
        return self.reading.bare

    def joined(self, at: int) -> bool:
        """Say whether a word stands at a position, with only a space before it."""
        return at < len(self.tokens) and self.tokens[at].joined

    def capital(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].capital

    def among(self, words: Words, at: int) -> bool:
        """Say whether the word at a position is in a list."""
        return words.starting(self.tokens, at, bare=self.bare) == at + 1 or words.has(
            self.tokens[at].word, bare=self.bare
        )

    def family(self, at: int) -> bool:
        words = self.words
        return at < len(self.tokens) and (
            self.among(words.families, at) or self.among(words.families_highland, at)
        )

    def given(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        words, token = self.words, self.tokens[at]
        return (
            self.among(words.given, at)
            or self.among(words.middles, at)
            or (
                (token.word != token.plain or token.capital)
                and self.among(words.given_highland, at)
            )
        )

    def middle(self, at: int) -> bool:
        return self.joined(at) and self.among(self.words.middles, at)

    def sure_family(self, at: int) -> bool:
        """Say whether a family name is hardly ever another word."""
        if self.bare:
            return self.words.families_bare.has(self.tokens[at].word, bare=False)
        return self.words.families_sure.has(self.tokens[at].word, bare=False)

    def marked(self, at: int) -> bool:
        """Say whether a family name and "thị" or "văn" stand at a position: "cứ thị dợ"."""
        if not (self.family(at) and self.middle(at + 1) and self.joined(at + 2)):
            return False
        if self.sure_family(at) or self.capital(at):
            return True
        pairs = (at, at + 1), (at + 1, at + 2)
        if self.bare:
            return not any(self.ordinary_in_law(*pair) for pair in pairs)
        return not (self.ordinary(*pairs[0]) or self.ordinary(*pairs[1], times=3))

    def marked_after_cue(self, at: int) -> bool:
        """Say the same where a word for a person or a label stands before."""
        if not (self.family(at) and self.joined(at + 1) and self.joined(at + 2)):
            return False
        highland = self.among(self.words.families_highland, at)
        if highland and self.tokens[at + 1].word == "a":
            return self.tokens[at + 2].shape != "number"
        return self.middle(at + 1) and not self.ordinary(at + 1, at + 2)

    def full(self, at: int) -> bool:
        """Say whether a family name and what may be a given name stand at a position."""
        return self.family(at) and self.joined(at + 1) and self.given(at + 1)

    @cached_property
    def english(self) -> bool:
        """Say whether the text is English."""
        known = sum(self.words.english.has(token.word, bare=False) for token in self.tokens)
        return self.bare and known > max(2, len(self.tokens) // 4)

    def highland(self, at: int) -> bool:
        return at < len(self.tokens) and bool(_HIGHLAND.fullmatch(self.tokens[at].word))

    def initials(self, at: int) -> bool:
        """Say whether a word in small letters can only be initials, as in "em kvh"."""
        token = self.tokens[at]
        return bool(_INITIALS.fullmatch(token.word)) and not self.abbreviation(at)

    def abbreviation(self, at: int) -> bool:
        """Say whether officials write the word for a body or a word of theirs."""
        token = self.tokens[at]
        if len(token.word) < 2 or token.shape == "title":
            return False
        short = self.words.abbreviations.has(token.word, bare=True)
        return short or self.words.places_before.has(token.word, bare=self.bare)

    def odd(self, at: int) -> bool:
        """Say whether neither plans nor law know a word."""
        token = self.tokens[at]
        if self.english and not token.capital:
            return False
        return (
            token.shape != "number"
            and len(token.word) > 1
            and not (is_known(token) or self.abbreviation(at) or self.among(self.words.english, at))
        )

    def no_name(self, at: int) -> bool:
        """Say whether a word cannot be a name; without accents "sau" may be "Sáu"."""
        token = self.tokens[at]
        if token.shape == "number":
            return True
        stop = self.among(self.words.not_names, at)
        return stop and not (self.bare and self.words.given.has(token.word, bare=True))

    def ordinary(self, left: int, right: int, times: int = 1) -> bool:
        """Say whether two neighbours are ordinary words together, found so many times."""
        if left < 0 or right >= len(self.tokens):
            return False
        pair = self.tokens[left], self.tokens[right]
        return ordinary_pair(*pair, bare=self.bare, times=times)

    def ordinary_in_law(self, left: int, right: int) -> bool:
        """Say the same by the words of law, which are known only without accents."""
        if left < 0 or right >= len(self.tokens):
            return False
        return self.ordinary(left, right) or law_pair(self.tokens[left], self.tokens[right])

    def ordinary_by_ear(self, left: int, right: int) -> bool:
        """Say whether law has a pair and plans both words, or plans have the pair."""
        if left < 0 or right >= len(self.tokens) or self.bare:
            return self.ordinary_in_law(left, right)
        both = known_accented(self.tokens[left]) and known_accented(self.tokens[right])
        return self.ordinary(left, right) or (both and self.ordinary_in_law(left, right))

    @cached_property
    def places(self) -> frozenset[int]:
        """Return the words that belong to the name of a place, a school, a body or a work."""
        return frozenset(at for start, end in self._place_runs() for at in range(start, end))

    @cached_property
    def public(self) -> dict[int, int]:
        """Return for each word of a public name how many words the name has."""
        found: dict[int, int] = {}
        for at in range(len(self.tokens)):
            bare = self.tokens[at].word == self.tokens[at].plain
            end = self.words.public_names.starting(self.tokens, at, bare=bare)
            for place in range(at, end):
                found.setdefault(place, end - at)
        return found

    def _place_runs(self) -> list[tuple[int, int]]:
        runs = []
        for end in range(1, len(self.tokens)):
            start = self.words.places_before.ending(self.tokens, end, bare=self.bare)
            if start < end and self._is_place_word(start, end) and not self._is_office(start, end):
                runs.append((start if self.tokens[start].shape == "lower" else end, self._run(end)))
        runs += [(at, self.run_of(at, self.capital)) for at in self._behind_colons()]
        runs += [item for run in tuple(runs) for item in self._listed_with(*run)]
        for at in range(1, len(self.tokens)):
            if self.words.places_after.has(self.tokens[at].word, bare=False) and self.joined(at):
                runs.append((self._back(at), at))
        return runs

    def _listed_with(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the names that go on a list of places: "các xã: An Phong, Tân Long"."""
        first = next((at for at in range(start, end) if self.capital(at)), end)
        before = {token.plain for token in self.tokens[max(0, first - 2) : first]}
        if first == end or not before & _SEVERAL:
            return []
        items, place = [], end
        while place < len(self.tokens) and self._is_next_on_list(place):
            stop = self.run_of(place, self.capital)
            if stop - place > _FIRST_SIGHT:
                break
            items.append((place, stop))
            place = stop
        return items

    def _behind_colons(self) -> list[int]:
        """Return where a list of places begins behind its level and a colon: "các xã: An …"."""
        text, tokens = self.reading.text, self.tokens
        return [
            at
            for at in range(2, len(tokens))
            if self.capital(at)
            and text[tokens[at - 1].end : tokens[at].start].strip() == ":"
            and tokens[at - 2].plain in _SEVERAL
            and self.words.places_before.has(tokens[at - 1].word, bare=self.bare)
        ]

    def _is_next_on_list(self, at: int) -> bool:
        gap = self.reading.text[self.tokens[at - 1].end : self.tokens[at].start]
        return gap.strip() == "," and self.capital(at)

    def _is_office(self, start: int, end: int) -> bool:
        """Say whether a place's word belongs to an office before the name of who holds it."""
        role = self.words.roles.ending(self.tokens, start, bare=self.bare) < start
        full = self.full(end) and self.joined(end + 2) and self.given(end + 2)
        return role and full and self.sure_family(end) and end not in self.public

    def _is_place_word(self, start: int, end: int) -> bool:
        """Say whether words that may be a place's or a family's are a place's here."""
        token = self.tokens[start]
        if end - start > 1 or not self.joined(end):
            return self.joined(end)
        words = self.words
        if self.family(start) and self.middle(end) and self.joined(end + 1):
            return False
        doubtful = words.doubtful_places.has(token.plain, bare=True)
        doubtful = doubtful or words.hardly_places.has(token.plain, bare=True)
        if doubtful and self.ordinary(start - 1, start) and not self.sure_family(end):
            return False
        if token.shape == "title" and not token.opens and self.family(start) and self.capital(end):
            return self.family(end) or not self.given(end)
        if self.bare and token.plain in _WATERS and self.tokens[end].plain in ("ong", "ba"):
            return True
        if self.bare and self.words.hardly_places.has(token.plain, bare=True):
            return end in self.public
        if self.bare and self.words.doubtful_places.has(token.plain, bare=True):
            return self.family(end) or end in self.public
        return not self.middle(end)

    def _run(self, start: int) -> int:
        """Return where the name of a place ends that starts at a position."""
        if self.capital(start):
            return self.run_of(start, self.capital)
        cue = self.tokens[start - 1]
        if self.tokens[start].shape == "number" or self.child_term(start) or cue.shape == "title":
            return start
        known = self.words.public_names.starting(self.tokens, start, bare=self.bare)
        if known > start:
            return known
        end = self.run_of(start, lambda at: not (self.capital(at) or self.child_term(at)))
        end = min(end, start + _FIRST_SIGHT)
        while self.family(start) and end - start < 4 and self.joined(end) and self.given(end):
            end += 1
        return end

    def _back(self, end: int) -> int:
        """Return where a capitalised name begins that ends before a position."""
        start = end
        while start > 0 and self.tokens[start - 1].capital and self.tokens[start].joined:
            start -= 1
        return start

    def child_term(self, at: int) -> bool:
        return self.words.child_terms.has(self.tokens[at].word, bare=self.bare)

    def term(self, at: int) -> bool:
        """Say whether a word is one for a child or an adult."""
        return self.child_term(at) or self.among(self.words.adult_terms, at)

    def run_of(self, start: int, fits: Callable[[int], bool]) -> int:
        """Return where joined words that fit end, at most five of them."""
        end = start + 1
        while end - start < _LONGEST_NAME and self.joined(end) and fits(end):
            end += 1
        return end
