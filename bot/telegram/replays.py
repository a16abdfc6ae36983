"""Updates that are processed again after a crash, and when that must end."""

from __future__ import annotations

import json

from bot.telegram.journal import Journal
from bot.telegram.reducing import Json

MOST = 5
"""Replays of one update. If it ends the process every time, it must not do so for ever; a few are
forgiven, for a process may be killed by others just then."""


class ReplayedTooOften(Exception):
    """An update was begun again and again, and the process never lived to finish it."""


def count_replay(journal: Journal, update: Json) -> Json:
    """Note in the journal that an update is begun once more; return it with the note.

    Raises:
        ReplayedTooOften: It was begun often enough.
    """
    replays = update.get("replays", 0) + 1
    if replays > MOST:
        raise ReplayedTooOften
    noted = {**update, "replays": replays}
    journal.keep(update["update_id"], json.dumps(noted))
    return noted
