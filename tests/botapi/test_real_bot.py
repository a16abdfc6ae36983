"""Tests of the server with a real python-telegram-bot Application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from . import BotApiServer
from .client import CHAT, TOKEN


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this python-telegram-bot warns at every 429, and warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Offers a button."""
    assert update.message
    button = InlineKeyboardButton("Đồng ý", callback_data="agree")
    await update.message.reply_html(
        "<b>Xin chào</b>", reply_markup=InlineKeyboardMarkup([[button]])
    )


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Repeats a text in reply to it, once more after a 429."""
    assert update.message
    assert update.message.text
    reply = ReplyParameters(update.message.message_id)
    await context.bot.send_chat_action(update.message.chat_id, "typing")
    for _ in range(2):
        try:
            await update.message.reply_text(update.message.text, reply_parameters=reply)
        except RetryAfter:
            continue
        return


async def echo_file(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Sends a document back under another name."""
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_document(content[::-1], filename="back.bin", caption="đây")


async def agree(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answers a press and edits the message it was on."""
    query = update.callback_query
    assert query
    await query.answer("Cảm ơn")
    await query.edit_message_text("Đã đồng ý")


async def with_echo_bot(server: BotApiServer, script: Callable[[], object]) -> None:
    """Runs the echo bot while a test's script runs in another thread."""
    builder = ApplicationBuilder().token(TOKEN).base_url(server.url).base_file_url(server.file_url)
    app: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(MessageHandler(filters.Document.ALL, echo_file))
    app.add_handler(CallbackQueryHandler(agree))
    async with app:
        await app.bot.set_my_commands([BotCommand("start", "Bắt đầu")])
        assert app.updater
        await app.updater.start_polling(poll_interval=0, bootstrap_retries=3)
        await app.start()
        try:
            await asyncio.to_thread(script)
        finally:
            await app.updater.stop()
            await app.stop()


def test_a_real_bot_echoes_texts_files_and_presses(server: BotApiServer) -> None:
    """A python-telegram-bot Application polls, replies, retries, edits, uploads and downloads."""

    def script() -> None:
        server.say(CHAT, "/start", username="an")
        (hello,) = server.wait_for_messages(1, CHAT)
        assert (hello.text, hello.buttons) == ("Xin chào", ((("Đồng ý", "agree"),),))
        server.press(hello, "Đồng ý")
        server.wait_until(lambda: server.sent()[0].text == "Đã đồng ý")
        assert server.answered_callbacks()[0].text == "Cảm ơn"
        server.fail_next("sendMessage", retry_after=1, chat_id=CHAT)
        server.say(CHAT, "tiếng vọng")
        assert server.wait_for_messages(2, CHAT)[1].text == "tiếng vọng"
        server.send_file(CHAT, "data.bin", b"0123456789")
        (document,) = [m.document for m in server.wait_for_messages(3, CHAT)[2:]]
        assert document
        assert (document.file_name, document.content) == ("back.bin", b"9876543210")

    asyncio.run(with_echo_bot(server, script))
    assert server.pending_updates() == ()
    assert {call.error for call in server.calls() if call.fault is None} == {None}
    assert [call.status for call in server.calls("sendMessage")] == [200, 429, 200]
    assert server.sent()[1].reply_to is not None


def test_a_real_bot_gets_again_what_a_lost_answer_held(server: BotApiServer) -> None:
    """An update handed out in an answer that never arrived comes again."""
    server.say(CHAT, "một")
    server.break_next("getUpdates", "reset", after=True)
    asyncio.run(with_echo_bot(server, lambda: server.wait_for_messages(1, CHAT)))
    (update,) = server.confirmed_updates()
    assert update.deliveries == 2
    assert [message.text for message in server.sent()] == ["một"]
