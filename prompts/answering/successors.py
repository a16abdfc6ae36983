"""What became of bodies: who does on a day what a body did, whether it is still there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from prompts.answering.charge import charges, in_charge
from prompts.answering.cues import asks
from prompts.answering.matters import MAYBE, recalled, tell_matters
from prompts.answering.sources import Sources
from prompts.answering.standing import name_of, spoken
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer, Caution
from prompts.wording import say
from retrieval.legal import (
    TWO_LEVELS,
    Matter,
    Standing,
    Succession,
    bodies_named,
    contradicted,
)
from retrieval.query import Intent, Question
from retrieval.query.words import write_out
from retrieval.text import fold

_LEADS_UP = re.compile(r"[,;.]\s|\b(?:nên|thì|vậy|như vậy|nen|thi|vay|so)\b")
"""What stands between what is known and the premise that is put."""
FEW = 2
"""Standing bodies that are asked about at once; more are a list of partners."""
GONE = ("abolished", "merged")
"""States of a body that is no more."""


def tell_successors(question: Question, sources: Sources) -> Answer | None:
    """Tell what became of every body that is named; None if none of them changed."""
    named = bodies_named(question.text)
    found = recalled(question.text, sources.recall, floor=MAYBE)
    likely = dict.fromkeys((*found, *_refuted(question), *_charged(question)))
    matters = [matter for matter in likely if matter.on(question.as_of)]
    told_better = {body for matter in matters for body in matter.instead_of}
    bodies = [b for b in named if not (isinstance(b, Succession) and b.id in told_better)]
    if not named or not (
        any(isinstance(b, Succession) for b in named) or _of_standing(named, question)
    ):
        return None
    told = Told()
    changed = [body for body in bodies if isinstance(body, Succession)]
    tell_changes(told, changed, question, sources)
    both = asks("still_there", question.text)
    for standing in bodies if both or not changed else ():
        if isinstance(standing, Standing):
            _tell_standing(told, standing, question)
    tell_matters(told, matters, question, sources.catalogue)
    if not told.lines and not told.verdict:
        return None
    settled = question.english or any(m.who and m.levels == () for m in found)
    asked = [b.ask for b in changed if b.ask and _over(b, question) and not settled]
    step = " ".join(asked[:1])
    answer = legal_answer(question, told, step=step, open_=bool(step), intent=Intent.RESPONSIBILITY)
    cautions = [Caution("body_reorganised", b.text) for b in changed if _over(b, question)]
    return replace(answer, warnings=tuple(dict.fromkeys([*cautions, *answer.warnings])))


def _refuted(question: Question) -> list[Matter]:
    """Return who is in charge of children at the levels of which a premise names another body."""
    parts = _LEADS_UP.split(write_out(question.text))
    put = next((part for part in reversed(parts) if "tre em" in fold(part)), "")
    if not put or not asks("premise", question.text):
        return []
    held = [(matter, matter.on(question.as_of)) for matter in charges()]
    return [m for m, version in held if version and contradicted(version, put)]


def _charged(question: Question) -> tuple[Matter, ...]:
    """Return who is in charge of children where that is asked beside a body: "là ai, có phải …"."""
    asked = question.intent is Intent.RESPONSIBILITY and asks("premise", question.text)
    return in_charge(question) if asked else ()


def _of_standing(named: Sequence[Succession | Standing], question: Question) -> bool:
    """Say whether bodies none of which changed are asked about: "Hội Phụ nữ xã còn không?"."""
    still = len(named) <= FEW and asks("still_there", question.text)
    return still or asks("placed_under", question.text)


def _over(body: Succession, question: Question) -> bool:
    return body.holds_on(question.as_of)


def tell_changes(
    told: Told, named: Iterable[Succession | Standing], question: Question, sources: Sources
) -> None:
    """Tell what became of each body among some that changed; of standing ones nothing."""
    for body in dict.fromkeys(named):
        if isinstance(body, Succession):
            _tell_change(told, body, question, sources)


def _tell_change(told: Told, body: Succession, question: Question, sources: Sources) -> None:
    """Tell what became of a body by the day asked about."""
    english, day = question.english, spoken(question.as_of)
    since = spoken(body.since) if body.since else ""
    if not _over(body, question):
        name = "body_still" if since else "body_undated"
        known = {"since": since, "day": day} if since else {"text": body.text}
        line = say(name, english=english, body=body.name, **known)
        told.lines.append(f"• {line} [{told.cite_record(f'to-chuc-{body.id}', body.name, line)}]")
        if since and body.state not in GONE:
            later = say("body_text", english=english, text=body.text)
            told.lines.append("  " + say("fact_after", english=english, since=since, text=later))
        if body.received and asks("addressee", question.text):
            gets = {"body": body.name, "source": body.received}
            told.lines.append("  " + say("body_still_gets", english=english, **gets))
        return
    if body.state in GONE and since and asks("yes_no", question.text):
        told.verdict.append(say("body_gone", english=english, body=body.name, since=since))
    heirs = "; ".join(f"{n} ({m})" if m else n for n, m in body.today)
    line = f"{say('law_heir', english=True, body=body.name, heir=heirs)}. " if english else ""
    line += say("body_text", english=english, text=body.text)
    acts = sources.catalogue.among(body.basis)
    known_acts = [act for act in acts if act.issued is None or act.issued <= question.as_of]
    told.lines.append(f"• {line} [{told.cite_record(f'to-chuc-{body.id}', body.name, line)}]")
    if known_acts:
        names = "; ".join(name_of(act, english=english) for act in known_acts)
        told.lines.append("  " + say("law_basis_of", english=english, acts=names))
    for act in known_acts:
        told.cite(act, question.as_of, sources.catalogue)


def _tell_standing(told: Told, body: Standing, question: Question) -> None:
    english = question.english
    if question.as_of < TWO_LEVELS:
        line = say("body_stood", english=english, body=body.name, day=spoken(question.as_of))
    else:
        line = say("body_stands", english=english, body=body.name, note=body.note)
    told.lines.append(f"• {line} [{told.cite_record('to-chuc', body.name, line)}]")
