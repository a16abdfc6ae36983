"""What a review finds, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from prompts.word.changes import Change


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule has hit; `Finding` is a hit with what its rule says.

    Attributes:
        rule: Id of the rule.
        found: What is there.
        expected: What should be there; "" when nobody knows.
        basis: Of this hit, "" for the rule's own.
        fix: Of this hit, "" for the rule's own.
        where: "" for the place of `start`.
    """

    rule: str
    found: str
    expected: str = ""
    start: int = -1
    end: int = -1
    changes: tuple[Change, ...] = ()
    basis: str = ""
    fix: str = ""
    where: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that will be sent back.

    Attributes:
        rule: Id of the rule: "reference.expired".
        where: "II.1 gạch 2", "header", "trang".
        found: What is there.
        expected: What should be there; "" when nobody knows.
        fix: What to do, one sentence.
        start: Offset of what is there in the text; -1 for the pages.
        end: Offset behind it.
        changes: What mends it with certainty; () where a person must decide.
    """

    rule: str
    severity: Severity
    where: str
    found: str
    expected: str
    basis: str
    fix: str
    start: int = -1
    end: int = -1
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The review of one draft; findings with the heaviest first, then in reading order."""

    name: str
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)
