"""Bodies that plans give tasks to and that are no more on a day, with who does their work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prompts.answering.layout import plan_name
from prompts.answering.matters import MAYBE, recalled, tell_matters
from prompts.answering.sources import Sources
from prompts.answering.told import Told, legal_answer
from prompts.answering.types import Answer, Caution
from prompts.wording import say
from retrieval.legal import Succession, successor_of
from retrieval.query import Intent, Question
from retrieval.types import Document


def still_given_tasks(question: Question, sources: Sources) -> Answer:
    """Tell the bodies in plans that were abolished, merged or renamed by the day, each once."""
    english, told = question.english, Told()
    beside = recalled(question.text, sources.recall, floor=MAYBE)
    tell_matters(told, beside, question, sources.catalogue)
    changed = _changed(question, sources)
    told.lines.append(say("bodies_gone" if changed else "bodies_stand", english=english))
    for body, plans in changed.items():
        _tell(told, body, plans, english=english)
    return legal_answer(question, told, intent=Intent.RESPONSIBILITY)


def _tell(told: Told, body: Succession, plans: Sequence[Document], *, english: bool) -> None:
    heirs = "; ".join(f"{name} ({matter})" if matter else name for name, matter in body.today)
    line = say(
        "body_in_plans",
        english=english,
        body=body.name,
        heirs=heirs or say("body_no_heir", english=english),
        plans="; ".join(map(plan_name, plans)),
    )
    unsure = "" if body.confidence > 1 else say("body_unsure", english=english)
    n = told.cite_record(f"to-chuc-{body.id}", body.name, body.text)
    told.lines.append(f"• {line}{unsure} [{n}]")
    told.cautions.append(Caution("body_reorganised", body.text))


def _changed(question: Question, sources: Sources) -> dict[Succession, list[Document]]:
    """Return the bodies that are no more what they were, with the plans that name them."""
    documents = {plan.id: plan for plan in sources.library.plans()}
    found: dict[Succession, list[Document]] = {}
    for document_id, label in sources.library.labels():
        plan = documents.get(document_id)
        if plan is None or not question.names(document_id):
            continue
        for body in _ended(label.split(";"), plan, question):
            plans = found.setdefault(body, [])
            plans.extend([plan] if plan not in plans else [])
    return found


def _ended(names: Iterable[str], plan: Document, question: Question) -> list[Succession]:
    district = plan.level == "district"
    bodies = [successor_of(name.strip(), district_plan=district) for name in names]
    return [body for body in bodies if body is not None and body.holds_on(question.as_of)]
