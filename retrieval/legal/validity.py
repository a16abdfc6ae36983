"""The standing of an act on a day."""

from __future__ import annotations

from datetime import date

from retrieval.legal.catalogue import Catalogue
from retrieval.legal.types import Act, Event, Validity, ValidityStatus

VERIFIED = 2
"""Independent sources without which nothing is told as sure: one may be mistaken."""


def validity(act: Act, day: date, catalogue: Catalogue) -> Validity:
    """Return the standing of an act on a day.

    What a day later brought is not held against the act; what no source dates is unknown for the
    days on which it may have happened. A programme whose period is over has ended even where no
    source says that its act was repealed.

    Args:
        act: Of the catalogue.
        day: The day asked about.
        catalogue: Knows the acts that replaced or amended it.
    """
    if _not_issued(act, day):
        return _unknown(act, "not_issued")
    if replaced := _replaced(act, day, catalogue):
        return replaced
    if act.in_force_from and day < act.in_force_from:
        return _unknown(act, "not_yet", since=act.in_force_from)
    phases = [event for event in act.events if event.what == "phase_ended" and event.since]
    if phases and (last := phases[-1]).since is not None and last.since < day:
        return _by(ValidityStatus.PERIOD_ENDED, act, last, catalogue)
    if until := _until_replaced(act, day, catalogue):
        return Validity(ValidityStatus.IN_FORCE, None, act.in_force_from, act.checked_on, until)
    open_ = (act.status == "unknown" and not phases) or _undated(act, day)
    if open_ or act.confidence < VERIFIED:
        return _unknown(act, "unverified")
    amended = [e for e in act.events if e.what == "amended" and begun(act, e, day, catalogue)]
    if amended:
        return _by(ValidityStatus.AMENDED, act, amended[-1], catalogue)
    status = ValidityStatus.IN_FORCE
    return Validity(status, None, act.in_force_from, act.checked_on, act.confidence)


def begun(act: Act, event: Event, day: date, catalogue: Catalogue) -> bool:
    """Say whether an event had happened; without a date, as soon as it can have."""
    if event.since is not None:
        return event.since <= day
    by = catalogue.get(event.by)
    return day >= act.checked_on if by is None or by.issued is None else day >= by.issued


def _not_issued(act: Act, day: date) -> bool:
    if act.issued is not None:
        return day < act.issued
    return act.year is not None and day.year < act.year


def _undated(act: Act, day: date) -> bool:
    """Say whether an act may not have been there yet: in its own year, no day of which is known."""
    known = act.issued or act.in_force_from
    return known is None and act.year == day.year and day < act.checked_on


def _replaced(act: Act, day: date, catalogue: Catalogue) -> Validity | None:
    for event in act.events:
        if event.what != "replaced":
            continue
        if event.since and event.since > day:
            return None
        if event.since or day >= act.checked_on:
            return _by(ValidityStatus.EXPIRED, act, event, catalogue)
        if event.not_before and day < event.not_before:
            return None
        by = catalogue.get(event.by)
        if by is None or not _not_issued(by, day):
            return _unknown(act, "date_unknown")
    if act.status == "expired" and not any(event.what == "replaced" for event in act.events):
        return _unknown(act, "date_unknown")
    return None


def _until_replaced(act: Act, day: date, catalogue: Catalogue) -> int | None:
    """Return how sure a replacement is that came after a day: until then the act held.

    The first day of the act that replaced it, if it is the day of the replacement, is as sure.
    """
    there = act.in_force_from or (date(act.year, 12, 31) if act.year else None)
    if there is None or there >= day or any(event.what != "replaced" for event in act.events):
        return None
    for event in act.events:
        by = catalogue.get(event.by)
        begins = by.confidence if by and by.in_force_from == event.since else 0
        sure = max(event.confidence, begins)
        if event.since and event.since > day and sure >= VERIFIED:
            return VERIFIED
    return None


def _by(status: ValidityStatus, act: Act, event: Event, catalogue: Catalogue) -> Validity:
    by = catalogue.get(event.by) if event.by else None
    return Validity(status, by, event.since, act.checked_on, event.confidence)


def _unknown(act: Act, reason: str, *, since: date | None = None) -> Validity:
    return Validity(
        ValidityStatus.UNKNOWN, None, since, act.checked_on, act.confidence, reason=reason
    )


def successor_act(act: Act, day: date, catalogue: Catalogue) -> Act:
    """Return the act of the same kind that took an act's place by a day, else that act."""
    standing = validity(act, day, catalogue)
    heir = standing.by if standing.status is ValidityStatus.EXPIRED else None
    return heir if heir is not None and heir.kind == act.kind else act
