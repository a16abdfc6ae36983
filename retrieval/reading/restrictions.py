"""Marks in words: a line, a cell or a bracket in which a document is said to be for few only.

"Tài liệu nội bộ - không được phát tán", "CONFIDENTIAL", "Mức phân phối: hạn chế". What tells a mark
from prose is that nothing else stands there than the phrases of corpus/secrecy.toml.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retrieval.corpus import load_toml
from retrieval.text import UPPER, fold, has_accents

INTERNAL = "LƯU HÀNH NỘI BỘ"
_NAMES = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}

_CELL = re.compile(r"\t|[|·•]|\s{3,}|\.{4,}|<[^<>]{1,40}>")
_CUT = re.compile(r"\s[-–—]+\s|[–—/;]|(?<=[^\W\d_]|[\"”»’])[.,](?=\s|$)")
_BRACKET = re.compile(r"[(\[{]([^()\[\]{}]{3,120})[)\]}]")
_SPACED = re.compile(r"(?<=\b[^\W\d_]) (?=[^\W\d_]\b)")
_ITEM = re.compile(
    rf"\s*(?:[-+•*–—]\s*[^\W\d_{UPPER}]|[-+•–—]\s.*[;,]\s*$|(?:\d{{1,2}}|[a-zđ])[.)]\s)"
)
"""An item of a list, which a mark is not."""
_ENDED = re.compile(r"[.;:!?)\]]\s*$")
_WORD = re.compile(r"[^\W_]+")
_DEGREE = re.compile(r"(?:tuyet |toi )?mat")
_CAPITAL = re.compile(rf"[\W_]*[{UPPER}]")
_LOUD = re.compile(r"\bM[ẬÂ]T\b")
_RAISED = re.compile(rf"[^\W\d_{UPPER}]\s+[\W_]*[MT]")
"""A degree with a capital behind a small letter: "độ Mật", not the heading "Độ mật"."""
_COUNT = re.compile(r"\d{1,4}")
_TICKED = re.compile(r"(?:[☒☑✓✔]|\[[xX]\])\s*((?:Tuyệt |Tối )?mật)\b", re.I)
_IN_NUMBER = re.compile(r"\b[A-ZĐ]{2,}\d*\((T?M)\)|/[A-ZĐ]{2,}-(M)\b")
"""The letter of a degree behind a document's number: "08/KH-UBND(M)"."""
_MISREAD = str.maketrans("l0", "io")
"""What a scan makes of I and O among capitals."""
_LEFTOVER = re.compile("['’\u0300-\u036f]")
"""Apostrophes and accents without a letter, which a scan leaves in a word."""
_LONGEST_PHRASE = 8
_THIS = re.compile(
    r"(?:tai lieu|van ban|bien ban|bao cao|ho so|ke hoach|danh sach|cong van|ban)(?P<this> nay)?"
    r"(?: (?:la|co|thuoc|mang|dong|duoc|loai|dau|do|muc|tai lieu|van ban|ban))+"
    r" (?P<degree>(?:tuyet |toi )?mat)(?! (?:khau|do|ong|thiet|danh|ma|ngu|thu)\b)(?P<rest>.*)"
)
"""A document says of itself what it is, and the sentence goes on."""


def restriction(line: str, before: str) -> str | None:
    """Return the stamp that a mark in words stands for, None when the line is none.

    Args:
        line: Composed, without white space at its edges.
        before: The line before it; a line that goes on from there is prose.
    """
    if _ITEM.match(line) or _goes_on(line, before):
        return None
    plain = _SPACED.sub("", _misspelt().sub("mật", html.unescape(line)))
    marks = (_meaning(part, apart=apart, small=line[:1].islower()) for part, apart in _parts(plain))
    return next(filter(None, marks), None) or _noted(plain)


def _goes_on(line: str, before: str) -> bool:
    wrapped = line[:1].islower() and bool(before) and not before.isupper()
    return wrapped and not _ENDED.search(before)


def _noted(line: str) -> str | None:
    """Return what a ticked box, a number's letter or a sentence of the document says of it."""
    ticked, lettered = _TICKED.search(line), _IN_NUMBER.search(line)
    if ticked:
        return _NAMES[fold(ticked[1])]
    if lettered:
        return "TỐI MẬT" if lettered[1] == "TM" else "MẬT"
    said = _THIS.match(" ".join(_words(line)))
    ends = said and (said["this"] or not said["rest"] or said["rest"].startswith(" theo"))
    return _NAMES[said["degree"]] if said and ends and _is_secret(line) else None


def _parts(line: str) -> Iterator[tuple[str, bool]]:
    """Yield what may be a mark of its own, and whether it is set apart as a bracket is."""
    labelled, rest = _behind_label(line)
    if labelled:
        yield line, True
        line = rest.strip()
    for bracket in _BRACKET.finditer(line):
        yield bracket[1], True
        for place, part in enumerate(_CUT.split(bracket[1])):
            yield part, not place or part.isupper()
    for text in dict.fromkeys((line, _BRACKET.sub(" ", line))):
        yield from ((cell, True) for cell in _CELL.split(text))
        for place, part in enumerate(_CUT.split(text)):
            yield part, labelled or not place or part.isupper()


def _behind_label(text: str) -> tuple[bool, str]:
    """Return whether a text begins with a label of a mark, and what stands behind it; else all."""
    label, _, rest = text.partition(":")
    labelled = bool(rest) and " ".join(_words(label)) in load_toml("secrecy.toml")["labels"]
    return labelled, rest if labelled else text


def _meaning(part: str, *, apart: bool, small: bool) -> str | None:
    """Return the stamp of a part in which nothing but phrases of marks stands.

    Args:
        part: Of a line.
        apart: Whether it is set apart from what else stands there.
        small: Whether the line begins with a small letter, as the rest of a sentence does.
    """
    labelled, rest = _behind_label(part)
    words = _words(rest)
    kinds = _kinds(words) if words and not words[0].isdigit() else ()
    if labelled and words in (["m"], ["tm"]):
        return _NAMES["mat" if words == ["m"] else "toi mat"]
    degree = next((kind for kind in kinds if kind in _NAMES), None)
    capital = bool(_CAPITAL.match(part))
    if degree:
        told = capital and {"document", "paper", "grade"} & {*kinds}
        sure = labelled or (apart and not small) or told or _LOUD.search(part)
        heading = kinds[:1] == ("grade",) and len(kinds) == 2 and not _RAISED.search(part)
        counted = len(words) > len(degree.split()) == len(words) - sum(w.isdigit() for w in words)
        other = counted or heading or "mat do" in " ".join(words)
        return _NAMES[degree] if sure and not other and _is_secret(part) else None
    if "secret" in kinds and ("mat" not in words or _is_secret(part)):
        return _NAMES["mat"]
    shown = apart or labelled or capital
    return INTERNAL if shown and _is_closed({*kinds}, part, labelled=labelled) else None


def _is_closed(kinds: set[str], part: str, *, labelled: bool) -> bool:
    """Say whether phrases together close a document to outsiders."""
    alone = kinds == {"inside"} and (labelled or part.strip(" ()[]*-").isupper())
    inside = "inside" in kinds and bool(kinds & {"document", "readers", "forbidden"} or alone)
    kept = "forbidden" in kinds and bool(kinds & {"outside", "document", "paper", "readers"})
    return "closed" in kinds or inside or kept or {"readers", "document"} <= kinds


def _words(text: str) -> list[str]:
    """Return the words of a text, folded; what a scan made of capitals put right."""
    return [fold(_read_right(word)) for word in _WORD.findall(_LEFTOVER.sub("", text))]


def _read_right(word: str) -> str:
    letters = [ch for ch in word if ch.isalpha() and ch != "l"]
    loud = bool(letters) and all(ch.isupper() for ch in letters)
    return word.translate(_MISREAD) if loud else word


def _kinds(words: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of the phrases that the words are, none if any word is of no phrase.

    What follows the readers belongs to them; a degree of secrecy is its own kind.
    """
    kinds: list[str] = []
    place = 0
    while place < len(words):
        phrase, kind = _longest(words[place:])
        if not kind:
            return ()
        kinds.append(kind)
        place += len(phrase.split())
        if kind == "readers":
            break
    return tuple(kinds)


def _longest(words: Sequence[str]) -> tuple[str, str]:
    for size in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[:size])
        if _DEGREE.fullmatch(phrase):
            return phrase, phrase
        if phrase in _kind_of():
            return phrase, _kind_of()[phrase]
    return (words[0], "beside") if _COUNT.fullmatch(words[0]) else ("", "")


@cache
def _kind_of() -> Mapping[str, str]:
    """Return the kind of each phrase of a mark; of two kinds the first of the file."""
    tables = load_toml("secrecy.toml")
    parts = [kind for kind in tables if kind not in ("labels", "misspelt")]
    return {phrase: kind for kind in reversed(parts) for phrase in tables[kind]}


@cache
def _misspelt() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(load_toml("secrecy.toml")["misspelt"])))
    return re.compile(rf"(?i)(?<![^\W_])(?:{words})(?![^\W_])")


def _is_secret(part: str) -> bool:
    """Say whether the word is "mật" where accents tell, not "mất", "mặt" or "mắt"."""
    words = [word for word in _WORD.findall(_LEFTOVER.sub("", part)) if fold(word) == "mat"]
    sure = any(word.lower() in ("mật", "mât") or word == "MAT" for word in words)
    return sure or ("mat" in words and not has_accents(part))
