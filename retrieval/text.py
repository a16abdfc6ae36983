"""Vietnamese text made comparable: composition, folding of accents, tone placement, tokens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

DASHES = "-‐‑‒–—―−"
"""Characters that stand for a dash."""

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA, 2))
"""Inside of a character class: every Vietnamese capital letter, composed."""
LOWER = UPPER.lower()
"""The same of small letters."""

_TOKEN = re.compile(
    r"\d+[a-z]?(?:/\d{4})?/[^\W\d_]+(?:[-–][^\W\d_]+)*"  # số ký hiệu: 56/2017/NĐ-CP, 06/QĐ-TTg
    r"|\d+(?:[.,/]\d+)*"
    r"|[^\W\d_]+",
)
_TONES = {"̀", "́", "̃", "̉", "̣"}
_OPEN_PAIR = re.compile(r"(?<!q)(o[ae]|u[y])$")
_LEADING_ZEROS = re.compile(r"^0+(?=\d+$)")
_SPACE = re.compile(r"\s+")
_MARKS = dict.fromkeys(range(0x0300, 0x0370))
"""Combining diacritical marks, for `str.translate` to drop."""


def nfc(text: str) -> str:
    """Return the text with composed characters; the length may shrink."""
    return unicodedata.normalize("NFC", text)


def collapse(text: str) -> str:
    """Return the text composed, trimmed, with every run of white space as one space."""
    return _SPACE.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Return the text in lower case without Vietnamese accents: "Đuối nước" → "duoi nuoc"."""
    plain = text.lower().replace("đ", "d")
    return plain if plain.isascii() else unicodedata.normalize("NFD", plain).translate(_MARKS)


def has_accents(text: str) -> bool:
    """Say whether any letter carries a Vietnamese accent or is đ."""
    return fold(text) != text.lower()


@lru_cache(maxsize=20_000)
def modern_tone(syllable: str) -> str:
    """Put the tone mark where the older school puts it: "hoà" → "hòa", "thuỷ" → "thủy".

    Both placements are taught; one of them must be chosen so that the same word is one token.
    """
    parts = unicodedata.normalize("NFD", syllable)
    tone = next((ch for ch in parts if ch in _TONES), "")
    if not tone:
        return syllable
    bare = parts.replace(tone, "", 1)
    pair = _OPEN_PAIR.search(bare)
    if pair is None:
        return syllable
    cut = pair.start() + 1
    return nfc(bare[:cut] + tone + bare[cut:])


def syllables(text: str) -> list[str]:
    """Split into lower-case syllables in order; a document number is one token.

    "Nghị định 56/2017/NĐ-CP" → ["nghị", "định", "56/2017/nđ-cp"]; "06 tháng" → ["6", "tháng"].
    """
    plain = nfc(text).lower()
    for dash in DASHES[1:]:
        plain = plain.replace(dash, "-")
    return [_one_form(token) for token in _TOKEN.findall(plain)]


@lru_cache(maxsize=50_000)
def _one_form(token: str) -> str:
    """Return the one form of a token: kept, for a library's few thousand stand in every clause."""
    return _LEADING_ZEROS.sub("", modern_tone(token))


def bigrams(tokens: list[str]) -> list[str]:
    """Return each pair of neighbours joined by "_"."""
    return [f"{left}_{right}" for left, right in pairwise(tokens)]


def solid(text: str) -> str:
    """Return the text without white space."""
    return _SPACE.sub("", text)
