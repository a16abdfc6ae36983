"""A draft on paper: in the prescribed form, with its sources where they are wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from prompts.drafting.sections import MONTH
from prompts.drafting.types import Draft, Drafted, Origin, Request
from prompts.word.paper import BLANK, Annex, Level, Paper, Paragraph
from prompts.wording import say
from retrieval.legal import Catalogue
from retrieval.types import Document

Sources = Literal["comments", "annex", "none"]
_ASSIGNED = ("tt", "task", "lead", "partner", "time", "source")
"""Columns of the table of tasks; the last is for drafts only."""
_WIDTHS = (0.08, 0.42, 0.2, 0.18, 0.12)
_SOURCED_WIDTHS = (0.06, 0.36, 0.17, 0.13, 0.1, 0.18)
_LONGEST_QUOTE = 240


def paper_of_draft(
    draft: Draft,
    documents: Mapping[str, Document],
    catalogue: Catalogue,
    *,
    sources: Sources = "comments",
    final: bool = False,
) -> Paper:
    """Return a draft as a paper.

    Args:
        draft: The whole plan or some of its sections.
        documents: By id, for the titles of sources.
        catalogue: For the names of acts.
        sources: In the margin, as a sheet at the end, or not at all.
        final: Whether our marks are left out (Bản trình ký).
    """
    request = draft.request
    printer = _Printer(documents, catalogue, comments=sources == "comments" and not final)
    body = tuple(printer.paragraphs(draft))
    annexes = (
        [printer.assignments(draft, sourced=sources != "none" and not final)]
        if _has_tasks(draft)
        else []
    )
    if sources == "annex" and not final:
        annexes.append(printer.sources(draft))
    return Paper(
        authority=("ỦY BAN NHÂN DÂN", request.unit.upper()),
        subject=(draft.title,),
        body=body,
        authority_lines=_authority_lines(request),
        recipients=_recipients(request),
        place=_place(request),
        number=request.variables.get("number", ""),
        year=None,
        signer=request.variables.get("signer", ""),
        annexes=tuple(annexes),
        mark="" if final else say("draft_mark"),
        note="" if final else say("draft_ai_note"),
    )


def _place(request: Request) -> str:
    name = request.unit[len(request.word) :].strip()
    return f"{request.word.capitalize()} {name}" if name.isdigit() else name or BLANK


def _authority_lines(request: Request) -> tuple[str, ...]:
    deputy = request.variables.get("signer_title", "").lower().startswith("phó")
    signs = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if deputy else ("CHỦ TỊCH",)
    return ("TM. ỦY BAN NHÂN DÂN", *signs)


def _recipients(request: Request) -> tuple[str, ...]:
    word = request.word
    if request.level == "province":
        return (
            "Bộ Y tế (để báo cáo)",
            f"Thường trực Tỉnh ủy, HĐND {word}",
            f"Chủ tịch, các Phó Chủ tịch UBND {word}",
            f"Ủy ban MTTQ Việt Nam {word}",
            "Các sở, ban, ngành, đoàn thể",
            "Ủy ban nhân dân các xã, phường, đặc khu",
            "Lưu: VT, SYT",
        )
    return (
        f"Ủy ban nhân dân {request.province} (để báo cáo)",
        f"Sở Y tế {request.province} (để báo cáo)",
        f"Thường trực Đảng ủy, HĐND {word}",
        f"Chủ tịch, các Phó Chủ tịch UBND {word}",
        f"Ủy ban MTTQ Việt Nam và các đoàn thể {word}",
        f"Công an, Trạm Y tế {word}; các trường học",
        "Các cơ quan, đơn vị được giao nhiệm vụ",
        f"Các {request.hamlet}",
        "Lưu: VT, VHXH",
    )


def tell_origins(each: Drafted, documents: Mapping[str, Document], catalogue: Catalogue) -> str:
    """Return where a paragraph comes from, in an official's words."""
    return " ".join(_tell_origin(origin, documents, catalogue) for origin in each.origins)


def _tell_origin(origin: Origin, documents: Mapping[str, Document], catalogue: Catalogue) -> str:
    if origin.type == "plan":
        document = documents.get(origin.document)
        title = f"{document.title} – {document.unit}" if document else origin.document
        quote = (origin.quote or "")[:_LONGEST_QUOTE]
        return say("draft_comment_plan", title=title, path=origin.path, quote=quote)
    if origin.type == "law":
        act = catalogue.get(origin.document)
        path = f", {origin.path}" if origin.path else ""
        label = act.label if act else origin.document
        return say("draft_comment_law", document=label, path=path)
    return say(f"draft_comment_{origin.type}")


class _Printer:
    """Prints paragraphs with their sources."""

    def __init__(
        self, documents: Mapping[str, Document], catalogue: Catalogue, *, comments: bool
    ) -> None:
        self._documents = documents
        self._catalogue = catalogue
        self._comments = comments

    def paragraphs(self, draft: Draft) -> Iterator[Paragraph]:
        for section in draft.sections:
            if re.match(r"[IVX]+\. ", section.heading):
                yield Paragraph(Level.SECTION, section.heading, bold=True)
            for each in section.paragraphs:
                comment = self._comment(each) if self._comments and not each.bold else ""
                yield Paragraph(each.level, each.text, each.bold, comment)
            if not section.paragraphs:
                yield Paragraph(Level.TEXT, BLANK)

    def _comment(self, each: Drafted) -> str:
        told = self._told(each)
        shown = [flag for flag in each.flags if flag != "blank"]
        return told + "".join(say(f"draft_comment_flag_{flag}") for flag in shown)

    def _told(self, each: Drafted) -> str:
        return tell_origins(each, self._documents, self._catalogue)

    def sources(self, draft: Draft) -> Annex:
        """Return the sheet that tells the source of every paragraph."""
        rows = tuple(
            (str(number), each.text, self._told(each))
            for number, each in enumerate(_told_once(draft), 1)
        )
        title = (say("draft_annex_title"), say("draft_annex_sources"))
        header = tuple(say(f"draft_annex_{name}") for name in ("tt", "text", "source"))
        return Annex(title, header, rows, (0.07, 0.53, 0.4))

    def assignments(self, draft: Draft, *, sourced: bool) -> Annex:
        """Return the table of tasks: who leads, who takes part, when.

        Args:
            draft: Its tasks.
            sourced: Whether each is told with its number in the sheet of sources.
        """
        numbers = {id(each): n for n, each in enumerate(_told_once(draft), 1)}
        tasks = [each for section in draft.sections for each in section.paragraphs if each.body]
        month = draft.request.kind == MONTH
        when = say(f"draft_annex_{'june' if month else 'all_year'}", year=draft.request.year)
        cut = len(_ASSIGNED) if sourced else -1
        rows = tuple(
            (
                str(number),
                each.text.removeprefix("- "),
                each.body,
                _partners(each),
                when,
                f"[{numbers[id(each)]}]",
            )[:cut]
            for number, each in enumerate(tasks, 1)
        )
        attached = say("draft_annex_attached", issuer=draft.request.issuer)
        title = (say("draft_annex_title"), say("draft_annex_subject"), attached)
        header = tuple(say(f"draft_annex_{name}") for name in _ASSIGNED[:cut])
        return Annex(title, header, rows, _SOURCED_WIDTHS if sourced else _WIDTHS)


def _told_once(draft: Draft) -> list[Drafted]:
    """Return the paragraphs of which the source is told."""
    return [p for section in draft.sections for p in section.paragraphs if not p.bold]


def _partners(each: Drafted) -> str:
    """Return who takes part, as far as the task itself still says so."""
    return "; ".join(name for name in each.partners if name in each.text)


def _has_tasks(draft: Draft) -> bool:
    return any(each.body for section in draft.sections for each in section.paragraphs)
