"""Photos of one document, pictures on the phone, questions put right after they were sent."""

from __future__ import annotations

import io
from typing import Any

import pymupdf_fonts
import pytest
from PIL import Image, ImageDraw, ImageFont

from bot.telegram.album import bind
from bot.telegram.pastes import WAIT_SECONDS
from bot.wording import message
from retrieval.reading import read_file
from tests.bot.telegram.process import BotProcess
from tests.bot.telegram.talking import ask, say, texts
from tests.botapi import BotApiServer
from tests.retrieval.test_reading_scans import needs_tesseract

LINES = (
    ("ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH", "KẾ HOẠCH", "Công tác trẻ em năm 2027"),
    ("II. NHIỆM VỤ", "Rào chắn các ao, hồ nguy hiểm", "trước ngày 30/4/2027"),
)


def photo(lines: tuple[str, ...]) -> bytes:
    """Return a page as a camera gives it."""
    page = Image.new("RGB", (1000, 700), "white")
    font = ImageFont.truetype(io.BytesIO(pymupdf_fonts.myfont("notos")), 44)
    for at, line in enumerate(lines):
        ImageDraw.Draw(page).text((60, 60 + 110 * at), line, fill="black", font=font)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=92)
    return out.getvalue()


def send_album(server: BotApiServer, chat: int, pages: list[bytes]) -> None:
    """Let a user send photos as one album: an update for each, as Telegram does."""
    with server._state.changed:
        for number, content in enumerate(pages):
            stored = server._state.files.add(f"{number}.jpg", content, "image/jpeg")
            album = {"photo": stored.to_photo(), "media_group_id": "77"}
            server._state.add_update("message", {**_envelope(chat, 900 + number), **album})


def _envelope(chat: int, message_id: int) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "x"}
    where = {"id": chat, "type": "private", "first_name": "x"}
    return {"message_id": message_id, "date": 1_700_000_000, "from": who, "chat": where}


@needs_tesseract
def test_bound_photos_are_read_as_pages_in_order(tmp_path):
    pages = []
    for number, lines in enumerate(LINES):
        page = tmp_path / f"{number}.jpg"
        page.write_bytes(photo(lines))
        pages.append(page)
    book = tmp_path / "book.pdf"
    bind(pages, book)
    read = read_file(book)
    assert read.pages == 2
    assert read.text.index("2027") < read.text.index("30/4/2027")


def test_what_is_no_photo_is_refused(tmp_path):
    page = tmp_path / "a.jpg"
    page.write_bytes(b"no picture")
    with pytest.raises(ValueError, match=r"a\.jpg"):
        bind([page], tmp_path / "book.pdf")


def test_an_album_is_one_document_with_one_answer(shared: BotProcess):
    server = shared.server
    say(shared, 161, "/chao")
    before = len(server.sent(161))
    send_album(server, 161, [photo(lines) for lines in LINES])
    report = server.wait_for_messages(before + 1, 161, timeout=60)[before]
    assert message("file_gone", limit=20) not in report.text
    say(shared, 161, "/xong")
    assert len(server.sent(161)) == before + 2, "one answer for both photos"
    assert len(server.calls("getFile")) >= 2


def test_two_photos_sent_one_by_one_are_two_documents(shared: BotProcess):
    assert WAIT_SECONDS <= 2
    server = shared.server
    say(shared, 162, "/chao")
    before = len(server.sent(162))
    for number in (1, 2):
        with server._state.changed:
            stored = server._state.files.add("x.jpg", photo(LINES[0]), "image/jpeg")
            sent = {**_envelope(162, 910 + number), "photo": stored.to_photo()}
            server._state.add_update("message", sent)
    server.wait_for_messages(before + 2, 162, timeout=60)


def test_a_question_that_is_edited_is_answered_anew(shared: BotProcess):
    server = shared.server
    say(shared, 163, "/mot")
    with server._state.changed:
        text = "/hai"
        entities = [{"type": "bot_command", "offset": 0, "length": 4}]
        edited = {**_envelope(163, 920), "edit_date": 1_700_000_050}
        server._state.add_update("edited_message", {**edited, "text": text, "entities": entities})
    server.wait_until(lambda: "/hai" in texts(server, 163)[-1])


def test_an_edited_caption_is_not_checked_again(shared: BotProcess):
    server = shared.server
    say(shared, 164, "/mot")
    with server._state.changed:
        stored = server._state.files.add("x.jpg", photo(LINES[0]), "image/jpeg")
        edited = {**_envelope(164, 930), "edit_date": 1, "photo": stored.to_photo()}
        server._state.add_update("edited_message", {**edited, "caption": "x"})
    say(shared, 164, "/hai")
    assert len(texts(server, 164)) == 3


def test_tables_are_seen_as_pictures_and_come_as_a_workbook(shared: BotProcess):
    server = shared.server
    say(shared, 165, "/mot")
    (shelf,) = ask(shared, 165, "/tailieu")
    server.press(shelf, "xã Nghĩa Thương 2025")
    card = server.wait_for_messages(4, 165)[3]
    server.press(card, "Bảng phân công")
    server.wait_until(lambda: names(server, 165)[-1:] != [] and ".xlsx" in names(server, 165)[-1])
    files = [sent for sent in server.sent(165) if sent.document]
    assert files[0].is_photo
    assert not files[-1].is_photo


def names(server: BotApiServer, chat: int) -> list[str]:
    """Return the names of the files that the bot sent to a chat."""
    return [sent.document.file_name for sent in server.sent(chat) if sent.document]
