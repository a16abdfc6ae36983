"""The bot as a whole: connects, replays what is waiting, hears, answers, drains."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from telegram import BotCommand, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.config import Settings
from bot.conversation import Conversation
from bot.errors import ConfigError
from bot.outgoing import throw_away_old
from bot.services import now
from bot.telegram.backoff import Backoff
from bot.telegram.client import build_client
from bot.telegram.delivering import Postman
from bot.telegram.handlers import Context, Handlers, letters_of, place_of, sender_of
from bot.telegram.hearing import Ear
from bot.telegram.journal import DONE, PARKED, WAITING, Journal, Received
from bot.telegram.lanes import Lanes
from bot.telegram.letters import Letter, Place
from bot.telegram.metrics import Metrics
from bot.telegram.outbox import Outbox
from bot.telegram.pastes import gather
from bot.telegram.quiet import describe
from bot.telegram.reducing import Json
from bot.telegram.replays import count_replay
from bot.telegram.sending import Mail
from bot.telegram.threads import in_thread
from bot.wording import descriptions
from prompts.answering.short_words import says_stop

DRAIN_SECONDS = 6.0
"""With what closing takes, less than the ten seconds that containers are given."""
CLEAN_SECONDS = 60.0
"""The longest that an answered question may linger in the database's write-ahead file."""
JUST_SEND = 0
"""Stands where no update is to be answered: only what lies in the outbox is to be sent."""
DATABASE_PAUSES = (0.5, 2.0, 8.0)
"""Seconds after which an update is tried again that met a locked database or a full disk."""
REFUSED_SECONDS = 300.0
"""Pause before Telegram is told again what it refused."""
NOTICE_SECONDS = 600.0
"""How often it is looked whether something is to be told that nobody asked for."""
WAKING = (7, 21)
"""Hours of the day between which it is told."""
_CLOSE_SECONDS = 1.0
_LOGGER = logging.getLogger(__name__)


class Front:
    """The front end; to be made and run in one event loop.

    Args:
        settings: Name the bot and its server.
        engine: Of the database that holds the journal.
        conversation: The core.
    """

    def __init__(self, settings: Settings, engine: Engine, conversation: Conversation) -> None:
        self._client = build_client(settings)
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder().bot(self._client).updater(None).build()
        )
        self._application.add_handlers(Handlers(conversation, self._deliver).all())
        self._application.add_error_handler(self._on_error)
        self._conversation = conversation
        self._data_dir = settings.data_dir
        self._journal, self._outbox = Journal(engine), Outbox(engine)
        self._lanes = Lanes(self._process)
        self._ear = Ear(settings, self._client, self._journal, self._outbox, self._accept)
        self._metrics = Metrics(
            waiting=self._journal.count, unsent=self._outbox.count, heard=self._ear.heard
        )
        self._postman = Postman(Mail(self._client), self._outbox, self._metrics, self._wake)
        self._busy: set[str] = set()
        self._woken: set[str] = set()
        self._kept: set[int] = set()
        self._failures: dict[int, Exception] = {}
        self._replayed: set[int] = set()
        self._alone = asyncio.Lock()

    async def run(self) -> None:
        """Work until cancelled; then let what is under way come to its end.

        Raises:
            ConfigError: Telegram refuses the token, or the address to listen at is taken.
        """
        helpers: list[asyncio.Task[None]] = []
        try:
            await self._connect()
            self._conversation.is_named(self._client.username)
            jobs = (self._announce, self._keep_clean, self._notify)
            helpers = [asyncio.create_task(job()) for job in jobs]
            await self._replay()
            await self._ear.hear(self._metrics)
        finally:
            for helper in helpers:
                helper.cancel()
            self._postman.close()
            await self._lanes.drain(DRAIN_SECONDS)
            await self._close()

    async def _replay(self) -> None:
        waiting = await asyncio.to_thread(self._journal.waiting)
        self._replayed = {row.update_id for row in waiting}
        await self._postman.wake_all()
        self._accept(waiting)

    async def _connect(self) -> None:
        backoff = Backoff()
        while True:
            try:
                return await self._application.initialize()
            except InvalidToken:  # Its text repeats the token.
                raise ConfigError("telegram_token_refused") from None
            except TelegramError as error:
                await self._wait(backoff, error)

    async def _announce(self) -> None:
        """Say how updates are to come, and tell Telegram the commands for its menu."""
        commands = [BotCommand(name, text) for name, text in descriptions().items()]
        await self._insist("how updates are to come", self._ear.say_how)
        await self._insist("the commands", partial(self._client.set_my_commands, commands))
        _LOGGER.info("connected")

    async def _insist(self, name: str, call: Callable[[], Awaitable[object]]) -> None:
        backoff = Backoff()
        while True:
            try:
                await call()
                return
            except BadRequest as error:  # The same again would be refused again.
                _LOGGER.error("Telegram refuses %s: %s", name, describe(error))
                await asyncio.sleep(REFUSED_SECONDS)
            except TelegramError as error:
                await self._wait(backoff, error)

    async def _wait(self, backoff: Backoff, error: TelegramError) -> None:
        seconds = backoff.after(error)
        _LOGGER.warning("Telegram: %s, again in %.1f s", type(error).__name__, seconds)
        await asyncio.sleep(seconds)

    async def _keep_clean(self) -> None:
        while True:
            await self._clean()
            await asyncio.sleep(CLEAN_SECONDS)

    async def _clean(self) -> None:
        try:
            await asyncio.to_thread(self._journal.prune)
            await asyncio.to_thread(self._journal.wipe)
            waiting = await asyncio.to_thread(self._outbox.files)
            await asyncio.to_thread(throw_away_old, self._data_dir, waiting)
            await self._postman.wake_all()
        except Exception as error:  # Untidiness is no reason to stop.
            _LOGGER.warning("journal: %s", describe(error))

    async def _notify(self) -> None:
        """Tell what nobody asked for, by day."""
        while True:
            try:
                if WAKING[0] <= now().hour < WAKING[1]:
                    messages = await in_thread(self._conversation.notices)
                    await self._postman.take(letters_of(None, messages))
                    await in_thread(self._conversation.notices_kept)
            except Exception as error:  # The next round may go well.
                _LOGGER.warning("notices: %s", describe(error))
            await asyncio.sleep(NOTICE_SECONDS)

    async def _close(self) -> None:
        with suppress(TimeoutError, TelegramError):
            await asyncio.wait_for(self._clean(), _CLOSE_SECONDS)
        with suppress(TimeoutError, TelegramError):
            await asyncio.wait_for(self._application.shutdown(), _CLOSE_SECONDS)

    def _wake(self, lane: str) -> None:
        """See to it that a lane is sent; one that is at work looks once more when it is through."""
        if lane in self._busy:
            self._woken.add(lane)
        else:
            self._lanes.add(lane, JUST_SEND)

    def _accept(self, rows: Sequence[Received]) -> None:
        for row in rows:
            self._metrics.updates.labels(row.state).inc()
            if row.state == WAITING:
                self._stop(row)
                self._lanes.add(row.lane, row.update_id)

    def _stop(self, row: Received) -> None:
        """Stop what is being written for whoever says so; his message waits behind it."""
        text = json.loads(row.payload).get("message", {}).get("text", "")
        if isinstance(text, str) and says_stop(text):
            with suppress(Exception):  # one that cannot be read is told so in its turn
                update = Update.de_json(json.loads(row.payload), self._client)
                self._conversation.stop(sender_of(update))

    async def _process(self, lane: str, update_id: int) -> None:
        """Answer an update, if one is given, and send what lies in the lane's outbox."""
        self._busy.add(lane)
        try:
            if update_id != JUST_SEND:
                await self._answer_kept(update_id)
            self._woken.discard(lane)
            await self._postman.bring_out(lane)
        finally:
            self._busy.discard(lane)
            if lane in self._woken:
                self._woken.discard(lane)
                self._lanes.add(lane, JUST_SEND)

    async def _answer_kept(self, update_id: int) -> None:
        """Answer an update that lies in the journal; one that fails is parked with an apology."""
        payload = await asyncio.to_thread(self._journal.payload, update_id)
        if payload is None:
            return
        place: Place | None = None
        try:
            data = json.loads(payload)
            place = place_of(Update.de_json(data, self._client))
            with self._metrics.answering.time():
                await self._patiently(partial(self._answer, data))
        except Exception as error:  # Tried once: the same update would fail the same way again.
            _LOGGER.error("update %s is parked: %s", update_id, describe(error))
            self._metrics.given_up.inc()
            await asyncio.to_thread(self._journal.settle, update_id, PARKED)
            if place is not None:
                await self._postman.apologise(place)
        if update_id not in self._kept:  # No handler had an answer to it.
            await asyncio.to_thread(self._journal.settle, update_id, DONE)
        self._kept.discard(update_id)

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> None:
        """Try a step again when the database cannot be used just now: no update is to blame."""
        for seconds in DATABASE_PAUSES:
            try:
                return await step()
            except OperationalError as error:
                _LOGGER.warning("database: %s, again in %.1f s", describe(error), seconds)
                await asyncio.sleep(seconds)
        return await step()

    async def _answer(self, data: Json) -> None:
        data = await gather(self._journal, data)
        if data["update_id"] in self._replayed:
            async with self._alone:  # Else one that ends the process would make others suspect.
                await self._ask(await asyncio.to_thread(count_replay, self._journal, data))
        else:
            await self._ask(data)

    async def _ask(self, data: Json) -> None:
        update = Update.de_json(data, self._client)
        await self._application.process_update(update)
        if error := self._failures.pop(update.update_id, None):
            raise error

    async def _on_error(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and isinstance(context.error, Exception):
            self._failures[update.update_id] = context.error

    async def _deliver(self, update_id: int, letters: Sequence[Letter]) -> None:
        await self._postman.take(letters, answers=update_id)
        self._kept.add(update_id)
