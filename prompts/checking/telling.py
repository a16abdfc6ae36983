"""A review told: a summary for the phone, or every finding with its fix."""

from __future__ import annotations

from datetime import date

from prompts.checking.rules import all_rules
from prompts.checking.types import Finding, Report, Severity
from prompts.wording import say

_PLACES = ("header", "signature", "recipients", "noise")
"""Paths of blocks that are no clauses; each has its name in the wording."""
SHOWN = 12
"""Findings of a short summary; the rest stands in the copy with remarks."""


def tell_report(report: Report, day: date, *, short: bool = False) -> str:
    """Return a review as text, worst first.

    Args:
        report: The review.
        day: As of which it holds.
        short: Whether only the first findings are told, without basis.
    """
    lines = [_summary(report, day)]
    left = SHOWN if short else len(report.findings)
    for severity in Severity:
        own = [each for each in report.findings if each.severity is severity][:left]
        if own:
            lines += ["", say(f"check_head_{severity.value}")]
            lines += [line for each in own for line in _finding(each, short=short)]
        left -= len(own)
    more = len(report.findings) - SHOWN
    if short and more > 0:
        lines += ["", say("check_more", count=more)]
    return "\n".join(lines)


def _summary(report: Report, day: date) -> str:
    told = f"{day:%d/%m/%Y}"
    if not report.findings:
        return say("check_clean", name=report.name, day=told)
    return say(
        "check_summary",
        name=report.name,
        day=told,
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        notes=report.count(Severity.NOTE),
    )


def _finding(finding: Finding, *, short: bool) -> list[str]:
    place = name_of_place(finding.where)
    where = f"{place}: " if place else ""
    first = say("check_line_found", where=where, found=finding.found)
    lines = [first if not finding.expected else f"{first} → {finding.expected}"]
    if not short:
        lines.append(say("check_line_fix", fix=finding.fix, basis=finding.basis))
    return lines


def name_of_place(path: str) -> str:
    """Return the path of a block as an official calls it: "header (2)" → "phần đầu văn bản (2)"."""
    first, gap, rest = path.partition(" ")
    return f"{say(f'check_where_{first}')}{gap}{rest}" if first in _PLACES else path


def tell_rules() -> str:
    """Return the list of all rules, one line each with its basis and an example."""
    lines = []
    for rule in all_rules().values():
        lines.append(say("check_rule", id=rule.id, severity=rule.severity.value, says=rule.says))
        lines.append(say("check_rule_basis", basis=rule.basis))
        if rule.place:
            lines.append(say("check_rule_example", bad=rule.bad, good=rule.good))
    return "\n".join(lines)
