"""What a plan, or a section of it, says: its clauses in reading order, or its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prompts.answering.evidence import cite
from prompts.answering.layout import list_clauses, plan_name
from prompts.answering.types import Answer, Status
from prompts.wording import say
from retrieval.library import Library
from retrieval.query import Intent, Question
from retrieval.search import in_section
from retrieval.types import Block, BlockType, Clause, Document, ScoredClause

PART = 8
"""Clauses of a section told at once."""


def tell_contents(question: Question, library: Library) -> Answer:
    """Tell the section that was asked for, or the headings of the plan that was named."""
    document_id, section = question.documents[0], question.section
    keys = library.section_keys([document_id], section)
    clauses = [clause for clause in library.clauses_at(keys) if in_section(clause, section)]
    if not section or not clauses:
        return _outline(question, library, document_id)
    plain = replace(question, concepts=())
    citations = cite([ScoredClause(clause, 1.0) for clause in clauses], plain)
    starts = range(0, len(citations), PART)
    parts = [list_clauses(citations[i : i + PART], plain) for i in starts]
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        intent=Intent.CONTENTS,
        text=parts[0],
        citations=citations,
        more=tuple(parts[1:]),
    )


def _outline(question: Question, library: Library, document_id: str) -> Answer:
    """Tell the headings of a plan, with its opening as the citation."""
    blocks = library.blocks(document_id)
    headings = [b for b in blocks if b.type is BlockType.HEADING and "." not in b.path]
    document = library.document(document_id)
    lines = [document.title, *(f"• {b.path}. {b.text.rstrip(' :')}" for b in headings)]
    section, english = question.section, question.english
    missing = [say("no_section", english=english, section=section)] if section else []
    return Answer(
        question=question.text,
        status=Status.PARTIAL if missing else Status.ANSWERED,
        intent=Intent.CONTENTS,
        text="\n".join([*missing, *lines]),
        citations=cite([_opening(document, blocks)], replace(question, concepts=())),
        next_step=say("next_ask", english=english) if missing else "",
    )


def _opening(document: Document, blocks: Sequence[Block]) -> ScoredClause:
    """Return the first clause of a plan."""
    first = next(i for i, block in enumerate(blocks) if block.type is BlockType.CLAUSE)
    return ScoredClause(Clause(document, first, blocks[first]), 1.0)


def tell_library(question: Question, documents: Sequence[Document], library: Library) -> Answer:
    """Tell which plans there are, with their openings as citations."""
    hits = [_opening(document, library.blocks(document.id)) for document in documents]
    lead = say("library_list", english=question.english, count=len(documents))
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        intent=Intent.CONTENTS,
        text="\n".join([lead, *(f"• {d.title} – {plan_name(d)}" for d in documents)]),
        citations=cite(hits, replace(question, concepts=())),
    )
