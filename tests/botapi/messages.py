"""The messages of all chats, as the server keeps them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from .keyboards import buttons_of
from .model import FormattedText, SentMessage, StoredFile


@dataclass
class Message:
    """A message of the bot or of a user.

    Attributes:
        sender: User object of its author.
        from_bot: Whether the bot wrote it.
        markup: Its inline keyboard, or None.
        is_photo: Whether the document was sent as a picture.
    """

    message_id: int
    chat_id: int
    date: int
    sender: dict[str, Any]
    from_bot: bool
    content: FormattedText
    raw_text: str = ""
    parse_mode: str | None = None
    markup: dict[str, Any] | None = None
    reply_to: int | None = None
    document: StoredFile | None = None
    is_photo: bool = False
    edits: int = 0
    edit_date: int | None = None
    deleted: bool = False

    def replace_text(self, content: FormattedText, raw_text: str, parse_mode: str | None) -> None:
        """Puts an edited text in place of the old one."""
        self.content, self.raw_text, self.parse_mode = content, raw_text, parse_mode

    def count_edit(self) -> None:
        """Marks the message as edited once more, now."""
        self.edits += 1
        self.edit_date = int(time.time())

    def snapshot(self) -> SentMessage:
        """Returns the message as a test sees it."""
        return SentMessage(
            message_id=self.message_id,
            chat_id=self.chat_id,
            raw_text=self.raw_text,
            parse_mode=self.parse_mode,
            text=self.content.text,
            entities=self.content.entities,
            buttons=buttons_of(self.markup),
            reply_to=self.reply_to,
            date=self.date,
            edits=self.edits,
            deleted=self.deleted,
            document=self.document,
            is_photo=self.is_photo,
        )

    def to_json(self, chat: dict[str, Any], replied: dict[str, Any] | None) -> dict[str, Any]:
        """Returns the Bot API's Message object."""
        body: dict[str, Any] = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": chat,
            "date": self.date,
        }
        text_field = "caption" if self.document else "text"
        if self.content.text:
            body[text_field] = self.content.text
        if self.content.entities:
            name = "caption_entities" if self.document else "entities"
            body[name] = [entity.to_json() for entity in self.content.entities]
        optional = {
            "document": None if self.is_photo else self.document and self.document.to_document(),
            "photo": self.document.to_photo() if self.document and self.is_photo else None,
            "edit_date": self.edit_date,
            "reply_markup": self.markup,
            "reply_to_message": replied,
        }
        return body | {name: value for name, value in optional.items() if value is not None}


class MessageBook:
    """Messages by chat and id; not locked by itself."""

    def __init__(self) -> None:
        self._messages: dict[int, Message] = {}

    def add(
        self, chat_id: int, sender: dict[str, Any], content: FormattedText, *, from_bot: bool
    ) -> Message:
        """Stores a new message and returns it, for its other fields to be filled in."""
        message_id = len(self._messages) + 1
        message = Message(message_id, chat_id, int(time.time()), sender, from_bot, content)
        self._messages[message_id] = message
        return message

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """Returns a message of the chat that has not been deleted."""
        message = self._messages.get(message_id)
        if message is None or message.chat_id != chat_id or message.deleted:
            return None
        return message

    def of_bot(self, chat_id: int | None) -> tuple[SentMessage, ...]:
        """Returns what the bot sent to one chat or to all, oldest first, deleted ones included."""
        return tuple(
            message.snapshot()
            for message in self._messages.values()
            if message.from_bot and chat_id in (None, message.chat_id)
        )
