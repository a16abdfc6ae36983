"""Personal data hidden behind placeholders before a text leaves the machine, and put back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from retrieval.masking.addresses import address_spans
from retrieval.masking.identifiers import identifier_spans
from retrieval.masking.persons import names_a_child, person_spans
from retrieval.masking.reading import Reading, read
from retrieval.masking.strangers import stranger_spans

__all__ = ["Masked", "mask", "names_a_child", "names_somebody", "unmask"]

_PLACEHOLDER = re.compile(r"⟦[PD]\d+⟧")
_SHORTEST_REPEAT = 2
"""Letters of a name that is hidden wherever it stands again in the conversation."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without personal data.

    Attributes:
        text: With "⟦P1⟧" for a person and "⟦D1⟧" for another identifier.
        originals: What each placeholder of the conversation so far stands for. It is personal
            data: it stays on the machine.
    """

    text: str
    originals: Mapping[str, str]


def mask(text: str, known: Mapping[str, str] | None = None, *, typed: bool = False) -> Masked:
    """Return a text with every person and personal identifier behind a placeholder.

    Args:
        text: What somebody wrote, with or without accents or capitals.
        known: `originals` of what was masked before in the conversation: the same words get the
            same placeholder, and are hidden here without any other sign.
        typed: Whether an official typed it, so that words of nobody's are better hidden too; in a
            document that is done in lines where somebody is named.
    """
    reading = read(text)
    people = [*person_spans(reading)]
    told = [*_told_before(reading, known or {})]
    people += stranger_spans(reading, [*people, *told]) if typed else _beside(reading, people)
    people += told
    data = [*identifier_spans(reading), *address_spans(reading, people)]
    data += [match.span() for match in _PLACEHOLDER.finditer(reading.text)]
    originals = dict(known or {})
    names = {original: name for name, original in originals.items()}
    parts: list[str] = []
    done = 0
    for start, end, kind in _merged(reading, data, people):
        original = text[start:end]
        if original not in names:
            number = sum(name.startswith(f"⟦{kind}") for name in originals) + 1
            names[original] = f"⟦{kind}{number}⟧"
            originals[names[original]] = original
        parts += (text[done:start], names[original])
        done = end
    return Masked("".join((*parts, text[done:])), MappingProxyType(originals))


def names_somebody(text: str) -> bool:
    """Say whether a typed message names anybody, or has words that may be somebody's name."""
    reading = read(text)
    people = person_spans(reading)
    return bool(people or stranger_spans(reading, people))


def unmask(text: str, originals: Mapping[str, str]) -> str:
    """Return a text with what placeholders stand for put back; an unknown one is left."""
    return _PLACEHOLDER.sub(lambda match: originals.get(match[0], match[0]), text)


def _told_before(reading: Reading, known: Mapping[str, str]) -> Iterable[tuple[int, int]]:
    """Yield where names hidden before in the conversation stand again."""
    for name, original in known.items():
        if name.startswith("⟦P") and _is_telling(original):
            pattern = rf"(?<![^\W_]){re.escape(read(original).text)}(?![^\W_])"
            yield from (match.span() for match in re.finditer(pattern, reading.text))


def _beside(reading: Reading, people: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return words like names in the lines of a document where somebody is named."""
    strangers = stranger_spans(reading, people, like_names=True) if people else []
    lines = {reading.text.count("\n", 0, start) for start, _ in people}
    return [span for span in strangers if reading.text.count("\n", 0, span[0]) in lines]


def _is_telling(name: str) -> bool:
    """Say whether a name is one wherever it stands: not "an", which is in "an toàn" too."""
    return len(name) >= _SHORTEST_REPEAT and (" " in name or name[0].isupper())


def _merged(
    reading: Reading, data: Iterable[tuple[int, int]], people: Iterable[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    """Return spans of the text as given with their kinds, in order, none touching another."""
    spans = [(*reading.original(*span), "D") for span in data]
    spans += [(*reading.original(*span), "P") for span in people]
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans):
        if merged and start < merged[-1][1]:
            first, last, kept = merged[-1]
            merged[-1] = (first, max(last, end), kept if last - first >= end - start else kind)
        else:
            merged.append((start, end, kind))
    return merged
