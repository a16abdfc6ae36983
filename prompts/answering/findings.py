"""Who does what: findings from clauses, body by body and plan by plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prompts.answering.evidence import Evidence, cite, grouped, is_task
from prompts.answering.today import today_of
from prompts.answering.types import Citation, Finding, FindingRole
from retrieval.query import Question
from retrieval.text import fold
from retrieval.types import Clause, ScoredClause

WHOLE_DUTY = 900
"""Characters of a duty that are quoted: who asks what to do wants all of it."""
LESSER_TOLD = 3
"""Clauses that say less of a matter, told when a plan gives it to nobody elsewhere."""
LESSER_SHARE = 0.5
"""What they must score, as a share of the clause that says most: below, it is another matter."""
_GENERIC = re.compile(
    r"(cac|nhung)? ?(co quan|don vi|ban|nganh|so|doan the|to chuc|phong|dia phuong|bo phan)"
    r"[ ,\w]{0,40}(lien quan|chuc nang)$|(cac )?(ban,? nganh,?|don vi|co quan)[ ,\w]*doan the"
)
"""Partners named so generally that nobody is named: "các đơn vị liên quan", folded."""

_ORDERS = r"\W*(?:giao|chi dao|phan cong|yeu cau)(?: cho)?"
"""Words by which a task is given to the body behind them: "Chỉ đạo Trạm y tế thực hiện …"."""


def find_bodies(evidence: Evidence, question: Question) -> tuple[Finding, ...]:
    """Return who handles the matter: own unit first, newest plan first, who acts before partners.

    A task in no body's section gives a finding without a body, unless the same plan also gives
    the matter to somebody, be it in a clause that says less of it (`evidence.lesser`).
    """
    chosen: list[ScoredClause] = []
    tasks = [hit for hit in evidence.clauses if is_task(hit.clause)]
    for document, clauses in grouped(tasks, question):
        given = [hit for hit in clauses if _holder(hit.clause, evidence)]
        floor = LESSER_SHARE * max(hit.score for hit in clauses)
        less = [
            hit
            for hit in evidence.lesser
            if hit.clause.document == document and hit.clause.facts.label and hit.score >= floor
        ]
        chosen += given or less[:LESSER_TOLD] or clauses
    citations = cite(chosen, question)
    findings: list[Finding] = []
    for name in dict.fromkeys(hit.clause.document.id for hit in chosen):
        of_plan = [c for c in citations if c.clause.document.id == name]
        findings += _told([finding for c in of_plan for finding in _of_clause(c, evidence)])
    findings = [_with_today(finding, question) for finding in findings]
    return tuple(findings)


def _with_today(finding: Finding, question: Question) -> Finding:
    return replace(finding, today=today_of(finding.body, finding.document, question.as_of))


def _of_clause(citation: Citation, evidence: Evidence) -> Iterator[Finding]:
    clause = citation.clause
    body, labelled = _holder(clause, evidence), clause.facts.label is not None
    role = _role(citation) if labelled or not body else FindingRole.ASSIGNED
    yield Finding(body, role, citation.quote, citation)
    for partner in clause.facts.coordinating:
        if not _GENERIC.search(fold(partner)) and partner in clause.text:
            yield Finding(partner, FindingRole.COORDINATE, citation.quote, citation)


def _holder(clause: Clause, evidence: Evidence) -> str | None:
    """Return who is given a task: by its section, by its first words, or by a target's number."""
    return clause.facts.label or _ordered(clause) or evidence.holders.get(clause.key)


def _ordered(clause: Clause) -> str:
    """Return whom a task of nobody's section is given to by its first words; "" for nobody."""
    facts, text = clause.facts, fold(clause.text)
    names = ((body, re.escape(fold(body))) for body in facts.coordinating)
    return next((body for body, name in names if re.match(rf"{_ORDERS} {name}\b", text)), "")


def _role(citation: Citation) -> FindingRole:
    facts = citation.clause.facts
    if facts.label is None:
        return FindingRole.UNASSIGNED
    return FindingRole.LEAD if facts.leads else FindingRole.ASSIGNED


def _told(findings: Sequence[Finding]) -> list[Finding]:
    """Order the findings of one plan; a partner who also acts, or was told, is left out."""
    told = [f for f in findings if f.role is not FindingRole.COORDINATE]
    known = {fold(finding.body or "") for finding in told}
    for finding in findings:
        name = fold(finding.body or "")
        if finding.role is FindingRole.COORDINATE and name not in known:
            known.add(name)
            told.append(finding)
    order = {FindingRole.COORDINATE: 1, FindingRole.UNASSIGNED: 2}
    return sorted(told, key=lambda finding: order.get(finding.role, 0))


def as_duties(hits: Sequence[ScoredClause], question: Question) -> tuple[Finding, ...]:
    """Return the tasks of a body, plan by plan, in reading order."""
    ordered = [hit for _, of_plan in grouped(hits, question) for hit in of_plan]
    told = (
        Finding(citation.clause.facts.label, _role(citation), citation.quote, citation)
        for citation in cite(ordered, question, longest=WHOLE_DUTY)
    )
    return tuple(_with_today(finding, question) for finding in told)
