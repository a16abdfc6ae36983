"""What an answer would have to be: a sum of money, a telephone number, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.corpus import load_toml
from retrieval.text import fold


@dataclass(frozen=True, slots=True)
class Want:
    """A kind of answer.

    Attributes:
        never: Whether it is not given at all, whatever the plans hold.
        holds: What a clause must hold to give it.
    """

    name: str
    asked: re.Pattern[str]
    excepted: re.Pattern[str] | None
    never: bool
    holds: re.Pattern[str] | None


@cache
def _wants() -> tuple[Want, ...]:
    return tuple(
        Want(
            name=row["name"],
            asked=re.compile("|".join(row["patterns"])),
            excepted=re.compile("|".join(row["except"])) if "except" in row else None,
            never=row.get("never", False),
            holds=re.compile(row["holds"]) if "holds" in row else None,
        )
        for row in load_toml("questions.toml")["wants"]
    )


def find_want(text: str) -> Want | None:
    """Return the kind of answer that a question wants if it is one of a special kind."""
    folded = fold(text)
    for want in _wants():
        if want.asked.search(folded) and not (want.excepted and want.excepted.search(folded)):
            return want
    return None
