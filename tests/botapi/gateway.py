"""The HTTP side: routes a request to its method, and breaks answers as ordered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import message_methods, other_methods
from .breaking import broken_response, disconnection, refusal
from .errors import ApiError
from .params import Params, decode, read_fields
from .polling import LongPolling
from .schema import DOWNLOAD, METHODS, canonical_method
from .state import BotState, CallRecord

CarryOut = Callable[[asyncio.Task[None]], Awaitable[Response]]

_HANDLERS: dict[str, Callable[[BotState, Params], Any]] = {
    "getMe": other_methods.get_me,
    "sendMessage": message_methods.send_message,
    "sendDocument": message_methods.send_document,
    "sendPhoto": message_methods.send_photo,
    "editMessageText": message_methods.edit_message_text,
    "editMessageReplyMarkup": message_methods.edit_message_reply_markup,
    "deleteMessage": message_methods.delete_message,
    "answerCallbackQuery": other_methods.answer_callback_query,
    "sendMessageDraft": message_methods.send_message_draft,
    "sendChatAction": other_methods.send_chat_action,
    "getFile": other_methods.get_file,
    "setMyCommands": other_methods.set_my_commands,
    "getMyCommands": other_methods.get_my_commands,
    "setWebhook": other_methods.set_webhook,
    "deleteWebhook": other_methods.delete_webhook,
    "getWebhookInfo": other_methods.get_webhook_info,
}


class Gateway:
    """Answers HTTP requests out of a BotState."""

    def __init__(self, state: BotState) -> None:
        self._state = state
        self.polling = LongPolling(state)
        self.app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._method, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
            ]
        )

    async def _method(self, request: Request) -> Response:
        if request.path_params["token"] != self._state.token:
            return refusal(ApiError(401, "Unauthorized"))
        name = str(request.path_params["method"])
        method = canonical_method(name)
        try:
            fields = await read_fields(request)
        except ApiError as error:
            return self._unreadable(method or name, error)
        params = decode(METHODS.get(method or "", {}), fields)
        if method is None:
            params = Params(params.values, params.files, ApiError(404, "Not Found"))
        record = self._state.record_call(method or name, params)

        async def carry_out(gone: asyncio.Task[None]) -> Response:
            return JSONResponse({"ok": True, "result": await self._call(record, gone)})

        return await self._answer(request, record, carry_out)

    def _unreadable(self, name: str, error: ApiError) -> Response:
        self._note(self._state.record_call(name, Params({})), error)
        return refusal(error)

    async def _download(self, request: Request) -> Response:
        if request.path_params["token"] != self._state.token:
            return refusal(ApiError(401, "Unauthorized"))
        path = str(request.path_params["path"])
        record = self._state.record_call(DOWNLOAD, Params({"file_path": path}))

        async def carry_out(_gone: asyncio.Task[None]) -> Response:
            with self._state.changed:
                stored = self._state.files.at_path(path)
            if stored is None:
                raise ApiError(404, "Not Found")
            return Response(stored.content, media_type="application/octet-stream")

        return await self._answer(request, record, carry_out)

    async def _call(self, record: CallRecord, gone: asyncio.Task[None]) -> Any:
        if record.params.problem:
            raise record.params.problem
        if record.method == "getUpdates":
            return await self.polling.get_updates(record.params, gone)
        with self._state.changed:
            result = _HANDLERS[record.method](self._state, record.params)
            self._state.changed.notify_all()
            return result

    async def _answer(self, request: Request, record: CallRecord, carry_out: CarryOut) -> Response:
        with self._state.changed:
            fault = self._state.faults.take(record.method, record.params.values.get("chat_id"))
        gone = asyncio.ensure_future(disconnection(request))
        try:
            if fault is None:
                return await self._settle(record, carry_out, gone)
            if fault.after:
                await self._settle(record, carry_out, gone)
            self._note(record, fault.error, fault.kind)
            if fault.error:
                return refusal(fault.error)
            return await broken_response(fault.kind, request, gone, self._state.faults)
        finally:
            gone.cancel()

    async def _settle(
        self, record: CallRecord, carry_out: CarryOut, gone: asyncio.Task[None]
    ) -> Response:
        try:
            response = await carry_out(gone)
        except ApiError as error:
            self._note(record, error)
            return refusal(error)
        with self._state.changed:
            record.status = None if gone.done() else response.status_code
            self._state.changed.notify_all()
        return response

    def _note(self, record: CallRecord, error: ApiError | None, fault: str | None = None) -> None:
        with self._state.changed:
            record.status = error.error_code if error else None
            record.error = error.description if error else None
            record.fault = fault
            self._state.changed.notify_all()
