"""Questions of several parts: what one asks beside the law that was told is told too, or owned."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from prompts.answering.cues import asks
from prompts.answering.parts import Part, parts_of, words_of
from prompts.answering.types import Answer, Status
from prompts.wording import say
from retrieval.legal import bodies_named
from retrieval.query.words import write_out
from retrieval.text import fold, syllables

_REFERRED = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}/(?:19|20)\d\d\b")
"""The number of an act with its year: "27/2018"."""
Teller = Callable[[str], Answer | None]
"""Answers a part of a question, or does not."""
HELD = 0.5
"""Share of a part's words that an answer to it may lack."""
OPEN = 0.7
"""The same from which on a part is said to be open: less, and the answer speaks of it."""


def with_other_part(
    answer: Answer, text: str, tell: Teller, aside: Teller, *, english: bool
) -> Answer:
    """Return an answer of law with what was told to one part of a question told to the other too.

    A part that asks of a body or an act, and of which nothing is known, is named, so that nobody
    takes silence for an answer.

    Args:
        answer: To the question as a whole.
        text: The question.
        tell: Answers a part of it from what is known of law; None where it is no matter of law.
        aside: Answers a part that asks of no body and no act, where it is sure what is meant.
        english: Whether it is typed in English.
    """
    first = answer
    for part in parts_of(text):
        if part.apart and not part.levelled and _is_told(part.meant, first):
            continue
        told = tell(part.meant) if part.apart else aside(part.meant) or aside(part.headed)
        answer = _with(answer, part, told, first, english=english)
    return answer


def _with(
    answer: Answer, part: Part, told: Answer | None, first: Answer, *, english: bool
) -> Answer:
    """Return an answer with what was told to a part, or with the part owned to be open."""
    if told is None or told.status is Status.ABSTAINED:
        spoken_of = asks("in_time", part.said) or _missing(part.meant, first) < OPEN
        return answer if spoken_of or not part.apart else _left_open(answer, part, english=english)
    known = {_unnumbered(line) for line in answer.text.splitlines()}
    lines = [line for line in told.text.splitlines() if _unnumbered(line) not in known]
    if not any(line.startswith("•") for line in lines):
        return answer
    return _added(answer, part.said, replace(told, text="\n".join(lines)), english=english)


def _left_open(answer: Answer, part: Part, *, english: bool) -> Answer:
    line = say("part_open", english=english, part=part.said)
    status = Status.PARTIAL if answer.status is Status.ANSWERED else answer.status
    return replace(answer, text=f"{answer.text}\n{line}", status=status)


def _is_told(part: str, answer: Answer) -> bool:
    """Say whether an answer holds most words of a part, and names a body if that does."""
    if asks("place", part):
        return False
    plain = fold(write_out(answer.text))
    if any(number not in plain for number in _NUMBER.findall(part)):
        return False
    names = [fold(write_out(body.name)) for body in bodies_named(part)]
    named = not names or any(name in plain for name in names)
    return named and _missing(part, answer) <= HELD


def _missing(part: str, answer: Answer) -> float:
    """Return the share of a part's words that an answer lacks."""
    words = words_of(part)
    said = set(syllables(fold(write_out(answer.text))))
    return len(words - said) / len(words) if words else 0.0


def _unnumbered(text: str) -> str:
    return _REFERRED.sub("", text).strip()


def _added(answer: Answer, part: str, told: Answer, *, english: bool) -> Answer:
    """Return an answer with another below it, the citations of which are numbered on."""
    shift = len(answer.citations)
    text = _REFERRED.sub(lambda match: f"[{int(match[1]) + shift}]", told.text)
    lead = say("part_told", english=english, part=part)
    status = Status.PARTIAL if answer.status is not told.status else answer.status
    return replace(
        answer,
        status=status,
        text=f"{answer.text}\n\n{lead}\n{text}",
        citations=(*answer.citations, *(replace(c, n=c.n + shift) for c in told.citations)),
        warnings=tuple(dict.fromkeys((*answer.warnings, *told.warnings))),
        next_step=answer.next_step or told.next_step,
    )
