"""The questions of one message: cut at commas and joining words, each with what it leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prompts.answering.cues import asks
from retrieval.legal import Succession, bodies_named, issuer_in_symbol
from retrieval.query.words import listed_words, write_out
from retrieval.text import fold, syllables

_PART = re.compile(
    r"[,;?.!\n]+\s+|\s+(?=(?:vậy|vay)\s+(?:thì |thi )?\S+\s+\S+\s+\S+\s+\S+)"
    r"|\s+and\s+(?=(?:where|who|whom|which|is|are|does|has)\b)"
)
_PASTED = re.compile(r"^\s*(?:căn cứ|can cu)\s[^;]*\d/[^;]*;[\s>-]*", re.IGNORECASE)
"""A citation that was pasted before the questions: its commas part nothing."""
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
    r"|\b(?:cuc|vu|so|phong|ban) nao (?:cua|o|tren|cap) (?:bo|tinh|huyen|xa|phuong)\b"
)
"""A body that is asked for by its level alone, folded: "trên bộ là cục nào"."""
_CHILDREN = re.compile(r"\b(?:tre em|tre|te|children)\b")
_AFFAIRS = re.compile(
    r"\b(?:cong tac|mang|viec|linh vuc|quan ly|phu trach|ve) (?:cua )?tre em\b"
    r"|\bchildren's affairs\b"
)
_LINK = re.compile(r"\s+(?:và|va|với|voi|còn|con|rồi|roi|and)\s+(?=\S)", re.IGNORECASE)
"""Words that join two questions as well as two things."""
_OR_STILL = re.compile(r"\s+(?:hay|or)\s+(?:là |la )?(?:vẫn|van|still)\b", re.IGNORECASE)
"""What joins a question and what would hold if it is denied: "… chưa hay vẫn ghi …"."""
PARTS = 4
"""Parts of a question beyond which it is a list, or a story."""
HEAD = 5
"""First words of a question, which say what a later part of it is about: "diễn đàn trẻ em xã"."""
OWN = 2
"""Words that a part must have to be understood by itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions of a message.

    Attributes:
        said: As it was typed.
        meant: With the body that it only points at, and with what a level is asked for.
        headed: The same behind the first words of the message, which say what all of it is about.
        apart: Whether it asks to whom, by whom, what became of a body or whether an act holds.
        levelled: Whether it asks for the body of a level, of which another level says nothing.
    """

    said: str
    meant: str
    headed: str
    apart: bool
    levelled: bool


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the questions of a message, none for a single one, a list or a story."""
    asked = _PASTED.sub("", text)
    cut = [part.strip() for part in _PART.split(asked) if part.strip()]
    said = [each for part in cut for each in _unlinked(part)]
    if not 1 < len(said) <= PARTS:
        return ()
    head = " ".join(said[0].split()[:HEAD])
    found = []
    for at, part in enumerate(said):
        before = " ".join(said[:at])
        pointed = _of_body_before(_pointed_out(part, before), before)
        meant = _at_a_level(pointed, text)
        apart = _asks_apart(meant)
        if apart or _asks(meant):
            found.append(Part(part, meant, f"{head} {meant}", apart, meant != pointed))
    return tuple(found)


def words_of(text: str) -> set[str]:
    """Return the words of a text that carry matter, without accents."""
    return set(syllables(fold(write_out(text)))) - listed_words("stop", folded=True)


def _of_body_before(part: str, before: str) -> str:
    """Return a part that asks what became of a body with the one that the part before names."""
    if bodies_named(part) or not asks("called_now", part):
        return part
    named = [body.name for body in bodies_named(before)]
    return f"{named[-1]} {part}" if named else part


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
    return len(words_of(part) - listed_words("of_any_act", folded=True)) >= OWN


def _at_a_level(part: str, text: str) -> str:
    """Return a part that asks for a body of a level, with what the question asks it for."""
    levelled = None if _CHILDREN.search(fold(part)) else _LEVEL.search(fold(write_out(part)))
    of_children = _AFFAIRS.search(fold(write_out(text)))
    return f"{levelled.group()} phụ trách trẻ em" if levelled and of_children else part


def _asks_apart(part: str) -> bool:
    """Say whether a part can be understood alone and asks to whom, by whom or what became of it."""
    if _LEANING.search(fold(part)):
        return False
    if bodies_named(part):
        return asks("successor", part) or asks("apart", part)
    held = asks("law_standing", part) or asks("by_which", part)
    if _OF_AN_ACT.search(part) and held:
        return True
    return (asks("apart", part) or asks("place", part)) and len(words_of(part)) > OWN


def _pointed_out(part: str, before: str) -> str:
    """Return a part with the body that it only points at, where the part before names it."""
    pointed = _POINTED.search(part)
    if pointed is None:
        return part
    named = [body.name for body in bodies_named(before) if isinstance(body, Succession)]
    named = named or list(filter(None, [issuer_in_symbol(before)]))
    return part[: pointed.start()] + named[-1] + part[pointed.end() :] if named else part
