"""Form: how the components and the body are printed, against the table of corpus/form.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from prompts.checking.draft import Draft
from prompts.checking.sheet import Line
from prompts.checking.types import Hit
from prompts.word.changes import Change, Restyle
from prompts.word.form import Component
from prompts.wording import say
from retrieval.reading.layout import Paragraph

_RULES = {
    "national_name": "form.national_name", "motto": "form.motto", "authority": "form.authority",
    "number": "form.number", "place_date": "form.place_date", "type_name": "form.type_name",
    "subject": "form.subject", "basis": "form.basis_style",
    "signature_authority": "form.signature_style", "signer": "form.signature_style",
    "recipients_label": "form.recipients_style", "recipients": "form.recipients_style",
}  # fmt: skip
_CENTRED = ("national_name", "motto", "type_name", "subject", "signature_authority", "signer")
"""Components whose place on the line is prescribed; others follow their column."""
_FULL_LINE = 95
"""Characters of a paragraph that surely fills more than one line."""
_SLACK = 0.6
"""Millimetres, points or lines that converting between units may cost."""


def check_looks(draft: Draft) -> Iterator[Hit]:
    """Yield what is wrong with how the text is printed; nothing where the type does not tell."""
    if draft.sheet.layout is None:
        return
    for name, rule in _RULES.items():
        yield from _component(draft, name, rule)
    yield from _body(draft)


def _component(draft: Draft, name: str, rule: str) -> Iterator[Hit]:
    wanted = draft.form.components[name]
    lines = _upper_authority_apart(draft.components[name]) if name == "authority" else (
        draft.components[name]
    )  # fmt: skip
    for told, change in _tests(wanted):
        wrong = [line for line in lines if not told(line)]
        if wrong:
            first = wrong[0]
            found, expected = _described(first, wanted, change)
            changes = tuple(replace(change, start=x.start, end=x.end) for x in wrong)
            yield Hit(rule, found, expected, first.start, first.end, _certain(changes))


def _upper_authority_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of the issuer: of the People's Committee the body and its place.

    A higher authority above it is printed upright, so a first line is judged with the issuer only
    if it is the same body's name.
    """
    if len(lines) > 2 or (len(lines) == 2 and not lines[0].text.upper().endswith("NHÂN DÂN")):
        return tuple(lines[-1:])
    return tuple(lines)


Test = tuple[Callable[[Line], bool], Restyle]


def _tests(wanted: Component) -> Iterator[Test]:
    """Yield what a line must be, each with the change that makes it so."""
    least, most = wanted.size
    size = Restyle(0, 0, size=wanted.set)
    yield lambda line: all(x.size is None or least <= x.size <= most for x in line.looks), size
    if wanted.bold is not None:
        bold = Restyle(0, 0, bold=wanted.bold)
        yield lambda line: all(look.bold == wanted.bold for look in line.looks), bold
    if wanted.italic is not None:
        italic = Restyle(0, 0, italic=wanted.italic)
        yield lambda line: all(look.italic == wanted.italic for look in line.looks), italic
    if wanted.id in _CENTRED:
        centred = Restyle(0, 0, alignment=wanted.alignment)
        yield lambda line: _is_placed(line, wanted.alignment), centred


def _is_placed(line: Line, alignment: str) -> bool:
    """Say whether a line is where it belongs; one that shares its paragraph is set by tabs."""
    own = line.paragraph
    if own is None or "\t" in own.text or "   " in own.text.strip():
        return True
    return own.alignment == alignment or own.left > _FAR or own.first_line > _FAR


_FAR = 40.0
"""Millimetres of indent by which a line is placed by hand."""


def _described(line: Line, wanted: Component, change: Restyle) -> tuple[str, str]:
    """Return how a line is printed and how it should be, in an official's words."""
    if change.size is not None:
        sizes = sorted({look.size for look in line.looks if look.size is not None})
        shown = "-".join(f"{size:g}" for size in sizes)
        bounds = "-".join(f"{size:g}" for size in dict.fromkeys(wanted.size))
        return (
            say("check_look_size", name=wanted.name, text=line.text, size=shown),
            say("check_size", size=bounds),
        )
    if change.bold is not None:
        kind = "bold" if wanted.bold else "not_bold"
    elif change.italic is not None:
        kind = "italic" if wanted.italic else "upright"
    else:
        kind = f"align_{wanted.alignment}"
    expected = say(f"check_{kind}")
    return say("check_look_not", name=wanted.name, text=line.text, wanted=expected), expected


def _certain(changes: tuple[Restyle, ...]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.end > change.start)


def _body(draft: Draft) -> Iterator[Hit]:
    wanted = draft.form.components["body"]
    lines = draft.components["body"]
    least, most = wanted.size
    sized = [x for x in lines if any(s.size and not least <= s.size <= most for s in x.looks)]
    if sized:
        sizes = sorted({s.size for x in sized for s in x.looks if s.size})
        shown = ", ".join(f"{size:g}" for size in sizes if not least <= size <= most)
        found = say("check_body_size", size=shown, count=len(sized))
        change = Restyle(0, 0, size=wanted.set)
        yield _hit(
            "form.body_size", found, say("check_size", size=f"{least:g}-{most:g}"), sized, change
        )
    full = [x for x in _whole(lines) if len(x.text) > _FULL_LINE]
    yield from _aligned(full, wanted)
    yield from _indented(full, wanted)
    yield from _line_height(full, wanted)
    yield from _gaps(draft, wanted)


def _hit(rule: str, found: str, expected: str, lines: Sequence[Line], change: Restyle) -> Hit:
    changes = tuple(replace(change, start=x.start, end=x.end) for x in lines)
    return Hit(rule, found, expected, lines[0].start, lines[0].end, _certain(changes))


def _whole(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that begin their paragraphs, each once."""
    return [line for line in lines if line.paragraph and not line.paragraph.text[: line.at].strip()]


def _aligned(lines: Sequence[Line], wanted: Component) -> Iterator[Hit]:
    wrong = [x for x in lines if x.paragraph and x.paragraph.alignment != wanted.alignment]
    if wrong:
        found = say("check_not_justified", count=len(wrong))
        change = Restyle(0, 0, alignment=wanted.alignment)
        yield _hit("form.alignment", found, say("check_align_both"), wrong, change)


def _indented(lines: Sequence[Line], wanted: Component) -> Iterator[Hit]:
    assert wanted.first_line is not None
    least, most = wanted.first_line
    wrong = [
        x
        for x in lines
        if (own := x.paragraph)
        and not own.number
        and not own.text[:1].isspace()
        and not least - _SLACK <= own.first_line <= most + _SLACK
        and not least - _SLACK <= own.left + own.first_line <= most + _SLACK
    ]
    if wrong and wrong[0].paragraph:
        found = say("check_indent", value=f"{wrong[0].paragraph.first_line:g}", count=len(wrong))
        expected = say("check_indent_expected", least=f"{least:g}", most=f"{most:g}")
        change = Restyle(0, 0, first_line=wanted.first_line_set)
        yield _hit("form.indent", found, expected, wrong, change)


def _line_height(lines: Sequence[Line], wanted: Component) -> Iterator[Hit]:
    assert wanted.line is not None
    least, most = wanted.line
    wrong = [
        x
        for x in lines
        if x.paragraph
        and x.paragraph.line is not None
        and not least - 0.02 <= x.paragraph.line <= most + 0.02
    ]
    if wrong and wrong[0].paragraph:
        found = say("check_line", value=f"{wrong[0].paragraph.line:g}", count=len(wrong))
        expected = say("check_line_expected", least=f"{least:g}", most=f"{most:g}")
        yield _hit("form.line_spacing", found, expected, wrong, Restyle(0, 0, line=most))
    tight = [x for x in lines if _is_tight(x)]
    if tight and tight[0].paragraph:
        value = f"{tight[0].paragraph.line_points:g}"
        found = say("check_line_exact", value=value, count=len(tight))
        expected = say("check_line_expected", least=f"{least:g}", most=f"{most:g}")
        yield _hit("form.line_spacing", found, expected, tight, Restyle(0, 0, line=least))


def _is_tight(line: Line) -> bool:
    """Say whether lines of a fixed height are lower than their letters."""
    points = line.paragraph.line_points if line.paragraph else None
    return points is not None and any(x.size and points < x.size for x in line.looks)


def _gaps(draft: Draft, wanted: Component) -> Iterator[Hit]:
    """Yield one hit if neighbouring paragraphs of the body stand too close."""
    assert draft.sheet.layout is not None
    own = [x.paragraph for x in _whole(draft.components["body"]) if x.paragraph]
    shown = {p.index for p in own}
    close: list[Paragraph] = []
    last: Paragraph | None = None
    for paragraph in draft.sheet.layout.paragraphs:
        if last is not None and paragraph.index in shown:
            close += [last] if last.after + paragraph.before < wanted.after - 0.1 else []
        last = paragraph if paragraph.index in shown and paragraph.text.strip() else None
    if len(close) > len(own) // 10:
        found = say("check_gap", value=f"{close[0].after:g}", count=len(close))
        changes = tuple(Restyle(p.start, p.end, after=wanted.after) for p in close)
        expected = say("check_gap_expected", least=f"{wanted.after:g}")
        yield Hit("form.spacing", found, expected, close[0].start, close[0].end, changes)
