"""Between rows of the database and the values of retrieval.types: one pair for each."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Row

from retrieval.library.models import BlockRow, DocumentRow
from retrieval.types import Block, BlockType, Document, Facts, Role

_NAMES = {field.name for field in fields(Document)}
_LISTS = ("bodies", "coordinating", "references", "deadlines", "targets")


def to_document(row: DocumentRow) -> Document:
    """Return the document of a row, with an administrator's corrections."""
    values: dict[str, Any] = {**row.description, **row.corrections}
    values["year"] = int(values["year"]) if values.get("year") else None
    known = {name: value for name, value in values.items() if name in _NAMES}
    own = {"id": row.id, "origin": row.origin, "sha256": row.sha256}
    return Document(**{**known, **own})


def from_block(document_id: str, position: int, block: Block) -> BlockRow:
    """Return the row of a block."""
    return BlockRow(
        document_id=document_id,
        position=position,
        key=f"{document_id}#{position}",
        type=block.type.value,
        path=block.path,
        role=block.role.value if block.role else None,
        start=block.start,
        end=block.end,
        text=block.text,
        label=block.facts.label,
        trail=list(block.trail),
        facts=asdict(block.facts),
    )


def to_block(row: BlockRow | Row[Any]) -> Block:
    """Return the block of a row."""
    facts = {name: tuple(row.facts[name]) for name in _LISTS}
    return Block(
        type=BlockType(row.type),
        path=row.path,
        start=row.start,
        end=row.end,
        text=row.text,
        role=Role(row.role) if row.role else None,
        trail=tuple(row.trail),
        facts=Facts(label=row.facts["label"], leads=row.facts["leads"], **facts),
    )
