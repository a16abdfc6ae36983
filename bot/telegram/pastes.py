"""Joins what was sent as one: a long text, or an album of photos, comes as several messages."""

from __future__ import annotations

import asyncio
import json

from bot.telegram.journal import Journal
from bot.telegram.reducing import Json, join_photos, join_texts
from bot.telegram.rendering import utf16_length

NEARLY_FULL = 3500
"""UTF-16 code units from which a message may be a piece of a longer text."""
WAIT_SECONDS = 1.0
"""The pieces of a paste, or the photos of an album, arrive within about a second."""


async def gather(journal: Journal, first: Json) -> Json:
    """Return an update with the pieces that follow it joined to it.

    The pieces are done in the journal; what is joined takes the place of the first one.
    """
    if not _may_go_on(first):
        return first
    await asyncio.sleep(WAIT_SECONDS)
    return await asyncio.to_thread(_join, journal, first)


def _join(journal: Journal, first: Json) -> Json:
    pieces = [first]
    for following in map(json.loads, journal.behind(first["update_id"])):
        if not (_may_go_on(pieces[-1]) and _goes_on(first, following)):
            break
        pieces.append(following)
    if len(pieces) == 1:
        return first
    joined = join_photos(pieces) if _album(first) else join_texts(pieces)
    absorbed = [piece["update_id"] for piece in pieces[1:]]
    journal.keep(first["update_id"], json.dumps(joined), absorbed=absorbed)
    return joined


def _may_go_on(update: Json) -> bool:
    text = update.get("message", {}).get("text", "")
    return bool(_album(update)) or utf16_length(text) >= NEARLY_FULL


def _goes_on(first: Json, following: Json) -> bool:
    message = following.get("message", {})
    if _album(first) or _album(following):
        return _album(first) == _album(following)
    is_text = "text" in message and "entities" not in message
    return is_text and message["from"]["id"] == first["message"]["from"]["id"]


def _album(update: Json) -> str:
    """Return the id of the album that a photo is of, "" for none."""
    return str(update.get("message", {}).get("media_group_id", ""))
