"""Cutting and marking up, which nothing of Telegram is needed for."""

from __future__ import annotations

import html
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.events import Button, Message
from bot.telegram.rendering import LONGEST, mark_up, render, split, utf16_length
from tests.botapi.html_entities import parse_html
from tests.botapi.utf16 import utf16_length as telegrams_length

_ALPHABET = st.sampled_from("ab • \n\n\n“”<>&'\"é̂đ\U0001f476\u200d\t")
TEXTS = st.one_of(st.text(_ALPHABET, max_size=300), st.text(max_size=100))


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def shown(marked_up: str) -> str:
    """Return what a reader of the HTML sees."""
    return html.unescape(re.sub(r"</?b>", "", marked_up))


@given(TEXTS)
def test_length_is_counted_as_telegram_does(text: str):
    """Characters beyond the first plane count twice."""
    assert utf16_length(text) == telegrams_length(text)


@given(TEXTS, st.integers(2, 60))
def test_parts_fit_and_lose_nothing_but_white_space(text: str, limit: int):
    """Together the parts are the text; each fits, and none is empty."""
    parts = split(text, limit=limit)
    assert solid("".join(parts)) == solid(text)
    assert all(part.strip() and utf16_length(part) <= limit for part in parts)
    position = 0
    for part in parts:
        position = text.index(part, position) + len(part)


@given(TEXTS)
def test_markup_changes_no_character(text: str):
    """What is escaped and put in bold reads as it did; no other tag appears."""
    marked_up = mark_up(text)
    assert shown(marked_up) == text
    assert "<" not in re.sub(r"</?b>", "", marked_up)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(40, 200))
def test_a_heading_stays_with_its_list(before: int, points: int, limit: int):
    """No part ends with the heading of a list that begins in the next part."""
    listed = "\n".join(["Phòng Văn hóa"] + ["• việc phải làm"] * points)
    text = "\n\n".join(["một đoạn văn"] * before + [listed])
    for part in split(text, limit=limit):
        assert not (points and part.endswith("Phòng Văn hóa"))


def test_a_text_is_cut_where_it_hurts_least():
    """Between paragraphs, else between lines, else between words, else anywhere."""
    assert split("một hai\nba\n\nbốn", limit=14) == ["một hai\nba", "bốn"]
    assert split("một hai\nba bốn năm", limit=12) == ["một hai", "ba bốn năm"]
    assert split("một hai ba", limit=8) == ["một hai", "ba"]
    assert split("mộthaiba", limit=3) == ["một", "hai", "ba"]
    assert split("a" + "\U0001f476" * 3, limit=4) == ["a\U0001f476", "\U0001f476\U0001f476"]


def test_a_cut_does_not_part_a_letter_from_its_accents():
    """Decomposed letters stay whole."""
    assert split("aaê\u0301", limit=3) == ["aa", "ê\u0301"]


def test_a_short_text_is_one_part_as_it_is():
    """Inner blank lines and spaces are kept."""
    assert split(" một\n\n\nhai  ba \n") == ["một\n\n\nhai  ba"]
    assert split(" \n ") == []


def test_only_the_line_directly_above_a_list_is_bold():
    """Quotes stay as they are; points and other lines are plain."""
    marked = mark_up("Trạm <Y tế> & xã\n• IV.6: “a < b”\n• hai\n\ncuối\n\n• ba")
    assert marked == (
        "<b>Trạm &lt;Y tế&gt; &amp; xã</b>\n• IV.6: “a &lt; b”\n• hai\n\ncuối\n\n• ba"
    )


def test_buttons_stand_below_the_last_text_and_a_file_behind_it():
    """All parts but the last text have none."""
    rows = ((Button("id", "Xem thêm"),),)
    parts = render(Message("chữ " * 3000, rows, Path("/tmp/x.docx")))
    assert [bool(part.buttons) for part in parts] == [False, False, True, False]
    assert parts[2].buttons == rows
    assert parts[3].document == "/tmp/x.docx"
    assert all(utf16_length(part.plain) <= LONGEST for part in parts)


def test_half_a_character_does_not_stop_a_message():
    """A lone surrogate, which no request can carry, is shown as a replacement."""
    assert render(Message("a\ud83db"))[0].plain == "a�b"


def test_what_is_folded_stands_below_the_text_as_a_quotation_that_opens():
    (part,) = render(Message("Điều khoản", folded="trước\n\n▶ nó & <sau>"))
    read = parse_html(part.html)
    assert read.text == part.plain == "Điều khoản\n\ntrước\n\n▶ nó & <sau>"
    assert [entity.type for entity in read.entities] == ["expandable_blockquote"]


def test_a_long_quotation_is_cut_like_any_text():
    parts = render(Message("Điều khoản", folded="chữ " * 3000))
    assert len(parts) > 2
    assert all(utf16_length(parse_html(part.html).text) <= LONGEST for part in parts)
