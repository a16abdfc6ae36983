"""A plan at a glance: what each file holds, in the terminal and in conversation."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from icalendar import Calendar
from PIL import Image

from bot.access import Access
from bot.cli import run
from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, Sender, TextEvent
from bot.glance import glance_at
from bot.store import Store
from bot.wording import message
from prompts.overview import deadlines_of, duties_of
from prompts.overview.picture import HEIGHT, WIDTH, pictures
from prompts.overview.tables import Table
from prompts.overview.workbook import workbook
from retrieval.text import solid
from tests.conftest import AS_OF

ADA = Sender(11, 11)
WARD, DISTRICT, TOWN = "2024-phuong-1-quang-tri", "2023-huyen-thanh-binh", "2021-thi-xa-phuoc-long"


@pytest.fixture
def glance(services):
    def at(name):
        document = next(d for d in services.library.documents() if d.id == name)
        return glance_at(document, services.library.blocks(name), AS_OF)

    return at


@pytest.mark.parametrize("name", [WARD, DISTRICT, TOWN])
def test_every_duty_is_a_verbatim_clause_at_its_place(name, services):
    document = next(d for d in services.library.documents() if d.id == name)
    blocks = services.library.blocks(name)
    texts = {(block.path, solid(block.text)) for block in blocks}
    for duty in duties_of(document, blocks, AS_OF):
        assert any(path == duty.path and solid(duty.task) in text for path, text in texts)


def test_a_body_that_is_gone_is_named_with_its_heir(glance):
    bodies = " ".join(row[0] for row in glance(WARD).duties.rows)
    assert "(nay: Phòng Văn hóa - Xã hội cấp xã" in bodies


def test_a_day_without_a_year_is_in_the_plans_year(services):
    document = next(d for d in services.library.documents() if d.id == TOWN)
    days = [each.day for each in deadlines_of(document, services.library.blocks(TOWN))]
    assert days == [date(2021, 5, 15), date(2021, 5, 20), date(2021, 11, 10), date(2021, 11, 15)]


def test_the_workbook_has_every_row_and_prints_across(glance):
    seen = glance(WARD)
    book = openpyxl.load_workbook(io.BytesIO(seen.workbook()))
    assert book.sheetnames == ["Bảng phân công", "Lịch thời hạn"]
    sheet = book["Bảng phân công"]
    assert sheet.max_row == 3 + len(seen.duties.rows)
    assert sheet.page_setup.orientation == "landscape"
    assert [cell.value for cell in sheet[4]][1] == seen.duties.rows[0][1]


def test_a_control_sign_of_a_file_does_not_spoil_the_workbook():
    table = Table("Bảng\x07", "Bảng", ("A",), (("Chủ trì\x07 phòng ngừa",),), (1.0,))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([table])))["Bảng"]
    assert sheet.cell(4, 1).value == "Chủ trì phòng ngừa"


def test_no_cell_is_a_formula():
    table = Table("Bảng", "Bảng", ("A",), (("=1+1",), ("+84",), ("-x",), ("@y",)), (1.0,))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([table])))["Bảng"]
    assert [sheet.cell(row, 1).data_type for row in range(4, 8)] == ["s"] * 4


def test_the_calendar_has_each_day_with_a_reminder_before(glance):
    calendar = Calendar.from_ical(glance(TOWN).agenda())
    events = list(calendar.walk("VEVENT"))
    assert events[0].decoded("dtstart") == date(2021, 5, 15)
    assert len({str(event["uid"]) for event in events}) == len(events) == 4
    alarms = [alarm for event in events for alarm in event.walk("VALARM")]
    assert {alarm.decoded("trigger") for alarm in alarms} == {timedelta(days=-3)}


def test_the_pictures_are_as_wide_as_a_phone_and_hold_all_rows(glance):
    seen = glance(DISTRICT)
    found = [Image.open(io.BytesIO(each)) for each in seen.pictures(seen.duties)]
    assert len(found) > 1
    assert all(image.width == WIDTH and image.height <= HEIGHT for image in found)
    one = pictures(Table("T", "T", ("A", "B"), (("một", "hai"),), (0.5, 0.5)))
    two = pictures(Table("T", "T", ("A", "B"), (("một", "hai"), ("ba", "bốn")), (0.5, 0.5)))
    heights = [Image.open(io.BytesIO(each[0])).height for each in (one, two)]
    assert heights[1] > heights[0]


def test_vietnamese_letters_are_drawn_and_not_boxes():
    """Two letters that differ in their marks only give two pictures."""

    def drawn(text):
        return pictures(Table("T", "T", ("A",), ((text,),), (1.0,)))[0]

    assert len({drawn(letter) for letter in "aăâáàảãạằắẵặđĐ"}) == 14


@pytest.mark.parametrize("ending", [".xlsx", ".ics", ".png"])
def test_the_terminal_writes_each_file(ending, data_dir, tmp_path, capsys):
    out = tmp_path / f"ke-hoach{ending}"
    assert run(["--data-dir", str(data_dir), "show", TOWN, "--out", str(out)]) == 0
    assert "4 mốc" in capsys.readouterr().out
    assert out.stat().st_size > 500


def test_another_ending_gets_a_sentence(data_dir, tmp_path, capsys):
    assert run(["--data-dir", str(data_dir), "show", TOWN, "--out", str(tmp_path / "a.odt")]) == 2
    assert ".xlsx" in capsys.readouterr().err


@pytest.fixture
def talk(own_services):
    access = Access(frozenset(), frozenset({11}))
    conversation = Conversation(own_services, Store(own_services.engine), access)
    conversation.handle(TextEvent(ADA, "/start"))

    def call(words="", button=None):
        event = ButtonEvent(ADA, button.id) if button else TextEvent(ADA, words)
        return conversation.handle(event)

    return call


def test_the_own_plans_come_first_and_open_their_tables(talk):
    talk("đơn vị: xã Nghĩa Thương, tỉnh Quảng Ngãi")
    (shelf,) = talk("/tailieu")
    own, others = shelf.text.split("Kế hoạch của nơi khác")
    assert "Nghĩa Thương" in own
    assert "Nghĩa Thương" not in others
    assert shelf.buttons[0][0].label == "xã Nghĩa Thương 2025"
    (card,) = talk(button=shelf.buttons[0][0])
    files = talk(button=card.buttons[0][0])
    assert [each.document.suffix for each in files][-1] == ".xlsx"
    assert files[0].document.suffix == ".png"
    (none,) = talk(button=card.buttons[0][1])
    assert "không nêu ngày nào" in none.text


def test_the_calendar_of_a_plan_comes_for_the_phone(talk):
    (shelf,) = talk("/tailieu")
    town = next(b for row in shelf.buttons for b in row if "Phước Long" in b.label)
    (card,) = talk(button=town)
    assert [b.label for b in card.buttons[0]] == [
        message("button_duties"),
        message("button_calendar"),
    ]
    files = talk(button=card.buttons[0][1])
    assert [each.document.suffix for each in files] == [".png", ".xlsx", ".ics"]
