"""Numbers and addresses that point at one person: cards, telephones, accounts, plates, births."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.masking.reading import LINK, Reading

_LONG = 9
"""Digits from which a number is taken for somebody's unless it is money or a run of years."""

_NUMBER = re.compile(
    r"(?<![\d.,+])\+?\(?\+?\d(?:(?:[ \xa0]?[().–-]{0,2}[ \xa0]?)\d){0,60}\)?(?!\d)"
)
_SERVICE = re.compile(r"1[89]00\d{4,6}|11[1-5]|84?0?111")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = (
    rf"(?:{_DAY}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}})"
    rf"|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|{_DAY}[ .]\d{{1,2}}[ .]\d{{4}}"
    rf"|(?:ngay |mung |mong )?{_DAY} thang \d{{1,2}}(?:,? nam \d{{4}})?"
    rf"|{_DAY} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*,? \d{{4}}"
    rf"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* {_DAY},? \d{{4}}"
    rf"|(?<!\d){_DAY}(?:0[1-9]|1[0-2])(?:19|20)\d\d)(?!\d)"
)
_DATES = re.compile(rf"{_DATE}(?:\s?[-–]\s?{_DATE})?")
_MOMENT = re.compile(rf"(?:\d{{1,2}}[ -]{{1,2}})?{_DATES.pattern}")
_ABROAD = re.compile(r"[0+]|84[ .-]?(?:\d[ .-]?){9,10}$")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ .–-]*)+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.  ]\d{3})+")
_CELLS = re.compile(r"(?:[1-9]\d{0,2} ){3,}\d{1,3}")
_UNIT = re.compile(
    r"\s?(?:dong|d|vnd|vnđ|trieu|tr|ty|nghin|ngan|k|usd|nguoi|ho|tre|em|luot|suat|m2|ha|%)(?![^\W_])"
)
_PHONE_CUE = re.compile(
    r"(?:dt|đt|sdt|dien thoai|tel|phone|mobile|fax|so may|may ban|goi|zalo|hotline|lien he|alo"
    r"|nhan tin|\bnhan\b)(?:[^\d\n;]|\b\d{1,2}\b){0,40}$"
)
_CARD_CUE = re.compile(
    r"(?:cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|ho chieu|passport|bhyt|bhxh|bao hiem"
    r"|mst|ma so thue|stk|tai khoan|tk|account|chuyen khoan|\bck)(?:[^\d\n;]|\b\d{1,2}\b){0,40}$"
)
_ACCOUNTING = re.compile(r"tai khoan ke toan[^\n;]{0,20}$")

_BOX, _AT = r"(?<![\w.+-])[\w.+-]+", "at|a cong|a moc"
_MAIL_END = r"(?:\s?[\[({<]?\s?(?:\.|dot|cham)\s?[\])}>]?\s?[a-z0-9-]+)+"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BOX} ?@ ?[\w-]+(?:\.[\w-]+)+",
        rf"{_BOX}\s?[\[({{<]+\s?(?:{_AT}|a|@)\s?[\])}}>]+\s?[a-z0-9-]+{_MAIL_END}",
        rf"{_BOX} (?:{_AT}) [a-z0-9-]+(?:(?: (?:dot|cham) |\.)[a-z0-9-]+)+",
        rf"{_BOX} ?@ ?(?:gmail|yahoo|outlook|hotmail|icloud)\b",
        r"(?:https?://)?(?:www\.)?(?:facebook\.com|fb\.com|zalo\.me|t\.me)/[\w./?=-]+",
        # telephones with commas, low lines or the letter O
        r"(?<![^\W_])0\d{2,3}[,_/]\d{3}[,_/]\d{3,4}(?!\d)|(?<![^\W_])o[35789]\d{8}(?!\d)",
        # health insurance: two letters, thirteen digits
        r"(?<![^\W_])[a-z]{2}[ .-]?\d(?:[ .-]?\d){12}(?!\d)",
        # passport
        r"(?<![^\W_])[a-z]{1,2}\d{7,8}(?![^\W_])",
        # vehicle plates, of cars and motorbikes
        r"(?<![\w/.,])\d{2}-?(?:[a-z]{1,2}|[a-z]\d)[ .-]{1,3}\d{3}[. ]?\d{2}(?![\w/])",
        r"(?<![\w/.,])\d{2}-[a-z]{1,2}\d?[ .-]{0,3}\d{3}[. ]?\d{1,2}(?![\w/])",
        r"(?<![\w/.,])\d{2}[a-z]{1,2}\d?-\d{4}(?![\w/])",
        r"(?<![\w/.,])\d{2}[a-z]\d? ?\d{3}\.?\d{2}(?![\w/])",
        # a certificate of birth
        r"(?<![\d/])\d{1,4} ?[/-] ?(?:\d{4} ?[/-] ?)?(?:g?ks|tlks)(?:[/-] ?\d{4})?(?![^\W_])",
        # a number told in words
        r"\b(?:(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|linh)[ ,.-]+){8,}"
        r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)\b",
    )
)
_PASSPORT = re.compile(
    r"\b(?:ho chieu|passport|hc)\b[^\d\n;]{0,25}?"
    r"(?<![^\W_])(?P<what>[a-z]{1,2}[ .-]?\d{3,4}[ .-]?\d{3,5})(?!\d)"
)
_PLATE_CUE = re.compile(
    r"\b(?:bien (?:so|kiem soat)|bks|bsx|bien xe|xe)[^\n;]{0,25}?"
    r"(?P<what>\d{2}[ .-]{0,2}[a-z]{1,2}\d?[ .-]{0,3}\d{3}[. ]?\d{1,2}"
    r"|[a-z]{2}[ .-]?\d{2}[ .-]\d{2})(?![\w/])"
)
_LAW = re.compile(r"nghi dinh|luat|thong tu|quyet dinh|ke hoach|dieu \d|nd-|cong van")
_BIRTH_NUMBER = re.compile(
    r"\b(?P<gap>khai sinh|gks)(?P<between>[^\d\n.;]{0,40}?)"
    r"(?P<what>(?:\d{1,4},? ?(?:quyen|q)\.?(?: so)? ?)?\d{1,4} ?[/-] ?(?:\d{4}(?!\d)))(?![/-]\w)"
)
_BORN = re.compile(
    rf"(?:\bngay(?:,? ?thang)?(?:,? ?nam)? sinh(?:[^\d\n;]|\b\d{{1,2}}\b(?![/.])){{0,60}}?"
    rf"|(?<!\bve )(?<!\bhoc )(?<!\bphat )(?<!\bdan )(?<!\bso )(?<!\bhy )\bsinh(?: ngay| nhat)?"
    rf"(?: ?[:(-] ?| la | vao | cua [^\d\n;]{{0,20}}?| vao ngay | )"
    rf"|\b(?:n/?s|sn|dob|d\.o\.b|date of birth|born(?: on)?)[ :.(-]{{1,4}}|\bsinh:|\bns)"
    rf"(?P<what>(?:ngay )?{_DATES.pattern}|thang \d{{1,2}}[/ ]\d{{4}})"
)


def identifier_spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield where something stands that points at one person; spans may overlap."""
    plain = reading.plain
    for pattern in _PATTERNS:
        yield from (match.span() for match in pattern.finditer(plain))
    for match in _BIRTH_NUMBER.finditer(plain):
        if not _LAW.search(match["between"]):
            yield match.span("what")
    for pattern in (_BORN, _PASSPORT, _PLATE_CUE):
        yield from (match.span("what") for match in pattern.finditer(plain))
    links = [match.span() for match in LINK.finditer(plain)]
    for match in _NUMBER.finditer(plain):
        linked = any(start < match.start() < end for start, end in links)
        if not linked and _is_personal(plain, match):
            yield match.span()


def _is_personal(plain: str, number: re.Match[str]) -> bool:
    """Say whether a number is a card's, a telephone's or an account's."""
    digits, before = re.sub(r"\D", "", number[0]), plain[: number.start()][-60:]
    if _SERVICE.fullmatch(digits) or _ACCOUNTING.search(before):
        return False
    if len(digits) >= _LONG:
        return not _is_figure(plain, number, before)
    told = _PHONE_CUE.search(before) or _CARD_CUE.search(before)
    return bool(told and len(digits) >= 6 and not _DATES.fullmatch(number[0]))


def _is_figure(plain: str, number: re.Match[str], before: str) -> bool:
    """Say whether a long number is money, a count, days, years or a row of a table."""
    written = number[0].strip("()")
    if _MOMENT.fullmatch(written) or _YEARS.fullmatch(written):
        return True
    if _CARD_CUE.search(before) or _PHONE_CUE.search(before) or _ABROAD.match(written):
        return False
    if _UNIT.match(plain, number.end()):
        return True
    return bool(_THOUSANDS.fullmatch(written) or _CELLS.fullmatch(written))
