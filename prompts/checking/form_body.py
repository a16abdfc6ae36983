"""Form: how the bases end, how headings are numbered, how the text is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prompts.checking.draft import Draft
from prompts.checking.sheet import Sheet
from prompts.checking.types import Hit
from prompts.word.changes import Replace
from prompts.wording import say
from retrieval.parsing.markers import NUMERALS, Marker, Rank, find_marker
from retrieval.text import fold, nfc
from retrieval.types import Block, BlockType

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_NUMBERED = (Rank.ROMAN, Rank.DECIMAL, Rank.SECOND_DECIMAL, Rank.THIRD_DECIMAL, Rank.LETTER)
_ENDS = {Rank.ROMAN: ".", Rank.DECIMAL: ".", Rank.LETTER: ")"}
"""The sign behind a number (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
_END = "./."
_TWO = re.compile(r";\s*Căn cứ\s")
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
    if draft.sheet.layout is None:  # lines are cut anywhere
        return
    followed = _followed(draft)
    for place, line in enumerate(bases):
        last = place == len(bases) - 1
        ends = (".", ",", ":", *((";",) if followed else ())) if last else (";",)
        if again := _TWO.search(line.text):
            found = f"…{line.text[max(0, again.start() - 20) : again.end() + 20]}…"
            yield Hit("form.basis_end", found, say("check_basis_apart"), line.start, line.end)
        if len(bases) > 1 and not line.text.endswith(ends) and not line.unfilled:
            wanted = "." if last else ";"
            bare = line.text.rstrip(" .,;:")
            cut = line.end - (len(line.text) - len(bare))
            change = Replace(cut, line.end, wanted)
            expected = f"…{bare[-20:]}{wanted}"
            yield Hit(
                "form.basis_end", f"…{line.text[-20:]}", expected, line.start, line.end, (change,)
            )


def _followed(draft: Draft) -> bool:
    """Say whether another basis, of another kind, follows the last one: "Thực hiện Kế hoạch …"."""
    last = draft.components["basis"][-1:]
    after = [line for line in draft.components["body"] if last and line.start > last[0].start]
    return bool(after) and re.match(r"(thuc hien|theo|xet)\b", fold(after[0].text)) is not None


@dataclass(frozen=True, slots=True)
class _Number:
    block: Block
    marker: Marker
    sign: str
    start: int
    typed: bool


def _numbers(sheet: Sheet) -> Iterator[Hit]:
    """Yield lists whose numbers skip or repeat, and numbers written otherwise than prescribed."""
    numbers = list(_found(sheet))
    for siblings in _lists(numbers):
        wrong = [i for i, each in enumerate(siblings) if each.marker.ordinal != i + 1]
        if wrong:
            yield _out_of_step(siblings, wrong)
    yield from _other_signs(numbers)


def _lists(numbers: Sequence[_Number]) -> list[list[_Number]]:
    """Return the numbers by the list they stand in; below another item a list begins anew."""
    finished: list[list[_Number]] = []
    running: dict[Rank, list[_Number]] = {}
    for number in numbers:
        rank = number.marker.rank
        for lower in [other for other in running if other > rank]:
            finished.append(running.pop(lower))
        restarts = number.marker.ordinal == 1 and rank is not Rank.ROMAN and rank in running
        if restarts:
            finished.append(running.pop(rank))
        running.setdefault(rank, []).append(number)
    return [*finished, *running.values()]


def _found(sheet: Sheet) -> Iterator[_Number]:
    """Yield the numbers of headings and clauses as printed; an annex counts for itself."""
    paragraphs = sheet.layout.paragraphs if sheet.layout else ()
    typed = {each.start for each in paragraphs if not each.number}
    for block in sheet.clauses:
        if block.path.startswith(("Phụ lục", "mở đầu", "kết")):
            continue
        raw = nfc(sheet.text[block.start : block.end])
        marker = find_marker(raw)
        if marker is not None and marker.rank in _NUMBERED:
            printed = raw[: marker.length].rstrip()
            sign = re.sub(r"[\w\s.]*?(?=[^\w\s.]*$)", "", printed) or printed[-1:]
            by_hand = sheet.layout is None or block.start in typed
            yield _Number(block, marker, sign.strip(), block.start, by_hand)


def _out_of_step(siblings: list[_Number], wrong: list[int]) -> Hit:
    """Return the hit for a list; the change of every number that is out of step comes with it."""
    first = siblings[wrong[0]]
    label, block = first.marker.label, first.block
    changes = tuple(
        Replace(each.start, each.start + len(each.marker.label), _expected(each, place + 1))
        for place, each in enumerate(siblings)
        if place in wrong and each.typed
    )
    found = say("check_numbered", number=label, text=block.text[:60])
    expected = _expected(first, wrong[0] + 1)
    certain = changes if len(changes) == len(wrong) else ()
    return Hit("form.numbering", found, expected, first.start, block.end, certain)


def _expected(number: _Number, place: int) -> str:
    return _label(number.marker.rank, number.marker.label, place)


def _label(rank: Rank, label: str, wanted: int) -> str:
    if rank is Rank.ROMAN:
        return NUMERALS[wanted - 1] if wanted <= len(NUMERALS) else str(wanted)
    if rank is Rank.LETTER:
        return _LETTERS[wanted - 1] if wanted <= len(_LETTERS) else str(wanted)
    head, dot, _ = label.rpartition(".")
    return f"{head}{dot}{wanted}"


def _other_signs(numbers: Sequence[_Number]) -> Iterator[Hit]:
    """Yield one hit for each way of writing numbers that is not the prescribed one."""
    groups: dict[tuple[Rank, str], list[_Number]] = {}
    for number in numbers:
        rank = number.marker.rank
        if number.sign != _ENDS.get(rank, number.sign):
            groups.setdefault((rank, number.sign), []).append(number)
    for (rank, sign), alike in groups.items():
        first, wanted = alike[0], _ENDS[rank]
        found = say(
            "check_numbered", number=f"{first.marker.label}{sign}", text=first.block.text[:60]
        )
        more = say("check_and_more", found=found, count=len(alike) - 1)
        changes = tuple(_signed(number, wanted) for number in alike if number.typed and sign)
        yield Hit(
            "form.numbering_style",
            more if len(alike) > 1 else found,
            f"{first.marker.label}{wanted}",
            first.start,
            first.block.end,
            changes if len(changes) == len(alike) else (),
        )


def _signed(number: _Number, wanted: str) -> Replace:
    at = number.start + len(number.marker.label)
    return Replace(at, at + len(number.sign), wanted)


def _end_mark(draft: Draft) -> Iterator[Hit]:
    """The text ends with "./.", and only there (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    body = draft.components["body"]
    yield from _ended_early(draft)
    if not body or any(line.text.endswith(_END) for line in body):
        return
    line = body[-1]
    if _LEADS.search(fold(line.text)):
        return
    if line.unfilled:
        yield Hit("form.end_mark", f"…{line.text[-30:]}", _END, line.start, line.end)
        return
    bare = line.text.rstrip(" ./;,")
    change = Replace(line.end - (len(line.text) - len(bare)), line.end, _END)
    expected = f"…{bare[-30:]}{_END}"
    yield Hit("form.end_mark", f"…{line.text[-30:]}", expected, line.start, line.end, (change,))


def _ended_early(draft: Draft) -> Iterator[Hit]:
    """Yield a closing sign behind which sections of the text follow."""
    body = draft.components["body"]
    ended = next((i for i, line in enumerate(body) if line.text.endswith(_END)), len(body))
    sections = [
        block
        for block in draft.sheet.clauses
        if block.type is BlockType.HEADING and not block.trail and block.path[:3] != "Phụ"
    ]
    for line in body[ended : ended + 1]:
        if any(block.start > line.end for block in sections):
            expected = say("check_end_last")
            yield Hit("form.end_mark", f"…{line.text[-30:]}", expected, line.start, line.end)
