"""The values that travel through retrieval: documents, blocks, clauses, rankings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

LAW = "luat"
"""Kind of a document that is law, not a plan."""


class BlockType(StrEnum):
    """What a stretch of a document is. Every non-blank character lies in exactly one block."""

    CLAUSE = "clause"
    HEADING = "heading"
    HEADER = "header"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    NOISE = "noise"


class Role(StrEnum):
    """What the section of a clause is for."""

    OPENING = "opening"
    PURPOSE = "purpose"
    TARGET = "target"
    THEME = "theme"
    TASK = "task"
    SOLUTION = "solution"
    BUDGET = "budget"
    ASSIGNMENT = "assignment"
    REPORTING = "reporting"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found in a clause when it was parsed.

    Attributes:
        label: The heading or inline label of the body that must act, as printed; None when the
            plan gives the task to nobody.
        bodies: The bodies that the label or the subject of the sentence lists.
        coordinating: Other bodies that the clause names as partners.
        leads: Whether the text says "chủ trì".
        references: Documents cited: "56/2017/NĐ-CP", "06/QĐ-TTg (2019)".
        deadlines: ISO dates; "--05-15" when the year is not written.
        targets: Quantities with their unit, as printed: "65%".
    """

    label: str | None = None
    bodies: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    leads: bool = False
    references: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document.

    Attributes:
        path: Where it stands, as an official would point: "V.1.2 gạch 3".
        trail: Texts of the headings above it, outermost first.
        start: Offset of its first character in the document's text.
        end: Offset behind its last character.
        text: Its text without number, bullet, line wraps and page numbers, composed (NFC).
    """

    type: BlockType
    path: str
    start: int
    end: int
    text: str
    role: Role | None = None
    trail: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True)
class Document:
    """A plan of the library. Empty strings and None stand for what its text does not say.

    Attributes:
        id: The stem of its file, in ASCII.
        kind: "cong-tac-tre-em", "thang-hanh-dong", "chuong-trinh-hanh-dong", "khac" or, of a law,
            `LAW`.
        number: Số ký hiệu, as printed: "790/KH-UBND".
        unit: The authority whose plan it is: "xã Nghĩa Thương".
        level: "commune", "district", "province" or "".
        date: ISO date of issue, or "" when the text lost it.
        origin: "shipped" or "added".
    """

    id: str
    title: str
    kind: str = "khac"
    number: str = ""
    issuer: str = ""
    unit: str = ""
    level: str = ""
    province: str = ""
    year: int | None = None
    date: str = ""
    sha256: str = ""
    origin: str = "added"


@dataclass(frozen=True, slots=True)
class Clause:
    """The unit of retrieval: one clause of one document.

    Attributes:
        position: Its place among the document's blocks, from 0.
    """

    document: Document
    position: int
    block: Block

    @property
    def key(self) -> str:
        """Identity within the library: "2025-xa-nghia-thuong#42"."""
        return f"{self.document.id}#{self.position}"

    @property
    def text(self) -> str:
        """The text of the clause."""
        return self.block.text

    @property
    def path(self) -> str:
        """Where the clause stands."""
        return self.block.path

    @property
    def facts(self) -> Facts:
        """What was found in the clause."""
        return self.block.facts


@dataclass(frozen=True, slots=True)
class ScoredClause:
    """A clause with its score.

    Attributes:
        score: From 0 to 1; the share of the question that the clause covers.
    """

    clause: Clause
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Clauses for one query, best first. A clause's rank is its position, from 1."""

    hits: tuple[ScoredClause, ...]

    def __iter__(self) -> Iterator[ScoredClause]:
        """Yield the hits, best first."""
        return iter(self.hits)
