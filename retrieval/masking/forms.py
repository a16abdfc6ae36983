"""Names as forms and lists give them: behind a label, in a cell, before a class or an age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.masking.grammar import is_elsewhere
from retrieval.masking.sight import Sight

_ITEM = re.compile(r"(?:[,;:]|\d[.)/]|^)[ ]*$")
_CELL = re.compile(r"[\t|] *$")
_BIRTH = re.compile(r" *[\t|] *(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19[4-9]|20[0-3])\d(?!\d)")
_CLASS = re.compile(r" *\((?:lớp |lop )?\d{1,2}(?:[a-e]\d?|/\d{1,2})\)", re.I)
_PARENTS = re.compile(r" *\(?(?:là |la )?con (?:ông|bà|anh|chị|ong|ba|chi)\b", re.I)
_BORN = re.compile(r" *[,(–-]+ *(?:sinh (?:năm|nam|ngày)|sinh|sn|s\.n) ?:? *(?:\d|20)", re.I)
_YEAR = re.compile(r" *[,–-] *(?:19[4-9]|20[0-3])\d\b")
_BRACKETED_YEAR = re.compile(r" *\((?:sinh |sn )?(?:năm |nam )?(?:19[4-9]|20[0-3])\d\)", re.I)
_NUMBER = re.compile(r"(?:^|[\s;:])\d{1,3} ?[.)/-] *$")
_AGE = re.compile(
    r" ?,? *(?:(?:0?\d|1[0-7]) ?(?:tuổi|tuoi|t)|\d\d? ?(?:tháng|thang|ngày|ngay) tu[oổ]i)\b", re.I
)
_COLON = re.compile(r" ?: ?")
_INITIAL = re.compile(r"(?:[^\W\d_]{1,3}\. ?){1,3}[^\W\d_]{2,}")
_OFFICES = ("trưởng thôn", "trưởng bản", "trưởng ấp", "tổ trưởng", "lớp phó", "lớp trưởng")
_LONGEST = 4
_LEAST_WORDS = 3
"""Words of a name that an office of a hamlet stands before; a hamlet's own has two at most."""


def names_in_forms(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield names that the form of a list, a table or a report tells, as positions of words."""
    for at, token in enumerate(sight.tokens):
        if token.shape == "number":
            continue
        if _is_labelled(sight, at):
            yield at, _run(sight, at)
        elif not token.joined:
            end = _run(sight, at)
            if _is_item(sight, at, end) or _is_numbered(sight, at, end):
                yield at, end
        if sight.family(at) and (end := max(_aged(sight, at), _dated(sight, at))) > at + 1:
            yield at, end
        if _is_of_office(sight, at):
            yield at, _run(sight, at)


def _run(sight: Sight, at: int) -> int:
    """Return where the words end that may be a name, capitals only if the first is one."""
    loud = sight.capital(at)
    end = at + 1
    while end - at < _LONGEST and sight.joined(end) and sight.tokens[end].shape != "number":
        if loud and not sight.capital(end):
            break
        end += 1
    return end


def _is_labelled(sight: Sight, at: int) -> bool:
    """Say whether a label and a colon stand before: "cha: Danh Chanh Đa"."""
    text, tokens = sight.reading.text, sight.tokens
    if not at or not _COLON.fullmatch(text[tokens[at - 1].end : tokens[at].start]):
        return False
    start = sight.words.form_labels.ending(tokens, at, bare=sight.bare)
    short = len(tokens[at].word) == 1 and _INITIAL.match(text, tokens[at].start)
    named = sight.capital(at) or sight.family(at) or sight.given(at) or bool(short)
    return start < at and named and not sight.abbreviation(at)


def _is_item(sight: Sight, at: int, end: int) -> bool:
    """Say whether an item of a list or a cell is a name by what stands behind it."""
    if is_elsewhere(sight, at):
        return False
    text, tokens = sight.reading.text, sight.tokens
    before, behind = text[: tokens[at].start], tokens[end - 1].end
    if _CELL.search(before):
        told = bool(_BIRTH.match(text, behind))
    else:
        listed = bool(_ITEM.search(before))
        told = listed and any(p.match(text, behind) for p in (_CLASS, _PARENTS, _BORN))
    loud = all(map(sight.capital, range(at, end)))
    named = loud or sight.family(at) or sight.given(at) or len(tokens[at].word) == 1
    return told and named and not heads_another(sight, at)


def _is_numbered(sight: Sight, at: int, end: int) -> bool:
    """Say whether an item of a list is a full name before a year: "16. le thi mai, 2016"."""
    text = sight.reading.text
    numbered = _NUMBER.search(text[: sight.tokens[at].start])
    surely = sight.middle(at + 1) or not heads_another(sight, at)
    named = sight.family(at) and end - at > 1 and surely
    return bool(numbered and named and _YEAR.match(text, sight.tokens[end - 1].end))


def heads_another(sight: Sight, at: int) -> bool:
    """Say whether a word begins the name of a body or a place."""
    return any(sight.among(w, at) for w in (sight.words.body_heads, sight.words.places_before))


def _aged(sight: Sight, at: int) -> int:
    """Return where a full name in small letters ends before an age: "tran quoc an 9t"."""
    end = at + 1
    while end - at < _LONGEST and sight.joined(end) and (sight.given(end) or sight.family(end)):
        end += 1
    aged = _AGE.match(sight.reading.text, sight.tokens[end - 1].end)
    return end if aged and not is_elsewhere(sight, at) else at


def _dated(sight: Sight, at: int) -> int:
    """Return where a full name ends before a year: "voi ho van rieng, 2008", "; le mai (2016)"."""
    text, end = sight.reading.text, _run(sight, at)
    behind = sight.tokens[end - 1].end
    if sight.middle(at + 1) and end - at >= _LEAST_WORDS:
        return end if any(p.match(text, behind) for p in (_YEAR, _BRACKETED_YEAR, _BORN)) else at
    item = end - at > 1 and _ITEM.search(text[: sight.tokens[at].start])
    alone = item and not sight.ordinary(at, at + 1)
    return end if alone and _BRACKETED_YEAR.match(text, behind) else at


def _is_of_office(sight: Sight, at: int) -> bool:
    """Say whether the head of a hamlet is named: "Trưởng thôn Giàng Seo Chẩn"."""
    if at < 2 or not (sight.capital(at) and sight.joined(at)):
        return False
    office = " ".join(token.word for token in sight.tokens[at - 2 : at])
    return office in _OFFICES and _run(sight, at) - at >= _LEAST_WORDS
