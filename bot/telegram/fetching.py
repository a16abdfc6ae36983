"""A file that a user sent, fetched from Telegram."""

from __future__ import annotations

from pathlib import Path

from telegram import Message
from telegram.error import BadRequest

from bot.wording import message as sentence

MOST = 20
"""Megabytes that Telegram hands out to a bot."""


async def fetch(message: Message, folder: Path, *, wanted: bool) -> Path | str:
    """Fetch the document or photo of a message into a folder; return where it lies.

    Args:
        message: With a document or a photo.
        folder: Empty.
        wanted: Whether it may be read at all; one that may not is not fetched.

    Returns:
        The file, or a sentence that says why there is none.
    """
    document = message.document
    name = (
        document.file_name
        if document and document.file_name
        else sentence("file_name", kind=".jpg")
    )
    path = folder / Path(name).name
    if not wanted:
        return path
    sent = document or message.photo[-1]
    if (sent.file_size or 0) > MOST << 20:
        return sentence("file_too_large", limit=MOST)
    try:
        file = await sent.get_file()
    except BadRequest as error:
        return sentence("file_too_large" if "too big" in str(error) else "file_gone", limit=MOST)
    await file.download_to_drive(path)
    return path
