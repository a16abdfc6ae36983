"""What an answer about acts opens with: whether what was put of them holds."""

from __future__ import annotations

from collections.abc import Sequence

from prompts.answering.clearing import Cleared
from prompts.answering.cues import asks
from prompts.answering.newer import told_newer
from prompts.answering.premises import judge_act, judge_sameness
from prompts.answering.relations import judge_choice, judge_relation
from prompts.answering.review import beyond_period
from prompts.answering.standing import full_name
from prompts.answering.told import Told
from prompts.wording import say
from retrieval.legal import Act, Catalogue, LegalReference, ValidityStatus, validity
from retrieval.query import Question

OVER = (ValidityStatus.EXPIRED, ValidityStatus.PERIOD_ENDED)
"""Standings that are told even of an act of which only a newer one is asked for."""


def judge_acts(
    told: Told, clear: Sequence[Cleared], question: Question, catalogue: Catalogue
) -> None:
    """Say at the head of an answer whether what is asked of acts holds."""
    judge_relation(told, [each.reference for each in clear], question, catalogue)
    judge_sameness(told, [each.meant for each in clear], question, catalogue)
    judge_choice(told, [each.meant for each in clear], question, catalogue)
    acts = catalogue.among(clear[0].meant)
    if len(clear) == len(acts) == 1:
        _judge_one(told, clear[0].reference, acts[0], question, catalogue)


def _judge_one(
    told: Told, reference: LegalReference, act: Act, question: Question, catalogue: Catalogue
) -> None:
    several = len(reference.acts) > 1 and not reference.number
    newer = told_newer(act, question, catalogue, of_several=several)
    by_name = not reference.number and not asks("guided", question.text)
    numbered = asks("number", question.text) and not asks("force_now", question.text)
    if not newer and by_name and numbered:
        label = full_name(act, english=question.english)
        told.verdict.append(say("law_number_is", english=question.english, label=label))
    judge_act(told, act, question, catalogue)
    if newer:
        status = validity(act, question.as_of, catalogue).status
        if status in OVER and not told.verdict:
            told.verdict.append(say(f"law_verdict_{status.value}", english=question.english))
        stands = status is ValidityStatus.EXPIRED or asks("force_now", question.text)
        parts = [*told.verdict[:1], newer] if stands else [newer, *told.verdict[:1]]
        told.verdict[:] = [" ".join(parts)]
    beyond = beyond_period(act, question)
    if beyond and asks("yes_no", question.text):
        told.verdict[:] = [" ".join([*told.verdict[:1], *beyond])]
