"""A prior clause as this year's: other names, years, numbers, dates and dead acts taken out.

What cannot be taken out with certainty takes its sentence with it: a sentence less is better than a
figure or a name that nobody gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prompts.checking.institutions import bodies_gone
from prompts.checking.spelling import mended
from prompts.drafting.types import Request
from retrieval.corpus import load_toml
from retrieval.legal import Catalogue, ValidityStatus, find_references, validity
from retrieval.parsing.lexicon import begins_with_verb
from retrieval.privacy import without_private
from retrieval.text import UPPER, collapse, syllables
from retrieval.types import Clause, Role

_SENTENCE = re.compile(r"(?<=[.;!])\s+(?=[^\W\d_])")
_LONGEST = 480
"""Characters of a paragraph; longer ones lose their last sentences."""
_SHORTEST = 25
_BINDING = (ValidityStatus.IN_FORCE, ValidityStatus.AMENDED)
_CITATION_TAIL = re.compile(
    r"\s*,?\s*(?:ngày\s+\d{1,2}(?:/|\s+tháng\s+)\d{1,2}(?:/|\s+năm\s+)\d{4}|năm\s+\d{4})"
)
_PLACE = re.compile(
    r"\b(?i:xã|phường|thị trấn|huyện|thị xã|quận|tỉnh|thành phố)\s+"
    rf"(?:\d{{1,2}}\b|[{UPPER}][^\W\d_]+(?:\s+[{UPPER}][^\W\d_]+)+)"
)
_SCHOOL = re.compile(rf"\b(?i:trường)\s+(?:(?:TH|THCS|MN|Mầm|Tiểu|Trung)[^\s,;.]*\s+)+[{UPPER}]")
_YEAR = re.compile(r"(?<![\d/])20\d\d(?!\d)")
_OWN_DAY = re.compile(r"\(?\b0?1/0?6\b\)?")
"""Ngày Quốc tế thiếu nhi: a day that every plan names."""
_RAGGED = re.compile(r"\.\.|…|,\s*\.|\.;")
_TRAILING = re.compile(r"\s*(?:\.{2,}|(?<!…)…)[.;]?$")
"""Dots with which a list is left open at the end of a sentence; two signs are a blank."""
_REQUEST = re.compile(r"^(?:Đề nghị|Giao cho|Giao|Yêu cầu)\s+")
_AFTER_SEMICOLON = re.compile(rf";\s+([{UPPER}])([^\W\d_]*)(?=\s[^{UPPER}])")
_BELOW = re.compile(
    r"(?i)\b(?:xã(?! hội)|phường|thị trấn|thôn|tổ dân phố|khu phố|khu dân cư|trạm y tế)\b"
)
"""Words of a commune's plan: a province's says neither."""
_AGE = re.compile(r"(?i)\b(?:dưới|từ|đủ)\s+\d{1,2}(?:\s*(?:-|đến)\s*(?:dưới\s+)?\d{1,2})?\s+tuổi")
"""An age group: whom an activity is for, not what a plan wants to reach."""
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}/20\d\d\b|\b\d{1,2} tháng \d{1,2} năm 20\d\d\b")
_HOTLINE = re.compile(r"(?<!\d)111(?!\d)")
_DISTRICT = re.compile(r"\b(?:huyện|thị xã|cấp huyện|quận|thị trấn)\b", re.IGNORECASE)
_GUIDED = re.compile(r"(?i)(?:các|UBND|Ủy ban nhân dân)\s+xã,\s*(?:phường|thị trấn)|cấp xã")
_QUOTED_THEME = re.compile(r"(?i)chủ đề\s*:?\s*[“\"]")


@dataclass(frozen=True, slots=True)
class General:
    """A clause made general.

    Attributes:
        text: Without number or bullet.
        flags: What was changed that somebody must look at.
    """

    text: str
    flags: tuple[str, ...]


def generalised(
    clause: Clause,
    request: Request,
    catalogue: Catalogue,
    about: Sequence[Sequence[str]] = (),
) -> General | None:
    """Return a clause as a plan of the request may say it; None if nothing safe is left.

    Args:
        clause: Of a prior plan.
        request: Whose plan it is for.
        catalogue: The acts.
        about: Phrases of each matter; where a sentence holds one of each, only such are taken.
    """
    if without_private(clause.text) != clause.text or _PLACE.search(clause.document.unit) is None:
        return None
    kept: list[str] = []
    flags: dict[str, None] = {}
    sentences = _SENTENCE.split(_without_label(clause))
    on_it = [sentence for sentence in sentences if about and holds(sentence, about)]
    for sentence in on_it or sentences:
        if kept and kept[-1].endswith(".") and sentence[:1].islower():
            continue  # the rest of a sentence that was cut
        done = _sentence(sentence, clause, request, catalogue)
        if done is None:
            continue
        kept.append(_joined(done.text, kept))
        flags |= dict.fromkeys(done.flags)
        if sum(map(len, kept)) > _LONGEST:
            break
    text = _finished(" ".join(kept))
    task = clause.block.role in (Role.TASK, Role.SOLUTION)
    whole = len(text) >= _SHORTEST and (begins_with_verb(text) or not task)
    return General(text, tuple(flags)) if whole else None


def holds(text: str, about: Sequence[Sequence[str]]) -> bool:
    """Say whether a text holds a phrase of each matter; phrases are syllables with spaces."""
    spoken = " ".join(syllables(text))
    return all(any(phrase in spoken for phrase in phrases) for phrases in about)


def _without_label(clause: Clause) -> str:
    """Return the text without the body that it begins with: the heading will name it."""
    text, label = collapse(clause.text), clause.facts.label
    bare = _REQUEST.sub("", text) if clause.block.role is Role.ASSIGNMENT else text
    if label and bare.startswith(label) and clause.block.role is Role.ASSIGNMENT:
        rest = bare[len(label) :].lstrip(" :,-–")
        return rest[:1].upper() + rest[1:]
    return text


def _joined(sentence: str, before: Sequence[str]) -> str:
    """Return a sentence as it goes on behind others: with a small letter behind a semicolon."""
    goes_on = bool(before) and before[-1].endswith(";") and begins_with_verb(sentence)
    return f"{sentence[:1].lower()}{sentence[1:]}" if goes_on else sentence


def _finished(text: str) -> str:
    bare = text.rstrip(" .;,:")
    return f"{bare[:1].upper()}{bare[1:]}." if bare else ""


def _sentence(
    sentence: str, clause: Clause, request: Request, catalogue: Catalogue
) -> General | None:
    text, flags = _with_bodies_of_today(mended(sentence), clause, request)
    if flags and clause.document.level == "district":
        return None  # what a district had others do reads wrong with today's names
    told = _own_place(text, clause, request)
    if told is None or _QUOTED_THEME.search(told) or _SCHOOL.search(told) or _is_odd(told, request):
        return None
    told = _as_printed(told)
    source_year = clause.document.year
    if source_year:
        told = re.sub(rf"\bnăm {source_year}\b", f"năm {request.year}", told)
    cited = _citations(told, request.day, catalogue)
    if cited is None or not _is_free(told, [*cited, *_sourced(told, clause, request)], request):
        return None
    sure = not _AGE.search(told)
    return General(told, flags if sure else (*flags, "needs_confirmation"))


def _is_odd(text: str, request: Request) -> bool:
    """Say whether a sentence is broken off in its midst, or of what no such draft takes."""
    data = load_toml("skeleton.toml")["never"]
    never = [*data["words"], *(data["month"] if request.kind == "thang-hanh-dong" else ())]
    return bool(_RAGGED.search(text.rstrip(" .…;"))) or any(w in text.lower() for w in never)


def _as_printed(text: str) -> str:
    """Return a sentence with short forms written out and small letters behind semicolons."""
    for short, whole in load_toml("wording.toml")["printed"]["words"]:
        text = re.sub(rf"\b{re.escape(short)}\b", whole, text)
    text = re.sub(r"(?<![\d/])1/6\b", "01/6", text).replace(".;", ";")
    text = _TRAILING.sub(".", text)
    return _AFTER_SEMICOLON.sub(lambda match: f"; {match[1].lower()}{match[2]}", text)


def _with_bodies_of_today(
    text: str, clause: Clause, request: Request
) -> tuple[str, tuple[str, ...]]:
    """Return a sentence with bodies of today in place of those that are gone."""
    flags: dict[str, None] = {}
    district = clause.document.level == "district"
    for heir, start, end in reversed(bodies_gone(text, request.day, district=district)):
        if not heir.heir:
            continue
        new = heir.heir.partition(" (")[0].replace("cấp xã", request.word)
        if "tổ dân phố" in new.lower() or new.lower().startswith("thôn"):
            new = request.hamlet
        text = f"{text[:start]}{new}{text[end:]}"
        flags |= {"body_reorganised": None}
    return text, tuple(flags)


def _own_place(text: str, clause: Clause, request: Request) -> str | None:
    """Return a sentence with the own place for the source's; None if it speaks of others."""
    document = clause.document
    for part in document.unit.split(","):
        text = re.sub(rf"(?i)\b{re.escape(part.strip())}\b", request.unit, text)
    if document.level == "commune" and request.level == "commune":
        level = document.unit.split()[0].lower()
        if level != request.word:
            text = re.sub(rf"(?i)(?<!thị )\b{level}\b(?!,| hội)", request.word, text)
    if request.level == "commune":
        text = re.sub(r"(?i)(?<!nông )\b(?:thôn|tổ dân phố)\b", request.hamlet, text)
        text = re.sub(rf"\b({request.hamlet})(?:, | và )\1\b", r"\1", text)
    if document.level == "district":
        text = re.sub(r"(?i)(trên địa bàn|toàn) (?:huyện|thị xã)\b", rf"\1 {request.word}", text)
    own = re.sub(re.escape(request.unit), "", text, flags=re.IGNORECASE)
    if request.level == "province" and _BELOW.search(own.replace("các xã, phường", "")):
        return None
    foreign = _PLACE.search(own) or _DISTRICT.search(own)
    guides = request.level == "commune" and _GUIDED.search(text)
    return None if foreign or guides else text


def _citations(text: str, day: date, catalogue: Catalogue) -> list[tuple[int, int]] | None:
    """Return where acts are cited; None if one is over, unverified, unknown or ambiguous."""
    found = []
    for reference in find_references(text, catalogue):
        acts = catalogue.among(reference.acts)
        standing = [validity(act, day, catalogue).status for act in acts]
        if len(acts) != 1 or standing[0] not in _BINDING:
            return None
        tail = _CITATION_TAIL.match(text, reference.end)
        found.append((reference.start, tail.end() if tail else reference.end))
    return found


def _sourced(text: str, clause: Clause, request: Request) -> Iterator[tuple[int, int]]:
    """Yield the figures that hold for this year too: ages, and days told by a plan of this year."""
    yield from (match.span() for match in _AGE.finditer(text))
    if clause.document.year == request.year:
        yield from (match.span() for match in _DAY.finditer(text))


def _is_free(text: str, cited: Sequence[tuple[int, int]], request: Request) -> bool:
    """Say whether no figure is left but the plan's year, the hotline, 1/6 and citations."""
    allowed = [match.span() for match in (*_OWN_DAY.finditer(text), *_HOTLINE.finditer(text))]
    years = [m for m in _YEAR.finditer(text) if int(m.group()) == request.year]
    allowed += [match.span() for match in years] + list(cited)
    digits = (match.start() for match in re.finditer(r"\d", text))
    return all(any(start <= at < end for start, end in allowed) for at in digits)
