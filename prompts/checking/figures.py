"""Amounts that a rule has changed since: the draft has the old one."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.checking.draft import Draft
from prompts.checking.types import Hit
from retrieval.legal.facts import gives_another_amount, matters
from retrieval.text import bigrams, syllables
from retrieval.types import Role

_SHOWN = 160
"""Characters of a clause that are told."""
_SAME_MATTER = 3
"""Pairs of words that a clause shares with a rule of which it speaks."""


def check_figures(draft: Draft) -> Iterator[Hit]:
    """Yield a clause with an amount that the rule in force on the day contradicts."""
    in_force = [version for matter in matters() if (version := matter.on(draft.sheet.day))]
    spoken = [(version, set(bigrams(syllables(version.text)))) for version in in_force]
    for block in draft.sheet.clauses:
        if block.role is Role.OPENING or "đồng" not in block.text.lower():
            continue
        said = set(bigrams(syllables(block.text)))
        for version, words in spoken:
            if len(said & words) >= _SAME_MATTER and gives_another_amount(version, block.text):
                acts = "; ".join(act.label for act in draft.catalogue.among(version.acts))
                found = block.text[:_SHOWN]
                start, end = block.start, block.end
                yield Hit("reference.old_figure", found, version.text, start, end, basis=acts)
