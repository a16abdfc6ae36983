"""What a draft is made of: a request, paragraphs with their origins, questions that can wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from prompts.word.paper import Level


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be drafted.

    Attributes:
        kind: "cong-tac-tre-em" or "thang-hanh-dong".
        unit: "xã Bình Minh".
        level: "commune" or "province".
        province: "tỉnh Quảng Ngãi"; of a province its own name.
        year: Of the plan.
        day: On which acts must be in force and bodies exist.
        variables: What the user gave, by name.
        parent: The plan of the authority above, as cited; "" while there is none.
        fullness: -1 for fewer paragraphs than usual, 1 for more.
    """

    kind: str
    unit: str
    level: str
    province: str
    year: int
    day: date
    variables: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    fullness: int = 0

    @property
    def word(self) -> str:
        """The word for its level: "xã", "phường", "đặc khu", "tỉnh", "thành phố"."""
        words = ("đặc khu", "thành phố", "thị trấn")
        return next((w for w in words if self.unit.lower().startswith(w)), self.unit.split()[0])

    @property
    def issuer(self) -> str:
        """The body that issues it."""
        return f"Ủy ban nhân dân {self.unit}"

    @property
    def above(self) -> str:
        """The authority to which it reports."""
        return f"Ủy ban nhân dân {self.province}" if self.level == "commune" else "Bộ Y tế"

    @property
    def hamlet(self) -> str:
        """What its parts are called."""
        return "thôn" if self.word == "xã" else "tổ dân phố"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paragraph comes from.

    Attributes:
        type: "plan", "law", "user", "template" or "model".
        document: Id of the plan or act; "" for none.
        path: Its place there.
        quote: Verbatim part of the source; None where there is none.
    """

    type: str
    document: str = ""
    path: str = ""
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """One paragraph of a draft.

    Attributes:
        text: With its number or bullet.
        flags: "needs_confirmation", "body_reorganised", "reference_replaced", "blank".
        body: Who must act, in an assignment; "" elsewhere.
        partners: Who takes part.
    """

    text: str
    level: Level
    origins: tuple[Origin, ...]
    flags: tuple[str, ...] = ()
    bold: bool = False
    body: str = ""
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a draft.

    Attributes:
        state: "drafted", "empty", "edited" or "locked".
        changed: Whether a person changed it, so that only he has it written anew.
    """

    id: str
    heading: str
    basis: str
    paragraphs: tuple[Drafted, ...]
    state: str = "drafted"
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the user may still tell; offers are from other plans and never written by themselves."""

    variable: str
    ask: str
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole plan."""

    request: Request
    title: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
