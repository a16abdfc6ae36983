"""The day for which an answer must hold, where the question itself names another than today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from retrieval.legal import Catalogue, LegalReference
from retrieval.query import Question
from retrieval.text import fold

_AT = r"\b(?:vao|tinh den|tai thoi diem|thoi diem|luc|hoi|as of|on|in)\b(?: ngay| thang| nam)*"
_DAY = re.compile(rf"{_AT} (\d{{1,2}})[/-](\d{{1,2}})[/-](20\d\d)\b")
_MONTH = re.compile(rf"{_AT} (\d{{1,2}})[/-](20\d\d)\b")
_YEAR = re.compile(
    r"(?:\b(?:vao|hoi|trong|in)(?: nam)?|^nam|, ?nam|"
    r"(?<!tu )(?<!den )(?<!het )(?<!sau )(?<!truoc )(?<!hoach )(?<!em )(?<!dong )"
    r"(?<!la )(?<!hay )(?<!hoac )(?<!cua )"
    r"(?<!\bcu )(?<!\bkh )(?<!mau )(?<!cai )(?<!ban )"
    r"(?<!trinh )(?<!luat )(?<!dinh )(?<!\bvan )\bnam) (20\d\d)\b"
    r"(?! ?[-–])(?! (?:hay|hoac|or) )"
)


def meant_day(
    question: Question, references: Sequence[LegalReference], catalogue: Catalogue
) -> date:
    """Return the day asked about: one that the question names and that has passed, else its own.

    Of a year its last day is meant: what changed during it is told with its day. The year of an act
    that is named tells which act is meant.
    """
    plain = fold(question.text)
    for reference in references:
        plain = plain.replace(fold(reference.text), " ")
    day, month, year = _DAY.search(plain), _MONTH.search(plain), _YEAR.search(plain)
    named = None
    if day:
        named = _as_date(int(day[3]), int(day[2]), int(day[1]))
    elif month:
        named = _as_date(int(month[2]), int(month[1]), 28)
    elif year and int(year[1]) not in _years(references, catalogue):
        named = _as_date(int(year[1]), 12, 31)
    return named if named is not None and named < question.as_of else question.as_of


def _years(references: Sequence[LegalReference], catalogue: Catalogue) -> set[int | None]:
    acts = (act.year for each in references for act in catalogue.among(each.acts))
    return {*(reference.year for reference in references), *acts}


def _as_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
