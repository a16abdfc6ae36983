"""Any draft reviewed: what will be sent back, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from prompts.checking.agreement import check_agreement
from prompts.checking.calendar import check_calendar
from prompts.checking.citations import check_citations
from prompts.checking.draft import Draft, draft_of
from prompts.checking.figures import check_figures
from prompts.checking.form_body import check_body
from prompts.checking.form_end import check_ending
from prompts.checking.form_head import check_head
from prompts.checking.form_looks import check_looks
from prompts.checking.form_pages import check_pages
from prompts.checking.institutions import check_institutions
from prompts.checking.leftovers import check_leftovers
from prompts.checking.parts import check_parts
from prompts.checking.private import check_privacy
from prompts.checking.reports import check_reports
from prompts.checking.rules import Rule, all_rules
from prompts.checking.spelling import check_spelling
from prompts.checking.types import Finding, Hit, Report, Severity
from retrieval.legal import Catalogue
from retrieval.reading import Extracted

__all__ = ["Finding", "Report", "Rule", "Severity", "all_rules", "review"]

_CHECKS: tuple[Callable[[Draft], Iterator[Hit]], ...] = (
    check_citations, check_institutions, check_calendar, check_agreement, check_figures,
    check_reports, check_leftovers, check_privacy, check_parts, check_head, check_body,
    check_ending, check_spelling, check_pages, check_looks,
)  # fmt: skip
"""In the order in which findings of one weight are told."""


def review(name: str, extracted: Extracted, day: date, catalogue: Catalogue) -> Report:
    """Review a draft as of a day.

    Args:
        name: Of the file.
        extracted: What was read of it; measured, if the form is to be reviewed.
        day: On which it must hold.
        catalogue: The acts it may cite.
    """
    draft = draft_of(name, extracted, day, catalogue)
    found = [_finding(hit, draft) for check in _CHECKS for hit in check(draft)]
    order = list(Severity)
    return Report(name, tuple(sorted(found, key=lambda each: order.index(each.severity))))


def _finding(hit: Hit, draft: Draft) -> Finding:
    rule = all_rules()[hit.rule]
    where = hit.where or (draft.sheet.place_of(hit.start) if hit.start >= 0 else "")
    return Finding(
        rule=rule.id,
        severity=hit.severity or rule.severity,
        where=where,
        found=hit.found,
        expected=hit.expected,
        basis=hit.basis or rule.basis,
        fix=hit.fix or rule.fix,
        start=hit.start,
        end=hit.end,
        changes=hit.changes,
    )
