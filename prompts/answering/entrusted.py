"""What of a child's data may be typed into an assistant: nothing, and what law says of it."""

from __future__ import annotations

from prompts.answering.cues import asks
from prompts.answering.matters import tell_matters
from prompts.answering.sources import Sources
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer
from prompts.wording import say
from retrieval.legal import matters
from retrieval.query import Intent, Question

SECRET, REPORT = "du-lieu-tre-em", "bao-tin"
"""The matters of corpus/facts.toml that say so, and to whom a case is reported."""


def tell_entrusted(question: Question, sources: Sources) -> Answer | None:
    """Tell somebody who would type a child's data into an assistant not to; None for others."""
    if not (asks("typed_here", question.text) and asks("personal_data", question.text)):
        return None
    told = Told(verdict=[say("law_not_typed", english=question.english)])
    wanted = (SECRET, REPORT) if asks("harmed", question.text) else (SECRET,)
    found = [matter for matter in matters() if matter.id in wanted]
    found.sort(key=lambda matter: wanted.index(matter.id))
    tell_matters(told, found, question, sources.catalogue)
    return legal_answer(question, told, intent=Intent.LEGAL)
