"""What is told beside an act: who details it, where plans cite it, which one may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.answering.cited_by import around, citing, citing_unknown
from prompts.answering.cues import asks
from prompts.answering.layout import plan_name
from prompts.answering.sources import Sources
from prompts.answering.standing import full_name, spoken, tell_standing
from prompts.answering.told import Told, tell_in_a_line
from prompts.wording import say
from retrieval.legal import (
    KINDS,
    Act,
    Catalogue,
    LegalReference,
    alike,
    bare_numbers,
    perhaps_meant,
    successor_act,
    validity,
)
from retrieval.query import Question
from retrieval.types import Clause

_KIND_WRITTEN = re.compile(rf"({'|'.join(sorted(KINDS, key=len, reverse=True))})\b")


def tell_beside(told: Told, act: Act, question: Question, sources: Sources) -> None:
    """Tell who details an act, if that is asked, what it will replace, and which plans cite it."""
    if act.kind == "luật" and asks("guided", question.text):
        law = successor_act(act, question.as_of, sources.catalogue)
        _tell_guides(told, law, question, sources.catalogue)
    _tell_until_then(told, act, question, sources.catalogue)
    cited = citing(act, question, sources.library, sources.catalogue)
    _tell_citing(told, cited, act.number.rpartition("/")[0], question)


def tell_where_cited(
    told: Told, reference: LegalReference, question: Question, sources: Sources
) -> None:
    """Tell which plans cite a document that no catalogue lists, such as the plan of a district."""
    unlisted = citing_unknown(reference, question, sources.library, sources.catalogue)
    _tell_citing(told, unlisted, f"{reference.number}/", question)


def tell_perhaps(
    told: Told, reference: LegalReference, question: Question, catalogue: Catalogue
) -> None:
    """Tell the standing of the acts that a number of no known act may be a slip for."""
    for act in perhaps_meant(reference, question.text, catalogue):
        standing = tell_standing(act, question.as_of, catalogue, english=question.english)
        n = told.cite(act, question.as_of, catalogue)
        line = say("law_perhaps", english=question.english, standing=standing)
        told.lines.append(f"• {line} [{n}]")


def tell_understood(told: Told, reference: LegalReference, act: Act, question: Question) -> None:
    """Say as which act a number was understood that is written with another kind."""
    written = _KIND_WRITTEN.match(alike(reference.text))
    if written and reference.number and KINDS[" ".join(written[1].split())] not in act.kind:
        label = full_name(act, english=question.english)
        text = reference.text
        line = say("law_understood", english=question.english, text=text, label=label)
        told.lines.append(line)


def _tell_until_then(told: Told, act: Act, question: Question, catalogue: Catalogue) -> None:
    """Tell the acts that still hold because the one that replaces them is not in force yet."""
    if validity(act, question.as_of, catalogue).reason != "not_yet":
        return
    for old in dict.fromkeys(old for old, _ in catalogue.replaced_by(act)):
        tell_in_a_line(told, old, question, catalogue)


def _tell_guides(told: Told, law: Act, question: Question, catalogue: Catalogue) -> None:
    """Tell the decrees that detail a law, and those that a bare number beside it can mean."""
    day = question.as_of
    decrees = [act for act in catalogue if act.kind == "nghị định"]
    by_title = [
        act for act in decrees if any(name.lower() in act.title.lower() for name in law.names)
    ]
    shared = {act: len({*act.topics} & {*law.topics}) for act in decrees}
    most = max(shared.values(), default=0)
    by_topic = [act for act, count in shared.items() if count == most > 0]
    numbered = [act for each in bare_numbers(question.text, catalogue) for act in each.acts]
    found = by_title or (by_topic if len(by_topic) == 1 else [])
    unclear = not found and bool(by_topic)
    if not unclear and all(validity(a, day, catalogue).reason == "not_issued" for a in found):
        told.lines.append("  " + say("law_no_guide", english=question.english, day=spoken(day)))
    for act in dict.fromkeys([*found, *catalogue.among(numbered)]):
        tell_in_a_line(told, act, question, catalogue)


def _tell_citing(told: Told, clauses: Sequence[Clause], number: str, question: Question) -> None:
    """Tell the clauses of plans that cite a number, each quoted around it."""
    for clause in clauses:
        n = told.quote(clause, around(clause.text, number))
        plan = plan_name(clause.document)
        line = say("law_cited_in", english=question.english, plan=plan, path=clause.path, n=n)
        told.lines.append("  " + line)
