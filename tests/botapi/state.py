"""Everything one server knows, behind one lock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .errors import bad_request
from .faults import FaultPlan
from .files import FileShelf
from .messages import Message, MessageBook
from .model import ApiCall, CallbackAnswer
from .params import Params
from .people import People
from .updates import UpdateQueue


@dataclass
class CallRecord:
    """A call in the making; frozen into an ApiCall when a test asks."""

    method: str
    params: Params
    at: float
    status: int | None = None
    error: str | None = None
    fault: str | None = None

    def snapshot(self) -> ApiCall:
        """Returns the call as a test sees it."""
        return ApiCall(
            self.method,
            MappingProxyType(dict(self.params.values)),
            MappingProxyType(dict(self.params.files)),
            self.at,
            self.status,
            self.error,
            self.fault,
        )


class BotState:
    """The parts of the server's state.

    Whoever touches any of them holds ``changed``, a condition over a re-entrant lock: the test's
    thread and the server's event loop both do.

    Attributes:
        wake: Called after an update is queued; the running server sets it to wake getUpdates.
    """

    def __init__(self, token: str) -> None:
        self.changed = threading.Condition()
        self.token = token
        self.bot: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Test bot",
            "username": "botapi_test_bot",
        }
        self.updates = UpdateQueue()
        self.people = People()
        self.messages = MessageBook()
        self.files = FileShelf()
        self.faults = FaultPlan()
        self.calls: list[CallRecord] = []
        self.callbacks: dict[str, int] = {}
        self.callback_answers: list[CallbackAnswer] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.webhook: dict[str, Any] = {}
        self.wake: Callable[[], None] = lambda: None

    def add_update(self, type_: str, payload: dict[str, Any]) -> int:
        """Queues an update, wakes a waiting getUpdates and returns the update's id."""
        update_id = self.updates.add(type_, payload)
        self.wake()
        self.changed.notify_all()
        return update_id

    def record_call(self, method: str, params: Params) -> CallRecord:
        """Notes the arrival of a call."""
        with self.changed:
            record = CallRecord(method, params, time.monotonic())
            self.calls.append(record)
            self.changed.notify_all()
            return record

    def known_chat(self, params: Params) -> int:
        """Returns the request's chat_id.

        Raises:
            ApiError: 400 when it is missing or no update ever came from that chat.
        """
        if not params.has("chat_id"):
            raise bad_request("chat_id is empty")
        chat_id = params.values["chat_id"]
        if not isinstance(chat_id, int) or not self.people.knows_chat(chat_id):
            raise bad_request("chat not found")
        if params.has("business_connection_id"):
            raise bad_request("business connection not found")
        return chat_id

    def message_json(self, message: Message) -> dict[str, Any]:
        """Returns the Bot API object of a message, with the one it replies to inside."""
        chat = self.people.chat_json(message.chat_id)
        replied = message.reply_to and self.messages.find(message.chat_id, message.reply_to)
        return message.to_json(chat, replied.to_json(chat, None) if replied else None)


class StateHolder:
    """Base of the parts the control object is made of."""

    def __init__(self, state: BotState) -> None:
        self._state = state
