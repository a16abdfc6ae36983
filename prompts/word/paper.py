"""A plan as a neutral structure: what stands on the paper, not how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

BLANK = "……"
"""What stands where somebody still has to write."""


class Level(Enum):
    """The place of a paragraph in the numbering of Nghị định 30/2020."""

    BASIS = auto()
    SECTION = auto()
    ITEM = auto()
    POINT = auto()
    BULLET = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its number as printed.

    Attributes:
        text: "II. NHIỆM VỤ", "1. Mục đích", "- Tổ chức …"; what `comment` is about.
        bold: Headings are bold.
        comment: Told in the margin; "" for none.
    """

    level: Level
    text: str
    bold: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A table behind the signature.

    Attributes:
        title: "PHỤ LỤC 1" and what it holds, one line each.
        header: Names of the columns.
        rows: Cells, as many as columns.
        widths: Of the columns, as shares of the width of the text.
    """

    title: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan to be printed.

    Attributes:
        authority_above: Lines of the higher authority, () where the issuer stands alone.
        authority: Lines of the issuer: "ỦY BAN NHÂN DÂN", "XÃ NGHĨA THƯƠNG".
        number: "12/KH-UBND"; with a blank for what is not known: "Số:      /KH-UBND".
        day: Of issue, None: left blank.
        year: Printed with a blank day.
        subject: Trích yếu, one line each.
        body: Bases first.
        authority_lines: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH".
        signer: Name, "" for a blank.
        recipients: Without dashes: "Sở Y tế", …, "Lưu: VT".
        mark: "DỰ THẢO" under the number, "" for none.
        note: A comment at the title, "" for none.
    """

    authority: tuple[str, ...]
    subject: tuple[str, ...]
    body: tuple[Paragraph, ...]
    authority_lines: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str = BLANK
    number: str = ""
    day: date | None = None
    year: int | None = None
    authority_above: tuple[str, ...] = ()
    signer: str = ""
    type_name: str = "KẾ HOẠCH"
    annexes: tuple[Annex, ...] = ()
    mark: str = ""
    note: str = ""


def spoken_day(day: date | None, year: int | None) -> str:
    """Return a day as a plan prints it; days below 10 and January and February get a zero.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: "ngày 05 tháng 4 năm 2016". A blank day leaves room.
    """
    if day is None:
        return f"ngày      tháng      năm {year or '    '}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
