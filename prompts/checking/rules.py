"""The rules of corpus/rules.toml: what each wants, why, and how much it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from prompts.checking.types import Severity
from retrieval.corpus import load_toml


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: "form.margin".
        says: The rule, one sentence.
        basis: Who wants it.
        fix: What to do, one sentence.
        place: Where of a sample plan its examples stand, "" for none.
        bad: An example that breaks it.
        good: An example that keeps it.
    """

    id: str
    severity: Severity
    says: str
    basis: str
    fix: str
    place: str
    bad: str
    good: str


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return the rules by id, in the order of the file."""
    rows = load_toml("rules.toml")["rules"]
    return {row["id"]: Rule(**{**row, "severity": Severity(row["severity"])}) for row in rows}
