"""A reviewed .docx corrected where a rule is certain, with remarks where a person must decide."""

from __future__ import annotations

from datetime import datetime

from prompts.checking.rules import all_rules
from prompts.checking.types import Finding, Report
from prompts.word.changes import Remark
from prompts.word.marking import mark
from prompts.wording import say
from retrieval.reading import Extracted


def corrected(data: bytes, extracted: Extracted, report: Report, when: datetime) -> bytes:
    """Return a copy with certain changes tracked and a remark for every other finding.

    Args:
        data: The .docx.
        extracted: What was read of it, measured.
        report: Of its review.
        when: The time that the marks bear.
    """
    assert extracted.layout is not None, "only a .docx can be corrected"
    changes = [change for finding in report.findings for change in finding.changes]
    remarks = [_remark(each) for each in report.findings if not each.changes]
    return mark(data, extracted.layout, extracted.text, changes, remarks, when)


def annotated(data: bytes, extracted: Extracted, report: Report, when: datetime) -> bytes:
    """Return a copy with a remark for every finding and nothing changed."""
    assert extracted.layout is not None, "only a .docx can be annotated"
    remarks = [_remark(each) for each in report.findings]
    return mark(data, extracted.layout, extracted.text, (), remarks, when)


def _remark(finding: Finding) -> Remark:
    says = all_rules()[finding.rule].says
    right = say("check_comment_right", expected=finding.expected) if finding.expected else ""
    text = say(
        "check_comment",
        found=finding.found,
        says=says,
        fix=finding.fix,
        right=right,
        basis=finding.basis,
    )
    return Remark(finding.start, text)
