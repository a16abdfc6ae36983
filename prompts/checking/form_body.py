"""Form: how the bases end, how headings are numbered, how the text is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prompts.checking.draft import Draft
from prompts.checking.sheet import Sheet
from prompts.checking.types import Hit
from prompts.word.changes import Replace
from prompts.wording import say
from retrieval.parsing.markers import Marker, Rank, find_marker
from retrieval.text import fold, nfc
from retrieval.types import Block

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
             "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")  # fmt: skip
_NUMBERED = (Rank.ROMAN, Rank.DECIMAL, Rank.SECOND_DECIMAL, Rank.THIRD_DECIMAL, Rank.LETTER)
_ENDS = {Rank.ROMAN: ".", Rank.DECIMAL: ".", Rank.LETTER: ")"}
"""The sign behind a number (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
_END = "./."
_LEADS = re.compile(r"(như sau|sau đây)\s*:?$|:$")


def check_body(draft: Draft) -> Iterator[Hit]:
    """Yield what is wrong with bases, numbers and the closing sign."""
    yield from _bases(draft)
    yield from _numbers(draft.sheet)
    yield from _end_mark(draft)


def _bases(draft: Draft) -> Iterator[Hit]:
    """Each basis stands on its own line and ends with ";", the last with ".", or "," before words.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.
    """
    bases = draft.components["basis"]
    for place, line in enumerate(bases):
        last = place == len(bases) - 1
        ends = (".", ",", ";", ":") if last else (";",)
        if len(bases) > 1 and not line.text.endswith(ends):
            wanted = "." if last else ";"
            bare = line.text.rstrip(" .,;:")
            cut = line.end - (len(line.text) - len(bare))
            change = Replace(cut, line.end, wanted)
            expected = f"…{bare[-20:]}{wanted}"
            yield Hit("form.basis_end", f"…{line.text[-20:]}", expected, line.start, line.end, (change,))


@dataclass(frozen=True, slots=True)
class _Number:
    block: Block
    marker: Marker
    sign: str
    start: int
    typed: bool


def _numbers(sheet: Sheet) -> Iterator[Hit]:
    """Yield numbers that are skipped, repeated, or written another way than prescribed."""
    counts: dict[Rank, int] = {}
    for number in _found(sheet):
        rank, marker = number.marker.rank, number.marker
        for lower in [other for other in counts if other > rank]:
            del counts[lower]
        wanted = counts.get(rank, 0) + 1
        if marker.ordinal != wanted and not (marker.ordinal == 1 and rank is not Rank.ROMAN):
            yield _out_of_step(number, wanted)
        counts[rank] = marker.ordinal
        if number.sign != _ENDS.get(rank, number.sign):
            yield _other_sign(number)


def _found(sheet: Sheet) -> Iterator[_Number]:
    """Yield the numbers of headings and clauses as printed; an annex counts for itself."""
    for block in sheet.clauses:
        if block.path.startswith(("Phụ lục", "mở đầu", "kết")):
            continue
        raw = nfc(sheet.text[block.start : block.end])
        marker = find_marker(raw)
        if marker is not None and marker.rank in _NUMBERED:
            printed = raw[: marker.length].rstrip()
            sign = re.sub(r"[\w\s.]*?(?=[^\w\s.]*$)", "", printed) or printed[-1:]
            typed = any(p.start == block.start and not p.number for p in _paragraphs(sheet))
            yield _Number(block, marker, sign.strip(), block.start, typed or sheet.layout is None)


def _paragraphs(sheet: Sheet) -> tuple:  # type: ignore[type-arg]
    return sheet.layout.paragraphs if sheet.layout else ()


def _out_of_step(number: _Number, wanted: int) -> Hit:
    marker, block = number.marker, number.block
    label = marker.label
    expected = _label(marker.rank, label, wanted)
    end = number.start + len(label)
    changes = (Replace(number.start, end, expected),) if number.typed else ()
    found = say("check_numbered", number=label, text=block.text[:60])
    return Hit("form.numbering", found, expected, number.start, block.end, changes)


def _label(rank: Rank, label: str, wanted: int) -> str:
    if rank is Rank.ROMAN:
        return _NUMERALS[wanted - 1] if wanted <= len(_NUMERALS) else str(wanted)
    if rank is Rank.LETTER:
        return _LETTERS[wanted - 1] if wanted <= len(_LETTERS) else str(wanted)
    head, dot, _ = label.rpartition(".")
    return f"{head}{dot}{wanted}"


def _other_sign(number: _Number) -> Hit:
    marker, sign = number.marker, _ENDS[number.marker.rank]
    printed = f"{marker.label}{number.sign}"
    at = number.start + len(marker.label)
    gap = 1 if number.sign and number.sign != sign else 0
    changes = (Replace(at, at + gap, sign),) if number.typed and gap else ()
    found = say("check_numbered", number=printed, text=number.block.text[:60])
    expected = f"{marker.label}{sign}"
    return Hit("form.numbering_style", found, expected, number.start, number.block.end, changes)


def _end_mark(draft: Draft) -> Iterator[Hit]:
    """The text ends with "./." (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    body = draft.components["body"]
    if not body or any(line.text.endswith(_END) for line in body):
        return
    line = body[-1]
    if _LEADS.search(fold(line.text)):
        return
    bare = line.text.rstrip(" ./;,")
    change = Replace(line.end - (len(line.text) - len(bare)), line.end, _END)
    expected = f"…{bare[-30:]}{_END}"
    yield Hit("form.end_mark", f"…{line.text[-30:]}", expected, line.start, line.end, (change,))
