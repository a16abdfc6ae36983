"""A file that a user sent, fetched from Telegram."""

from __future__ import annotations

import asyncio
from pathlib import Path

from telegram import Document, Message, PhotoSize
from telegram.error import BadRequest

from bot.telegram.album import bind
from bot.wording import message as sentence

MOST = 20
"""Megabytes that Telegram hands out to a bot."""


async def fetch(message: Message, folder: Path, *, wanted: bool) -> Path | str:
    """Fetch the document or the photos of a message into a folder; return where it lies.

    Args:
        message: With a document or photos; several photos are the pages of one document.
        folder: Empty.
        wanted: Whether it may be read at all; one that may not is not fetched.

    Returns:
        The file, or a sentence that says why there is none.
    """
    document = message.document
    if document is not None:
        name = document.file_name or sentence("file_name", kind=".jpg")
        return await _fetched(document, folder / Path(name).name, wanted=wanted)
    pages = []
    for number, photo in enumerate(message.photo, 1):
        name = sentence("file_name", kind=".jpg" if len(message.photo) == 1 else f" {number}.jpg")
        page = await _fetched(photo, folder / name, wanted=wanted)
        if isinstance(page, str):
            return page
        pages.append(page)
    return pages[0] if len(pages) == 1 or not wanted else await _bound(pages, folder)


async def _fetched(sent: Document | PhotoSize, path: Path, *, wanted: bool) -> Path | str:
    if not wanted:
        return path
    if (sent.file_size or 0) > MOST << 20:
        return sentence("file_too_large", limit=MOST)
    try:
        file = await sent.get_file()
    except BadRequest as error:
        return sentence("file_too_large" if "too big" in str(error) else "file_gone", limit=MOST)
    await file.download_to_drive(path)
    return path


async def _bound(pages: list[Path], folder: Path) -> Path | str:
    book = folder / sentence("file_name", kind=".pdf")
    try:
        await asyncio.to_thread(bind, pages, book)
    except ValueError:
        return sentence("file_gone", limit=MOST)
    return book
