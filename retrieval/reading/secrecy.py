"""Find a stamp of secrecy on a document: such a document must not be stored here.

A stamp stands alone on a line or in a cell, or in capitals at a line's edge, near the head or the
foot of a page. The same words inside a sentence ("bảo vệ bí mật nhà nước", "mật độ") are no stamp.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from retrieval.reading.marks import mark_apart
from retrieval.reading.restrictions import restriction
from retrieval.text import fold

_HEAD_LINES = 40
_FOOT_LINES = 10
_PAGE_EDGE_LINES = 5
_LONGEST_LINE = 400
_PAGES = 1000

_GAP = r"[ .\-_·*/]{0,6}"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _loosely(phrase: str) -> str:
    """Return a pattern for a phrase typed with or without accents, its letters spaced or not."""
    letters = []
    for ch in phrase.replace(" ", ""):
        parts = unicodedata.normalize("NFD", ch)
        toneless = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        letters.append(f"[{''.join(sorted({ch, toneless, fold(ch)}))}]")
    return _GAP.join(letters)


def _any_of(*phrases: str) -> str:
    return "(?:" + "|".join(map(_loosely, phrases)) + ")"


_STAMPS = {
    "tuyet": "TUYỆT MẬT",
    "toi": "TỐI MẬT",
    "mat": "MẬT",
    "noi_bo": "LƯU HÀNH NỘI BỘ",
}
_SPELT = {key: _loosely(stamp.lower()) for key, stamp in _STAMPS.items()}
_SPELT["noi_bo"] = (
    rf"{_loosely('lưu hành')}{_GAP}(?:{_loosely('trong')})?{_GAP}{_loosely('nội bộ')}"
)
_LEVEL = "(?P<stamp>" + "|".join(f"(?P<{key}>{word})" for key, word in _SPELT.items()) + ")"
_REPEATED = rf"(?:(?:{'|'.join(_SPELT.values())})[\W_]+)*"
_DEGREE = rf"(?:{_any_of('dấu chỉ', 'mức', 'chỉ')} *)?{_loosely('độ mật')}"
_STATE_SECRET = rf"{_loosely('bí mật nhà nước')}[\W_]*{_loosely('độ')}"
_LABEL = rf"(?:{_DEGREE}|{_STATE_SECRET}|{_loosely('độ')}(?=[\W_]*t))"
_KIND = (
    rf"(?:{_any_of('tài liệu', 'văn bản', 'hồ sơ')} +(?:{_loosely('này')} +)?)?"
    rf"(?:{_any_of('chỉ', 'được', 'đóng dấu')} +)?"
)
_JOINT = r"(?P<joint>\s*[\[\](){}|*:]\s*|\s+[–—-]\s*|[–—/-]|\s+)"

_ALONE = re.compile(rf"[\W_]*(?P<label>{_LABEL}[\W_]+)?{_KIND}{_REPEATED}{_LEVEL}[\W_]*", re.I)
_LABELLED = re.compile(
    rf"(?:^[\W\d_]*|[;|\t]\s*|\s{{2}}){_DEGREE}\s*[:=(\[–—-][\W_]*{_LEVEL}(?![^\W_])", re.I
)
_AT_START = re.compile(rf"[\W_]*(?P<kind>{_KIND}){_LEVEL}(?:{_JOINT}|,\s*)", re.I)
_AT_END = re.compile(rf"{_JOINT}{_LEVEL}(?P<tail>[\W_]*)$", re.I)

_LETTERHEAD = re.compile(
    r"so ?[:.]|so \d|cong hoa xa hoi|doc lap|uy ban|ubnd|hoi dong|hdnd|dang uy|dang bo|dang cong"
    r"|cong an|so [a-z]|bo [a-z]|ban [a-z]|phong [a-z]|tinh [a-z]|huyen [a-z]|thi xa|xa [a-z]"
    r"|phuong [a-z]|thanh pho|dac khu|thuong khan|khan\b|hoa toc|ban so|khong (?:pho|sao|phat)"
)
"""What may stand on the line of a stamp, folded."""

_GOES_ON = re.compile(
    rf"(?:^|[\W_]){_any_of('bí', 'bảo', 'giải', 'giữ', 'cơ', 'lộ', 'liệu', 'văn bản', 'hồ sơ')}$"
    rf"|(?:^|[\W_]){_any_of('tiền', 'tin', 'vật', 'độ', 'đóng dấu', 'nội dung', 'văn thư')}$",
    re.I,
)
"""The word before "mật" in a sentence: after it the next line continues a word, not a stamp."""

_NAME_IN_PART = re.compile(r"(?:.*\s)?(?:xa|phuong|thi tran|huyen|quan|thon|ap) [^\W\d_]+")
"""A place's name of which one syllable is there: "MẬT" may be the other, as in "AN MẬT"."""

_ROW = re.compile(r"(?:^|[|\t])[ ]*\d[\d.,]*[ ]*(?:[|\t]|$)")
"""A cell with nothing but a number: a row of a table, in which "Mật" is honey or a crop."""

_SECOND = re.compile(rf"[\W_]*{_loosely('mật')}(?![^\W_])", re.I)
"""The word itself at the start of a line, where another may have left off."""

_OPENING = ("(", "[", "{")
_TIGHT = (" ", "-", "–", "—", "/", ",")
"""Joints that do not set words off: only a letterhead beside them makes them a stamp."""

_BULLET = re.compile(r"[-+•–—]\s*[^\W\d_][^-–—]*$")
_SENTENCE_END = re.compile(r"[.;,]\s*$")
_LISTED = re.compile(r"[;,]\s*$")
_UPRIGHT = re.compile(r"^[ \t]*([^\W\d_])[ \t]*\n(?=[ \t]*[^\W\d_][ \t]*$)", re.M)
"""A letter alone on its line, above another one: a stamp written from top to bottom."""

_ALIKE = str.maketrans("АВЕІМНОТУ│║┃", "ABEIMHOTY|||", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""Cyrillic capitals that look like Latin ones, lines of a drawn box, characters without width."""


def secrecy_stamp(text: str) -> str | None:
    """Return the stamp on a document, "MẬT", "TỐI MẬT", "TUYỆT MẬT" or "LƯU HÀNH NỘI BỘ".

    Looks at the head and the foot of the text, and at the edges of its pages when form feeds
    separate them. None when there is no stamp.
    """
    lines: list[str] = []
    near_edge: set[int] = set()
    pages = [
        page for page in map(_filled_lines, _UPRIGHT.sub(r"\1 ", text).split("\f", _PAGES)) if page
    ]
    for number, page in enumerate(pages):
        head = _HEAD_LINES if number == 0 else _PAGE_EDGE_LINES
        foot = _FOOT_LINES if number == len(pages) - 1 else _PAGE_EDGE_LINES
        start, end = len(lines), len(lines) + len(page)
        near_edge.update(range(start, min(start + head, end)), range(max(start, end - foot), end))
        lines += page
    return _first_stamp(lines, sorted(near_edge))


def stamp_among(lines: Sequence[str]) -> str | None:
    """Return the first stamp among lines that all may carry one, None when there is none."""
    filled = _filled_lines("\n".join(lines))
    return _first_stamp(filled, range(len(filled)))


def _filled_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.isspace() and line]


def _first_stamp(lines: Sequence[str], places: Iterable[int]) -> str | None:
    for place in places:
        before = _clean(lines[place - 1]) if place else ""
        after = _clean(lines[place + 1]) if place + 1 < len(lines) else ""
        found = _stamp_of(_clean(lines[place]), before, after)
        if found:
            return found
    return None


def _clean(line: str) -> str:
    """Return the line composed, in plain characters, its middle cut when it is a long paragraph."""
    if len(line) > _LONGEST_LINE:
        line = f"{line[: _LONGEST_LINE // 2]} … {line[-_LONGEST_LINE // 2 :]}"
    return unicodedata.normalize("NFKC", line.translate(_ALIKE)).strip(" \r\n")


def _stamp_of(line: str, before: str, after: str) -> str | None:
    labelled = _LABELLED.search(line)
    if labelled:
        return _named(labelled)
    if _ROW.search(line):
        return None
    marked = mark_apart(line)
    if marked and not _GOES_ON.search(before):
        return marked
    for cell in (line, *re.split(r"[\t|]", line)):
        alone = _ALONE.fullmatch(cell)
        if alone and not _is_prose(alone, before, after):
            return _named(alone)
    start, end = _AT_START.match(line), _AT_END.search(line)
    if start and _is_set_off(start, line[start.end() :]) and not _goes_on(start, before):
        return _named(start)
    if end and _is_last(end, line[: end.start()]):
        return _named(end)
    wrapped = _GOES_ON.search(before) and _SECOND.match(line)
    return None if wrapped else restriction(line, before)


def _is_prose(alone: re.Match[str], before: str, after: str) -> bool:
    """Say whether a line that holds nothing but the words is a piece of a wrapped sentence."""
    line, words = alone[0].strip(), alone["stamp"]
    if alone["label"]:
        return False
    if _goes_on(alone, before) and not _LETTERHEAD.match(fold(before)):
        return True
    if words.isupper():
        return False
    wrapped = after[:1].islower() and not _SENTENCE_END.search(before)
    bare = words.isascii() and words.islower() and not line.startswith(("(", "[", "*"))
    ends = (_LISTED if words[0].isupper() else _SENTENCE_END).search(line) or _BULLET.match(line)
    return bool(wrapped or ends or (alone["mat"] and bare))


def _is_last(end: re.Match[str], rest: str) -> bool:
    """Say whether capitals at a line's end are a stamp rather than the end of a phrase."""
    open_bracket = end["joint"].strip() in _OPENING and not end["tail"]
    if open_bracket or rest.endswith((",", ";")) or _goes_on(end, rest):
        return False
    return _is_set_off(end, rest)


def _is_set_off(edge: re.Match[str], rest: str) -> bool:
    """Say whether words at a line's edge are set off, in capitals, or beside a letterhead."""
    parts = edge.groupdict()
    stamp, joint = parts["stamp"], parts["joint"] or ","
    apart = joint not in _TIGHT
    if not stamp[0].isupper():
        return False
    if joint == " " and _NAME_IN_PART.fullmatch(fold(rest).strip()):
        return False
    if _LETTERHEAD.match(fold(rest).strip()):
        return apart or joint == "," or stamp.isupper()
    return apart and not parts.get("kind") and (":" in joint or stamp.isupper())


def _goes_on(match: re.Match[str], before: str) -> bool:
    labelled = ":" in (match.groupdict().get("joint") or "")
    return bool(match["mat"] and not labelled and _GOES_ON.search(before))


def _named(match: re.Match[str]) -> str:
    return next(stamp for key, stamp in _STAMPS.items() if match[key])
