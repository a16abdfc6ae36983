"""Other words for the plans' words, from the files of corpus/ that a person edits."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.encoder.base import EncoderError
from retrieval.encoder.pairs import Pair
from retrieval.text import syllables

JOINT = " ; "
"""Stands between phrases that one text joins."""

Others = Mapping[tuple[str, ...], tuple[str, ...]]
"""By the syllables of a phrase of plans: what people say for it, in any order."""

Said = tuple[Sequence[str], Sequence[str]]
"""Phrases of plans, and what people say for any of them."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What may stand for a phrase of a plan in a question.

    Attributes:
        everyday: Everyday words, short forms and other names by phrase.
        english: English terms by phrase.
        fillers: Vietnamese words that carry no matter.
        english_fillers: English words that carry no matter.
        pairs: What people say, each with the phrases of plans that it stands for.
    """

    everyday: Others
    english: Others
    fillers: tuple[str, ...]
    english_fillers: tuple[str, ...]
    pairs: tuple[Pair, ...]


def read_lexicon(corpus: Path) -> Lexicon:
    """Read synonyms, topics, bodies, abbreviations, glossary and question words of a folder.

    Raises:
        EncoderError: One of the files is missing or is not what it should be
            ("field_unreadable").
    """
    said = [*_synonyms(corpus), *_topics(corpus), *_bodies(corpus), *_abbreviations(corpus)]
    terms = [([full], [term]) for term, full in _table(corpus, "glossary.toml", "terms").items()]
    words = _table(corpus, "questions.toml", "words")
    return Lexicon(
        everyday=_others(said),
        english=_others(terms),
        fillers=tuple(words["stop"]),
        english_fillers=tuple(words["english_stop"]),
        pairs=tuple(dict.fromkeys(_pairs([*said, *terms]))),
    )


def _synonyms(corpus: Path) -> list[Said]:
    rows = _table(corpus, "synonyms.toml", "synonyms")
    return [(row["plan"], row["asked"]) for row in rows]


def _topics(corpus: Path) -> list[Said]:
    """Return each topic's phrases, which also stand for each other."""
    rows = _table(corpus, "topics.toml", "topics")
    return [(row["phrases"], [*row["asked"], *row["phrases"]]) for row in rows]


def _bodies(corpus: Path) -> list[Said]:
    rows = _table(corpus, "bodies.toml", "bodies")
    return [([row["name"], *row["aliases"]], row["aliases"]) for row in rows]


def _abbreviations(corpus: Path) -> list[Said]:
    table = _table(corpus, "abbreviations.toml", "abbreviations")
    return [([full], [short]) for short, full in table.items()]


def _table(corpus: Path, name: str, key: str) -> Any:
    try:
        return tomllib.loads((corpus / name).read_text(encoding="utf-8"))[key]
    except (OSError, ValueError, KeyError) as error:
        raise EncoderError("field_unreadable", name=name, reason=repr(error)) from error


def _others(said: Iterable[Said]) -> Others:
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for phrases, others in said:
        for phrase in phrases:
            known = found.setdefault(tuple(syllables(phrase)), {})
            known.update(dict.fromkeys(other for other in others if other != phrase))
    return {phrase: tuple(others) for phrase, others in found.items() if phrase and others}


def _pairs(said: Iterable[Said]) -> Iterable[Pair]:
    for phrases, others in said:
        text = JOINT.join(phrases)
        yield from (Pair(other, (), text) for other in others)
