"""The legal bases (căn cứ) of a plan, in order and in the prescribed wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.legal import Act, Catalogue, Validity, ValidityStatus, validity
from retrieval.text import fold

RANKS = ("hiến pháp", "bộ luật", "luật", "nghị quyết", "nghị định", "quyết định", "chỉ thị",
         "thông tư", "công điện", "công văn")  # fmt: skip
"""Kinds of acts, the weightier first (Luật Ban hành văn bản quy phạm pháp luật orders them so)."""
BINDING = (ValidityStatus.IN_FORCE, ValidityStatus.AMENDED)


@dataclass(frozen=True, slots=True)
class Basis:
    """One căn cứ.

    Attributes:
        wording: As it stands at the head of a plan, without its final sign.
        note: What must be filled in or checked; "" for nothing.
    """

    act: Act
    wording: str
    validity: Validity
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases of a plan.

    Attributes:
        bases: To be cited, in order.
        unverified: Acts that may be a basis and of which it could not be verified.
        left_out: Acts of which the period or force has ended.
    """

    bases: tuple[Basis, ...]
    unverified: tuple[Basis, ...]
    left_out: tuple[Basis, ...]


def bases_for(kind: str, year: int, day: date, catalogue: Catalogue) -> Bases:
    """Return the bases of a plan.

    Args:
        kind: "cong-tac-tre-em" or "thang-hanh-dong".
        year: Of the plan; a programme that ends before it is no basis.
        day: On which the acts must be in force.
        catalogue: The acts.
    """
    issued = (act for act in catalogue if act.issued is None or act.issued <= day)
    found = sorted((act for act in issued if kind in act.basis_for), key=_order)
    told = [_basis(act, day, catalogue) for act in found]
    ended = [basis for basis in told if _is_over(basis, year)]
    sure = [b for b in told if b not in ended and b.validity.status in BINDING]
    others = [basis for basis in told if basis not in ended and basis not in sure]
    return Bases(tuple(sure), tuple(others), tuple(ended))


def _order(act: Act) -> tuple[int, date, str]:
    rank = RANKS.index(act.kind) if act.kind in RANKS else len(RANKS)
    issued = act.issued or date(act.year or 1, 1, 1)
    return (len(RANKS) if _is_party(act) else rank, issued, act.number)


def _is_party(act: Act) -> bool:
    return "/TW" in act.number


def _is_over(basis: Basis, year: int) -> bool:
    last = basis.act.period[1] if basis.act.period else None
    ended = (ValidityStatus.EXPIRED, ValidityStatus.PERIOD_ENDED)
    return basis.validity.status in ended or (last is not None and last < year)


def _basis(act: Act, day: date, catalogue: Catalogue) -> Basis:
    wording = say(f"basis_{_form(act)}", **_facts(act))
    missing = [] if act.title or _form(act) == "law" else [say("basis_title_missing")]
    if not act.issued and _form(act) != "law":
        missing.append(say("basis_date_missing"))
    return Basis(act, wording, validity(act, day, catalogue), " ".join(missing))


def _form(act: Act) -> str:
    if _is_party(act):
        return "party"
    return "law" if act.kind in ("luật", "bộ luật") else "act"


def _facts(act: Act) -> dict[str, Any]:
    """Return what a wording needs; "……" stands for what no source gives."""
    if _form(act) == "law":
        own = max((n for n in act.names if n.lower().startswith(act.kind)), key=len, default="")
        title = act.title or own
        named = title if title.lower().startswith(act.kind) else f"{act.kind.capitalize()} {title}"
        return {"law": named if act.title else own}
    return {
        "kind": act.kind.capitalize(),
        "number": act.number,
        "day": _spoken(act.issued) if act.issued else "……",
        "issuer": act.issuer or "……",
        "title": _about(act.title) if act.title else "……",
    }


def _about(title: str) -> str:
    """Return a title as it follows the issuer: "quy định …", but "về Chương trình …"."""
    verbs = tuple(fold(verb) for verb in load_toml("structure.toml")["verbs"]["titles"])
    if fold(title).startswith(verbs):
        return f"{title[:1].lower()}{title[1:]}"
    return f"về {title}"


def _spoken(day: date) -> str:
    """Return a day as it stands in a plan; days below 10 and January and February get a zero.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: "05 tháng 4 năm 2016".
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"
