"""What a test lets users do."""

from __future__ import annotations

from . import incoming
from .formatting import MAX_CAPTION, MAX_TEXT
from .model import SentMessage
from .people import ChatType
from .state import StateHolder
from .utf16 import utf16_length


class UserActions(StateHolder):
    """The part of the control object that acts as users."""

    def say(
        self,
        chat_id: int,
        text: str,
        *,
        user_id: int | None = None,
        chat_type: ChatType = "private",
        username: str | None = None,
        language_code: str | None = "vi",
        reply_to: int | None = None,
    ) -> int:
        """Lets a user write to the bot; commands and links get their entities.

        Args:
            chat_id: Positive for a private chat, negative for a group.
            text: 1-4096 UTF-16 code units.
            user_id: Who writes; in a private chat chat_id, and may be left out.
            chat_type: ``private``, ``group`` or ``supergroup``.
            username: The user's username; None leaves it as it was.
            language_code: The user's IETF language tag; None leaves it as it was.
            reply_to: message_id of a message of the chat that the user answers.

        Returns:
            The update_id. An update of a type outside the bot's allowed_updates is dropped.

        Raises:
            ValueError: The text's length, the ids or reply_to do not fit.
        """
        if not 1 <= utf16_length(text) <= MAX_TEXT:
            raise ValueError(f"a user's message has 1-{MAX_TEXT} UTF-16 code units")
        with self._state.changed:
            if reply_to and not self._state.messages.find(chat_id, reply_to):
                raise ValueError(f"chat {chat_id} has no message {reply_to}")
            user = incoming.chat_user(
                self._state,
                chat_id,
                user_id,
                chat_type=chat_type,
                username=username,
                language_code=language_code,
            )
            return incoming.message_update(self._state, user, chat_id, text, reply_to)

    def send_file(
        self,
        chat_id: int,
        name: str,
        content: bytes,
        caption: str | None = None,
        mime_type: str | None = None,
        *,
        user_id: int | None = None,
    ) -> int:
        """Lets a user send a document; in a group that said nothing yet, say() comes first.

        Args:
            chat_id: As in say().
            name: File name; its MIME type is guessed from it when mime_type is None.
            content: At least one byte; getFile refuses more than 20 MB, as Telegram does.
            caption: Up to 1024 UTF-16 code units.
            mime_type: The MIME type the user's client gives.
            user_id: As in say().

        Returns:
            The update_id.

        Raises:
            ValueError: The content is empty, the caption too long, or the ids do not fit.
        """
        if not content:
            raise ValueError("Telegram knows no empty files")
        if utf16_length(caption or "") > MAX_CAPTION:
            raise ValueError(f"a caption has up to {MAX_CAPTION} UTF-16 code units")
        with self._state.changed:
            user = incoming.chat_user(self._state, chat_id, user_id)
            file = (name, content, mime_type)
            return incoming.document_update(self._state, user, chat_id, file, caption)

    def press(
        self, message: SentMessage, data_or_button_text: str, *, user_id: int | None = None
    ) -> int:
        """Lets a user press an inline button of a message as it is recorded in ``message``.

        An old record is a user with an old screen: its buttons can be pressed although the bot
        has since edited or deleted the message.

        Args:
            message: From sent() or wait_for_messages().
            data_or_button_text: The button's callback_data, or else its text.
            user_id: Who presses; in a private chat chat_id, and may be left out.

        Returns:
            The update_id of the callback_query.

        Raises:
            LookupError: No such callback button.
            ValueError: The ids do not fit the chat's type.
        """
        data = incoming.find_data(message, data_or_button_text)
        with self._state.changed:
            user = incoming.chat_user(self._state, message.chat_id, user_id)
            return incoming.callback_update(self._state, user, message, data)
