"""Form: paper, margins, page numbers, typeface, colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prompts.checking.draft import Draft
from prompts.checking.sheet import Line
from prompts.checking.types import Hit
from prompts.word.changes import Change, NumberPages, Repage, Restyle
from prompts.word.form import Range
from prompts.wording import say
from retrieval.reading.layout import Look, Page

_TOLERANCE = 0.5
"""Millimetres that converting between units may cost."""
_MARGINS = ("top", "bottom", "left", "right")


def check_pages(draft: Draft) -> Iterator[Hit]:
    """Yield what is wrong with the pages; nothing where the file type does not show them."""
    layout = draft.sheet.layout
    if layout is None:
        return
    if layout.pages:
        yield from _paper(layout.pages[0], draft)
        yield from _other_papers(layout.pages, draft)
        yield from _margins(layout.pages[0], draft)
    yield from _page_number(draft)
    yield from _typeface(draft)
    yield from _tables(draft)


def _paper(page: Page, draft: Draft) -> Iterator[Hit]:
    if page.width is None or page.height is None:
        return
    measured = {"width": page.width, "height": page.height}
    if all(_within(measured[name], draft.form.page[name]) for name in measured):
        return
    if page.width > page.height:
        found = say("check_landscape", width=_mm(page.width), height=_mm(page.height))
    else:
        found = say("check_paper", width=_mm(page.width), height=_mm(page.height))
    right = tuple((name, draft.form.page_set[name]) for name in measured)
    yield Hit(
        "form.paper", found, say("check_a4"), changes=(Repage(right),), where=say("check_page")
    )


def _other_papers(pages: Sequence[Page], draft: Draft) -> Iterator[Hit]:
    """Yield a later section on other paper; a wide table may lie across."""
    sides = sorted(draft.form.page[name] for name in ("width", "height"))
    for page in pages[1:]:
        if page.width is None or page.height is None or not _is_a4(pages[0], sides):
            continue
        if not _is_a4(page, sides):
            found = say("check_paper", width=_mm(page.width), height=_mm(page.height))
            yield Hit("form.paper", found, say("check_a4"), where=say("check_page"))
            return


def _is_a4(page: Page, sides: Sequence[Range]) -> bool:
    measured = sorted([page.width or 0, page.height or 0])
    return all(_within(side, bounds) for side, bounds in zip(measured, sides, strict=True))


def _margins(page: Page, draft: Draft) -> Iterator[Hit]:
    for name in _MARGINS:
        value: float | None = getattr(page, name)
        least, most = draft.form.page[name]
        if value is not None and not _within(value, (least, most)):
            side = say(f"check_margin_{name}")
            yield Hit(
                "form.margin",
                say("check_margin", side=side, value=f"{value:g}"),
                say("check_margin", side=side, value=f"{least:g}-{most:g}"),
                changes=(Repage(((name, draft.form.page_set[name]),)),),
                where=say("check_page"),
            )


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] - _TOLERANCE <= value <= bounds[1] + _TOLERANCE


def _mm(length: float) -> str:
    """Return a length as it is written in Vietnamese: "215,9"."""
    return f"{length:g}".replace(".", ",")


def _page_number(draft: Draft) -> Iterator[Hit]:
    layout = draft.sheet.layout
    assert layout is not None
    wanted, long = draft.form.page_number, len(draft.sheet.text) > draft.one_page
    expected, where = say("check_number_expected"), say("check_page")
    if not layout.numbers:
        if long:
            missing = say("check_number_missing")
            yield Hit("form.page_number", missing, expected, changes=(NumberPages(),), where=where)
        return
    told = []
    if any(number.edge != wanted["edge"] for number in layout.numbers):
        told.append(say("check_number_edge"))
    if any(number.alignment != wanted["alignment"] for number in layout.numbers):
        told.append(say("check_number_aside"))
    if not all(number.arabic for number in layout.numbers):
        told.append(say("check_number_arabic"))
    if any(number.on_first for number in layout.numbers):
        told.append(say("check_number_first"))
    if told:
        yield Hit(
            "form.page_number", "; ".join(told), expected, changes=(NumberPages(),), where=where
        )


def _typeface(draft: Draft) -> Iterator[Hit]:
    """Yield one hit for each wrong typeface and colour, with all places to mend."""
    fonts: dict[str, list[Line]] = {}
    colors: dict[str, list[Line]] = {}
    for line in draft.sheet.lines:
        for look in line.looks:
            if look.font and not _is_font(look, draft.form.font):
                fonts.setdefault(look.font, []).append(line)
            if look.color not in ("", draft.form.color):
                colors.setdefault(look.color, []).append(line)
    for font, lines in fonts.items():
        found = say("check_font", font=font, count=len(lines))
        changes = _changes(lines, Restyle(0, 0, font=draft.form.font))
        yield Hit("form.font", found, draft.form.font, lines[0].start, lines[0].end, changes)
    for color, lines in colors.items():
        found = say("check_color", color=color, count=len(lines))
        changes = _changes(lines, Restyle(0, 0, color=draft.form.color))
        expected = say("check_black")
        yield Hit("form.color", found, expected, lines[0].start, lines[0].end, changes)


def _is_font(look: Look, font: str) -> bool:
    return all(name.strip().lower() == font.lower() for name in (look.font or "").split("/"))


def _changes(lines: list[Line], change: Restyle) -> tuple[Change, ...]:
    return tuple(
        Restyle(line.start, line.end, font=change.font, color=change.color) for line in lines
    )


def _tables(draft: Draft) -> Iterator[Hit]:
    layout = draft.sheet.layout
    assert layout is not None
    for table in layout.tables:
        if table.bordered and table.rows > draft.long_table and not table.repeats:
            found = say("check_table", rows=table.rows)
            yield Hit(
                "form.table_header",
                found,
                say("check_table_expected"),
                where=say("check_table_where"),
            )
