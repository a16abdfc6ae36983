"""The frozen records in which the server tells a test what the bot did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Entity:
    """One MessageEntity; offset and length count UTF-16 code units, as in the Bot API."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    user_id: int | None = None
    custom_emoji_id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Returns the Bot API object, without the fields that do not apply."""
        fields: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        for name in ("url", "language", "custom_emoji_id"):
            if getattr(self, name) is not None:
                fields[name] = getattr(self, name)
        if self.user_id is not None:
            fields["user"] = {"id": self.user_id, "is_bot": False, "first_name": "User"}
        return fields


@dataclass(frozen=True)
class FormattedText:
    """Text as a reader sees it, and the formatting that lies over it."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class UploadedFile:
    """A file part of a multipart request."""

    file_name: str
    mime_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class StoredFile:
    """A file the server holds: sent by a user, or by the bot with sendDocument."""

    file_id: str
    file_unique_id: str
    file_path: str
    file_name: str
    mime_type: str
    content: bytes = field(repr=False)

    def to_document(self) -> dict[str, Any]:
        """Returns the Bot API's Document object."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.file_unique_id,
            "file_name": self.file_name,
            "mime_type": self.mime_type,
            "file_size": len(self.content),
        }

    def to_photo(self) -> list[dict[str, Any]]:
        """Returns the Bot API's sizes of a photo: one."""
        size = {"width": 90, "height": 90, "file_size": len(self.content)}
        return [{"file_id": self.file_id, "file_unique_id": self.file_unique_id, **size}]


Buttons = tuple[tuple[tuple[str, str | None], ...], ...]


@dataclass(frozen=True)
class SentMessage:
    """A message of the bot, as it was when this record was taken.

    Attributes:
        message_id: Unique over all chats of one server.
        chat_id: The chat it is in.
        raw_text: The text (or caption) exactly as last sent or edited by the bot.
        parse_mode: The parse mode of that text as sent, or None.
        text: What a reader sees: raw_text after parsing and trimming.
        entities: The formatting of text, in order.
        buttons: Rows of the inline keyboard, each ``(text, callback_data)``; callback_data is
            None for a button of another kind (a URL, say). Empty without an inline keyboard.
        reply_to: message_id of the message it replies to, or None.
        date: Unix time in seconds at which it was first sent.
        edits: How many times it was edited.
        deleted: Whether the bot deleted it.
        document: The file sent with sendDocument or sendPhoto, or None.
        is_photo: Whether it was sent with sendPhoto.
    """

    message_id: int
    chat_id: int
    raw_text: str
    parse_mode: str | None
    text: str
    entities: tuple[Entity, ...]
    buttons: Buttons
    reply_to: int | None
    date: int
    edits: int
    deleted: bool
    document: StoredFile | None
    is_photo: bool = False


@dataclass(frozen=True)
class ApiCall:
    """A request the server received with the right token.

    Attributes:
        method: The method's name as the Bot API spells it; ``file`` for a file download.
        params: Parameters by name, decoded to int, bool, str or JSON as the Bot API types them
            (as the raw string where that failed).
        files: Uploaded parts by part name.
        at: time.monotonic() on arrival.
        status: HTTP status answered; None while unanswered, or when the answer was broken.
        error: Description of the refusal, or None.
        fault: The injected fault it met (``error``, ``reset``, ...), or None.
    """

    method: str
    params: Mapping[str, Any]
    files: Mapping[str, UploadedFile]
    at: float
    status: int | None
    error: str | None
    fault: str | None


@dataclass(frozen=True)
class QueuedUpdate:
    """An update made for the bot.

    Attributes:
        update_id: Its id; ids rise by one.
        type: ``message`` or ``callback_query``.
        payload: The Bot API object under that name.
        deliveries: In how many getUpdates answers it has been handed out so far.
    """

    update_id: int
    type: str
    payload: Mapping[str, Any]
    deliveries: int


@dataclass(frozen=True)
class CallbackAnswer:
    """A successful answerCallbackQuery; update_id is the one press() returned."""

    callback_query_id: str
    update_id: int
    text: str
    show_alert: bool
    url: str
