"""What commands print: JSON of the public interface, plain lines, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from tqdm import tqdm

from bot.errors import InputError
from bot.services import Progress
from bot.wording import message
from prompts.answering import Answer, Citation, Finding
from prompts.checking.telling import name_of_place
from retrieval.legal import Act, Validity
from retrieval.privacy import without_private
from retrieval.query import topics
from retrieval.text import fold, syllables
from retrieval.types import Block, Clause, Document, ScoredClause


def write(text: str) -> None:
    """Print a line on stdout."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write_json(value: Any, *, indent: int | None = None) -> None:
    """Print a value as JSON on stdout, UTF-8 as it is."""
    write(json.dumps(value, ensure_ascii=False, indent=indent))


def progress_bars() -> Progress:
    """Return a progress callback that draws one bar per piece of work on stderr."""
    bars: dict[str, tqdm[Any]] = {}

    def report(name: str, done: int, total: int) -> None:
        if name not in bars:
            label = message(f"progress_{name}")
            bars[name] = tqdm(total=total, desc=label, leave=True, delay=0.3, file=sys.stderr)
        bars[name].update(done - bars[name].n)
        if done >= total:
            bars.pop(name).close()

    return report


def page_progress() -> Callable[[int, int], None]:
    """Return a callback that draws how many scanned pages are recognised."""
    report = progress_bars()
    return lambda done, total: report("pages", done, total)


def write_file(path: Path, content: bytes, kinds: Sequence[str] = (".docx",)) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: output_unwritable, output_kind.
    """
    if path.suffix.lower() not in kinds:
        raise InputError("output_kind", name=path.name, kinds=", ".join(kinds))
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}", delete=False) as draft:
            draft.write(content)
        Path(draft.name).replace(path)
    except OSError as error:
        raise InputError("output_unwritable", name=str(path), reason=error.strerror) from None


def answer_object(answer: Answer, elapsed_ms: float, **first: Any) -> dict[str, Any]:
    """Return an answer in the shape of the public interface."""
    return {
        **first,
        "question": answer.question,
        "status": answer.status.value,
        "intent": answer.intent.value,
        "answer": "\n\n".join([answer.text, *_quotations(answer), *answer.more]),
        "findings": [_finding_object(finding) for finding in answer.findings],
        "not_mentioned": list(answer.not_mentioned),
        "citations": [_citation_object(citation) for citation in answer.citations],
        "warnings": [{"code": w.code, "text": w.text} for w in answer.warnings],
        "next_step": answer.next_step or None,
        "model": answer.model or None,
        "elapsed_ms": round(elapsed_ms, 1),
    }


def _quotations(answer: Answer) -> list[str]:
    """Return the clauses word for word, if a language model has worded them in the text."""
    return [answer.quoted] if answer.model else []


def _finding_object(finding: Finding) -> dict[str, Any]:
    return {
        "body": finding.body,
        "body_today": finding.today or None,
        "role": finding.role.value,
        "task": finding.task,
        "document": finding.document.id,
        "citations": [finding.citation.n],
    }


def _citation_object(citation: Citation) -> dict[str, Any]:
    document = citation.clause.document
    return {
        "n": citation.n,
        "kind": "digest" if citation.digest else "quote",
        "document": document.id,
        "title": document.title,
        "year": document.year,
        "path": citation.clause.path,
        "quote": None if citation.digest else citation.quote,
        "digest": citation.quote if citation.digest else None,
        "score": citation.score,
        "validity": validity_object(citation.validity) if citation.validity else None,
    }


def validity_object(validity: Validity) -> dict[str, Any]:
    """Return the standing of an act in the shape of the public interface."""
    return {
        "status": validity.status.value,
        "by": validity.by.number or validity.by.label if validity.by else None,
        "since": validity.since.isoformat() if validity.since else None,
        "checked_on": validity.checked_on.isoformat(),
        "confidence": validity.confidence,
    }


def act_object(act: Act, validity: Validity) -> dict[str, Any]:
    """Return an act of the catalogue for `laws`."""
    return {
        "id": act.id,
        "kind": act.kind,
        "number": act.number or None,
        "year": act.year,
        "issuer": act.issuer or None,
        "issued": act.issued.isoformat() if act.issued else None,
        "title": act.title or None,
        "names": list(act.names),
        "in_force_from": act.in_force_from.isoformat() if act.in_force_from else None,
        "period": list(act.period) if act.period else None,
        "topics": list(act.topics),
        "validity": validity_object(validity),
        "found": act.found,
        "note": act.note or None,
        "sources": list(act.sources),
        "confidence": act.confidence,
        "checked_on": act.checked_on.isoformat(),
        "corrected": act.corrected or None,
    }


def hit_object(rank: int, hit: ScoredClause) -> dict[str, Any]:
    """Return a search hit in the shape of the public interface."""
    clause = hit.clause
    return {
        "rank": rank,
        "score": round(hit.score, 4),
        "document": clause.document.id,
        "title": clause.document.title,
        "path": clause.path,
        "bodies": list(clause.facts.bodies),
        "topics": topics_of(clause),
        "text": without_private(clause.text),
    }


def topics_of(clause: Clause) -> list[str]:
    """Return ids of the topics whose phrases the clause holds."""
    spoken = f" {' '.join(syllables(clause.text))} "
    return [
        topic.id
        for topic in topics().values()
        if any(f" {phrase} " in spoken for phrase in topic.phrases)
    ]


def document_object(document: Document) -> dict[str, Any]:
    """Return a document for `list` and `show`."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "unit": document.unit,
        "level": document.level,
        "province": document.province,
        "year": document.year,
        "issuer": document.issuer,
        "number": document.number,
        "date": document.date,
        "origin": document.origin,
    }


def block_object(block: Block) -> dict[str, Any]:
    """Return a block in the shape of the public interface."""
    facts = block.facts
    return {
        "type": block.type.value,
        "path": block.path,
        "role": block.role.value if block.role else None,
        "bodies": list(facts.bodies),
        "coordinating": list(facts.coordinating),
        "references": list(facts.references),
        "deadlines": list(facts.deadlines),
        "targets": list(facts.targets),
        "start": block.start,
        "end": block.end,
        "text": block.text,
    }


def outline_line(block: Block) -> str:
    """Return a block as one line of an outline."""
    depth = block.path.count(".") + block.path.count(" gạch ") + block.path.count(" cộng ")
    text = block.text if len(block.text) <= 110 else f"{block.text[:107]}…"
    body = f"  [{block.facts.label}]" if block.facts.label and not _says(block) else ""
    return f"{'  ' * depth}{name_of_place(block.path)}  {text}{body}".replace("\n", " / ")


def _says(block: Block) -> bool:
    return fold(block.text).startswith(fold(block.facts.label or ""))
