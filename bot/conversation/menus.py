"""The buttons that a conversation has shown: a number or a label that is typed presses one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.events import Button, Message, Sender
from bot.conversation.lately import Memory
from prompts.answering.short_words import says_label

_NUMBER = re.compile(r"\s*\[?(?P<number>\d{1,2})\]?\s*[.)]?\s*", re.ASCII)

Menu = tuple[Button, ...]
"""The buttons of one answer, in order."""


class Menus:
    """The menus of each conversation since its last question, the last one first."""

    def __init__(self) -> None:
        self._menus: Memory[tuple[Menu, ...]] = Memory()

    def note(self, sender: Sender, told: Sequence[Message], *, pressed: bool) -> None:
        """Remember what an answer offers; one to a press leaves the menus before it open."""
        before = self.of(sender) if pressed else ()
        self._menus.keep(sender, added(before, told))

    def of(self, sender: Sender) -> tuple[Menu, ...]:
        """Return the menus that are open, the last one first."""
        return self._menus.last(sender) or ()

    def meant(self, sender: Sender, text: str) -> Button | None:
        """Return the button that a typed number or label means, None if it means none."""
        menus, number = self.of(sender), number_in(text)
        if number is not None:
            return _cited(menus, number) or chosen(menus, number)
        just_shown = (each for menu in menus[:1] for each in menu)
        return next((each for each in just_shown if says_label(text, each.label)), None)


def added(menus: tuple[Menu, ...], told: Sequence[Message]) -> tuple[Menu, ...]:
    """Return menus with that of an answer, which may be empty, before them."""
    menu = tuple(button for each in told for row in each.buttons for button in row)
    return (menu, *menus)


def number_in(text: str) -> int | None:
    """Return the number that a message is, None if it is anything else."""
    match = _NUMBER.fullmatch(text)
    return int(match["number"]) if match else None


def chosen(menus: Sequence[Menu], number: int) -> Button | None:
    """Return the button of a number in the last menu that has so many."""
    return next((menu[number - 1] for menu in menus if 1 <= number <= len(menu)), None)


def most(menus: Sequence[Menu]) -> int:
    """Return the largest number that can be chosen."""
    return max(map(len, menus), default=0)


def _cited(menus: Sequence[Menu], number: int) -> Button | None:
    """Return the button that shows a number of its own: that of a source."""
    shown = (each for menu in menus for each in menu if each.label.endswith(f"[{number}]"))
    return next(shown, None)
