"""What a question is about: concepts, each with the phrases that would show it in a clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from retrieval.corpus import load_toml
from retrieval.query.initials import is_unreadable, readings
from retrieval.query.words import listed_words
from retrieval.text import fold, has_accents, syllables


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a clause must hold to be about the question.

    Attributes:
        words: As the question has it, tokens joined by a space.
        phrases: Any of them shows the concept; tokens joined by a space.
        topic: Id in corpus/topics.toml, "" for a plain word.
        beside: The concept with a neighbour in the question, each as two tokens: without accents
            a syllable alone is many words, and only a neighbour tells which.
        weak: Whether it tells little: a word of every second clause, an unknown abbreviation.
    """

    words: str
    phrases: tuple[str, ...]
    topic: str = ""
    beside: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter of children's affairs; all phrases are tokens joined by a space.

    Attributes:
        id: Short name, as in corpus/topics.toml.
        name: As plans write it.
        phrases: A clause that holds one is about the topic.
        asked: Other words by which people mean it.
        broader: Id of the topic that it is part of, "" for none.
    """

    id: str
    name: str
    phrases: tuple[str, ...]
    asked: tuple[str, ...]
    broader: str = ""

    def stands_in(self, text: str) -> bool:
        """Say whether a text holds one of the phrases."""
        spoken = f" {' '.join(syllables(text))} "
        return any(f" {phrase} " in spoken for phrase in self.phrases)


@cache
def topics() -> Mapping[str, Topic]:
    """Return the topics of corpus/topics.toml by id."""
    return {row["id"]: _topic(row) for row in load_toml("topics.toml")["topics"]}


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(
        id=row["id"],
        name=row["name"],
        phrases=_spoken(row["phrases"]),
        asked=_spoken(row["asked"]),
        broader=row.get("broader", ""),
    )


def broader_topics(concepts: Sequence[Concept]) -> tuple[Topic, ...]:
    """Return the topics that those of the concepts are part of, each once."""
    found = dict.fromkeys(topics()[c.topic].broader for c in concepts if c.topic in topics())
    return tuple(topics()[id_] for id_ in found if id_)


def _spoken(phrases: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(syllables(phrase)) for phrase in phrases)


def find_concepts(text: str) -> tuple[Concept, ...]:
    """Return the concepts of a question's matter, in order.

    Words that belong to a topic are one concept with the topic's phrases; the others are concepts
    of their own; words that carry no matter are left out. What is left of a phrase that another
    cut ("nít" of "an toàn cho con | nít") tells little.
    """
    folded = not has_accents(text)
    tokens = syllables(text)
    taken: dict[int, tuple[int, Concept]] = {}
    cut: set[int] = set()
    for length in range(min(_longest(folded=folded), len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            phrase = " ".join(tokens[start : start + length])
            sets = _phrases(folded=folded).get(phrase)
            if sets and _overlaps(taken, start, start + length):
                cut.update(range(start, start + length))
            elif sets:
                taken[start] = (start + length, _concept(phrase, sets, folded=folded))
    stop, weak = listed_words("stop", folded=folded), listed_words("weak", folded=folded)
    for start, token in enumerate(tokens):
        if token not in stop and not _overlaps(taken, start, start + 1):
            phrases = (token, *readings(token, plain=folded))
            vague = start in cut or token in weak or (len(phrases) == 1 and is_unreadable(token))
            beside = _beside(tokens, start) if folded else ()
            taken[start] = (start + 1, Concept(token, phrases, beside=beside, weak=vague))
    merged: dict[str, Concept] = {}
    for _, (_, concept) in sorted(taken.items()):
        merged.setdefault(concept.topic or concept.words, concept)
    return tuple(merged.values())


def _beside(tokens: Sequence[str], at: int) -> tuple[str, ...]:
    return tuple(" ".join(pair) for pair in pairwise(tokens[max(0, at - 1) : at + 2]))


def _overlaps(taken: Mapping[int, tuple[int, Concept]], start: int, end: int) -> bool:
    return any(other < end and start < stop for other, (stop, _) in taken.items())


@cache
def _synonyms() -> tuple[Topic, ...]:
    """Return the sets of corpus/synonyms.toml; only everyday words lead into them."""
    rows = load_toml("synonyms.toml")["synonyms"]
    return tuple(Topic("", "", _spoken(row["plan"]), _spoken(row["asked"])) for row in rows)


@cache
def _phrases(*, folded: bool) -> Mapping[str, tuple[Topic, ...]]:
    """Return each phrase with the sets it leads into."""
    sets: dict[str, list[Topic]] = {}
    for topic in topics().values():
        for phrase in (*topic.phrases, *topic.asked):
            sets.setdefault(fold(phrase) if folded else phrase, []).append(topic)
    for synonym in _synonyms():
        for phrase in synonym.asked:
            sets.setdefault(fold(phrase) if folded else phrase, []).append(synonym)
    return {phrase: tuple(found) for phrase, found in sets.items()}


@cache
def _longest(*, folded: bool) -> int:
    """Return how many words the longest phrase has."""
    return max(len(phrase.split()) for phrase in _phrases(folded=folded))


def _concept(phrase: str, sets: Sequence[Topic], *, folded: bool) -> Concept:
    phrases = [other for found in sets for other in found.phrases]
    spoken = map(fold, phrases) if folded else iter(phrases)
    topic = next((found.id for found in sets if found.id), "")
    return Concept(phrase, tuple(dict.fromkeys((phrase, *spoken))), topic)
