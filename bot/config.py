"""The only reader of the environment: settings, each with where it came from."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values
from sqlalchemy import URL

from bot.errors import ConfigError

RETENTION = 400
"""Days: last year's draft is still there when this year's plan is due."""
LONGEST_RETENTION = 3650
LISTEN = "127.0.0.1:8080"
"""Where a webhook is listened for unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose.

    Attributes:
        data_dir: Library, index, state and uploads.
        database_url: Of SQLAlchemy; by default a SQLite file in the data directory.
        encoder: None for the shipped one, else a sentence-transformers model or folder.
        telegram_token: Of the bot; "" when only the terminal is used.
        telegram_api: Address of another Bot API server, up to its host; "" for Telegram's own.
        admins: Numeric ids of administrators.
        allowed: Numeric ids of other users who may ask.
        quota: Questions a day of each who is no administrator; None for no limit.
        webhook_url: Where Telegram brings updates; "" to fetch them.
        webhook_secret: What Telegram then proves itself with.
        listen: Host and port for the webhook, health and metrics; None to listen nowhere.
        model: Language model that words answers, "openai:gpt-4o-mini"; "" for none.
        model_url: Address of its server; "" for the provider's own.
        model_key: What it is asked with.
        model_local: Whether it runs in this office, so that nothing is hidden from it.
        model_tokens: What it may read and write for a user a day; None for no limit.
        retention: Days for which what users left is kept unused.
        origins: Name of each setting and where its value came from.
    """

    data_dir: Path
    database_url: str = field(repr=False)
    encoder: str | None = None
    reranker: str | None = None
    telegram_token: str = field(default="", repr=False)
    telegram_api: str = ""
    admins: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    quota: int | None = None
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    listen: tuple[str, int] | None = None
    model: str = ""
    model_url: str = ""
    model_key: str = field(default="", repr=False)
    model_local: bool = False
    model_tokens: int | None = None
    retention: int = RETENTION
    origins: Mapping[str, str] = field(default_factory=dict)


def read_settings(
    data_dir: Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    dotenv: Path = Path(".env"),
) -> Settings:
    """Read the settings: the command line wins over the environment, that over `.env`.

    Raises:
        ConfigError: A value cannot be used.
    """
    reader = _Reader(os.environ if environ is None else environ, dotenv)
    folder = _data_dir(reader, data_dir)
    own = URL.create("sqlite", database=str(folder / "library.db"))
    url = reader.get("KEHOACH_DATABASE_URL", own.render_as_string(hide_password=False))
    webhook, secret = _webhook(reader)
    retention = _number("KEHOACH_RETENTION", reader.get("KEHOACH_RETENTION", str(RETENTION)))
    if retention is not None and retention > LONGEST_RETENTION:
        raise ConfigError("setting_too_large", name="KEHOACH_RETENTION", most=LONGEST_RETENTION)
    return Settings(
        data_dir=folder,
        database_url=url,
        encoder=reader.get("KEHOACH_ENCODER", "") or None,
        reranker=reader.get("KEHOACH_RERANKER", "") or None,
        telegram_token=reader.get("TELEGRAM_BOT_TOKEN", ""),
        telegram_api=reader.get("KEHOACH_TELEGRAM_API", "").rstrip("/"),
        admins=_ids("KEHOACH_ADMINS", reader.get("KEHOACH_ADMINS", "")),
        allowed=_ids("KEHOACH_ALLOWED", reader.get("KEHOACH_ALLOWED", "")),
        quota=_number("KEHOACH_QUOTA", reader.get("KEHOACH_QUOTA", "")),
        webhook_url=webhook,
        webhook_secret=secret,
        listen=_address(reader.get("KEHOACH_LISTEN", LISTEN if webhook else "")),
        model=reader.get("KEHOACH_MODEL", ""),
        model_url=reader.get("KEHOACH_MODEL_URL", "").rstrip("/"),
        model_key=reader.get("KEHOACH_MODEL_KEY", ""),
        model_local=_switch("KEHOACH_MODEL_LOCAL", reader.get("KEHOACH_MODEL_LOCAL", "0")),
        model_tokens=_number("KEHOACH_MODEL_TOKENS", reader.get("KEHOACH_MODEL_TOKENS", "")),
        retention=RETENTION if retention is None else retention,
        origins=reader.origins,
    )


class _Reader:
    def __init__(self, environ: Mapping[str, str], dotenv: Path) -> None:
        self._environ = environ
        self._file = dotenv_values(dotenv) if dotenv.is_file() else {}
        self.origins: dict[str, str] = {}

    def get(self, name: str, default: str) -> str:
        for origin, values in (("environment", self._environ), (".env", self._file)):
            if value := values.get(name):
                self.origins[name] = origin
                return value
        self.origins[name] = "default"
        return default


def _data_dir(reader: _Reader, given: Path | None) -> Path:
    home = Path(reader.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share")))
    chosen = Path(reader.get("KEHOACH_DATA_DIR", str(home / "kehoach")))
    reader.origins.pop("XDG_DATA_HOME")
    if given is not None:
        reader.origins["KEHOACH_DATA_DIR"] = "command line"
    return (given or chosen).expanduser().absolute()


def _webhook(reader: _Reader) -> tuple[str, str]:
    url, secret = reader.get("KEHOACH_WEBHOOK_URL", ""), reader.get("KEHOACH_WEBHOOK_SECRET", "")
    if url and not re.fullmatch(r"https://[^/\s?#]+(/[^\s?#]*)?", url):
        raise ConfigError("webhook_not_https", value=url)
    if url and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        raise ConfigError("webhook_secret")
    return url, secret


def _address(value: str) -> tuple[str, int] | None:
    if not value:
        return None
    host, _, port = value.rpartition(":")
    if not (host and port.isdecimal() and int(port) < 1 << 16):
        raise ConfigError("listen_not_address", value=value)
    return host.strip("[]"), int(port)


def _number(name: str, value: str) -> int | None:
    if value and not re.fullmatch(r"[0-9]{1,6}", value.strip()):
        raise ConfigError("setting_not_number", name=name, value=value)
    return int(value) if value else None


def _switch(name: str, value: str) -> bool:
    if value not in ("0", "1"):
        raise ConfigError("setting_not_switch", name=name, value=value)
    return value == "1"


def _ids(name: str, value: str) -> frozenset[int]:
    parts = [part.strip() for part in value.replace(";", ",").split(",") if part.strip()]
    if wrong := [part for part in parts if not re.fullmatch(r"-?[0-9]{1,18}", part)]:
        raise ConfigError("setting_not_ids", name=name, value=", ".join(wrong))
    return frozenset(int(part) for part in parts)
