"""Which handler answers which update. Order matters: the first that matches wins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from telegram import CallbackQuery, Chat, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.conversation import Conversation
from bot.conversation.events import ButtonEvent, Event, FileEvent, Sender, TextEvent
from bot.conversation.events import Message as Answer
from bot.telegram.activity import typing_sign
from bot.telegram.commands import commands
from bot.telegram.fetching import fetch
from bot.telegram.letters import Letter, Part, Place
from bot.telegram.previews import preview
from bot.telegram.rendering import render
from bot.telegram.threads import in_thread

Context = CallbackContext[Any, Any, Any, Any]
Deliver = Callable[[int, Sequence[Letter]], Awaitable[None]]
ANSWERED_AT_ONCE = 4
"""How many events the core answers side by side."""


class Handlers:
    """Handlers that read an update, call the core, render what it says and deliver it.

    Args:
        conversation: The core.
        deliver: Called with the id of an update and the letters that answer it, to the asker and
            to whom else it concerns; returns when they are kept.
    """

    def __init__(self, conversation: Conversation, deliver: Deliver) -> None:
        self._conversation = conversation
        self._deliver = deliver
        self._slots = asyncio.Semaphore(ANSWERED_AT_ONCE)

    def all(self) -> list[BaseHandler[Update, Context, None]]:
        """Return the handlers in order."""
        addressed = filters.ChatType.PRIVATE | _ReplyToBot()
        files = filters.Document.ALL | filters.PHOTO
        return [
            CommandHandler(list(commands()), self.on_text),
            MessageHandler(filters.TEXT & addressed, self.on_text),
            MessageHandler(files & addressed, self.on_file),
            MessageHandler(filters.ChatType.PRIVATE, self.on_anything),
            CallbackQueryHandler(self.on_button),
        ]

    async def on_text(self, update: Update, context: Context) -> None:
        """Answer a question or a command."""
        text = cast(str, cast(Message, update.message).text)
        await self._answer(update, context, TextEvent(sender_of(update), text))

    async def on_file(self, update: Update, context: Context) -> None:
        """Answer a document or a photo: it is fetched, checked and thrown away."""
        sender = sender_of(update)
        with TemporaryDirectory(prefix="kehoach-file-") as folder:
            wanted = self._conversation.takes_files_of(sender)
            file = await fetch(cast(Message, update.message), Path(folder), wanted=wanted)
            if isinstance(file, str):
                await self._reply(update, (Answer(file),))
            else:
                await self._answer(update, context, FileEvent(sender, file, file.name))

    async def on_anything(self, update: Update, context: Context) -> None:
        """Answer what is neither text nor file, such as a voice message, with the help."""
        await self._answer(update, context, TextEvent(sender_of(update), ""))

    async def on_button(self, update: Update, context: Context) -> None:
        """Do what a button says."""
        query = cast(CallbackQuery, update.callback_query)
        with suppress(TelegramError):  # The user stopped waiting; the message itself still comes.
            await query.answer()
        button = cast(str, query.data)
        await self._answer(update, context, ButtonEvent(sender_of(update), button))

    async def _answer(self, update: Update, context: Context, event: Event) -> None:
        place = place_of(update)
        bot = context.bot
        async with typing_sign(bot, place), preview(bot, place) as screen, self._slots:
            messages = await in_thread(self._conversation.handle, event, screen.show)
        await self._reply(update, messages)

    async def _reply(self, update: Update, messages: Sequence[Answer]) -> None:
        await self._deliver(update.update_id, letters_of(place_of(update), messages))


def letters_of(place: Place | None, messages: Sequence[Answer]) -> list[Letter]:
    """Return one letter for each user: the asker first, others in their private chats.

    Args:
        place: Of the asker; None when nobody asked.
        messages: In order; those without an addressee are for the asker.
    """
    parts: dict[Place, list[Part]] = {} if place is None else {place: []}
    for message in messages:
        goes_to = place if message.to is None else Place(message.to)
        if goes_to is not None:
            parts.setdefault(goes_to, []).extend(render(message))
    return [Letter(goes_to, tuple(own)) for goes_to, own in parts.items() if own]


class _ReplyToBot(filters.MessageFilter):
    """Messages that reply to one of the bot's own."""

    def filter(self, message: Message) -> bool:
        replied = message.reply_to_message
        author = replied.from_user if replied else None
        return author is not None and author.id == message.get_bot().id


def sender_of(update: Update) -> Sender:
    """Return who speaks, and where."""
    chat = cast(Chat, update.effective_chat)
    user = cast(User, update.effective_user)
    topic = place_of(update).thread_id or 0
    return Sender(user.id, chat.id, private=chat.type == Chat.PRIVATE, topic_id=topic)


def place_of(update: Update) -> Place:
    """Return where the reply to an update goes; in a group it shows what it replies to."""
    chat = cast(Chat, update.effective_chat)
    private = chat.type == Chat.PRIVATE
    message = update.effective_message
    thread = message.message_thread_id if message and message.is_topic_message else None
    reply_to = update.message.message_id if update.message and not private else None
    return Place(chat.id, thread, reply_to, private=private)
