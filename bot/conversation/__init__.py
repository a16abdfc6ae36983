"""The conversation that every front end shares: events in, messages out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.access import TERMINAL_USER, Access
from bot.conversation.asking import Asking
from bot.conversation.desk import Desk
from bot.conversation.drafting import Drafting
from bot.conversation.events import (
    ButtonEvent,
    Event,
    FileEvent,
    Message,
    Sender,
    TextEvent,
)
from bot.conversation.files import Files
from bot.conversation.lately import CHECKED, DANGER, UNIT, Lately
from bot.conversation.menus import Menus, most, number_in
from bot.conversation.modelling import Modelling
from bot.conversation.notices import Notices
from bot.conversation.screens import Screens, Shown
from bot.conversation.shelf import Shelf
from bot.errors import BotError
from bot.profiles import (
    asks_own_unit,
    names_only_a_unit,
    names_plain_unit,
    profile_in,
    told_unit,
)
from bot.services import Services, today
from bot.store import Store
from bot.wording import explain, message
from prompts.answering import child_in_danger, report_of_danger
from prompts.answering.short_words import command_alone, in_full, is_short_for, says_stop
from retrieval.errors import RetrievalError
from retrieval.query import Intent
from retrieval.reading import secrecy_told

__all__ = ["Conversation"]

_INVITED = re.compile(r"\s*/start(?:@\w+)?\s+(?P<code>[\w-]{8,64})\s*$", re.ASCII)
_ASKS = re.compile(r"(?i)hiệu lực|hieu luc|thay|sửa|sua|điều|dieu|\?")
_OF_DRAFTS = re.compile(r"(?i)\b(?:dự thảo|du thao|bản nháp|ban nhap)\b")


class Conversation:
    """Answers events. It blocks: an asynchronous front end calls it in a thread.

    Args:
        services: What answers are made from.
        store: What is remembered.
        access: Who may ask.
    """

    def __init__(self, services: Services, store: Store, access: Access) -> None:
        self._services = services
        self._store = store
        self._access = access
        self._screens = Screens()
        self._modelling = Modelling(services, self._screens)
        self._drafting = Drafting(services, self._modelling)
        self._files = Files(services, store, access, self._drafting)
        self._desk = Desk(services, store, access, self._files)
        self._shelf = Shelf(services, store)
        self._lately = Lately()
        self._asking = Asking(services, store, access, self._lately, self._modelling)
        self._notices = Notices(services, access, self._files)
        self._commands: dict[str, Callable[[TextEvent], tuple[Message, ...]]] = {
            "/start": self._start, "/trogiup": self._help, "/help": self._help,
            "/hoi": self._question, "/soan": self._draft, "/kiemtra": self._check,
            "/vanban": self._law, "/caidat": self._settings, "/tailieu": self._plans,
        }  # fmt: skip
        self._doers: dict[str, Callable[[Sender, dict[str, Any]], tuple[Message, ...]]] = {
            "source": self._asking.open, "more": self._asking.go_on, "file": self._files.press,
            "shelf": self._shelf.press, "desk": self._desk.press, "judge": self._asking.judge,
            "remark": self._asking.remark, "draft": self._drafting.press,
            "parent": self._drafting.press, "merge": self._drafting.press,
            "task": self._drafting.press,
        }  # fmt: skip
        self._menus = Menus()

    def handle(self, event: Event, shown: Shown | None = None) -> tuple[Message, ...]:
        """Return the messages that answer an event, in order.

        Args:
            event: What came in.
            shown: Called with what is written so far while a language model writes.
        """
        with self._screens.open(event.sender, shown):
            return self._handled(event)

    def stop(self, sender: Sender) -> bool:
        """Stop what is being written for a sender; False if nothing is."""
        return self._screens.stop(sender)

    def _handled(self, event: Event) -> tuple[Message, ...]:
        sender = event.sender
        if not self._access.may_ask(sender):
            return self._refuse(event)
        if isinstance(event, TextEvent) and child_in_danger(event.text):
            self._lately.note(sender, DANGER)
            return (Message(report_of_danger(event.text).text),)
        if isinstance(event, TextEvent) and (stamp := secrecy_told(event.text)):
            return (Message(message("secret_told", stamp=stamp)),)
        greets = not isinstance(event, ButtonEvent) and self._is_new(sender)
        greeting = (Message(message("disclosure")),) if greets else ()
        pressed = self._presses(event)
        told = self._answer(event)
        if sender.private:
            self._menus.note(sender, told, pressed=pressed)
        return (*greeting, *told)

    def close(self) -> None:
        """Put away what lies open; called when the front end ends."""
        self._files.close()

    def notices(self) -> tuple[Message, ...]:
        """Return what is to be told now without being asked, each message to its user."""
        return self._notices.of(today())

    def notices_kept(self) -> None:
        """Tell that what `notices` returned lies where no crash can lose it."""
        self._notices.kept()

    def is_named(self, bot_name: str) -> None:
        """Tell how Telegram calls the bot: links to it can be given from now on."""
        self._desk.bot_name = bot_name

    def takes_files_of(self, sender: Sender) -> bool:
        """Say whether a file of a sender is read at all; another need not be fetched."""
        return sender.private and self._access.may_ask(sender)

    def _answer(self, event: Event) -> tuple[Message, ...]:
        try:
            if isinstance(event, ButtonEvent):
                return self._press(event)
            if isinstance(event, FileEvent):
                return self._take(event)
            return self._read(event)
        except (RetrievalError, BotError) as error:
            return (Message(explain(error)),)

    def _take(self, event: FileEvent) -> tuple[Message, ...]:
        """Check a file; "sửa giúp" then means the corrected copy, if there is one."""
        told = self._files.take(event)
        if any(each.document for each in told):
            self._lately.note(event.sender, CHECKED)
        else:
            self._lately.forget(event.sender)
        return told

    def _is_new(self, sender: Sender) -> bool:
        return self._store.first_contact(sender.user_id)

    def _refuse(self, event: Event) -> tuple[Message, ...]:
        """Refuse a stranger politely, unless he brings an invitation; in a group say nothing."""
        sender = event.sender
        if not sender.private:
            return ()
        invited = _INVITED.match(event.text) if isinstance(event, TextEvent) else None
        if invited:
            return self._desk.join(sender, invited["code"])
        return (Message(message("stranger", user_id=sender.user_id)),)

    def _read(self, event: TextEvent) -> tuple[Message, ...]:
        command, _, rest = event.text.strip().partition(" ")
        name = command.partition("@")[0].lower()
        if not name.startswith("/"):
            return self._say(event)
        answer = self._commands.get(name)
        if answer is None:
            return (Message(message("command_unknown", command=name)),)
        return answer(TextEvent(event.sender, rest.strip()))

    def _say(self, event: TextEvent) -> tuple[Message, ...]:
        """Answer what is typed without a command."""
        if not event.text.strip():
            return (Message(message("help")),)
        if leaning := self._lean(event) or self._number(event):
            return leaning
        if event.sender.private and (own := self._own_affair(event)):
            return own
        return self._worked(event) or self._alone(event) or self._search(event)

    def _alone(self, event: TextEvent) -> tuple[Message, ...] | None:
        """Open the help, or tell what a command that stands alone needs; None for the rest."""
        if is_short_for("help", event.text):
            return self._help(event)
        needed = command_alone(event.text)
        return (Message(message(needed)),) if needed else None

    def _own_affair(self, event: TextEvent) -> tuple[Message, ...] | None:
        """Answer what a user tells or asks of himself, his file or his draft; None for the rest."""
        if asks_own_unit(event.text):
            return self._desk.own_unit(event.sender)
        told = told_unit(event.text) or self._first_unit(event)
        if told is not None:
            return self._tell_unit(event.sender, told)
        if revoked := self._desk.revoke(event.sender, event.text):
            return revoked
        upload = self._files.reading(event.sender)
        if is_short_for("leave", event.text):
            self._files.leave(event.sender)
            return (Message(message("upload_left" if upload else "nothing_to_leave")),)
        if upload is None or is_short_for("help", event.text):
            return None
        return self._asking.tell_within(event, upload, self._files)

    def _lean(self, event: TextEvent) -> tuple[Message, ...] | None:
        """Answer a short message by what was said before it; None if it leans on nothing."""
        sender, text = event.sender, event.text
        if says_stop(text):
            return (Message(message("stopped")),)
        if self._lately.means(sender, DANGER, text):
            return (Message(message("danger_forms")),)
        if not sender.private:
            return None
        if self._lately.means(sender, CHECKED, text):
            return (Message(message("check_sent")),)
        names = names_only_a_unit(text) or names_plain_unit(text)
        if names and self._lately.waiting(sender, UNIT):
            return self._tell_unit(sender, text)
        return self._pressed_in_words(sender, text) or self._drafting.still_asked(sender, text)

    def _presses(self, event: Event) -> bool:
        """Say whether an event goes on with what was shown rather than to another question."""
        if not isinstance(event, TextEvent):
            return isinstance(event, ButtonEvent)
        meant = self._menus.meant(event.sender, event.text)
        return meant is not None or number_in(event.text) is not None

    def _pressed_in_words(self, sender: Sender, text: str) -> tuple[Message, ...] | None:
        """Press the button whose number or label was typed; None if there is none."""
        button = self._menus.meant(sender, text)
        return self._press(ButtonEvent(sender, button.id)) if button else None

    def _number(self, event: TextEvent) -> tuple[Message, ...] | None:
        """Tell what can be chosen by a number that no button has: it is never searched."""
        if number_in(event.text) is None:
            return None
        count = most(self._menus.of(event.sender))
        name = "no_such_button" if count else "nothing_to_choose"
        return (Message(message(name, count=count)),)

    def _first_unit(self, event: TextEvent) -> str | None:
        """Return a message that only names a unit, of a user who has told none yet."""
        known = self._store.profile(event.sender.user_id).unit
        return event.text if not known and names_only_a_unit(event.text) else None

    def _tell_unit(self, sender: Sender, told: str) -> tuple[Message, ...]:
        """Keep the unit that a user tells; a draft that waited for it is made now."""
        request = self._lately.waiting(sender, UNIT)
        kept = self._desk.tell(sender, self._whole_unit(sender, told) if request else told)
        if not request or profile_in(told) is None:
            return kept
        self._lately.forget(sender)
        return (*kept, *self._draft(TextEvent(sender, request)))

    def _whole_unit(self, sender: Sender, told: str) -> str:
        """Return a province that is told behind its commune together with it."""
        profile, before = profile_in(told), self._store.profile(sender.user_id)
        only_province = profile is not None and profile.unit == profile.province
        waits = bool(before.unit) and not before.province
        return f"{before.unit}, {told}" if only_province and waits else told

    def _start(self, event: TextEvent) -> tuple[Message, ...]:
        """Give examples that fit the unit; in a group say what is read there."""
        if not event.sender.private:
            return (Message(message("start_group")),)
        profile = self._store.profile(event.sender.user_id)
        if not profile.unit:
            return (Message(message("start")),)
        level = "province" if profile.unit == profile.province else "commune"
        return (Message(message(f"start_{level}", unit=profile.unit)),)

    def _help(self, event: TextEvent) -> tuple[Message, ...]:
        del event
        return (Message(message("help")),)

    def _question(self, event: TextEvent) -> tuple[Message, ...]:
        if not event.sender.private and _OF_DRAFTS.search(event.text):
            return (Message(message("draft_private")),)
        return self._tell(event) if event.text else (Message(message("ask_what")),)

    def _law(self, event: TextEvent) -> tuple[Message, ...]:
        """Tell the standing of an act."""
        if not event.text:
            return (Message(message("law_what")),)
        acts = in_full(event.text, self._services.catalogue)
        asked = event.text if _ASKS.search(event.text) else message("law_ask", act=acts)
        return self._tell(TextEvent(event.sender, asked))

    def _plans(self, event: TextEvent) -> tuple[Message, ...]:
        return self._shelf.show(event.sender)

    def _settings(self, event: TextEvent) -> tuple[Message, ...]:
        if not event.sender.private:
            return (Message(message("settings_private")),)
        if event.text:
            return self._desk.tell(event.sender, event.text)
        return self._desk.show(event.sender)

    def _check(self, event: TextEvent) -> tuple[Message, ...]:
        """Check the file that is named at the office's own computer; elsewhere ask to send it."""
        if event.sender.user_id != TERMINAL_USER or not event.text:
            return (Message(message("check_send")),)
        file = Path(event.text).expanduser()
        return self._files.take(FileEvent(event.sender, file, file.name))

    def _draft(self, event: TextEvent) -> tuple[Message, ...]:
        """Begin a draft; nobody reads along."""
        if not event.sender.private:
            return (Message(message("draft_private")),)
        own = self._store.profile(event.sender.user_id).place
        begun = self._drafting.begin(event.sender, event.text, own, today())
        if begun is None:
            self._lately.note(event.sender, UNIT, event.text)
            return (Message(message("draft_how")),)
        return begun

    def _tell(self, event: TextEvent) -> tuple[Message, ...]:
        return self._worked(event) or self._search(event)

    def _search(self, event: TextEvent) -> tuple[Message, ...]:
        """Answer a question; one that asks for a draft begins it."""
        answer = self._asking.ask(event)
        if answer.intent is Intent.DRAFT:
            return self._draft(event)
        return self._asking.tell(event.sender, answer)

    def _worked(self, event: TextEvent) -> tuple[Message, ...] | None:
        """Do what is asked of the draft in hand; nobody reads along."""
        return self._drafting.work(event.sender, event.text) if event.sender.private else None

    def _press(self, event: ButtonEvent) -> tuple[Message, ...]:
        action = self._store.action(event.button, event.sender.user_id)
        if action is None:
            anothers = self._store.is_anothers(event.button, event.sender.user_id)
            return (Message(message("button_anothers" if anothers else "button_dead")),)
        return self._doers[action["do"]](event.sender, action)
