"""Reads and decodes the parameters of a Bot API request, however they were sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from .errors import ApiError, bad_request
from .model import UploadedFile
from .schema import Kind

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_ATTACH = "attach://"


@dataclass(frozen=True)
class Params:
    """Decoded parameters; ``problem`` is the first thing wrong with them, if anything is."""

    values: Mapping[str, Any]
    files: Mapping[str, UploadedFile] = field(default_factory=dict)
    problem: ApiError | None = None

    def has(self, name: str) -> bool:
        """Tells whether the parameter was sent and is not an empty string."""
        return bool(self.values.get(name, "") != "")

    def string(self, name: str) -> str:
        """Returns a string parameter, "" when absent."""
        return str(self.values.get(name, ""))

    def integer(self, name: str, default: int = 0) -> int:
        """Returns an integer parameter."""
        value = self.values.get(name, default)
        return value if isinstance(value, int) else default

    def flag(self, name: str) -> bool:
        """Returns a boolean parameter, False when absent."""
        return self.values.get(name) is True

    def json(self, name: str) -> Any:
        """Returns a decoded JSON parameter, None when absent or an empty string."""
        return self.values.get(name) if self.has(name) else None

    def upload(self, name: str) -> UploadedFile | None:
        """Returns the file sent for a parameter, directly or through attach://."""
        value = self.string(name)
        part = value.removeprefix(_ATTACH) if value.startswith(_ATTACH) else name
        return self.files.get(part)


Fields = tuple[dict[str, str], dict[str, UploadedFile]]


async def read_fields(request: Request) -> Fields:
    """Returns the raw strings and the files of a request, from its query and its body.

    Raises:
        ApiError: 400 when the body is not what its content type says.
    """
    fields = dict(request.query_params.items())
    files: dict[str, UploadedFile] = {}
    body = await request.body()
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "application/json":
        fields.update(_json_fields(body))
    elif content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        await _read_form(request, fields, files)
    elif body:
        raise bad_request(f"unsupported content type {content_type!r}")
    return fields, files


def _json_fields(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse request body as a JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("can't parse request body as a JSON object")
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in values.items()
        if value is not None
    }


async def _read_form(
    request: Request, fields: dict[str, str], files: dict[str, UploadedFile]
) -> None:
    try:
        form = await request.form(max_part_size=16 * 1024 * 1024)
    except HTTPException as error:
        raise bad_request(f"can't parse the form: {error.detail}") from error
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            mime_type = value.content_type or "application/octet-stream"
            files[name] = UploadedFile(value.filename or name, mime_type, await value.read())
        else:
            fields[name] = value
    await form.close()


def decode(kinds: Mapping[str, Kind], fields: Fields) -> Params:
    """Decodes each parameter by its kind; never raises, but fills ``problem``."""
    raw, files = fields
    values: dict[str, Any] = {}
    problems: list[ApiError] = []
    for name, text in raw.items():
        try:
            values[name] = _decode_one(name, text, kinds.get(name))
        except ApiError as error:
            values[name] = text
            problems.append(error)
    known_parts = {name for name, kind in kinds.items() if kind is Kind.FILE}
    known_parts |= {values[n].removeprefix(_ATTACH) for n in known_parts if n in values}
    problems.extend(_unknown(part) for part in files if part not in known_parts)
    return Params(values, files, problems[0] if problems else None)


def _unknown(name: str) -> ApiError:
    return bad_request(f"unknown parameter {name}")


def _decode_one(name: str, text: str, kind: Kind | None) -> Any:
    if kind is None:
        raise _unknown(name)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    decoder = _DECODERS.get(kind)
    return text if decoder is None or text == "" else decoder(name, text)


def _decode_integer(name: str, text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise bad_request(f"parameter {name} must be an integer")
    return int(text)


def _decode_boolean(name: str, text: str) -> bool:
    if text.lower() not in _BOOLEANS:
        raise bad_request(f"parameter {name} must be a boolean")
    return _BOOLEANS[text.lower()]


def _decode_json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise bad_request(f"can't parse {name} JSON object") from error


def _decode_chat(_name: str, text: str) -> int | str:
    return int(text) if _INTEGER.fullmatch(text) else text


_DECODERS: dict[Kind, Callable[[str, str], Any]] = {
    Kind.INTEGER: _decode_integer,
    Kind.BOOLEAN: _decode_boolean,
    Kind.JSON: _decode_json,
    Kind.CHAT: _decode_chat,
}
