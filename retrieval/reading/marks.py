"""Marks of secrecy that are misread, mistyped or of another kind than the four stamps.

A scan reads "MẬT" as "MÂT" or "TUYỆT MẶT"; an old font shows "MAÄT"; an envelope says who may open
it; a label gives a letter for the degree. All stand apart: alone in a line, or in a cell of it.
"""

from __future__ import annotations

import re
import unicodedata

from retrieval.text import fold

_CELLS = re.compile(r"\t|\||\s{3,}|  +(?=\S{3,})")
_TRIM = re.compile(r"^[\W_]+|[\W_ˈʼ']+$")
_LEGACY = str.maketrans({"Ä": "Ậ", "ä": "ậ", "Ë": "Ậ", "ë": "ậ"})
_LEGACY_WORDS = {
    "toái maät": "tối mật",
    "tuyeät maät": "tuyệt mật",
    "maät": "mật",
    "mët": "mật",
    "tèi mët": "tối mật",
    "tuyöt mët": "tuyệt mật",
    "tuyệt mët": "tuyệt mật",
}
"""The stamps as fonts of the time before Unicode show them when their text is copied."""

_HURRY = r"(?:thuong khan|khan|hoa toc)"
_STAMP = re.compile(
    rf"(?:{_HURRY}[\W_]+)?(?P<degree>tuyet"
    rf"|toi)?[\W_]*(?P<word>mat)(?:[\W_]+{_HURRY})?(?:[\W_]+hen gio.*)?"
)
_SECRET_LETTERS = frozenset("ậâ")
"""The vowel of "mật", or what a scan makes of it."""

_VALUE = (
    r"[\"“'(\[]*(?P<{}>[abc]|(?:(?:tuyet|toi)\s?)?mat)(?![^\W_])(?!\s*[,;/]\s*(?:tuyet|toi|mat)\b)"
)
_ITEM = re.compile(r"\s*[-+•–—]\s*[^\W\d_].*[;,]\s*$")
"""An item of a list, which a stamp is not."""

_GOES_ON = re.compile(r"\b(?:bi|bao|giai|giu|co|lo)\W*$")
_LABEL = re.compile(
    r"(?:^|[^\w])(?:"
    + r"do\s*mat\s*[:=\t(–-]\s*"
    + _VALUE.format("labelled")
    + r"|do\s*mat\s+(?P<lettered>[abc])(?![^\W_])"
    + r"|(?:muc|cap)\s*do\s*[:=]\s*"
    + _VALUE.format("graded")
    + r"|(?<!\d )(?<!nha nuoc )do\s+(?P<degree>(?:tuyet|toi) mat)(?![^\W_])"
    + r")"
)
_COPY = re.compile(
    r"(?:^|[.;]\s*)ban (?:sao )?so\s*:?\s*\d{1,2}(?:\s*/\s*\d{1,2})?\s*(?:$|[;,]| - )"
)
_ORDERS = re.compile(
    r"chi nguoi co ten(?: tren bi)? moi duoc (?:boc|mo)\b"
    r"|ban sao bi mat nha nuoc|trich sao bi mat nha nuoc"
    r"|^\W*tai lieu thu hoi\b(?=\W*$|\W+(?:truoc|thoi han|ngay|sau))"
    r"|\b(?:thuoc|la) (?:danh muc )?bi mat nha nuoc(?:,| do |$| nhung)"
    r"|luu hanh han che"
)


def mark_apart(line: str) -> str | None:
    """Return the stamp that a mark on a line stands for, None when the line carries none.

    "MẬT" is told where only the kind of the mark is certain.
    """
    if not _ITEM.match(line):
        before = ""
        for cell in _CELLS.split(line):
            stamp = _stamp_in(cell)
            if stamp and not _GOES_ON.search(fold(before)):
                return stamp
            before = cell
    plain = fold(line)
    label = _LABEL.search(plain)
    if label and _is_secret(line, plain, label):
        return _named(next(value for value in label.groups() if value))
    if _ORDERS.search(plain) or _COPY.search(plain):
        return "MẬT"
    return None


def _stamp_in(cell: str) -> str | None:
    """Return the stamp that fills a cell, however its letters were read."""
    trimmed = unicodedata.normalize("NFC", _TRIM.sub("", _TRIM.sub("", cell)))
    word = _LEGACY_WORDS.get(trimmed.lower(), trimmed)
    solid = re.sub(r"(?<=\b\w)[ .·-]{1,3}(?=\w\b)", "", word)
    plain = fold(solid).replace("tol", "toi").replace("t0i", "toi").replace("to1", "toi")
    found = _STAMP.fullmatch(plain)
    if not found or len(plain) != len(solid):
        return None
    letter = solid[found.start("word") + 1].lower()
    shouted = solid[found.start("word") :][:3].isupper()
    hurried = len(plain) > found.end("word") or found.start("word") > len("tuyet ")
    if found["degree"]:
        sure = letter in _SECRET_LETTERS or shouted or solid[:1].isupper() or solid == plain
    else:
        sure = letter in _SECRET_LETTERS or (letter == "a" and (shouted or hurried))
    return _named(f"{found['degree'] or ''} mat".strip()) if sure else None


def _is_secret(line: str, plain: str, label: re.Match[str]) -> bool:
    """Say whether a label's words are "độ mật", where the accents tell: not "độ mặt"."""
    if len(plain) != len(line):
        return True
    words = re.findall(r"m[^\W\d_]t\b", line[label.start() : label.end()].lower())
    return all(word[1] in _SECRET_LETTERS or word == "mat" for word in words)


def _named(value: str) -> str:
    if value.startswith("tuyet") or value == "a":
        return "TUYỆT MẬT"
    return "TỐI MẬT" if value.startswith("toi") or value == "b" else "MẬT"
