"""The values of law: acts, what happened to them, references to them, their standing on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ValidityStatus(StrEnum):
    """The standing of an act on a day."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    EXPIRED = "expired"
    PERIOD_ENDED = "period_ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an act.

    Attributes:
        what: "amended", "replaced", "authority_moved", "phase_ended" or "part_later".
        by: Id of the act that did it, "" when none is known.
        since: The first day of it (of "phase_ended": the last day of the phase); None: unknown.
        scope: What it concerns, in a few words.
        not_before: The earliest day it can have happened, where no source gives `since`.
        confidence: Number of independent sources.
    """

    what: str
    by: str
    since: date | None
    scope: str
    sources: tuple[str, ...]
    confidence: int
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A legal document. "", None and () stand for what no source says.

    Attributes:
        id: Kind, number and year: "nd-144-2013".
        kind: In Vietnamese, lower case: "nghị định".
        number: Số ký hiệu, as printed: "144/2013/NĐ-CP".
        title: Trích yếu.
        names: Other names by which texts cite it.
        period: First and last year of a programme, as far as they are known.
        basis_for: Kinds of plan that cite it as căn cứ.
        status: "in_force", "expired" or "unknown": what the sources said on `checked_on`, events
            left aside.
        found: What was found of its status, in a sentence.
        confidence: Number of independent sources; 0: only named.
        corrected: Who of the office corrected the record, and when; "" for nobody.
        about: What it is about in our words, where no source gives the title.
    """

    id: str
    kind: str
    number: str
    year: int | None
    issuer: str
    issued: date | None
    title: str
    names: tuple[str, ...]
    in_force_from: date | None
    topics: tuple[str, ...]
    period: tuple[int | None, int | None] | None
    basis_for: tuple[str, ...]
    status: str
    found: str
    sources: tuple[str, ...]
    confidence: int
    checked_on: date
    note: str
    events: tuple[Event, ...]
    corrected: str = ""
    about: str = ""

    @property
    def label(self) -> str:
        """How a text names it: "Nghị định số 144/2013/NĐ-CP", "Luật Trẻ em số 102/2016/QH13"."""
        named = self.title or self.kind.capitalize()
        kind = named if self.kind in ("luật", "bộ luật") else self.kind.capitalize()
        if self.kind in ("luật", "bộ luật") and not kind.lower().startswith(self.kind):
            kind = f"{self.kind.capitalize()} {kind}"
        return f"{kind} số {self.number}" if self.number else (self.title or kind)


@dataclass(frozen=True, slots=True)
class Validity:
    """The standing of an act on a day.

    Attributes:
        by: The act that replaced or amended it.
        since: The day since which this is so; None when no source gives it.
        confidence: Number of independent sources for it.
        reason: Why it is unknown: "not_issued", "not_yet", "unverified", "date_unknown"; "" else.
    """

    status: ValidityStatus
    by: Act | None
    since: date | None
    checked_on: date
    confidence: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LegalReference:
    """A citation of a legal document in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last one.
        text: As printed.
        kind: In Vietnamese; "" when not written.
        number: Digits of the number, "" for an act cited by name.
        year: None when neither number nor date nor name gives it.
        place: "Điều 90 khoản 4", "" for the whole act.
        acts: Ids of the acts it can mean; several: ambiguous; none: not in the catalogue.
    """

    start: int
    end: int
    text: str
    kind: str
    number: str
    year: int | None
    place: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """What a provision says, in our own words: never a quotation.

    Attributes:
        act: Id of the act.
        place: "Điều 90 khoản 4".
        title: Heading of the article.
        source: The article it was written from.
    """

    act: str
    place: str
    title: str
    digest: str
    bodies: tuple[str, ...]
    topics: tuple[str, ...]
    deadline: str
    source: str
    checked_on: date
    confidence: int
