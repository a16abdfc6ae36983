"""Who does what: findings from clauses, body by body and plan by plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prompts.answering.evidence import Citations, grouped, is_task
from prompts.answering.types import Finding, FindingRole
from retrieval.query import Question
from retrieval.text import fold
from retrieval.types import Clause, Document, ScoredClause

_GENERIC = re.compile(
    r"(cac|nhung)? ?(co quan|don vi|ban|nganh|so|doan the|to chuc|phong|dia phuong|bo phan)"
    r"[ ,\w]{0,40}(lien quan|chuc nang)$|(cac )?(ban,? nganh,?|don vi|co quan)[ ,\w]*doan the"
)
_ROLE_ORDER = {
    FindingRole.LEAD: 0,
    FindingRole.ASSIGNED: 0,
    FindingRole.COORDINATE: 1,
    FindingRole.UNASSIGNED: 2,
}


def find_bodies(
    hits: Sequence[ScoredClause], question: Question, citations: Citations
) -> tuple[Finding, ...]:
    """Return who handles the matter: own unit first, newest plan first, who acts before partners.

    A task in no body's section gives a finding without a body, unless the same plan also gives
    the matter to somebody.
    """
    findings: list[Finding] = []
    for _, clauses in grouped([hit for hit in hits if is_task(hit.clause)], question):
        of_plan = [finding for hit in clauses for finding in _of_clause(hit, citations)]
        findings += _told(of_plan)
    return tuple(findings)


def _of_clause(hit: ScoredClause, citations: Citations) -> Iterator[Finding]:
    clause, facts = hit.clause, hit.clause.facts
    citation = citations.cite(hit)
    if facts.label is None:
        yield Finding(None, FindingRole.UNASSIGNED, citation.quote, citation)
    else:
        role = FindingRole.LEAD if facts.leads else FindingRole.ASSIGNED
        yield Finding(facts.label, role, citation.quote, citation)
    for body in facts.coordinating:
        if not _GENERIC.search(fold(body)) and body in clause.text:
            yield Finding(body, FindingRole.COORDINATE, citation.quote, citation)


def _told(findings: Sequence[Finding]) -> list[Finding]:
    """Order the findings of one plan; a partner who also acts is told once."""
    acting = {fold(f.body) for f in findings if f.body and f.role is not FindingRole.COORDINATE}
    kept: list[Finding] = []
    seen: set[tuple[str, int]] = set()
    for finding in findings:
        partner = finding.role is FindingRole.COORDINATE
        key = (fold(finding.body or ""), 0 if partner else finding.citation.n)
        if key in seen or (partner and key[0] in acting):
            continue
        seen.add(key)
        kept.append(finding)
    somebody = any(f.role in (FindingRole.LEAD, FindingRole.ASSIGNED) for f in kept)
    told = [f for f in kept if f.body or not somebody]
    return sorted(told, key=lambda finding: _ROLE_ORDER[finding.role])


def silent_plans(
    documents: Sequence[Document], hits: Sequence[ScoredClause]
) -> tuple[Document, ...]:
    """Return the plans none of whose clauses bears on the matter."""
    speaking = {hit.clause.document.id for hit in hits}
    return tuple(document for document in documents if document.id not in speaking)


def as_duties(
    clauses: Sequence[Clause], scores: Sequence[float], question: Question, citations: Citations
) -> tuple[Finding, ...]:
    """Return the tasks of a body, plan by plan, in reading order."""
    hits = [ScoredClause(clause, score) for clause, score in zip(clauses, scores, strict=True)]
    findings = []
    for _, of_plan in grouped(hits, question):
        for hit in of_plan:
            citation = citations.cite(hit)
            role = FindingRole.LEAD if hit.clause.facts.leads else FindingRole.ASSIGNED
            findings.append(Finding(hit.clause.facts.label, role, citation.quote, citation))
    return tuple(findings)
