"""`check`: a draft reviewed, and corrected where a rule is certain."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.cli.output import page_progress, write, write_file, write_json
from bot.errors import InputError
from bot.services import Services, today
from bot.wording import message
from prompts.checking import Finding, Report, Severity, all_rules, review
from prompts.checking.fixing import corrected
from prompts.checking.telling import tell_report, tell_rules
from prompts.wording import say
from retrieval.reading import read_file


def check(arguments: argparse.Namespace, services: Services) -> int:
    """Print what will be sent back of a draft; with --fix, write a corrected copy."""
    if arguments.rules:
        _tell_rules(as_json=arguments.json)
        return 0
    if arguments.file is None:
        raise InputError("check_what")
    _keep_original(arguments.file, arguments.fix)
    day = arguments.as_of or today()
    extracted = read_file(arguments.file, progress=page_progress(), measured=True)
    if arguments.fix is not None and extracted.layout is None:
        name, kind = arguments.file.name, extracted.media_type
        raise InputError("fix_needs_docx", name=name, kind=kind)
    report = review(arguments.file.name, extracted, day, services.catalogue)
    if arguments.fix is not None:
        content = corrected(arguments.file.read_bytes(), extracted, report, datetime.now(UTC))
        write_file(arguments.fix, content)
    if arguments.json:
        write_json(_report_object(report, day), indent=2)
        return 0
    write(tell_report(report, day))
    if extracted.layout is None:
        write(f"\n{say('check_not_shown', kind=extracted.media_type)}")
    if arguments.fix is not None:
        changes = sum(bool(finding.changes) for finding in report.findings)
        left = len(report.findings) - changes
        write(f"\n{message('fixed', name=arguments.fix.name, changes=changes, remarks=left)}")
    return 0


def _keep_original(file: Path, copy: Path | None) -> None:
    """Refuse a copy that would take the place of the draft itself, under whatever name."""
    if copy is not None and copy.exists() and file.exists() and copy.samefile(file):
        raise InputError("fix_same_file", name=file.name, other=f"{file.stem}-da-sua.docx")


def _tell_rules(*, as_json: bool) -> None:
    if not as_json:
        write(tell_rules())
        return
    names = ("id", "says", "basis", "fix", "bad", "good")
    rules = all_rules().values()
    write_json(
        [{**{n: getattr(r, n) for n in names}, "severity": r.severity.value} for r in rules],
        indent=2,
    )


def _report_object(report: Report, day: date) -> dict[str, Any]:
    return {
        "file": report.name,
        "as_of": day.isoformat(),
        "summary": {f"{severity.value}s": report.count(severity) for severity in Severity},
        "findings": [finding_object(finding) for finding in report.findings],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return a finding in the shape of the public interface."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "where": finding.where,
        "found": finding.found,
        "expected": finding.expected or None,
        "basis": finding.basis,
        "fix": finding.fix,
    }
