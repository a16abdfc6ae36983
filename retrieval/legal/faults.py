"""What is wrong with a citation: its form, its date, its period, its title, its standing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from retrieval.legal.catalogue import Catalogue
from retrieval.legal.meaning import meant_instead
from retrieval.legal.references import alike, find_references
from retrieval.legal.types import Act, LegalReference, Validity, ValidityStatus
from retrieval.legal.validity import validity
from retrieval.query.words import write_out
from retrieval.text import collapse, fold, has_accents, nfc, syllables

_DATE = re.compile(
    r"\s*,?\s*(?:ngay\s+)?(?:\d{1,2}\s+)?(\d{1,2})\s?(?:/|-|\.|\s+thang\s+)\s?(\d{1,2})\s?"
    r"(?:/|-|\.|\s+nam\s+)\s?(\d{4})"
)
"""On folded text."""
_ISSUER = re.compile(
    r"(?:\s*,?\s*ngày\s[\d\s/.tháng-]*năm\s+\d{4}|\s*,?\s*ngày\s+[\d/.-]+)?\s*,?\s*của\s+"
    r"(?P<name>Thủ tướng Chính phủ|Chính phủ|Ủy ban [Tt]hường vụ Quốc hội|Quốc hội|Bộ Chính trị|"
    r"Ban Bí thư|Ban Chấp hành Trung ương|(?:Bộ trưởng )?Bộ (?:Lao động - Thương binh và Xã hội|"
    r"Giáo dục và Đào tạo|Y tế|Nội vụ|Tài chính|Tư pháp|Công an))(?!\w)"
)
"""Who issued an act, named behind its number and date."""
_YEAR_LAST = re.compile(r"(?:-?[A-ZĐ]+)*\s?/\s?((?:19|20)\d{2})(?![\d/])")
"""A year behind the letters of a number: "20/NĐ-CP/2021"."""
_NUMBER = re.compile(r"\d[\d/]*(?:[-/ ].*)?$")
PERIOD = re.compile(r"(?:giai doan\s*)?(?<!\d)(\d{4})\s*(?:-|den)\s*(\d{4})(?!\d)")
"""A period of years; on folded text."""
SENTENCE = 400
"""Characters behind a citation in which its title and period are looked for."""
SAME_SYMBOL = 0.8
"""Likeness of the letters of a number to an act's above which they are meant as them."""
SAME_TITLE = 0.8
"""Likeness of the words behind a citation to the act's title above which they are meant as it."""

OTHER = 5
"""Words with which two titles begin alike before they part: those of another act."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a citation.

    Attributes:
        code: "expired", "period_ended", "malformed", "wrong_date", "wrong_issuer", "wrong_period",
            "wrong_title",
            "ambiguous_number" or "unknown".
        found: What the text has.
        expected: What it should have, "" when nobody knows.
        validity: The standing of the act, None when no one act is meant.
    """

    code: str
    reference: LegalReference
    act: Act | None
    found: str
    expected: str
    validity: Validity | None


def faults_in(text: str, day: date, catalogue: Catalogue) -> tuple[Fault, ...]:
    """Return what is wrong with the citations of a text on a day, in order."""
    found: list[Fault] = []
    references = find_references(text, catalogue)
    for place, reference in enumerate(references):
        end = references[place + 1].start if place + 1 < len(references) else len(text)
        behind = text[reference.end : min(end, reference.end + SENTENCE)]
        found += _faults(reference, behind, day, catalogue)
    return tuple(found)


def _faults(reference: LegalReference, behind: str, day: date, catalogue: Catalogue) -> list[Fault]:
    if misplaced := _YEAR_LAST.match(behind):
        return _out_of_order(reference, misplaced, catalogue)
    if not reference.acts:
        return _of_unknown(reference, behind, catalogue)
    if len(reference.acts) > 1:
        return [Fault("ambiguous_number", reference, None, reference.text, "", None)]
    act = catalogue.get(reference.acts[0])
    if act is None:
        return []
    standing = validity(act, day, catalogue)
    found = []
    if standing.status in (ValidityStatus.EXPIRED, ValidityStatus.PERIOD_ENDED):
        by = standing.by.label if standing.by else ""
        found.append(Fault(standing.status.value, reference, act, reference.text, by, standing))
    for code, is_, should in _wordings(reference, behind, act, catalogue):
        found.append(Fault(code, reference, act, is_, should, standing))
    other = meant_instead(act, behind, catalogue) if reference.number else None
    if other is not None and other.issued is not None:
        day_ = f"{act.issued:%d/%m/%Y}" if act.issued else str(act.year)
        found.append(
            Fault("wrong_date", reference, other, day_, f"{other.issued:%d/%m/%Y}", standing)
        )
    return found


def _of_unknown(reference: LegalReference, behind: str, catalogue: Catalogue) -> list[Fault]:
    """Return the fault of a number that no act bears, where it is clear which act is meant."""
    found = _swapped(reference, behind, catalogue)
    if not found and reference.year:
        found = _other_year(reference, behind, catalogue)
    if not found and reference.year:
        found = _other_symbol(reference, behind, catalogue)
    return found


def _out_of_order(
    reference: LegalReference, year: re.Match[str], catalogue: Catalogue
) -> list[Fault]:
    named = (act for act in catalogue if act.kind == reference.kind and act.year == int(year[1]))
    act = next((a for a in named if _digits(a.number) == reference.number.lstrip("0")), None)
    printed = _NUMBER.search(reference.text)
    found = f"{printed.group() if printed else reference.text}{year.group()}"
    return [Fault("malformed", reference, act, found, act.number if act else "", None)]


def _other_year(reference: LegalReference, behind: str, catalogue: Catalogue) -> list[Fault]:
    """Return the fault of an act's number with its day and month but another year."""
    dated = _DATE.match(alike(behind))
    if dated is None or "/" not in reference.text:
        return []
    printed = _NUMBER.search(collapse(reference.text))
    for act in catalogue:
        same = printed is not None and _same_form(printed.group(), act.number)
        if (
            same
            and act.issued
            and (act.issued.day, act.issued.month) == (int(dated[1]), int(dated[2]))
        ):
            told = f"{act.issued:%d/%m/%Y}"
            return [
                Fault("wrong_date", reference, act, collapse(behind[: dated.end()]), told, None)
            ]
    return []


def _swapped(reference: LegalReference, behind: str, catalogue: Catalogue) -> list[Fault]:
    """Return the fault of a number whose digits stand in another order, by its letters and day."""
    dated, printed = _DATE.match(alike(behind)), _NUMBER.search(reference.text)
    if dated is None or printed is None:
        return []
    day = tuple(int(part) for part in dated.groups())
    digits = sorted(_digits(printed.group()))
    for act in catalogue:
        issued = act.issued and (act.issued.day, act.issued.month, act.issued.year)
        letters = _letters(printed.group()) == _letters(act.number)
        same = act.kind == reference.kind and issued == day and letters
        if same and sorted(_digits(act.number)) == digits:
            return [Fault("malformed", reference, act, printed.group(), act.number, None)]
    return []


def _other_symbol(reference: LegalReference, behind: str, catalogue: Catalogue) -> list[Fault]:
    """Return the fault of a number and year that an act bears with other letters.

    Letters that are not alike are a fault where the act's own issuer is named behind them.
    """
    for act in catalogue:
        same = (act.kind, act.year) == (reference.kind, reference.year)
        if same and _digits(act.number) == reference.number.lstrip("0") and "/" in act.number:
            printed = _NUMBER.search(reference.text)
            told = syllables(behind.split(";")[0])
            titled = len(syllables(act.title)) > OTHER and _share(act.title, told) > SAME_TITLE
            named = titled or issuer_of(behind) == act.issuer
            meant = printed and (named or _is_slip(printed.group(), act))
            if printed and meant and _is_whole(printed.group()):
                return [Fault("malformed", reference, act, printed.group(), act.number, None)]
    return []


def _is_slip(printed: str, act: Act) -> bool:
    """Say whether letters are meant as an act's: ministries number their circulars each."""
    own = act.number.rpartition("/")[2]
    alike = SequenceMatcher(None, printed.rpartition("/")[2].lower(), own.lower()).ratio()
    return act.kind == "nghị định" or alike >= SAME_SYMBOL


def issuer_of(behind: str) -> str:
    """Return the issuer that is named right behind a number and its date, "" for none."""
    named = _ISSUER.match(behind)
    return re.sub(r"^Bộ trưởng (?=Bộ)", "", collapse(named["name"])) if named else ""


def _letters(number: str) -> str:
    return number.rpartition("/")[2].upper()


def _digits(number: str) -> str:
    digits = re.match(r"\d+", number)
    return digits.group().lstrip("0") if digits else ""


def _wordings(
    reference: LegalReference, behind: str, act: Act, catalogue: Catalogue
) -> list[tuple[str, str, str]]:
    found = []
    printed = _NUMBER.search(collapse(reference.text))
    whole = reference.number and "/" in act.number and printed and _is_whole(printed.group())
    if printed and whole and not _same_form(printed.group(), act.number):
        found.append(("malformed", printed.group(), act.number))
    dated = _DATE.match(alike(behind))
    if dated and act.issued:
        told = tuple(int(part) for part in dated.groups())
        if told != (act.issued.day, act.issued.month, act.issued.year):
            printed_date = collapse(behind[: dated.end()])
            found.append(("wrong_date", printed_date, f"{act.issued:%d/%m/%Y}"))
    issuer = issuer_of(behind)
    if issuer and act.issuer and issuer != act.issuer and reference.number:
        found.append(("wrong_issuer", issuer, act.issuer))
    if wrong := wrong_period(behind.split(";")[0], act):
        found.append(("wrong_period", *wrong))
    if missing := _missing_of_title(behind, act.title) or _title_of_another(behind, act, catalogue):
        found.append(("wrong_title", missing, act.title))
    return found


def _title_of_another(behind: str, act: Act, catalogue: Catalogue) -> str:
    """Return the words behind a citation if they are the title of another act of its kind."""
    told = syllables(behind.split(";")[0])
    if not act.title or _share(act.title, told) > SAME_TITLE:
        return ""
    others = (other for other in catalogue if other.kind == act.kind and other.id != act.id)
    named = [
        o.title for o in others if len(syllables(o.title)) > OTHER and _in_order(o.title, told)
    ]
    return max(named, key=len, default="")


def _share(title: str, told: list[str]) -> float:
    wanted = syllables(title)
    return sum(word in told for word in wanted) / max(1, len(wanted))


def _in_order(title: str, told: list[str]) -> bool:
    return f" {' '.join(syllables(title))} " in f" {' '.join(told)} "


def wrong_period(text: str, act: Act) -> tuple[str, str] | None:
    """Return a period that a text gives to a programme and the right one, None if it is right."""
    period = PERIOD.search(alike(text))
    if period is None or act.period is None or None in act.period:
        return None
    if (int(period[1]), int(period[2])) == act.period:
        return None
    return text[period.start() : period.end()].strip(), "giai đoạn {}-{}".format(*act.period)


def _is_whole(printed: str) -> bool:
    return "/" in printed and bool(re.search(r"[A-Za-zĐđ]{2}", printed))


def _same_form(printed: str, number: str) -> bool:
    """Say whether a number is printed as it is, but for a leading zero and dashes.

    What is typed in small letters or without accents is no print: only its letters count.
    """
    plain = nfc(re.sub(r"\s*[-–]\s*", "-", printed)).lstrip("0")
    typed = plain.islower() or plain.lower() != number.lstrip("0").lower()
    return plain == number.lstrip("0") or (typed and fold(plain) == fold(number).lstrip("0"))


def _missing_of_title(behind: str, title: str) -> str:
    """Return the words that a cited title lacks in its midst, or has in their place; "" for none.

    A title that is broken off at its end is no fault: texts shorten it there.
    """
    wanted = syllables(title)
    told = syllables(write_out(behind.split(";")[0], accented=has_accents(behind)))
    start = next((i for i in range(len(told)) if told[i : i + 2] == wanted[:2]), None)
    if start is None or len(wanted) < 6:
        return ""
    told = told[start : start + len(wanted)]
    matcher = SequenceMatcher(None, wanted, told, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if matcher.ratio() < SAME_TITLE:
        return _other_end(wanted, told, blocks[0].size) if blocks[0].size > OTHER else ""
    inside = range(blocks[0].a, blocks[-1].a + blocks[-1].size)
    kept = {i for block in blocks for i in range(block.a, block.a + block.size)}
    missing = [wanted[i] for i in inside if i not in kept]
    return " ".join(missing) if len(missing) >= 2 else ""


def _other_end(wanted: list[str], told: list[str], alike: int) -> str:
    """Return the words with which another act's title goes on; "" if it is only broken off."""
    rest = told[alike:]
    strange = [word for word in rest if word not in wanted]
    return " ".join(rest) if len(strange) > len(rest) / 2 and len(rest) > 2 else ""
