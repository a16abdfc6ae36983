"""Whether a sentence of a language model says no more than the clauses that it cites.

Every check looks for one way in which a sentence may claim more; each has a name, under which
`fault_of` reports it. A sentence passes only if all of them find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from prompts.rewriting.checks.assigned import ill_assigned
from prompts.rewriting.checks.looks import broken, not_english, private, wrong_language
from prompts.rewriting.checks.marked import unborne
from prompts.rewriting.checks.named import elsewhere, unnamed, unnamed_in_english
from prompts.rewriting.checks.said import (
    glue_words,
    jumbled,
    others,
    overstated,
    overstated_in_english,
    turned,
    unfounded,
    unfounded_in_english,
)
from prompts.rewriting.claims import words_of
from prompts.rewriting.grounds import Ground, joined, written
from retrieval.parsing.bodies import subject
from retrieval.text import collapse

CITED = re.compile(r"(?:\s?\[\d{1,2}\])+(?=[.!?;:,…]*\s*$)")
"""Citations at the end of a sentence: "… [1][2]."""
_CITATION = re.compile(r"\[(\d{1,2})\]")
_PARTS = re.compile(r"[,;] (?:còn|trong khi|đồng thời)?|(?<= )(?:còn|trong khi|nếu|thì) ")
_MOST, _FEW_WORDS = 0.6, 4
"""Share of a part's words that one clause must hold, of parts of so many words."""


def citations_of(sentence: str) -> tuple[int, ...]:
    """Return the numbers that a sentence cites at its end, () if it cites otherwise or not."""
    tail = CITED.search(collapse(sentence))
    return tuple(map(int, _CITATION.findall(tail.group()))) if tail else ()


def bare(sentence: str) -> str:
    """Return a sentence without its citations."""
    return re.sub(r"\s+([.,;:!?])", r"\1", collapse(_CITATION.sub("", sentence))).strip()


def fault_of(sentence: str, grounds: Mapping[int, Ground], *, english: bool = False) -> str:
    """Return the name of the first check that a sentence fails; "" if it may be shown.

    Args:
        sentence: One, as the model wrote it, with its citations.
        grounds: The clauses that it was given, by the number of the citation.
        english: Whether the question was asked in English.
    """
    cited = citations_of(sentence)
    if not cited or not set(cited) <= set(grounds):
        return "citation"
    told = bare(sentence)
    if "[" in told or "]" in told:
        return "citation"
    own = [grounds[n] for n in dict.fromkeys(cited)]
    ground = joined(own)
    checks = _OF_ENGLISH if english else _CHECKS
    fault = next((name for name, check in checks.items() if check(told, ground)), "")
    return fault or ("mixed" if len(own) > 1 and not english and _mixed(told, own) else "")


def _mixed(told: str, grounds: Sequence[Ground]) -> bool:
    """Say whether a part of a sentence joins what stands in different clauses.

    Each part must lean on one clause that holds most of its words, its marks and its doer.
    """
    doer = ""
    for part in map(str.strip, _PARTS.split(told)):
        doer = subject(part) or doer
        halves = part.split(" và ")
        whole = any(_bears(part, doer, each) for each in grounds)
        if not whole and (len(halves) == 1 or any(_is_lost(half, grounds) for half in halves)):
            return True
    return False


def _is_lost(half: str, grounds: Sequence[Ground]) -> bool:
    """Say whether half a part is a piece of a name, too short to lean on anything, or mixed."""
    return len(words_of(half)) < _FEW_WORDS or _mixed(half, grounds)


def _bears(part: str, doer: str, ground: Ground) -> bool:
    """Say whether one clause holds a part of a sentence, done by whom the sentence began with."""
    said = [word for word in words_of(written(part)) if word not in glue_words()]
    known = ground.words | others(ground)
    few = len(said) < _FEW_WORDS
    enough = few or sum(word in known for word in said) >= _MOST * len(said)
    task = part if subject(part) or not doer else f"{doer} {part}"
    return enough and not unborne(part, ground) and not ill_assigned(task, ground)


_Check = Callable[[str, Ground], bool]
_CHECKS: Mapping[str, _Check] = {
    "form": broken,
    "private": private,
    "language": wrong_language,
    "mark": unborne,
    "name": unnamed,
    "place": elsewhere,
    "body": ill_assigned,
    "strict": overstated,
    "denied": turned,
    "ground": unfounded,
    "order": jumbled,
}
_OF_ENGLISH: Mapping[str, _Check] = {
    "form": broken,
    "private": private,
    "language": not_english,
    "mark": unborne,
    "name": unnamed_in_english,
    "strict": overstated_in_english,
    "ground": unfounded_in_english,
}
