"""The words of corpus/structure.toml, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.corpus import load_toml
from retrieval.text import UPPER
from retrieval.types import Role


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns that match at the position they are tried at, whatever the case.

    Attributes:
        head: The first words of a body's name.
        request: "Đề nghị", "Giao" before a body.
        collective: A title before the bodies it covers.
        tail: Words behind which nothing belongs to a name.
        verb: The first words of a task.
        no_body: Headings of an assignment that name no body.
        opening: How the paragraph behind a title begins.
        closing: How the paragraph behind the last section begins.
        name: Names of a document.
        annex: Names of what is attached to a document.
        roles: Role and the phrases of a heading that show it, in order of precedence.
    """

    head: re.Pattern[str]
    request: re.Pattern[str]
    collective: re.Pattern[str]
    tail: re.Pattern[str]
    verb: re.Pattern[str]
    no_body: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    name: re.Pattern[str]
    annex: re.Pattern[str]
    roles: tuple[tuple[Role, re.Pattern[str]], ...]


@cache
def lexicon() -> Lexicon:
    """Return the compiled words."""
    data = load_toml("structure.toml")
    bodies, verbs = data["bodies"], data["verbs"]
    return Lexicon(
        head=_alternatives(bodies["heads"]),
        request=_alternatives(bodies["requests"]),
        collective=_alternatives(bodies["collectives"]),
        tail=_alternatives(bodies["tails"]),
        verb=_alternatives(verbs["tasks"]),
        no_body=_alternatives(verbs["not_bodies"]),
        opening=_alternatives(data["openings"]["opening"]),
        closing=_alternatives(data["openings"]["closing"]),
        name=_alternatives(data["openings"]["names"]),
        annex=_alternatives(data["openings"]["annexes"]),
        roles=tuple((Role(row["role"]), _alternatives(row["phrases"])) for row in data["roles"]),
    )


def _alternatives(phrases: list[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(_phrase(phrase) for phrase in ordered) + ")")


def _phrase(phrase: str) -> str:
    """Return a pattern: case ignored, spaces of any length, "^" a word with a capital."""
    words = [
        f"(?=[{UPPER}])" if word == "^" else f"(?i:{re.escape(word)})" for word in phrase.split()
    ]
    ends_in_word = not phrase.endswith((" ", "^", ",")) and phrase[-1].isalpha()
    glued = r"\s+".join(words)
    return glued + (
        r"(?!\w)"
        if ends_in_word and len(phrase) > 2 and not phrase.endswith(("lđ", "mttq"))
        else ""
    )


def begins_with_verb(text: str) -> bool:
    """Say whether a text begins as a task does: "Chủ trì …"."""
    return lexicon().verb.match(text) is not None


def begins_with_body(text: str) -> bool:
    """Say whether a text begins with a body's name: "Phòng Tư pháp …"."""
    return lexicon().head.match(text) is not None
