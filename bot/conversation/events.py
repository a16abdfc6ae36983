"""What comes in from a front end and what goes out to it; none of it knows which one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, and where.

    Attributes:
        user_id: Numeric id of the user.
        chat_id: Numeric id of the chat.
        private: Whether nobody else reads along.
        topic_id: Topic of a forum; 0 elsewhere.
    """

    user_id: int
    chat_id: int
    private: bool = True
    topic_id: int = 0

    @property
    def key(self) -> tuple[int, int, int]:
        """What a conversation is kept by: chat, topic and user."""
        return self.chat_id, self.topic_id, self.user_id


@dataclass(frozen=True, slots=True)
class TextEvent:
    """A typed message or command."""

    sender: Sender
    text: str


@dataclass(frozen=True, slots=True)
class FileEvent:
    """A file that was sent.

    Attributes:
        path: Where it was put; the front end removes it afterwards.
        name: As the sender named it; never used as a path.
    """

    sender: Sender
    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class ButtonEvent:
    """A button that was pressed.

    Attributes:
        button: Id of the button, as it was handed out.
    """

    sender: Sender
    button: str


Event = TextEvent | FileEvent | ButtonEvent


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message.

    Attributes:
        id: Opaque, at most 64 bytes; what it does lies in the store.
        label: What the user reads.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message to the user.

    Attributes:
        text: Plain; paragraphs are parted by blank lines, a line directly above a list ("• …") is
            its heading.
        buttons: Rows of buttons.
        document: A file to hand over with it.
        folded: Shown below the text as a quotation that opens when it is touched.
        to: Numeric id of another user to whom it goes, in private; None: to the asker.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    document: Path | None = None
    folded: str = ""
    to: int | None = None
