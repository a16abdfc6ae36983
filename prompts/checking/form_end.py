"""Form: who signs and on whose behalf, who receives, what is filed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.checking.draft import Draft
from prompts.checking.institutions import TWO_TIERS
from prompts.checking.sheet import Line
from prompts.checking.types import Hit
from prompts.word.changes import AddLine, Change, Replace
from prompts.wording import say
from retrieval.text import fold

_TM = "TM. ỦY BAN NHÂN DÂN"
_KT = "KT. CHỦ TỊCH"
_FILE = "- Lưu: VT."
_FILED = re.compile(r"luu\s*:?\s*(?:vt|van thu)")
_BELOW = re.compile(r"\b(thon|to dan pho|khu pho|ban lang|ap|xom)\b")
_DEGREE = re.compile(
    r"(?i)^(?:ThS|TS|PGS|GS|BS|BSCK|CN|KS|LS|ông|bà|đồng chí|đ/c|thạc sĩ|tiến sĩ|bác sĩ)\b\.?\s*"
)
_GONE = re.compile(r"\b(?:cac|cap)\b[^;]*\bthi tran\b")
"""Recipients that ended on 1/7/2025 (Luật Tổ chức chính quyền địa phương 2025)."""
_HAMLET = re.compile(r"(?i)\bthôn\b")
_SECTION_GONE = re.compile(r"\bl\W?d\W?\W?tb\W?\W?xh\b")
_SECTIONS = {"commune": "VHXH", "province": "SYT"}
_SIDEWAYS = re.compile(r"\b(?:ubnd|uy ban nhan dan) (?:cac )(?:xa|phuong|dac khu)\b")
"""A commune's plan does not go to other communes."""
_CENTRAL = re.compile(
    r"\b(thu tuong|chinh phu|quoc hoi|bo (?!chi huy|doi|phan)[a-z]+|van phong chinh phu)\b"
)


def check_ending(draft: Draft) -> Iterator[Hit]:
    """Yield what is wrong with the signature and the recipients."""
    yield from _signature(draft)
    yield from _signer(draft)
    yield from _recipients(draft)


def _signature(draft: Draft) -> Iterator[Hit]:
    lines = draft.components["signature_authority"]
    if not lines:
        missing = say("check_missing", name=draft.form.components["signature_authority"].name)
        yield Hit("form.signature", missing, f"{_TM} / CHỦ TỊCH", where="signature")
        return
    plain = [re.sub(r"\s+", " ", fold(line.text)).strip() for line in lines]
    authority = next(
        (i for i, text in enumerate(plain) if "uy ban" in text or "ubnd" in text), None
    )
    if authority is None:
        missing = say("check_missing", name=f"“{_TM}”")
        first = lines[0]
        changes = (AddLine(first.start, _TM),) if first.alone else ()
        yield Hit("form.signature", missing, _TM, first.start, first.end, changes)
    else:
        yield from _on_behalf(lines[authority])
    yield from _deputy(lines, plain)
    if authority is not None and authority > 0:
        found = " / ".join(line.text for line in lines)
        start, end, order = lines[0].start, lines[-1].end, _in_order(lines, plain)
        yield Hit("form.signature", found, f"{_TM} / {_KT}", start, end, order)
    yield from _capitals(lines)


def _on_behalf(line: Line) -> Iterator[Hit]:
    """The sign "TM." stands before a collective body (Nghị định 30/2020/NĐ-CP, Điều 13)."""
    printed = re.match(r"(?i)(?P<sign>t\s?/?\s?m\s?\.?)?\s*(?P<body>\S.*)$", line.text)
    if printed is None or line.text.upper().startswith("TM. "):
        return
    expected = f"TM. {printed['body'].upper()}"
    change = Replace(line.start, line.end, expected)
    yield Hit("form.signature", line.text, expected, line.start, line.end, (change,))


def _deputy(lines: tuple[Line, ...], plain: list[str]) -> Iterator[Hit]:
    """A deputy signs "KT. CHỦ TỊCH" (Nghị định 30/2020/NĐ-CP, Điều 13)."""
    deputies = [i for i, text in enumerate(plain) if text.startswith("pho chu tich")]
    stands_in = [
        i for i, text in enumerate(plain) if re.match(r"k\s?/?\s?t\s?\.?\s*chu tich", text)
    ]
    if deputies and not stands_in:
        line = lines[deputies[0]]
        expected = f"{_KT} / {line.text.upper()}"
        changes = (AddLine(line.start, _KT),) if line.alone else ()
        yield Hit("form.signature", line.text, expected, line.start, line.end, changes)
    elif deputies and stands_in[0] > deputies[0]:
        found = " / ".join(line.text for line in lines)
        first, order = lines[0], _in_order(lines, plain)
        expected = f"{_TM} / {_KT} / PHÓ CHỦ TỊCH"
        yield Hit("form.signature", found, expected, first.start, first.end, order)
    elif stands_in and not deputies:
        line = lines[stands_in[0]]
        expected = f"{_KT} / PHÓ CHỦ TỊCH"
        yield Hit("form.signature", line.text, expected, line.start, line.end)
    for i in stands_in:
        if not re.match(r"KT\. ", lines[i].text.upper()):
            change = Replace(lines[i].start, lines[i].end, _KT)
            yield Hit("form.signature", lines[i].text, _KT, lines[i].start, lines[i].end, (change,))
    if not deputies and not any("chu tich" in text for text in plain):
        found = " / ".join(line.text for line in lines)
        yield Hit("form.signature", found, f"{_TM} / CHỦ TỊCH", lines[0].start, lines[-1].end)


def _in_order(lines: tuple[Line, ...], plain: list[str]) -> tuple[Replace, ...]:
    """Return the changes that put the authority first, then the stead, then the title."""
    texts = [line.text for _, line in sorted(zip(plain, lines, strict=True), key=_place)]
    return tuple(
        Replace(line.start, line.end, text)
        for line, text in zip(lines, texts, strict=True)
        if line.text != text
    )


def _place(line: tuple[str, Line]) -> int:
    text = line[0]
    if "uy ban" in text or "ubnd" in text:
        return 0
    return 1 if text.startswith("kt") else 2


def _capitals(lines: tuple[Line, ...]) -> Iterator[Hit]:
    for line in lines:
        if not line.text.isupper() and not any(look.caps for look in line.looks):
            change = Replace(line.start, line.end, line.text.upper())
            yield Hit(
                "form.signature_style",
                line.text,
                line.text.upper(),
                line.start,
                line.end,
                (change,),
            )


def _not_filed(last: Line) -> Hit:
    """Return the hit for a list without "Lưu: VT"; a bare "Lưu" is completed."""
    if fold(last.text).lstrip("- ").startswith("luu"):
        changes: tuple[Change, ...] = (Replace(last.start, last.end, _FILE),)
    else:
        changes = (AddLine(last.start, _FILE, behind=True),) if last.alone else ()
    return Hit("form.archive", last.text, _FILE, last.start, last.end, changes)


def _signer(draft: Draft) -> Iterator[Hit]:
    """No title or degree stands before the signer's name (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    for line in draft.components["signer"]:
        degree = _DEGREE.match(line.text)
        if degree:
            name = line.text[degree.end() :]
            change = Replace(line.start, line.start + degree.end(), "")
            yield Hit("form.signature_style", line.text, name, line.start, line.end, (change,))


def _listed(lines: tuple[Line, ...]) -> Iterator[Hit]:
    """Each recipient ends with ";", the last with "." (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    for place, line in enumerate(lines):
        wanted = "." if place == len(lines) - 1 else ";"
        if line.text.endswith(wanted) or (wanted == "." and line.text.endswith(";")):
            continue
        if line.unfilled:
            yield Hit("form.recipients_end", line.text, wanted, line.start, line.end)
            continue
        bare = line.text.rstrip(" .,;")
        change = Replace(line.end - (len(line.text) - len(bare)), line.end, wanted)
        yield Hit(
            "form.recipients_end", line.text, f"{bare}{wanted}", line.start, line.end, (change,)
        )


def _recipients(draft: Draft) -> Iterator[Hit]:
    label, lines = draft.components["recipients_label"], draft.components["recipients"]
    if not label:
        missing = say("check_missing", name=draft.form.components["recipients_label"].name)
        yield Hit("form.recipients", missing, say("check_recipients_expected"), where="recipients")
        return
    filed = [line for line in lines if _FILED.search(fold(line.text))]
    if not filed:
        yield _not_filed((label[0], *lines)[-1])
    if draft.sheet.layout is not None:  # in plain text a name may go on in the next line
        yield from _listed(lines)
    yield from _unfit(draft, lines)
    outside = {"commune": _CENTRAL, "province": _BELOW}.get(draft.sheet.level)
    if outside is not None:
        for line in lines:
            if outside.search(fold(line.text)):
                expected = say("check_recipients_level")
                yield Hit("form.recipients_unfit", line.text, expected, line.start, line.end)


def _unfit(draft: Draft, lines: tuple[Line, ...]) -> Iterator[Hit]:
    """Yield recipients that are gone, or that a plan of this kind of unit does not go to."""
    for line in lines:
        plain = fold(line.text)
        if _FILED.search(plain):
            rule, expected = _misfiled(plain, draft, last=line is lines[-1])
        else:
            rule, expected = _unfit_here(plain, draft)
        if expected:
            yield Hit(rule, line.text, expected, line.start, line.end)


def _misfiled(plain: str, draft: Draft, *, last: bool) -> tuple[str, str]:
    """Return the rule that an archive line breaks and what is right; "" for nothing."""
    section = _SECTIONS.get(draft.sheet.level)
    if section and _SECTION_GONE.search(plain):
        return "form.recipients_unfit", say("check_archive_today", section=section)
    return "form.archive", "" if last else say("check_archive_last")


def _unfit_here(plain: str, draft: Draft) -> tuple[str, str]:
    """Return the rule that a recipient breaks and what is right; "" for nothing."""
    sheet, rule = draft.sheet, "form.recipients_unfit"
    if re.match(r"\W*(?:nhu tren|nhu kinh gui)\b", plain):
        return rule, say("check_recipients_named")
    if sheet.day >= TWO_TIERS and sheet.level != "district" and _GONE.search(plain):
        return "body.abolished", say("check_recipients_gone")
    if sheet.level == "commune" and _SIDEWAYS.search(plain):
        return rule, say("check_recipients_own", unit=sheet.unit)
    in_ward = fold(sheet.unit).startswith("phuong") and re.search(r"\bcac thon\b", plain)
    if in_ward and not any(_HAMLET.search(block.text) for block in sheet.clauses):
        return rule, "Các tổ dân phố"
    return rule, ""
