"""A strict Telegram Bot API 10.0 server on the loopback, for tests of a bot over real HTTP.

``with BotApiServer(token) as server`` runs it; the bot gets ``server.url`` as base_url and
``server.file_url`` as base_file_url, and the test speaks to it through ``server``.
"""

from __future__ import annotations

from .faults import BreakKind
from .model import (
    ApiCall,
    CallbackAnswer,
    Entity,
    QueuedUpdate,
    SentMessage,
    StoredFile,
    UploadedFile,
)
from .server import BotApiServer

__all__ = [
    "ApiCall",
    "BotApiServer",
    "BreakKind",
    "CallbackAnswer",
    "Entity",
    "QueuedUpdate",
    "SentMessage",
    "StoredFile",
    "UploadedFile",
]
