"""Form: what the head of a document says: national name, issuer, number, date, title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.checking.calendar import days_in
from prompts.checking.draft import Draft
from prompts.checking.form_rules import check_rules, is_drawn, rule_length
from prompts.checking.sheet import Line
from prompts.checking.types import Hit
from prompts.word.changes import AddLine, Replace
from prompts.wording import say
from retrieval.text import DASHES

_HEAD = ("national_name", "motto", "authority", "number", "place_date")
_PLAN = "KẾ HOẠCH"
_NEIGHBOURS = {
    "national_name": ("motto", False),
    "motto": ("national_name", True),
    "type_name": ("subject", False),
}
"""Beside which component one whose words are prescribed stands, and whether behind it."""
_KINDS_OF_PLACE = (
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "huyện",
    "thị xã",
    "quận",
    "thành phố",
    "tỉnh",
)
_ABOUT = re.compile(r"(?i)^v\s?/\s?v\s*:?\s*")
_NUMBER = re.compile(r"^Số\s*:\s*(?P<n>[\d.…\s_]*)\s*(?P<rest>/?.*)$")
_SYMBOL = re.compile(r"^/(?P<symbol>[A-ZĐa-z]+-[A-ZĐ]+[A-ZĐ&-]*)\b")
_DATED = re.compile(
    r"^(?P<place>.*?),?\s*ngày\s+(?P<d>[\d.…_]*)\s*tháng\s+(?P<m>[\d.…_]*)\s*năm\s*(?P<y>[\d.…_]*)\s*\.?$",
    re.IGNORECASE,
)
_SHORT = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN"}
_FIGURES = re.compile(
    r"^(?P<place>.+?),\s*(?:ngày\s+)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})\.?$"
)


def check_head(draft: Draft) -> Iterator[Hit]:
    """Yield what is wrong with the words of the head."""
    if draft.sheet.layout is None and not all(draft.components[name] for name in _HEAD):
        found, expected = say("check_no_head"), say("check_head_expected")
        yield Hit("form.letterhead", found, expected, where="header")
    for name in _HEAD if draft.sheet.layout is not None else ():
        yield from _present(draft, name)
    for name in ("national_name", "motto"):
        yield from _fixed_words(draft, name)
    for check in (_authority, _number, _place_date, check_rules):
        yield from check(draft)
    yield from _title(draft)


def _present(draft: Draft, name: str) -> Iterator[Hit]:
    if not draft.components[name]:
        component = draft.form.components[name]
        missing = say("check_missing", name=component.name)
        expected = component.text or component.name
        yield Hit(f"form.{name}", missing, expected, changes=_beside(draft, name), where="header")


def _beside(draft: Draft, name: str) -> tuple[AddLine, ...]:
    """Return the line to be added for a missing component of which the words are prescribed."""
    neighbour, behind = _NEIGHBOURS.get(name, ("", False))
    lines = draft.components[neighbour][:1] if neighbour else ()
    own = draft.form.components[name]
    words = own.text or _PLAN
    drawn = not own.rule or any(is_drawn(draft, line) for line in lines)
    rule = 0 if drawn else rule_length(own, words)
    return tuple(
        AddLine(line.start, words, behind, own.set, own.bold, rule) for line in lines if line.alone
    )


def _fixed_words(draft: Draft, name: str) -> Iterator[Hit]:
    """Yield a hit if a component that always reads the same reads otherwise."""
    component = draft.form.components[name]
    lines = draft.components[name]
    if not lines:
        return
    line = lines[0]
    printed = re.sub(rf"\s*[{re.escape(DASHES)}]\s*", " - ", " ".join(line.text.split()))
    shown = printed.upper() if component.caps and any(x.caps for x in line.looks) else printed
    dotted = shown.rstrip(" .")
    if dotted != component.text and shown.replace("HOÀ", "HÒA") != component.text:
        change = Replace(line.start, line.end, component.text)
        yield Hit(f"form.{name}", line.text, component.text, line.start, line.end, (change,))


def _authority(draft: Draft) -> Iterator[Hit]:
    """The issuer's name is written out, in capitals (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    for line in draft.components["authority"]:
        expected = line.text.upper()
        for short, whole in _SHORT.items():
            expected = re.sub(rf"\b{short}\b", whole, expected)
        capitals = line.text == line.text.upper() or any(look.caps for look in line.looks)
        if expected != line.text.upper() or not capitals:
            change = Replace(line.start, line.end, expected)
            yield Hit("form.authority", line.text, expected, line.start, line.end, (change,))


def _number(draft: Draft) -> Iterator[Hit]:
    for line in draft.components["number"][:1]:
        told = _NUMBER.match(line.text)
        if told is None:
            expected = say("check_number_form", symbol=draft.form.symbol)
            yield Hit("form.number", line.text, expected, line.start, line.end)
            continue
        digits, rest = told["n"].strip(" ._…"), told["rest"].strip()
        symbol = _SYMBOL.match(rest)
        if (
            not symbol
            or not _is_symbol(symbol["symbol"], draft.form.symbol)
            or rest[symbol.end() :]
        ):
            expected = f"Số: {digits or '……'}/{draft.form.symbol}"
            change = Replace(line.end - len(rest), line.end, f"/{draft.form.symbol}")
            changes = (change,) if line.text.endswith(rest) else ()
            yield Hit("form.symbol", line.text, expected, line.start, line.end, changes)
        if digits.isdigit() and len(digits) == 1:
            at = line.text.index(digits)
            change = Replace(line.start + at, line.start + at + 1, f"0{digits}")
            expected = line.text.replace(digits, f"0{digits}", 1)
            yield Hit("form.number", line.text, expected, line.start, line.end, (change,))


def _is_symbol(symbol: str, wanted: str) -> bool:
    """Say whether a symbol is the prescribed one, or that of an action programme's plan."""
    return symbol == wanted


def _place_date(draft: Draft) -> Iterator[Hit]:
    for line in draft.components["place_date"][:1]:
        told = _DATED.match(line.text)
        expected = say("check_date_form")
        if told is None:
            yield _in_figures(line, expected)
            continue
        if not told["place"].strip(" ,"):
            yield _placeless(line, draft.sheet.unit, expected)
        elif told["place"].strip()[:1].islower() or f"{told['place']}," not in line.text:
            yield Hit("form.place_date", line.text, expected, line.start, line.end)
        if _tells_a_day(line):
            yield from _zeros(line, told)


def _tells_a_day(line: Line) -> bool:
    """Say whether every day of a line exists; what nobody can mean is not set in good form."""
    return all(day.exists for day in days_in(line.text))


def _placeless(line: Line, unit: str, expected: str) -> Hit:
    """Return the hit for a date without its place, which is the unit's name.

    A name that is a number keeps its kind (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    found, place = say("check_place_missing", text=line.text), _proper_name(unit)
    word = re.search(r"(?i)ngày", line.text)
    if not place or word is None:
        return Hit("form.place_date", found, expected, line.start, line.end)
    change = Replace(line.start, line.start + word.end(), f"{place}, ngày")
    right = f"{place}, ngày{line.text[word.end() :]}"
    return Hit("form.place_date", found, right, line.start, line.end, (change,))


def _proper_name(unit: str) -> str:
    kind = next((kind for kind in _KINDS_OF_PLACE if unit.lower().startswith(f"{kind} ")), "")
    name = unit[len(kind) :].strip()
    return f"{kind.capitalize()} {name}" if name.isdigit() else name


def _in_figures(line: Line, expected: str) -> Hit:
    """Return the hit for a date that is not written out; one in figures is mended."""
    told = _FIGURES.match(line.text)
    if told is None or not _tells_a_day(line):
        return Hit("form.place_date", line.text, expected, line.start, line.end)
    month = f"{int(told['m']):02}" if int(told["m"]) < 3 else str(int(told["m"]))
    right = f"{told['place']}, ngày {int(told['d']):02} tháng {month} năm {told['y']}"
    changes = (Replace(line.start, line.end, right),)
    return Hit("form.place_date", line.text, right, line.start, line.end, changes)


def _zeros(line: Line, told: re.Match[str]) -> Iterator[Hit]:
    """Yield a hit for a day below 10, or for January and February, without its zero."""
    for name, most in (("d", 9), ("m", 2)):
        digits = told[name]
        if digits.isdigit() and len(digits) == 1 and int(digits) <= most:
            start, end = line.start + told.start(name), line.start + told.end(name)
            changes = (Replace(start, end, f"0{digits}"),)
            expected = f"{line.text[: told.start(name)]}0{line.text[told.start(name) :]}"
            yield Hit("form.place_date", line.text, expected, line.start, line.end, changes)
        elif name == "m" and digits.isdigit() and len(digits) == 2 and 3 <= int(digits) <= 9:
            start, end = line.start + told.start(name), line.start + told.end(name)
            expected = f"{line.text[: told.start(name)]}{int(digits)}{line.text[told.end(name) :]}"
            changes = (Replace(start, end, str(int(digits))),)
            yield Hit("form.place_date", line.text, expected, line.start, line.end, changes)


def _title(draft: Draft) -> Iterator[Hit]:
    named, subject = draft.components["type_name"], draft.components["subject"]
    if not named:
        missing = say("check_missing", name=draft.form.components["type_name"].name)
        changes = _beside(draft, "type_name")
        yield Hit("form.type_name", missing, _PLAN, changes=changes, where="header")
        return
    line = named[0]
    if not line.text.isupper() and not any(look.caps for look in line.looks):
        change = Replace(line.start, line.end, line.text.upper())
        yield Hit("form.type_name", line.text, line.text.upper(), line.start, line.end, (change,))
    if not subject:
        missing = say("check_missing", name=draft.form.components["subject"].name)
        yield Hit("form.subject", missing, say("check_subject_expected"), where="header")
        return
    about = _ABOUT.match(subject[0].text)
    if about:
        first, rest = subject[0], subject[0].text[about.end() :]
        start = first.start
        cut = about.end() + 1 if rest else about.end()
        change = Replace(start, start + cut, rest[:1].upper())
        expected = rest[:1].upper() + rest[1:]
        yield Hit("form.about", first.text, expected, first.start, first.end, (change,))
