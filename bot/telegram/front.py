"""The bot as a whole: connects, replays what is waiting, hears, answers, drains."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine
from telegram import BotCommand, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.config import Settings
from bot.conversation import Conversation
from bot.conversation.events import Message
from bot.errors import ConfigError
from bot.outgoing import throw_away, throw_away_old
from bot.services import now
from bot.telegram.backoff import Backoff
from bot.telegram.client import ALLOWED_UPDATES, build_client
from bot.telegram.handlers import Context, Handlers, letters_of, place_of
from bot.telegram.journal import DONE, PARKED, WAITING, Journal, Received
from bot.telegram.lanes import Lanes
from bot.telegram.letters import Letter, Place
from bot.telegram.listening import Listener
from bot.telegram.metrics import Metrics
from bot.telegram.outbox import Outbox
from bot.telegram.pastes import gather
from bot.telegram.polling import Poller
from bot.telegram.quiet import describe
from bot.telegram.reducing import Json, reduce_update
from bot.telegram.rendering import render
from bot.telegram.replays import count_replay
from bot.telegram.sending import Mail
from bot.telegram.threads import in_thread
from bot.telegram.webhook import Webhook
from bot.wording import descriptions
from bot.wording import message as sentence

DRAIN_SECONDS = 6.0
"""With what closing takes, less than the ten seconds that containers are given."""
CLEAN_SECONDS = 60.0
"""The longest that an answered question may linger in the database's write-ahead file."""
DEAF = timedelta(seconds=90)
"""Silence of Telegram after which a bot that fetches its updates is said to be ill."""
NO_UPDATE = JUST_SEND = 0
"""Stands where no update is to be answered: only what lies in the outbox is to be sent."""
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

    Attributes:
        poller: Knows when Telegram was last heard of.
    """

    def __init__(self, settings: Settings, engine: Engine, conversation: Conversation) -> None:
        self._client = build_client(settings)
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder().bot(self._client).updater(None).build()
        )
        self._application.add_handlers(Handlers(conversation, self._deliver).all())
        self._application.add_error_handler(self._on_error)
        self._conversation = conversation
        self._mail = Mail(self._client)
        self._settings = settings
        self._journal = Journal(engine)
        self._outbox = Outbox(engine)
        self._lanes = Lanes(self._process)
        self._failures: dict[int, Exception] = {}
        self._replayed: set[int] = set()
        self._heard_at: datetime | None = None
        self.poller = Poller(self._client, self._journal, self._accept)
        self._metrics = Metrics(
            waiting=self._journal.count, unsent=self._outbox.count, heard=self._heard
        )
        self._listener = self._build_listener()

    async def run(self) -> None:
        """Work until cancelled; then let what is under way come to its end.

        Raises:
            ConfigError: Telegram refuses the token, or the address to listen at is taken.
        """
        helpers: list[asyncio.Task[None]] = []
        try:
            await self._connect()
            self._heard_at = datetime.now(UTC)
            self._conversation.is_named(self._client.username)
            helpers = [
                asyncio.create_task(job())
                for job in (self._announce, self._keep_clean, self._notify)
            ]
            await self._replay()
            await self._hear()
        finally:
            for helper in helpers:
                helper.cancel()
            self._mail.close()
            await self._lanes.drain(DRAIN_SECONDS)
            await self._close()

    async def _hear(self) -> None:
        """Fetch updates or have them brought, and answer for the bot's health, until cancelled."""
        jobs = [] if self._settings.webhook_url else [self.poller.run()]
        if self._listener is not None:
            jobs.append(self._listener.serve())
        try:
            async with asyncio.TaskGroup() as group:
                for job in jobs:
                    group.create_task(job)
        except BaseExceptionGroup as errors:
            if errors.subgroup(OSError) and self._settings.listen:
                value = "{}:{}".format(*self._settings.listen)
                raise ConfigError("listen_taken", value=value) from None
            raise

    def _build_listener(self) -> Listener | None:
        if self._settings.listen is None:
            return None
        webhooks = {}
        if self._settings.webhook_url:
            path = urlsplit(self._settings.webhook_url).path or "/"
            webhooks[path] = Webhook(self._settings.webhook_secret, self._take)
        return Listener(self._settings.listen, self.health, self._metrics, webhooks)

    async def health(self) -> dict[str, Any]:
        """Return whether the bot hears Telegram and can keep what it hears."""
        heard = self._heard()
        told: dict[str, Any] = {"ok": False, "heard": heard.isoformat() if heard else None}
        try:
            told["waiting"] = await asyncio.to_thread(self._journal.count)
            told["unsent"] = await asyncio.to_thread(self._outbox.count)
        except Exception as error:  # A sick bot says so rather than nothing.
            return {**told, "why": describe(error)}
        brought = bool(self._settings.webhook_url)
        told["ok"] = brought or (heard is not None and datetime.now(UTC) - heard < DEAF)
        return told

    def _heard(self) -> datetime | None:
        """Return when Telegram last answered a poll, brought an update or was connected to."""
        known = (self._heard_at, self.poller.last_success)
        return max((moment for moment in known if moment), default=None)

    async def _take(self, raw: Json) -> None:
        """Journal an update that Telegram brought."""
        fresh = await asyncio.to_thread(self._journal.receive, [reduce_update(raw)])
        self._heard_at = datetime.now(UTC)
        self._accept(fresh)

    async def _replay(self) -> None:
        waiting = await asyncio.to_thread(self._journal.waiting)
        self._replayed = {row.update_id for row in waiting}
        for lane in await asyncio.to_thread(self._outbox.lanes):
            self._lanes.add(lane, JUST_SEND)
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
        await self._insist(self._set_webhook)
        await self._insist(partial(self._client.set_my_commands, commands))
        _LOGGER.info("connected")

    async def _set_webhook(self) -> None:
        url, secret = self._settings.webhook_url, self._settings.webhook_secret
        if url:
            await self._client.set_webhook(
                url, secret_token=secret, allowed_updates=ALLOWED_UPDATES
            )
        else:
            await self._client.delete_webhook()

    async def _insist(self, call: Callable[[], Awaitable[object]]) -> None:
        backoff = Backoff()
        while True:
            try:
                await call()
                return
            except BadRequest:
                _LOGGER.error("Telegram does not take the commands")
                return
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
            await asyncio.to_thread(throw_away_old, self._settings.data_dir)
        except Exception as error:  # Untidiness is no reason to stop.
            _LOGGER.warning("journal: %s", describe(error))

    async def _notify(self) -> None:
        """Tell what nobody asked for, by day."""
        while True:
            try:
                if WAKING[0] <= now().hour < WAKING[1]:
                    messages = await in_thread(self._conversation.notices)
                    await self._deliver(NO_UPDATE, letters_of(None, messages))
                    await in_thread(self._conversation.notices_kept)
            except Exception as error:  # The next round may go well.
                _LOGGER.warning("notices: %s", describe(error))
            await asyncio.sleep(NOTICE_SECONDS)

    async def _close(self) -> None:
        with suppress(TimeoutError, TelegramError):
            await asyncio.wait_for(self._clean(), _CLOSE_SECONDS)
        with suppress(TimeoutError, TelegramError):
            await asyncio.wait_for(self._application.shutdown(), _CLOSE_SECONDS)

    def _accept(self, rows: Sequence[Received]) -> None:
        for row in rows:
            self._metrics.updates.labels(row.state).inc()
            if row.state == WAITING:
                self._lanes.add(row.lane, row.update_id)

    async def _process(self, lane: str, update_id: int) -> None:
        """Send what lies in the outbox, answer an update, send that too."""
        await self._send_all(lane)
        payload = await asyncio.to_thread(self._journal.payload, update_id)
        if payload is None:
            return
        place: Place | None = None
        try:
            data = json.loads(payload)
            place = place_of(Update.de_json(data, self._client))
            with self._metrics.answering.time():
                await self._answer(data)
        except Exception as error:  # Tried once: the same update would fail the same way again.
            _LOGGER.error("update %s is parked: %s", update_id, describe(error))
            self._metrics.given_up.inc()
            await asyncio.to_thread(self._journal.settle, update_id, PARKED)
            await self._apologise(place)
        else:
            await asyncio.to_thread(self._journal.settle, update_id, DONE)
        await self._send_all(lane)

    async def _answer(self, data: Json) -> None:
        if data["update_id"] in self._replayed:
            data = await asyncio.to_thread(count_replay, self._journal, data)
        data = await gather(self._journal, data)
        update = Update.de_json(data, self._client)
        await self._application.process_update(update)
        if error := self._failures.pop(update.update_id, None):
            raise error

    async def _on_error(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and isinstance(context.error, Exception):
            self._failures[update.update_id] = context.error

    async def _deliver(self, update_id: int, letters: Sequence[Letter]) -> None:
        """Keep what answers an update, and see to it that it is sent."""
        lanes = await asyncio.to_thread(self._outbox.post, letters, answers=update_id)
        for lane in lanes:
            self._lanes.add(lane, JUST_SEND)

    async def _send_all(self, lane: str) -> None:
        while posted := await asyncio.to_thread(self._outbox.first, lane):
            try:
                await self._mail.send(posted.place, posted.part)
            except Exception as error:
                _LOGGER.error("a part for chat %s is given up: %s", lane, describe(error))
                self._metrics.given_up.inc()
                await asyncio.to_thread(self._outbox.give_up, posted)
                await self._apologise(posted.place)
            else:
                self._metrics.sent.inc()
                await asyncio.to_thread(self._outbox.remove, posted)
                if posted.part.document:
                    throw_away(Path(posted.part.document))

    async def _apologise(self, place: Place | None) -> None:
        if place is None:
            return
        with suppress(TelegramError):
            for part in render(Message(sentence("failed"))):
                await self._mail.send(place, part)
