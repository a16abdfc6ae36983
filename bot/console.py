"""The terminal: the same conversation as in Telegram, buttons shown as numbers."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TextIO

from bot.access import TERMINAL_USER
from bot.conversation import Conversation
from bot.conversation.events import (
    ButtonEvent,
    Event,
    Message,
    Sender,
    TextEvent,
)
from bot.conversation.menus import Menu, added, chosen, most, number_in
from bot.wording import message

AT_TERMINAL = Sender(user_id=TERMINAL_USER, chat_id=TERMINAL_USER)
"""Who speaks at the terminal."""


def converse(
    conversation: Conversation, *, source: TextIO | None = None, sink: TextIO | None = None
) -> None:
    """Answer lines until the input ends.

    Args:
        conversation: What answers.
        source: Lines of the user; standard input by default.
        sink: Where messages go; standard output by default.
    """
    source, sink = source or sys.stdin, sink or sys.stdout
    interactive = source.isatty()
    if interactive:
        sink.write(f"{message('chat_hint')}\n\n")
    menus: tuple[Menu, ...] = ()
    for line in _lines(source, sink, interactive=interactive):
        if _no_such_button(line, menus):
            sink.write(f"{message('no_such_button', count=most(menus))}\n\n")
        elif line.strip():
            screen = _Screen(sink if interactive else None)
            event = _event(line, menus)
            told = _handled(conversation, event, screen)
            menus = added(menus if isinstance(event, ButtonEvent) else (), told)
            _show(screen.rest_of(told), sink)
    if interactive:
        sink.write(f"\n{message('chat_bye')}\n")


class _Screen:
    """Prints what is written as it comes to who watches, and then only what is left to print."""

    def __init__(self, sink: TextIO | None) -> None:
        self._sink = sink
        self._printed = ""

    def show(self, text: str) -> None:
        if self._sink is None:
            return
        self._sink.write(text.removeprefix(self._printed))
        self._sink.flush()
        self._printed = text

    def rest_of(self, messages: Sequence[Message]) -> Sequence[Message]:
        if self._sink is None or not self._printed:
            return messages
        self._sink.write("\n\n")
        return [replace(each, text=self._without_printed(each.text)) for each in messages]

    def _without_printed(self, text: str) -> str:
        return re.sub(r"\n{3,}", "\n\n", text.replace(self._printed, "", 1)).strip()


def _handled(conversation: Conversation, event: Event, screen: _Screen) -> Sequence[Message]:
    """Answer an event; Ctrl+C stops what is being written, not the conversation."""
    try:
        return conversation.handle(event, screen.show)
    except KeyboardInterrupt:
        return (Message(message("stopped")),)


def _lines(source: TextIO, sink: TextIO, *, interactive: bool) -> Iterable[str]:
    while True:
        if interactive:
            sink.write("› ")
            sink.flush()
        try:
            line = source.readline()
        except KeyboardInterrupt:
            return
        if not line:
            return
        yield line


def _event(line: str, menus: Sequence[Menu]) -> Event:
    number = number_in(line)
    button = chosen(menus, number) if number is not None else None
    if button is not None:
        return ButtonEvent(AT_TERMINAL, button.id)
    return TextEvent(AT_TERMINAL, line.strip())


def _no_such_button(line: str, menus: Sequence[Menu]) -> bool:
    """Say whether a number was typed that no button has."""
    number = number_in(line)
    return number is not None and most(menus) > 0 and chosen(menus, number) is None


def _show(messages: Sequence[Message], sink: TextIO) -> None:
    count = 0
    for sent in messages:
        sink.write(f"{sent.text}\n" if sent.text else "")
        sink.write(f"\n{sent.folded}\n" if sent.folded else "")
        if sent.document is not None:
            sink.write(f"\n{message('chat_document', path=sent.document)}\n")
        for row in sent.buttons:
            numbered = [f"{n}) {button.label}" for n, button in enumerate(row, count + 1)]
            count += len(row)
            sink.write("   ".join(numbered) + "\n")
        sink.write("\n")
    sink.flush()
