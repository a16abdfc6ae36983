"""The users and chats that have written to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ChatType = Literal["private", "group", "supergroup"]


@dataclass
class User:
    """A person; what a test tells of them later replaces what it told before."""

    user_id: int
    username: str | None = None
    language_code: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Returns the Bot API's User object."""
        user: dict[str, Any] = {
            "id": self.user_id,
            "is_bot": False,
            "first_name": f"User {self.user_id}",
        }
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user


class People:
    """Who is known to the bot; not locked by itself."""

    def __init__(self) -> None:
        self._users: dict[int, User] = {}
        self._chats: dict[int, ChatType] = {}

    def knows_chat(self, chat_id: object) -> bool:
        """Tells whether an update has come from the chat."""
        return chat_id in self._chats

    def chat_type(self, chat_id: int) -> ChatType:
        """Returns the type of a known chat, ``private`` for any other."""
        return self._chats.get(chat_id, "private")

    def enter(self, chat_id: int, user_id: int | None, chat_type: ChatType) -> User:
        """Makes the chat and the user known.

        Args:
            chat_id: Positive for a private chat, negative for a group, as in Telegram.
            user_id: None for the partner of a private chat.
            chat_type: Type of the chat.

        Raises:
            ValueError: The ids do not fit the chat's type, or it had another type before.
        """
        if user_id is None and chat_type == "private":
            user_id = chat_id
        if user_id is None:
            raise ValueError("user_id is required in a group")
        if chat_type == "private" and not 0 < user_id == chat_id:
            raise ValueError("in a private chat chat_id is the user's id, and positive")
        if chat_type != "private" and chat_id >= 0:
            raise ValueError("the chat_id of a group is negative")
        if self._chats.setdefault(chat_id, chat_type) != chat_type:
            raise ValueError(f"chat {chat_id} is a {self._chats[chat_id]} chat")
        return self._users.setdefault(user_id, User(user_id))

    def chat_json(self, chat_id: int) -> dict[str, Any]:
        """Returns the Bot API's Chat object of a known chat."""
        chat: dict[str, Any] = {"id": chat_id, "type": self.chat_type(chat_id)}
        if chat["type"] != "private":
            chat["title"] = f"Chat {chat_id}"
            return chat
        user = self._users[chat_id].to_json()
        chat["first_name"] = user["first_name"]
        if "username" in user:
            chat["username"] = user["username"]
        return chat
