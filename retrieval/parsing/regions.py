"""Which part of a document each line belongs to: header, body, recipients, signature, annex."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.parsing.lexicon import lexicon
from retrieval.parsing.lines import Line, LineKind
from retrieval.parsing.markers import Rank, find_marker
from retrieval.text import UPPER

_RECIPIENTS = re.compile(r"(?i)nơi nhận\b")
_SIGNATURE = re.compile(
    rf"(?:TM|T/M|KT|TL|TUQ|Q)\s?\.\s?[{UPPER}]{{2}}|"
    r"(?i:(?:phó |quyền )?(?:chủ tịch|giám đốc|trưởng ban|bí thư)|người lập biểu|chánh văn phòng)"
    r"\s*$"
)
_BEHALF = ("TM. ỦY BAN", "TM. UỶ BAN", "T/M ỦY BAN", "TM.ỦY BAN", "TM ỦY BAN")
"""A signature whose lines were run together into one."""
_RULE = re.compile(r"[-_*=~. ]{3,}")
_ANNEX_NUMBER = re.compile(r"Phụ lục|(?:Mẫu biểu|Biểu mẫu|Biểu|Mẫu)\s+(?:số\s*)?\d")
_ANNEX_LINE = re.compile(r"(?:PHỤ LỤC|Phụ lục|MẪU BIỂU|Mẫu biểu)\b(?:\s+số\b)?[^a-z;,]{0,40}$")
_ATTACHED = re.compile(r"(?i)kèm theo")
_NATIONAL = re.compile(r"(?i)(cộng h[oò]a xã hội|độc lập\s*[-–]\s*tự do)")
_LONGEST_TITLE_LINE = 12
"""Lines of a title; a longer one is body text whose heading was lost."""


class Region(Enum):
    """A part of a document."""

    HEADER = auto()
    BODY = auto()
    RECIPIENTS = auto()
    SIGNATURE = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring lines of one region.

    Attributes:
        annex: Path of the annex the lines belong to, "Phụ lục 1"; "" for the document itself and
            for the plan that a decision promulgates.
    """

    region: Region
    lines: tuple[Line, ...]
    annex: str = ""


def find_parts(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Cut the lines of a document into parts, in order; every line is in exactly one."""
    walker = _Walker()
    for line in lines:
        walker.take(line)
    return walker.finish()


class _Walker:
    """Follows a document from its header to its signature, and on to its annexes."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._lines: list[Line] = []
        self._region = Region.HEADER
        self._attached = False
        self._annex = ""
        self._annexes = 0
        self._named = False
        self._title: list[str] = []
        self._ended = False

    def take(self, line: Line) -> None:
        if line.kind is LineKind.TEXT:
            region = self._next_region(line.text)
            if region is not self._region:
                self._close()
                self._region = region
            self._note_title(line.text)
            self._ended = line.text.endswith("./.")
        self._lines.append(line)

    def finish(self) -> tuple[Part, ...]:
        self._close()
        return tuple(self._parts)

    def _close(self) -> None:
        if self._lines:
            self._parts.append(Part(self._region, tuple(self._lines), self._annex))
        self._lines = []

    def _note_title(self, text: str) -> None:
        if self._region is not Region.HEADER:
            return
        if self._named:
            self._title.append(text)
        elif (lexicon().name.match(text) and (text.isupper() or len(text.split()) <= 3)) or (
            self._attached and lexicon().annex.match(text)
        ):
            self._named = True

    def _next_region(self, text: str) -> Region:
        if self._region is Region.HEADER:
            return Region.BODY if self._header_ends(text) else Region.HEADER
        if self._is_annex(text):
            self._begin_annex(text)
            return Region.HEADER
        if _RECIPIENTS.match(text):
            return Region.RECIPIENTS
        ended = self._ended and text.isupper() and not self._resumes(text)
        signed = ended or _SIGNATURE.match(text)
        if signed and (len(text) < 60 or text.startswith(_BEHALF)):
            return Region.SIGNATURE
        if self._region is Region.SIGNATURE and self._resumes(text):
            return Region.BODY
        return self._region

    def _begin_annex(self, text: str) -> None:
        self._close()
        plan = lexicon().name.match(text) is not None
        self._annexes += 0 if plan else 1
        self._annex = "" if plan else f"Phụ lục {self._annexes}"
        self._attached, self._named, self._title = True, False, []

    def _resumes(self, text: str) -> bool:
        """Say whether a new section begins behind a signature or behind "./."."""
        marker = find_marker(text)
        return marker is not None and marker.rank is Rank.ROMAN and text.isupper()

    def _is_annex(self, text: str) -> bool:
        if self._region is Region.BODY:
            return bool(_ANNEX_LINE.match(text))
        return bool(lexicon().annex.match(text)) and (
            text.isupper() or bool(_ANNEX_NUMBER.match(text))
        )

    def _header_ends(self, text: str) -> bool:
        marker = find_marker(text)
        if marker is not None and marker.rank in (Rank.ROMAN, Rank.PART, Rank.ARTICLE):
            return True
        if self._attached:
            return self._annex_header_ends(text, numbered=marker is not None)
        if not self._named:
            return bool(re.match(r"(Thực hiện|Căn cứ)\s", text)) and bool(re.search(r"\d", text))
        if not self._title or _RULE.fullmatch(text) or text.isupper():
            return False
        if marker is not None and marker.rank is Rank.DECIMAL:
            return True
        if text in ("Căn", "Theo", "Thực", "Triển"):  # the first line of a paragraph, cut short
            return True
        return bool(lexicon().opening.match(text)) or len(self._title) > _LONGEST_TITLE_LINE

    def _annex_header_ends(self, text: str, *, numbered: bool) -> bool:
        if re.fullmatch(r"(?i)(s?tt|số tt)", text) or (numbered and self._title):
            return True
        closed = any(_ATTACHED.search(row) for row in self._title) and bool(self._title)
        closed = closed and self._title[-1].rstrip().endswith((")", ".", "…", "..."))
        return closed and not _RULE.fullmatch(text) and not _NATIONAL.search(text)
