"""How a sentence looks: mark-up, links, floods, persons, another language."""

from __future__ import annotations

import re

from prompts.rewriting.claims import words_of
from prompts.rewriting.grounds import Ground
from prompts.rewriting.orders import has_code
from retrieval.privacy import MAIL, PHONE, persons
from retrieval.query.words import is_english_word
from retrieval.text import has_accents

_MARKUP = re.compile(
    r"https?:|www\.|\w@\w|@\w|(?<![\w.])[\w-]+\.(?:vn|com|net|org|gov|edu|info|io|me|test|example|invalid|xyz|ru|cn)\b"
    r"|hxxp|\[dot\]|\bt\.me\b|\bfb\.|[<>{}`|\\*_#~^=]|&\w+;|\]\(|!\[|^\s*[/-]\w|\\u|\d{1,3}(?:\.\d{1,3}){3}|⟦|⟧"
)
_ODD = re.compile(r"[^\w\s.,;:!?()\[\]“”\"'’‘/%+&…–—-]|[\u200b-\u200f\u2060\ufeff\u00ad\ufffd]")
_SCRIPT = re.compile(r"[^\W\d_a-zA-ZÀ-ɏ\u1e00-\u1eff]")
_QUOTED = re.compile(r"[“\"][^“”\"]+[”\"]")
_LONGEST = 700
"""Characters of a sentence; a longer one is a flood."""
_ONESELF = re.compile(r"(?i)(?:^|\W)(?:tôi|chúng tôi|I|we)(?=\W)(?! (?:lứa|nay))")
"""Who writes says nothing of himself."""
_REPEATED = re.compile(r"\b(\w+(?:\s+\w+)?)\s+\1\b", re.I)
_STUCK = re.compile(r"\b(\w+(?:\s+\w+)?)(?:\s+\1\b){2,}", re.I)
_STAMMERS = 2
"""Words said twice in succession from which on a sentence is no sentence."""
_FOREIGN, _WORD = 0.5, 3
"""Share of accented words in small letters of an English sentence, and letters of an English word
that is surely one: "an" is in "công an" too."""


def broken(told: str, ground: Ground) -> bool:
    """Mark-up, links, odd characters, floods, repetitions."""
    del ground
    return bool(
        len(told) > _LONGEST
        or _MARKUP.search(told)
        or _ODD.search(told)
        or _SCRIPT.search(told)
        or _STUCK.search(told)
        or len(_REPEATED.findall(told)) >= _STAMMERS
        or has_code(told)
        or _ONESELF.search(told)
        or "\n" in told
    )


def private(told: str, ground: Ground) -> bool:
    """Persons, telephone numbers, e-mail addresses; a school may bear a person's name."""
    public = [name for name in persons(told) if name in ground.text]
    named = [name for name in persons(told) if name not in public or name in persons(ground.text)]
    return bool(MAIL.search(told) or PHONE.search(told) or named)


def wrong_language(told: str, ground: Ground) -> bool:
    """Anything but accented Vietnamese."""
    del ground
    return not has_accents(told)


def not_english(told: str, ground: Ground) -> bool:
    """Words with accents that no clause holds, or too many in small letters, as no name has."""
    words = told.split()
    strange = [w for w in words_of(" ".join(filter(has_accents, words))) if w not in ground.words]
    own = _QUOTED.sub(" ", told).split()
    small = [word.strip(",;:.") for word in own if word.islower()]
    spoken = any(len(word) >= _WORD and is_english_word(word) for word in small)
    return bool(strange) or not spoken or sum(map(has_accents, small)) > _FOREIGN * len(small)
