"""The standing of an act, in a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from prompts.answering.types import Citation
from prompts.wording import say
from retrieval.legal import VERIFIED, Act, Catalogue, Validity, ValidityStatus, validity
from retrieval.types import LAW, Block, BlockType, Clause, Document


def tell_standing(act: Act, day: date, catalogue: Catalogue) -> str:
    """Return what holds of an act on a day, with the day it was checked and how surely."""
    standing = validity(act, day, catalogue)
    issued = f" ngày {spoken(act.issued)}" if act.issued else ""
    head = say("law_act", label=f"{act.label}{issued}", title=_title(act))
    body = _sentence(act, standing)
    doubt = "law_checked_doubtful" if standing.confidence < VERIFIED else "law_checked"
    checked = say(doubt, day=spoken(standing.checked_on))
    moved = [
        say("law_moved", scope=event.scope)
        for event in act.events
        if event.what == "authority_moved" and (event.since is None or event.since <= day)
    ]
    found = [act.found] if standing.reason == "unverified" else []
    return " ".join([head, body, *found, *_replaces(act, day, catalogue), *moved, checked])


def _replaces(act: Act, day: date, catalogue: Catalogue) -> list[str]:
    """Return a sentence with the acts that an act replaced by a day."""
    old = [
        other.label
        for other in catalogue
        for event in other.events
        if event.what == "replaced" and event.by == act.id and (event.since or day) <= day
    ]
    return [say("law_replaces", acts="; ".join(old))] if old else []


def _title(act: Act) -> str:
    if not act.title or act.title in act.label:
        return ""
    return f" ({act.title[:1].lower()}{act.title[1:]})"


def _sentence(act: Act, standing: Validity) -> str:
    by = standing.by.label if standing.by else ""
    since = spoken(standing.since) if standing.since else ""
    match standing.status:
        case ValidityStatus.EXPIRED:
            name = "law_expired" if since else "law_expired_undated"
            known: dict[str, Any] = {"since": since} if since else {}
            said = say(name, **known)
            return f"{said} {say('law_replaced', by=by)}" if by else said
        case ValidityStatus.PERIOD_ENDED:
            return say("law_period_ended", since=since)
        case ValidityStatus.AMENDED:
            return say("law_amended", by=by, scope=_scope(act, standing))
        case ValidityStatus.IN_FORCE:
            return say("law_in_force", since=f" từ {since}" if since else "")
    not_yet: dict[str, Any] = {"since": since} if since else {}
    return say(f"law_{standing.reason}", **not_yet)


def _scope(act: Act, standing: Validity) -> str:
    by = standing.by.id if standing.by else ""
    amended = [event for event in act.events if event.what == "amended" and event.by == by]
    since = f" từ {spoken(standing.since)}" if standing.since else ""
    scope = f": {amended[-1].scope}" if amended and amended[-1].scope else ""
    return f"{since}{scope}"


def cite_act(n: int, act: Act, text: str, place: str, day: date, catalogue: Catalogue) -> Citation:
    """Return a citation of an act or a provision, told in our own words."""
    document = Document(
        id=act.id, title=act.label, kind=LAW, number=act.number, issuer=act.issuer, year=act.year
    )
    block = Block(BlockType.CLAUSE, place, 0, 0, text)
    standing = validity(act, day, catalogue)
    return Citation(n, Clause(document, 0, block), text, 1.0, digest=True, validity=standing)


def spoken(day: date) -> str:
    """Return a day as officials write it: "01/01/2022"."""
    return f"{day:%d/%m/%Y}"
