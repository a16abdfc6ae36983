"""Quotations: a verbatim part of a clause that bears on the question, without personal data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.privacy import without_private
from retrieval.query.concepts import Concept
from retrieval.text import fold, syllables

LONGEST_QUOTE = 240
"""Characters; a longer clause is quoted in part, in whole sentences."""
LONGEST_SENTENCE = 420
"""Characters; a longer sentence is cut at its commas."""

_WEIGHTS = {(True, False): 1, (True, True): 1, (False, False): 4, (False, True): 8}
"""What showing a concept is worth, by whether it is weak and whether it is a topic."""
SENTENCE_END = re.compile(r"(?<=[.;!?…])\s+")
"""Where a clause is parted into sentences."""


def quote_of(text: str, concepts: Sequence[Concept] = (), *, longest: int = LONGEST_QUOTE) -> str:
    """Return what to quote of a clause: all of it, or the sentences that bear on the question."""
    public = without_private(text)
    if len(public) <= longest:
        return public
    sentences = SENTENCE_END.split(public)
    scores = [_bearing(sentence, concepts) for sentence in sentences]
    first = max(range(len(sentences)), key=lambda i: (scores[i], -i))
    last, length = first, len(sentences[first])
    while last + 1 < len(sentences) and length + len(sentences[last + 1]) + 1 <= longest:
        last += 1
        length += len(sentences[last]) + 1
    start = public.find(sentences[first])
    end = public.find(sentences[last], start) + len(sentences[last])
    return _clipped(public[start:end], concepts, max(longest, LONGEST_SENTENCE))


def _bearing(sentence: str, concepts: Sequence[Concept]) -> int:
    spoken = f" {' '.join(syllables(sentence))} "
    both = f"{spoken}{fold(spoken)}"
    shown = (c for c in concepts if any(f" {phrase} " in both for phrase in c.phrases))
    return sum(_WEIGHTS[concept.weak, bool(concept.topic)] for concept in shown)


def _clipped(sentence: str, concepts: Sequence[Concept], longest: int) -> str:
    """Cut an overlong sentence at a comma or space, around what bears on the question."""
    if len(sentence) <= longest:
        return sentence
    plain = fold(sentence)
    same = len(plain) == len(sentence)
    at = min(
        (
            found
            for concept in concepts
            for phrase in concept.phrases
            if same and (found := plain.find(fold(phrase))) >= 0
        ),
        default=0,
    )
    start = max(0, at - longest // 2)
    if start:
        comma = sentence.find(", ", start, at)
        start = comma + 2 if comma >= 0 else sentence.find(" ", start) + 1
    end = min(len(sentence), start + longest)
    if end < len(sentence):
        comma = sentence.rfind(", ", start + longest // 2, end)
        end = comma if comma >= 0 else sentence.rfind(" ", start, end)
    return sentence[start:end].strip(" ,;")
