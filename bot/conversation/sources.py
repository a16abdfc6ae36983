"""A clause shown among its neighbours (Xem nguyên văn)."""

from __future__ import annotations

from typing import Any

from bot.conversation.events import Message
from bot.wording import message
from retrieval.library import Library
from retrieval.privacy import without_private
from retrieval.types import Block, BlockType


def show_source(library: Library, action: dict[str, Any]) -> Message:
    """Show a clause in its surroundings: headings above, the clauses before and behind."""
    document_id, position, path = action["at"]
    found = library.clauses_at([(document_id, int(position))])
    if not found or found[0].path != path:
        return Message(message("source_gone"))
    clause = found[0]
    blocks = library.around(clause)
    return Message(
        message(
            "source",
            n=action["n"],
            title=clause.document.title,
            path=clause.path,
            headings=" › ".join(clause.block.trail) or "—",
            text=without_private(clause.text),
        ),
        folded="\n\n".join(_shown(block, own=block == clause.block) for block in blocks),
    )


def _shown(block: Block, *, own: bool) -> str:
    text = without_private(block.text)
    if block.type is not BlockType.CLAUSE:
        return text
    mark = "▶ " if own else ""
    return f"{mark}{block.path}: {text}"
