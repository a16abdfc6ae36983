"""Citations of legal documents found in any text, and the acts that they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from retrieval.legal.catalogue import Catalogue
from retrieval.legal.types import Act, LegalReference
from retrieval.text import fold

KINDS = {
    "nghi dinh": "nghị định", "nd": "nghị định", "quyet dinh": "quyết định", "qd": "quyết định",
    "thong tu": "thông tư", "tt": "thông tư", "chi thi": "chỉ thị", "ct": "chỉ thị",
    "nghi quyet": "nghị quyết", "nq": "nghị quyết", "cong van": "công văn", "cv": "công văn",
    "cong dien": "công điện", "cd": "công điện", "luat": "luật", "bo luat": "bộ luật",
    "ke hoach": "kế hoạch", "kh": "kế hoạch", "huong dan": "hướng dẫn", "hd": "hướng dẫn",
    "decree": "nghị định", "decision": "quyết định", "circular": "thông tư",
    "directive": "chỉ thị", "resolution": "nghị quyết", "law": "luật",
    "chuong trinh": "quyết định", "de an": "quyết định",
    "ndinh": "nghị định", "nghidinh": "nghị định", "qdinh": "quyết định",
    "quyetdinh": "quyết định", "thongtu": "thông tư", "nquyet": "nghị quyết",
}  # fmt: skip
"""Kinds of documents by how they are written, folded."""

_KIND = "|".join(sorted((key.replace(" ", r"\s+") for key in KINDS), key=len, reverse=True))
_SYMBOL = (
    rf"[a-z][a-z&]*(?:(?:-|[ ]?-[ ]?(?!(?:bo|{_KIND})\b))[a-z&]+|"
    r"\s(?=bldtbxh|byt|bgddt|btc|bnv)[a-z]+|\s(?:ttg|cp)\b)*\d{0,2}"
)
_NUMBERED = re.compile(
    rf"(?:\b(?P<kind>{_KIND})\s*(?:so\s*:?\s*)?)?"
    rf"(?<![\d/])(?P<number>\d{{1,5}})(?:\s?/\s?(?P<year>\d{{4}}))?"
    rf"(?:(?:\s?/\s?|\s(?=(?:qd|nd|ct|nq)[ -](?:ttg|cp)\b))(?P<symbol>{_SYMBOL})|"
    rf"-(?P<party>ct/tw|hd/[a-z]+|nq/tw))(?![\w/])"
)
"""A number with its symbol: "56/2017/NĐ-CP", "28/2019/TT BLĐTBXH", "28-CT/TW"; on folded text."""
_SHORT = re.compile(
    rf"\b(?P<kind>{_KIND})\s*(?:so\s*:?\s*)?(?P<number>\d{{1,4}})"
    rf"(?:\s?(?:/|nam|of|-)\s?(?P<year>(?:19|20)\d{{2}}))?(?![\d/%])"
    r"(?!\s*(?:tuoi|phan tram|thang(?!\s*\d)|ngay(?!\s*\d)|chi tieu))"
)
"""A number behind its kind: "NĐ 56", "nghị định 144/2013", "qđ 06 năm 2019"; on folded text."""
_ISSUED = r"(?P<kind>)(?P<year>)\bso\s+(?P<number>\d{{1,4}})\s+(?:cua|do)\s+(?P<issuer>{issuers})"
"""A number without its kind but with who issued it: "số 23 của Thủ tướng năm 2021"."""
_BARE = re.compile(
    r"(?<=\()(?:so\s+)?(?P<number>\d{3,4}|\d{1,4}(?=/))(?:/(?P<year>(?:19|20)\d{2}))?(?=\))"
)
"""A number in brackets behind what the act is called; on folded text."""
_DATE = re.compile(
    r"\s*,?\s*(?:ngay\s+|dated\s+|of\s+)?(?:\d{1,2}\s+)?(?P<d>\d{1,2})\s?(?:/|-|thang)\s?(?P<m>\d{1,2})\s?"
    r"(?:/|-|nam)\s?(?P<y>\d{4})"
)
_YEAR_BEHIND = re.compile(r"\s*,?\s*(?:nam\s+|of\s+)?(?P<y>(?:19|20)\d{2})(?![\d/-])")
_NUMBER_BEHIND = re.compile(
    r"(?:\s+moi)?\s*,?\s*(?:so\s+)?\d{1,3}\s?/\s?(?P<y>(?:19|20)\d{2})(?![\d/-])"
)
"""The number of an act behind its name, without its symbol: "luật trẻ em số 102/2016"."""
_PLACE = re.compile(
    r"(?:(?:(?:diem\s+(?P<point>[a-zđ])\s*,?\s*)?khoan\s+(?P<clause>\d{1,2}[a-z]?)\s*,?\s*)?"
    r"(?:cua\s+)?dieu\s+(?P<article>\d{1,3}[a-z]?)"
    r"(?:\s*,?\s*khoan\s+(?P<clause2>\d{1,2}[a-z]?))?(?:\s*,?\s*diem\s+(?P<point2>[a-zđ]))?)"
    r"\s*,?\s*(?:cua\s+|trong\s+)?$"
)
_SHORTENED = ((r"phong,?\s+chong", "pc"), (r"nha\s+nuoc", "nn"), (r"nghi\s+quyet", "nq"))
"""Words of names of acts, as patterns, and how officials shorten them."""
_OF_A_BODY = re.compile(r"\d/[\w-]*-(?P<kind>[SPsp])(?P<name>[^\W\d]{2,})")
_BODIES = {"s": "Sở", "p": "Phòng"}
"""The body in the symbol of its document, and what its first letter stands for."""
LOOK_BACK = 60
UNNUMBERED = ("kế hoạch", "hướng dẫn")
"""Kinds behind which a bare number is a year or a count: "kế hoạch 2027"."""
AMBIGUOUS = ("ct", "tt", "cd", "cv", "chuong trinh", "de an")
"""Short kinds that are other words too: alone with an unknown number they cite nothing."""


@lru_cache(maxsize=4096)
def find_references(text: str, catalogue: Catalogue) -> tuple[LegalReference, ...]:
    """Return the citations in a text, in order, each with the acts it can mean.

    Numbers come first; then names of acts. A local plan ("77/KH-UBND") is a citation that no act
    of the catalogue answers.
    """
    folded = alike(text)
    found: list[LegalReference] = []
    for finder in (_numbered, _named, _short, _issued, _bare):
        for reference in finder(text, folded, catalogue):
            if not any(r.start < reference.end and reference.start < r.end for r in found):
                found.append(reference)
    return tuple(sorted(found, key=lambda reference: reference.start))


def issuer_in_symbol(text: str) -> str:
    """Return the body in the symbol of its document: "20/KH-SLĐTBXH" is of the Sở LĐTBXH; or ""."""
    symbol = _OF_A_BODY.search(text)
    return f"{_BODIES[symbol['kind'].lower()]} {symbol['name']}" if symbol else ""


def alike(text: str) -> str:
    """Return a text folded, of the same length, dashes alike; else offsets would be lost."""
    folded = fold(text)
    if len(folded) != len(text):  # letters and accents written apart
        folded = "".join((fold(ch) or " ")[0] for ch in text)
    return re.sub(r"[–—−‐‑]", "-", folded)


def _numbered(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    for match in _NUMBERED.finditer(folded):
        symbol, year = match["symbol"] or match["party"], _year(match, folded)
        letters = _letters(symbol)
        acts = tuple(
            act.id
            for act, own in numbers(catalogue).get(match["number"].lstrip("0"), ())
            if own.startswith(letters) and (year is None or act.year in (year, None))
        )
        kind = _written_kind(match) or _kind_of(symbol)
        yield _reference(text, folded, match, kind, match["number"], year, acts)


def _short(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    for match in _SHORT.finditer(folded):
        kind, year = _written_kind(match), _year(match, folded)
        acts = tuple(
            act.id
            for act, _ in numbers(catalogue).get(match["number"].lstrip("0"), ())
            if act.kind in (kind, f"bộ {kind}") and (year is None or act.year in (year, None))
        )
        unknown = (
            kind in UNNUMBERED
            or (re.sub(r"\s+", " ", match["kind"]) in AMBIGUOUS and not _is_numbered(match))
            or _is_year(match["number"])
        )
        if acts or not unknown:
            yield _reference(text, folded, match, kind, match["number"], year, acts)


def _is_numbered(match: re.Match[str]) -> bool:
    """Say whether a number stands as acts bear theirs, with its year: "tt 45/2018"."""
    return match["kind"] in ("tt", "cv") and f"{match['number']}/{match['year']}" in match.group()


def _issued(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    """Yield numbers without a kind behind which their issuer stands."""
    pattern, issuers = _issuers(catalogue)
    for match in pattern.finditer(folded):
        number, year = match["number"], _year(match, folded)
        acts = [
            act
            for act, _ in numbers(catalogue).get(number.lstrip("0"), ())
            if act.issuer in issuers[match["issuer"]] and (year is None or act.year == year)
        ]
        if acts:
            ids = tuple(act.id for act in acts)
            yield _reference(text, folded, match, acts[0].kind, number, year, ids)


@lru_cache(maxsize=4)
def _issuers(catalogue: Catalogue) -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    """Return a pattern of issuers as they are typed, and the issuers that each can mean."""
    named: dict[str, set[str]] = {}
    for act in catalogue:
        plain = alike(act.issuer)
        for name in {plain, plain.removesuffix(" chinh phu")} - {""}:
            named.setdefault(name, set()).add(act.issuer)
    longest = sorted(map(re.escape, named), key=len, reverse=True)
    pattern = re.compile(rf"{_ISSUED.format(issuers='|'.join(longest))}(?!\w)")
    return pattern, {name: frozenset(issuers) for name, issuers in named.items()}


def _bare(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    """Yield numbers without a kind that one act alone bears: "(1863)", "thông tư … (36/2018)"."""
    for match in _BARE.finditer(folded):
        number, year = match["number"], match["year"]
        own = numbers(catalogue).get(number.lstrip("0"), ())
        acts = [act for act, _ in own if year is None or act.year == int(year)]
        if len(acts) == 1:
            told = int(year) if year else None
            yield _reference(text, folded, match, acts[0].kind, number, told, (acts[0].id,))


def _year(match: re.Match[str], folded: str) -> int | None:
    """Return the year of a number: its own, else that of the date or the year behind it."""
    if match["year"]:
        return int(match["year"])
    behind = _DATE.match(folded, match.end()) or _YEAR_BEHIND.match(folded, match.end())
    return int(behind["y"]) if behind else None


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(19|20)\d\d", number) is not None


def _written_kind(match: re.Match[str]) -> str:
    return KINDS.get(re.sub(r"\s+", " ", match["kind"] or ""), "")


@lru_cache(maxsize=4)
def numbers(catalogue: Catalogue) -> Mapping[str, Sequence[tuple[Act, str]]]:
    """Return acts with the letters of their symbols, by the digits of their numbers."""
    found: dict[str, list[tuple[Act, str]]] = {}
    for act in catalogue:
        found.setdefault(_number(act), []).append((act, _letters(_symbol_of(act))))
    return found


def _named(text: str, folded: str, catalogue: Catalogue) -> Iterator[LegalReference]:
    for pattern, ids in _names(catalogue):
        for match in pattern.finditer(folded):
            behind = _YEAR_BEHIND.match(folded, match.end()) or _NUMBER_BEHIND.match(
                folded, match.end()
            )
            year = int(behind["y"]) if behind else None
            acts = catalogue.among(ids)
            dated = tuple(act.id for act in acts if act.year == year)
            chosen = dated or tuple(act.id for act in acts)
            yield _reference(text, folded, match, acts[0].kind, "", year if dated else None, chosen)


@lru_cache(maxsize=4)
def _names(catalogue: Catalogue) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return patterns of folded names of acts with the ids that bear them, longest name first."""
    found: dict[str, list[str]] = {}
    for act in catalogue:
        titles = (act.title,) if act.kind in ("luật", "bộ luật") else ()
        for name in {*act.names, *titles} - {""}:
            plain = re.sub(r"\s+(?:19|20)\d{2}$", "", alike(name))
            if named := _name_of(plain, is_title=name not in act.names):
                found.setdefault(named, []).append(act.id)
    return tuple(
        (re.compile(rf"(?<!\w)(?<!phap ){as_typed(name)}(?!\w)"), tuple(dict.fromkeys(found[name])))
        for name in sorted(found, key=len, reverse=True)
    )


def as_typed(name: str) -> str:
    """Return a pattern of a name: its commas, its "và" or none, "PC", "NN" written out or not."""
    words = (re.escape(word).replace(",", ",?") for word in name.split())
    whole = r"\s+".join(words).replace(r"\s+va\s+", r"\s+(?:va\s+)?")
    for full, short in _SHORTENED:
        whole = whole.replace(full, rf"(?:{full}|{short})")
    return whole


def _name_of(plain: str, *, is_title: bool) -> str:
    """Return how texts cite an act by name, "" if its name is that of a matter, not of an act."""
    if re.match(r"(bo )?luat \w|de an \d|nghi quyet |cong uoc |law on |.* law$", plain):
        return plain
    return f"luat {plain}" if is_title else ""


def _reference(
    text: str,
    folded: str,
    match: re.Match[str],
    kind: str,
    number: str,
    year: int | None,
    acts: tuple[str, ...],
) -> LegalReference:
    place, start = "", match.start()
    before = _PLACE.search(folded[max(0, start - LOOK_BACK) : start])
    if before:
        clause = before["clause"] or before["clause2"]
        point = before["point"] or before["point2"]
        parts = [("Điều", before["article"]), ("khoản", clause), ("điểm", point)]
        place = " ".join(f"{name} {value}" for name, value in parts if value)
        start = max(0, start - LOOK_BACK) + before.start()
    whole = text[start : match.end()]
    lead = len(whole) - len(whole.lstrip())
    return LegalReference(start + lead, match.end(), whole.strip(), kind, number, year, place, acts)


def _number(act: Act) -> str:
    digits = re.match(r"\d+", act.number)
    return digits.group().lstrip("0") if digits else ""


def _symbol_of(act: Act) -> str:
    """Return the letters of an act's number: "NĐ-CP" of "144/2013/NĐ-CP"."""
    return re.sub(r"^\d+(/\d{4})?[/-]", "", act.number)


def _letters(symbol: str) -> str:
    """Return the letters of a symbol: "NĐ-CP" = "NĐCP" = "nd - cp"."""
    return re.sub(r"[^a-z]", "", fold(symbol))


def _kind_of(symbol: str) -> str:
    head = re.match(r"[a-z]+", symbol)
    return KINDS.get(head.group(), "") if head else ""
