"""Questions of two parts: what one part asks beside the law that was told is told too, or owned."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from prompts.answering.cues import asks
from prompts.answering.types import Answer, Status
from prompts.wording import say
from retrieval.legal import Succession, bodies_named, issuer_in_symbol
from retrieval.query.words import listed_words, write_out
from retrieval.text import fold, syllables

_PART = re.compile(
    r"[,;?.!\n]+\s+|\s+(?=(?:vậy|vay)\s+(?:thì |thi )?\S+\s+\S+\s+\S+\s+\S+)"
    r"|\s+and\s+(?=(?:where|who|whom|which|is|are|does|has)\b)"
)
_POINTED = re.compile(
    r"\b(?:sở|so|phòng|phong|bộ|bo|cơ quan|co quan|đơn vị|don vi) "
    r"(?:đó|do|ấy|ay|kia|trên|tren)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(r"\b(?:phan|viec|nhiem vu) (?:cua )?(?:ho|no|do|ay|do day)\b")
"""What belongs to the body of the part before: what became of that is told already."""
_OF_AN_ACT = re.compile(
    r"(?i)\b(?:nghị định|nđ|nd|thông tư|tt|quyết định|qđ|qd|chỉ thị|ct|luật|circular|decree"
    r"|decision|directive|law) (?:số )?\d"
)
"""An act by its kind and number: "Circular 28/2019", "qđ 06"."""
_LEVEL = re.compile(
    r"\b(?:bo|trung uong|tinh|huyen|xa|phuong)\b.{0,20}"
    r"\b(?:cuc|vu|so|bo|phong|ban|don vi|co quan) nao\b"
)
"""A body that is asked for by its level alone, folded: "trên bộ là cục nào"."""
_CHILDREN = re.compile(r"\b(?:tre em|tre|te|children)\b")
_AFFAIRS = re.compile(
    r"\b(?:cong tac|mang|viec|linh vuc|quan ly|phu trach|ve) (?:cua )?tre em\b"
    r"|\bchildren's affairs\b"
)
_REFERRED = re.compile(r"\[(\d+)\]")
_LINK = re.compile(r"\s+(?:và|va|với|voi|còn|con|rồi|roi|and)\s+(?=\S)", re.IGNORECASE)
"""Words that join two questions as well as two things."""
_OR_STILL = re.compile(r"\s+(?:hay|or)\s+(?:là |la )?(?:vẫn|van|still)\b", re.IGNORECASE)
"""What joins a question and what would hold if it is denied: "… chưa hay vẫn ghi …"."""
Teller = Callable[[str], Answer | None]
"""Answers a part of a question, or does not."""
PARTS = 4
"""Parts of a question beyond which it is a list, or a story."""
HEAD = 5
"""First words of a question, which say what a later part of it is about: "diễn đàn trẻ em xã"."""
OWN = 2
"""Words that a part must have to be understood by itself."""
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
    parts = [each for part in _PART.split(text) if part.strip() for each in _unlinked(part.strip())]
    if not 1 < len(parts) <= PARTS:
        return answer
    first, head = answer, " ".join(parts[0].split()[:HEAD])
    for at, part in enumerate(parts):
        whole = _at_a_level(_pointed_out(part, " ".join(parts[:at])), text)
        owned = _asks_apart(whole)
        if (owned and not (_is_told(whole, first) and not asks("place", whole))) or _asks(whole):
            told = tell(whole) if owned else aside(whole) or aside(f"{head} {whole}")
            answer = _joined(answer, part, whole, told, english=english, owned=owned, first=first)
    return answer


def _unlinked(part: str) -> list[str]:
    """Return the questions that a part joins: "phải có mấy nhóm và phát động lúc nào"."""
    if (link := _OR_STILL.search(part)) and _asks(part[: link.start()]):
        return [part[: link.start()], part[link.end() :]]
    for link in _LINK.finditer(part):
        sides = [part[: link.start()], part[link.end() :]]
        if all(map(_asks, sides)):
            return [sides[0], *_unlinked(sides[1])]
    return [part]


def _asks(part: str) -> bool:
    """Say whether a part is a question by itself, and of nothing that the whole is told of."""
    whole = any(asks(cue, part) for cue in ("bases", "bases_named", "theme"))
    if whole or _OF_AN_ACT.search(part) or bodies_named(part) or not asks("anything", part):
        return False
    return len(_words(part) - listed_words("of_any_act", folded=True)) >= OWN


def _at_a_level(part: str, text: str) -> str:
    """Return a part that asks for a body of a level, with what the question asks it for."""
    levelled = _LEVEL.search(fold(write_out(part))) and not _CHILDREN.search(fold(part))
    of_children = _AFFAIRS.search(fold(write_out(text)))
    return f"{part} phụ trách trẻ em" if levelled and of_children else part


def _asks_apart(part: str) -> bool:
    """Say whether a part can be understood alone and asks to whom, by whom or what became of it."""
    if _LEANING.search(fold(part)):
        return False
    if bodies_named(part):
        return asks("successor", part) or asks("apart", part)
    if _OF_AN_ACT.search(part) and asks("law_standing", part):
        return True
    return (asks("apart", part) or asks("place", part)) and len(_words(part)) > OWN


def _words(text: str) -> set[str]:
    return set(syllables(fold(write_out(text)))) - listed_words("stop", folded=True)


def _pointed_out(part: str, before: str) -> str:
    """Return a part with the body that it only points at, where the part before names it."""
    pointed = _POINTED.search(part)
    if pointed is None:
        return part
    named = [body.name for body in bodies_named(before) if isinstance(body, Succession)]
    named = named or list(filter(None, [issuer_in_symbol(before)]))
    return part[: pointed.start()] + named[-1] + part[pointed.end() :] if named else part


def _joined(
    answer: Answer,
    part: str,
    whole: str,
    told: Answer | None,
    *,
    english: bool,
    owned: bool,
    first: Answer,
) -> Answer:
    if told is None or told.status is Status.ABSTAINED:
        if not owned or asks("in_time", part) or _missing(whole, first) < OPEN:
            return answer
        line = say("part_open", english=english, part=part)
        status = Status.PARTIAL if answer.status is Status.ANSWERED else answer.status
        return replace(answer, text=f"{answer.text}\n{line}", status=status)
    known = {_unnumbered(line) for line in answer.text.splitlines()}
    lines = [line for line in told.text.splitlines() if _unnumbered(line) not in known]
    if not any(line.startswith("•") for line in lines):
        return answer
    told = replace(told, text="\n".join(lines))
    return _added(answer, part, told, english=english)


def _is_told(part: str, answer: Answer) -> bool:
    """Say whether an answer holds most words of a part, and names a body if that does."""
    plain = fold(write_out(answer.text))
    names = [fold(write_out(body.name)) for body in bodies_named(part)]
    named = not names or any(name in plain for name in names)
    return named and _missing(part, answer) <= HELD


def _missing(part: str, answer: Answer) -> float:
    """Return the share of a part's words that an answer lacks."""
    words = _words(part)
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
