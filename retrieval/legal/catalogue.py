"""The catalogue of legal documents: corpus/laws.toml and what the office corrected of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from retrieval.corpus import load_toml
from retrieval.errors import RetrievalError
from retrieval.legal.types import Act, Event
from retrieval.text import fold

REQUIRED = ("id", "kind", "number", "status", "found", "sources", "confidence", "checked_on")
STATUSES = ("in_force", "expired", "unknown")
EVENTS = ("amended", "replaced", "authority_moved", "phase_ended", "part_later")


class CatalogueError(RetrievalError):
    """A record of the catalogue cannot be used.

    RetrievalError
    └── CatalogueError
            "law_field_missing"  id, field
            "law_field_wrong"    id, field, value
            "law_twice"          id
            "laws_unreadable"    name, reason
    """


class Catalogue:
    """Acts by id.

    Args:
        acts: Each with its own id.
    """

    def __init__(self, acts: Sequence[Act]) -> None:
        self._acts: dict[str, Act] = {}
        for act in acts:
            if act.id in self._acts:
                raise CatalogueError("law_twice", id=act.id)
            self._acts[act.id] = act

    def __iter__(self) -> Iterator[Act]:
        """Yield the acts in the order of the catalogue."""
        return iter(self._acts.values())

    def get(self, act_id: str) -> Act | None:
        """Return an act by id."""
        return self._acts.get(act_id)

    def among(self, ids: Iterable[str]) -> list[Act]:
        """Return the acts of these ids, in the order given; unknown ones are left out."""
        return [self._acts[act_id] for act_id in ids if act_id in self._acts]

    def replaced_by(self, act: Act) -> list[tuple[Act, Event]]:
        """Return the acts that an act replaces, on whatever day, each with the event."""
        return [
            (old, event)
            for old in self
            for event in old.events
            if event.what == "replaced" and event.by == act.id
        ]

    def search(self, words: str) -> tuple[Act, ...]:
        """Return the acts of which number, title, names or topics hold all the words."""
        wanted = fold(words).split()
        return tuple(act for act in self if all(word in _spoken(act) for word in wanted))

    def corrected(self, records: Sequence[Mapping[str, Any]]) -> Catalogue:
        """Return a catalogue with the office's records over those of the same id.

        Raises:
            CatalogueError: A record lacks a source or holds what it cannot.
        """
        acts = dict(self._acts)
        acts.update({(act := to_act(record)).id: act for record in records})
        return Catalogue(tuple(acts.values()))


def _spoken(act: Act) -> str:
    return fold(" ".join([act.kind, act.number, act.title, act.issuer, *act.names, *act.topics]))


@cache
def shipped_catalogue() -> Catalogue:
    """Return the catalogue of corpus/laws.toml."""
    return Catalogue([to_act(record) for record in load_toml("laws.toml")["acts"]])


def to_act(record: Mapping[str, Any]) -> Act:
    """Return the act of a record.

    Raises:
        CatalogueError: It has no source or confidence, or a value that cannot be.
    """
    name = str(record.get("id", "?"))
    if missing := [key for key in REQUIRED if key not in record]:
        raise CatalogueError("law_field_missing", id=name, field=missing[0])
    if not record["sources"]:
        raise CatalogueError("law_field_missing", id=name, field="sources")
    if record["status"] not in STATUSES:
        raise CatalogueError("law_field_wrong", id=name, field="status", value=record["status"])
    period = record.get("period")
    return Act(
        id=name,
        kind=record["kind"],
        number=record["number"],
        year=record.get("year"),
        issuer=record.get("issuer", ""),
        issued=_day(name, "issued", record.get("issued")),
        title=record.get("title", ""),
        names=tuple(record.get("names", ())),
        in_force_from=_day(name, "in_force_from", record.get("in_force_from")),
        topics=tuple(record.get("topics", ())),
        period=(period.get("from"), period.get("to")) if period else None,
        basis_for=tuple(record.get("basis_for", ())),
        status=record["status"],
        found=record["found"],
        sources=tuple(record["sources"]),
        confidence=int(record["confidence"]),
        checked_on=_day(name, "checked_on", record["checked_on"]) or date.min,
        note=record.get("note", ""),
        events=tuple(_event(name, event) for event in record.get("events", ())),
        corrected=record.get("corrected", ""),
        about=record.get("about", ""),
    )


def _event(name: str, record: Mapping[str, Any]) -> Event:
    if record.get("what") not in EVENTS:
        raise CatalogueError("law_field_wrong", id=name, field="what", value=record.get("what"))
    if not record.get("sources") or "confidence" not in record:
        raise CatalogueError("law_field_missing", id=name, field="events.sources")
    return Event(
        what=record["what"],
        by=record.get("by", ""),
        since=_day(name, "since", record.get("since")),
        scope=record.get("scope", ""),
        sources=tuple(record["sources"]),
        confidence=int(record["confidence"]),
        not_before=_day(name, "not_before", record.get("not_before")),
    )


def _day(name: str, field: str, value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise CatalogueError("law_field_wrong", id=name, field=field, value=value) from None
