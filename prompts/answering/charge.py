"""Who is in charge of children's affairs as a whole: the ministry, the department, the office."""

from __future__ import annotations

import re

from prompts.answering.cues import asks
from retrieval.legal import Matter, matters
from retrieval.query import Intent, Question
from retrieval.query.words import listed_words, write_out
from retrieval.text import fold, syllables

_SENTENCE_END = re.compile(r"[?!]\s+|\.\s+(?=[^\W\d])")
_PART_END = re.compile(r"[,;]\s+")
_ACT = re.compile(r"\b(?:cv|cong van|vb|van ban|so may)\b")
"""What is asked for is an act, such as the yearly letter of guidance, and not who is in charge."""
BESIDE = 1
"""Words that such a question may hold beside those that only name the field and its bodies."""


def in_charge(question: Question) -> tuple[Matter, ...]:
    """Return the matters that say who is in charge, at the levels that a question names.

    None if it is about something in particular: then plans give it to somebody.
    """
    particular = any(concept.topic for concept in question.concepts)
    if particular or question.intent is Intent.DUTIES:
        return ()
    sentences = _SENTENCE_END.split(question.text)
    sentences += [] if question.english else _PART_END.split(question.text)
    return next((found for sentence in sentences if (found := _charged(sentence))), ())


def _charged(sentence: str) -> tuple[Matter, ...]:
    if not asks("in_charge", sentence) or _ACT.search(fold(sentence)):
        return ()
    words = syllables(fold(write_out(sentence.lower())))
    known = listed_words("charge", folded=True) | listed_words("stop", folded=True)
    beside = [word for word in words if word not in known and not word.isdigit()]
    if len(beside) > BESIDE:
        return ()
    told = f" {' '.join(words)} ".replace(" xa hoi ", " ").replace(" can bo ", " ")
    named = [m for m in charges() if any(f" {level} " in told for level in m.levels)]
    return tuple(named) or charges()


def charges() -> tuple[Matter, ...]:
    """Return the matters that say who is in charge, one for each level."""
    return tuple(matter for matter in matters() if matter.levels)
