"""What a question wants, and the words with which it says so."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from retrieval.corpus import load_toml
from retrieval.text import fold


class Intent(StrEnum):
    """What a question wants."""

    RESPONSIBILITY = "responsibility"
    DUTIES = "duties"
    DEADLINE = "deadline"
    TARGET = "target"
    LEGAL = "legal"
    BUDGET = "budget"
    THEME = "theme"
    CONTENTS = "contents"
    DRAFT = "draft"
    SMALLTALK = "smalltalk"
    OUT_OF_SCOPE = "out_of_scope"


@cache
def _patterns() -> tuple[tuple[Intent, tuple[re.Pattern[str], ...]], ...]:
    rows = load_toml("questions.toml")["intents"]
    return tuple(
        (Intent(row["name"]), tuple(re.compile(pattern) for pattern in row["patterns"]))
        for row in rows
    )


def find_intent(text: str) -> tuple[Intent | None, str]:
    """Return the intent of a question and the question without the words that show it.

    The intent is None when no pattern matches: the question only names its matter.
    """
    folded = fold(text)
    for intent, patterns in _patterns():
        matches = [match for pattern in patterns if (match := pattern.search(folded))]
        if matches:
            return intent, _without(text, folded, intent)
    return None, text


@cache
def form_words(intent: Intent | None, *, folded: bool) -> frozenset[str]:
    """Return the words with which an intent is put: they tell little of the matter."""
    rows = load_toml("questions.toml")["intents"]
    words = {word for row in rows if row["name"] == intent for word in row.get("words", ())}
    return frozenset(map(fold, words)) if folded else frozenset(words)


def _without(text: str, folded: str, intent: Intent) -> str:
    """Cut the cues of an intent (and of "who") out; a theme or target is part of the matter."""
    if len(folded) != len(text) or intent not in (Intent.RESPONSIBILITY, Intent.DUTIES):
        return text
    keep = [True] * len(text)
    for name, patterns in _patterns():
        if name in (Intent.RESPONSIBILITY, Intent.DUTIES):
            for pattern in patterns:
                for match in pattern.finditer(folded):
                    if len(match.group()) < 0.7 * len(text) or intent is name:
                        keep[match.start() : match.end()] = [False] * len(match.group())
    return "".join(ch if kept else " " for ch, kept in zip(text, keep, strict=True))
