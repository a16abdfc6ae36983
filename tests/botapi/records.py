"""What a test asks of the server."""

from __future__ import annotations

import time
from collections.abc import Callable

from .model import ApiCall, CallbackAnswer, QueuedUpdate, SentMessage
from .state import StateHolder


class Records(StateHolder):
    """The part of the control object that tells what the bot did; every answer is a copy."""

    def sent(self, chat_id: int | None = None) -> tuple[SentMessage, ...]:
        """Returns the bot's messages as they are now, oldest first.

        Args:
            chat_id: Only those of this chat; None returns those of all chats.
        """
        with self._state.changed:
            return self._state.messages.of_bot(chat_id)

    def calls(self, method: str | None = None) -> tuple[ApiCall, ...]:
        """Returns every call received with the right token, in order of arrival.

        Args:
            method: Only calls of this method (``file``: downloads); None returns all.
        """
        with self._state.changed:
            return tuple(
                record.snapshot() for record in self._state.calls if method in (None, record.method)
            )

    def pending_updates(self) -> tuple[QueuedUpdate, ...]:
        """Returns the updates not confirmed yet, delivered or not, oldest first."""
        with self._state.changed:
            return self._state.updates.pending()

    def confirmed_updates(self) -> tuple[QueuedUpdate, ...]:
        """Returns the updates an offset has confirmed, in order of confirmation."""
        with self._state.changed:
            return self._state.updates.confirmed()

    def answered_callbacks(self) -> tuple[CallbackAnswer, ...]:
        """Returns the successful answerCallbackQuery calls, in order."""
        with self._state.changed:
            return tuple(self._state.callback_answers)

    def wait_for_messages(
        self, count: int, chat_id: int | None = None, timeout: float = 10
    ) -> tuple[SentMessage, ...]:
        """Waits until the bot has sent at least ``count`` messages, and returns all of them.

        Args:
            count: How many messages in all, since the server was made.
            chat_id: Count and return only those of this chat.
            timeout: Seconds to wait.

        Raises:
            TimeoutError: Fewer came in time; says which.
        """
        try:
            self.wait_until(lambda: len(self.sent(chat_id)) >= count, timeout)
        except TimeoutError as error:
            texts = [message.text for message in self.sent(chat_id)]
            raise TimeoutError(f"expected {count} messages, got {texts}; {error}") from None
        return self.sent(chat_id)

    def wait_until(self, predicate: Callable[[], object], timeout: float = 10) -> None:
        """Waits until the predicate is true.

        Args:
            predicate: Called without any lock after each change here, and every 50 ms besides, so
                that it may look at other things than this server.
            timeout: Seconds to wait.

        Raises:
            TimeoutError: It was still false at the end; names the last calls received.
        """
        deadline = time.monotonic() + timeout
        while not predicate():
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                last = [(call.method, call.status, call.error) for call in self.calls()[-5:]]
                raise TimeoutError(f"not so after {timeout} s; last calls: {last}")
            with self._state.changed:
                self._state.changed.wait(min(remaining, 0.05))
