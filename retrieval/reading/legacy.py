"""Recognise text typed in TCVN3 (ABC) or VNI: Latin-1 letters that only their own fonts show right.

A converter's result is judged by spelling: mojibake hardly ever forms Vietnamese syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping

from retrieval.text import nfc

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
"""TCVN 5712:1993, VN3: one Latin-1 character a letter."""
_TCVN3["\u03bc"] = "à"  # PDF fonts turn the micro sign into a Greek mu

_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""VNI for Windows: a mark after the vowel that carries it."""

_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

_WORD = re.compile(r"[A-Za-z\u00a1-\u1ef9]+")
_PLAIN = re.compile(r"[A-Za-z]")
_VNI_MARKED = re.compile(rf"([aeouyôö])([{''.join(_VNI_MARKS)}])")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|k(?=[ieêy])|[bcdđghlmnprstvx])?"
    r"(?:uyê|uya|uyu|uây|uôi|iêu|yêu|oai|oay|oao|oeo|ươi|ươu|a[iouy]|â[uy]|[eê][uo]|i[aêu]|"
    r"o[aăeio]|ôi|ơi|u[aâăêiôơy]|ư[aiơu]|yê|[aăâeêioôơuưy])"
    r"(?:ch|nh|ng|[cmnpt])?"
)
_SAMPLE = 300_000
_LEAST = 3


def legacy_encoding(text: str) -> str | None:
    """Return "TCVN3" or "VNI" when a part of the text is typed so, else None.

    A part counts from three words and one word in twenty upwards, so that a Unicode document with
    one foreign name passes and one with a page in .VnTime does not. A word has a plain letter: the
    sign in "£ 10 tấn" is none.
    """
    words = _accented_words(text)
    odd = Counter({word: n for word, n in words.items() if not is_syllable(word)})
    fine = words.total() - odd.total()
    odd = Counter({word: n for word, n in odd.items() if _PLAIN.search(word)})
    converted = {
        name: sum(n for word, n in odd.items() if is_syllable(convert(word)))
        for name, convert in _CONVERTERS.items()
    }
    name, found = max(converted.items(), key=lambda item: item[1])
    return name if found >= _LEAST and found * 20 >= fine + found else None


def count_vietnamese(text: str, encoding: str = "Unicode") -> tuple[int, int]:
    """Return how many accented words are Vietnamese syllables, and how many words are accented.

    Args:
        text: Text as typed.
        encoding: "Unicode", "TCVN3" or "VNI": how to read the letters.
    """
    words = _accented_words(text)
    convert = _CONVERTERS.get(encoding, str)
    right = sum(n for word, n in words.items() if is_syllable(convert(word)))
    return right, words.total()


def is_syllable(word: str) -> bool:
    """Say whether a word is spelt as a Vietnamese syllable, with at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare = "".join(ch for ch in parts if ch not in _TONES)
    return len(parts) - len(bare) <= 1 and bool(_SYLLABLE.fullmatch(nfc(bare)))


def _accented_words(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(nfc(text[:_SAMPLE])) if not word.isascii())


def _from_tcvn3(word: str) -> str:
    """Return the word in Unicode; a letter that TCVN3 lacks stays and spoils the spelling."""
    return "".join(
        _TCVN3.get(ch, ch if ch.isascii() else "\ufffd")
        for ch in unicodedata.normalize("NFC", word)
    )


def _from_vni(word: str) -> str:
    """Return the word in Unicode; a letter that VNI lacks stays and spoils the spelling."""
    lower = word.lower()
    marked = _VNI_MARKED.sub(lambda m: _letters(m[1]) + _VNI_MARKS[m[2]], lower)
    return nfc("".join(_letters(ch) for ch in marked))


def _letters(text: str) -> str:
    return "".join(_VNI_LETTERS.get(ch, ch) for ch in text)


_CONVERTERS: Mapping[str, Callable[[str], str]] = {"TCVN3": _from_tcvn3, "VNI": _from_vni}
