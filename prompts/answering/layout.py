"""Findings laid out as the text that an official reads, in parts of a readable length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from prompts.answering.types import Citation, Finding, FindingRole
from prompts.wording import say
from retrieval.query import Question, is_own
from retrieval.types import Document

FIRST_PART = 8
"""Findings in the first part of an answer; the others come on request."""
BRIEF_PART = 3
"""Findings in the first part where others read along."""
NEXT_PART = 10
"""Findings in each further part."""


def plan_name(document: Document) -> str:
    """Return how a plan is named in a list: "phường Phú Thứ (2023)"."""
    name = document.unit or document.title
    return f"{name} ({document.year})" if document.year else name


def lay_out(findings: Sequence[Finding], question: Question) -> tuple[str, ...]:
    """Return the findings as text, plan by plan, in parts."""
    first = BRIEF_PART if question.brief else FIRST_PART
    cuts = [0, first, *range(first + NEXT_PART, len(findings) + NEXT_PART, NEXT_PART)]
    parts = [findings[a:b] for a, b in pairwise(cuts)]
    return tuple(_part(part, question) for part in parts if part)


def _part(findings: Sequence[Finding], question: Question) -> str:
    lines: list[str] = []
    current = ""
    quoted: set[int] = set()
    named: set[tuple[str, str | None]] = set()
    for finding in findings:
        if finding.document.id != current:
            current = finding.document.id
            lines += ["", _heading(finding.document, question)]
        again = finding.citation.n in quoted
        who = (finding.document.id, finding.body)
        told = replace(finding, today="") if who in named else finding
        lines.append(f"• {_line(told, question, again=again)}")
        quoted.add(finding.citation.n)
        named.add(who)
    return "\n".join(lines).strip()


def _heading(document: Document, question: Question) -> str:
    own = bool(question.unit) and is_own(document, question.unit)
    name = "plan_own" if own else "plan"
    place = document.unit if document.unit and document.unit not in document.title else ""
    title = f"{document.title} – {place}" if place else document.title
    return say(name, english=question.english, title=title)


def _line(finding: Finding, question: Question, *, again: bool) -> str:
    """Return a line; a quotation that stands above is not repeated."""
    citation, english = finding.citation, question.english
    role = say(f"role_{finding.role.value}", english=english)
    values: dict[str, object] = {"path": citation.clause.path, "n": citation.n}
    body = finding.body or say("nobody", english=english)
    if finding.today and finding.today not in body:
        body += say("today", english=english, body=finding.today)
    if again:
        name = body
        return say("finding_again", english=english, body=name, role=role, **values)
    values["quote"] = citation.quote
    values["part"] = _part_mark(citation, question)
    if finding.role is FindingRole.UNASSIGNED:
        return say("finding_unassigned", english=english, **values)
    return say("finding", english=english, body=body, role=role, **values)


def _part_mark(citation: Citation, question: Question) -> str:
    """Return what tells that the clause says more than is quoted."""
    return say("excerpt", english=question.english) if citation.partial else ""


def list_clauses(citations: Sequence[Citation], question: Question, *, dates: bool = False) -> str:
    """Return clauses plan by plan, as they stand; with `dates`, what is due by when."""
    lines: list[str] = []
    current = ""
    for citation in citations:
        document = citation.clause.document
        if document.id != current:
            current = document.id
            lines += ["", _heading(document, question)]
        facts = citation.clause.facts
        due = ", ".join(map(_spoken_date, facts.deadlines)) if dates else ""
        path = citation.clause.path
        if due:
            path = say("due", english=question.english, path=path, dates=due)
        mark = _part_mark(citation, question)
        values = {"path": path, "quote": citation.quote, "n": citation.n, "part": mark}
        label = facts.label
        text = say("clause", english=question.english, **values)
        lines.append(f"• {label} – {text}" if label else f"• {text}")
    return "\n".join(lines).strip()


def _spoken_date(iso: str) -> str:
    """Return "2024-07-10" as "10/7/2024" and "--05-15" as "15/5"."""
    year, month, day = iso[:-6].strip("-"), int(iso[-5:-3]), int(iso[-2:])
    return f"{day}/{month}/{year}" if year else f"{day}/{month}"
