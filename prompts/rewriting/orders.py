"""Text of a document that addresses whoever reads it: a plan says who does what, and no more.

A clause in which such text stands is kept from a language model; it is shown as it was found, as a
quotation, like any other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from retrieval.corpus import load_toml
from retrieval.query.words import listed_words
from retrieval.text import UPPER, fold, has_accents

_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\U000e0000-\U000e007f]")
_APART = re.compile(r"(?:\b[^\W\d_][ ._·-]){5,}[^\W\d_]\b")
"""Letters set apart: "b o q u a"."""
_SIGNS = re.compile(
    r"[<>{}=`\\^~|_]|→|\.(?:docx?|pdf|txt|xlsx?)\b|\[\d{1,2}\]|\[/?[A-Z]{3,}|#{2,}|\*{2}|_{2}|://|hxxp|\bwww\."
)
"""Signs of programs, of mark-up and of citations: prose of an office has none."""
_CODED = re.compile(r"\b[A-Za-z0-9+/]{24,}={0,2}(?!\w)|(?:\\x|%)[0-9a-fA-F]{2}|(?:[01]{8}\s?){3,}")
_FOREIGN = re.compile(r"[Ͱ-ϿЀ-ӿ\uff00-\uffef\u2100-\u214f\U0001d400-\U0001d7ff]")
"""Letters that only look like Latin ones."""
_PART = re.compile(r"[.;!?\n]+(?=\s|$)")
_CODE = re.compile(rf"(?<![\w/])[{UPPER}]{{2,}}(?:-[{UPPER}\d]+)+(?![\w/])")
_ENGLISH = 3
"""English words from which on a text is not that of a Vietnamese plan."""


def addresses_a_reader(text: str) -> bool:
    """Say whether a text gives orders to a reader or a machine, or hides something from a reader.

    Args:
        text: A clause, a heading or a title, as printed.
    """
    if any(p.search(text) for p in (_HIDDEN, _APART, _SIGNS, _CODED, _FOREIGN)):
        return True
    return has_code(text) or _is_foreign(text) or any(map(_orders, _PART.split(text)))


def _orders(part: str) -> bool:
    plain = unicodedata.normalize("NFKC", part).lower()
    folded = not has_accents(plain)
    return any(p.search(fold(plain) if folded else plain) for p in _patterns(folded=folded))


def has_code(text: str) -> bool:
    """Say whether a text holds a code in capitals that no office uses: "LAP-HO-5"."""
    known = load_toml("rewriting.toml")["orders"]["codes"]
    return any(match.group() not in known for match in _CODE.finditer(text))


def _is_foreign(text: str) -> bool:
    english = listed_words("english_stop", folded=False)
    words = english & set(re.findall(r"[^\W\d_]+", text.lower()))
    return len(words - set(load_toml("rewriting.toml")["orders"]["also_vietnamese"])) >= _ENGLISH


@cache
def _patterns(*, folded: bool) -> tuple[re.Pattern[str], ...]:
    patterns = load_toml("rewriting.toml")["orders"]["patterns"]
    return tuple(re.compile(fold(each) if folded else each) for each in patterns)
