"""A plan drafted, set as Word and reviewed: what the command and the conversation share."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import shorten

from bot.drafts import Drafts, Kept
from bot.errors import InputError
from bot.profiles import full_province, units_in
from bot.services import Services, today
from bot.wording import message
from prompts.checking import Report, review
from prompts.drafting import Draft, Request, compose, questions_of
from prompts.drafting.outdated import outdated_in
from prompts.drafting.printing import Sources, paper_of_draft
from prompts.drafting.storing import from_data
from prompts.word.setting import set_paper
from retrieval.parsing.metadata import level_of
from retrieval.query import topics
from retrieval.reading import read_file
from retrieval.text import collapse, fold, has_accents, syllables
from retrieval.types import Clause

_YEARS = (-1, 5)
"""How far a plan may lie from the current year."""
_TOLD = 160
"""Characters of a paragraph that name it."""
_YEAR = re.compile(r"\b(20\d\d)\b")
_MONTH = re.compile(r"\b(thang hanh dong|thd|thdong|thang hd)\b")
_CHILDREN = re.compile(
    r"\b(ke hoach|kh|cong tac|cham soc|giao duc|bao ve|vi|ve|soan|viet|lap|lam)( va)? (tre em|te)\b"
)
"""What the plan on children's affairs is called; other plans are of a matter beside children."""


@dataclass(frozen=True, slots=True)
class Made:
    """A draft, its .docx, and what the check says of it."""

    draft: Draft
    content: bytes
    report: Report


def draft_in(kept: Kept) -> Draft:
    """Return a draft as it was kept."""
    return from_data(kept.data, lambda request: questions_of(request, ()))


def tell_outdated(kept: Kept, services: Services) -> str:
    """Tell the paragraphs of a draft whose act is over or whose plan is gone; "" for none."""
    plans = {plan.id for plan in services.library.plans()}
    return "\n".join(
        message(
            "draft_outdated",
            heading=each.heading,
            text=shorten(each.text, _TOLD, placeholder="…"),
            standing=each.standing,
        )
        for each in outdated_in(draft_in(kept), today(), services.catalogue, plans)
    )


def tell_affected(services: Services) -> str:
    """Tell of every draft what law or library have left behind; "" for nothing."""
    told = ((kept.name, tell_outdated(kept, services)) for kept in Drafts(services.engine).each())
    return "\n".join(
        f"{message('drafts_affected', name=name)}\n{outdated}"
        for name, outdated in told
        if outdated
    )


def clauses_of(services: Services) -> list[Clause]:
    """Return the clauses of all plans, from which drafts are made."""
    library = services.library
    return list(library.clauses([plan.id for plan in library.plans()]))


def make(
    services: Services,
    request: Request,
    sections: Sequence[str] = (),
    *,
    sources: Sources = "comments",
    final: bool = False,
) -> Made:
    """Draft a plan or some sections of it, set it and review it."""
    draft = compose(request, clauses_of(services), services.catalogue, sections)
    return printed(services, draft, sources=sources, final=final)


def printed(
    services: Services, draft: Draft, *, sources: Sources = "comments", final: bool = False
) -> Made:
    """Set a draft and review it."""
    library, catalogue = services.library, services.catalogue
    documents = {document.id: document for document in library.documents()}
    content = set_paper(paper_of_draft(draft, documents, catalogue, sources=sources, final=final))
    with tempfile.TemporaryDirectory(prefix="kehoach-draft-") as folder:
        path = Path(folder) / "du-thao.docx"
        path.write_bytes(content)
        extracted = read_file(path, measured=True)
    return Made(draft, content, review(path.name, extracted, draft.request.day, catalogue))


def request_for(kind: str, unit: str, province: str, year: int, day: date) -> Request:
    """Return a request whose parts fit together.

    Raises:
        InputError: draft_unit_accents, draft_unit_level, draft_province_missing,
            draft_province_level, draft_province_other, draft_year.
    """
    unit, _, behind = collapse(unit).partition(",")
    level = level_of(unit)
    if not level and not has_accents(unit):
        raise InputError("draft_unit_accents", unit=unit)
    if level not in ("commune", "province") or fold(unit).startswith("thi tran"):
        raise InputError("draft_unit_level", unit=unit)
    province = _province_of(unit, level, behind.rpartition(",")[2].strip(), province)
    least, most = (day.year + shift for shift in _YEARS)
    if not least <= year <= most:
        raise InputError("draft_year", year=year, least=least, most=most)
    return Request(kind, unit, level, province, year, day)


def _province_of(unit: str, level: str, behind: str, told: str) -> str:
    """Return the full name of the province that a unit is in, told behind it or beside it."""
    own = unit if level == "province" else behind
    named = [full_province(each) for each in (own, told) if each]
    if not named:
        raise InputError("draft_province_missing", unit=unit)
    if wrong := [each for each in named if level_of(each) != "province"]:
        raise InputError("draft_province_level", province=wrong[0])
    if len({fold(each) for each in named}) > 1:
        raise InputError("draft_province_other", unit=named[0], province=named[1])
    return named[0]


def request_in(text: str, day: date, own: str = "") -> Request | None:
    """Return what a message asks to be drafted, None if it names no unit or no province.

    Args:
        text: "soạn kế hoạch trẻ em 2027 cho xã Bình Minh, tỉnh Quảng Ngãi".
        day: Today; a plan without a year is the next year's.
        own: The asker's unit, for a message that names none.

    Raises:
        InputError: The parts do not fit together, or another kind of plan is asked for.
    """
    named = units_in(f"{text}, {own}")
    units = [name for name in named if level_of(name) == "commune"]
    provinces = [name for name in named if level_of(name) == "province"]
    if other := _other_kind(text, named):
        raise InputError("draft_kind", matter=other)
    if not provinces:
        return None
    unit = units[0] if units else provinces[0]
    year = _YEAR.search(text)
    kind = "thang-hanh-dong" if _MONTH.search(fold(text)) else "cong-tac-tre-em"
    return request_for(kind, unit, provinces[0], int(year[1]) if year else day.year + 1, day)


def _other_kind(text: str, units: Sequence[str]) -> str:
    """Return the matter of a plan that is asked for and is of neither kind; "" for one that is."""
    for unit in units:
        text = text.replace(unit, " ")
    plain = fold(text)
    if _MONTH.search(plain) or _CHILDREN.search(plain):
        return ""
    spoken = f" {' '.join(syllables(plain))} "
    found = (t for t in topics().values() if any(f" {fold(p)} " in spoken for p in t.phrases))
    return next((topic.name for topic in found), "")
