"""What is told of a draft in a chat: its outline, a part, the sources of a part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import shorten

from bot.drafting import Made
from bot.wording import message
from prompts.checking import Severity
from prompts.drafting import Draft, Section
from prompts.drafting.printing import tell_origins
from prompts.errors import DraftError
from retrieval.legal import Catalogue
from retrieval.text import fold
from retrieval.types import Document

_NAMED = 80
"""Characters of a paragraph that name it."""


def part_named(draft: Draft, words: str) -> Section:
    """Return the part that is meant by its numeral, words of its heading, or its id.

    Raises:
        DraftError: part_unknown.
    """
    wanted = fold(words).strip()
    for section in draft.sections:
        heading = fold(section.heading)
        if (
            wanted == section.id
            or heading.startswith(f"{wanted}. ")
            or (len(wanted) > len("viii") and wanted in heading)
        ):
            return section
    raise DraftError("part_unknown", part=words)


def tell_part(section: Section) -> str:
    """Return the text of a part, with its state."""
    state = message(f"draft_state_{section.state}")
    text = "\n".join(each.text for each in section.paragraphs)
    heading = section.heading
    numeral = re.match(r"[IVX]+", heading)
    name = numeral[0] if numeral else heading.lower()
    return message("draft_shown", heading=heading, state=state, text=text or "……", part=name)


def tell_sources(section: Section, documents: Mapping[str, Document], catalogue: Catalogue) -> str:
    """Return where each paragraph of a part comes from, with the words of the source."""
    rows = (
        message(
            "draft_source",
            text=shorten(each.text.removeprefix("- "), _NAMED, placeholder="…"),
            origins=tell_origins(each, documents, catalogue),
        )
        for each in section.paragraphs
        if not each.bold
    )
    return message("draft_sources", heading=section.heading, rows="\n".join(rows) or "• —")


def tell_final(made: Made) -> str:
    """Return what is to be known of a copy that is to be signed."""
    paragraphs = [p for section in made.draft.sections for p in section.paragraphs]
    count = sum("blank" in each.flags for each in paragraphs)
    return message(
        "draft_final_told",
        title=made.draft.title,
        errors=made.report.count(Severity.ERROR),
        blanks=f" {message('draft_blanks_left', count=count)}" if count else "",
    )


def tell_made(made: Made) -> str:
    """Return what a draft holds and what is still to be told, for a phone."""
    draft, report = made.draft, made.report
    parts = "\n".join(
        f"• {s.heading} – {message(f'draft_state_{s.state}')}" for s in draft.sections
    )
    asks = "\n".join(f"• {question.ask}" for question in draft.questions) or "• —"
    marked = sum(bool(set(p.flags) - {"blank"}) for s in draft.sections for p in s.paragraphs)
    return message(
        "draft_told",
        title=draft.title,
        parts=parts,
        asks=asks,
        errors=report.count(Severity.ERROR),
        marked=marked,
    )
