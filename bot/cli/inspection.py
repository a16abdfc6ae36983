"""`doctor`: settings with their origin, what is missing, the health of the index, versions."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from bot.cli.output import write, write_json
from bot.services import Services
from bot.wording import message
from prompts.errors import ModelError
from prompts.model import ChatModel

_PACKAGES = (
    "kehoach",
    "chromadb",
    "tantivy",
    "sentence-transformers",
    "model2vec",
    "python-telegram-bot",
    "langchain-core",
    "sqlalchemy",
    "torch",
)
_TOOLS = {"tesseract": "tesseract-ocr tesseract-ocr-vie", "soffice": "libreoffice-writer"}


def doctor(arguments: argparse.Namespace, services: Services) -> int:
    """Print what an administrator needs to know about this installation."""
    services.library.load_shipped()
    settings, missing, index = _settings(services), _missing(), _index(services)
    telegram, model = _telegram(services), _model(services)
    disk = shutil.disk_usage(services.settings.data_dir).free >> 20
    versions = {"python": sys.version.split()[0], **_versions()}
    if arguments.json:
        report = {"settings": settings, "missing": missing, "index": index, "versions": versions}
        write_json({**report, "telegram": telegram, "model": model, "free_mb": disk}, indent=2)
        return 0
    for name, setting in settings.items():
        write(f"{name} = {setting['value']} ({_origin(setting['origin'])})")
    for row in missing:
        write(message("doctor_missing", **row))
    healthy = message("doctor_whole" if index["healthy"] else "doctor_not_whole")
    write(message("doctor_index", **{**index, "healthy": healthy}))
    write(message("doctor_disk", free=disk))
    if telegram["problem"]:
        write(message(f"doctor_telegram_{telegram['problem']}", **telegram))
    if "username" in telegram:
        way = "webhook" if telegram["webhook"] else "polling"
        groups = message("doctor_groups_all" if telegram["reads_groups"] else "doctor_groups_some")
        write(message("doctor_telegram", way=way, groups=groups, **telegram))
    if model:
        write(message(f"doctor_model_{model['state']}", **model))
    for name, number in versions.items():
        write(f"{name} {number}")
    return 0


def _origin(origin: str) -> str:
    """Return where a setting came from in words; `.env` is the name of a file."""
    worded = origin.replace(" ", "_")
    return origin if origin == ".env" else message(f"doctor_origin_{worded}")


def _settings(services: Services) -> dict[str, dict[str, str]]:
    settings = services.settings
    values: dict[str, Any] = {
        "KEHOACH_DATA_DIR": settings.data_dir,
        "KEHOACH_DATABASE_URL": services.engine.url.render_as_string(hide_password=True),
        "KEHOACH_ENCODER": settings.encoder or "",
        "KEHOACH_RERANKER": settings.reranker or "",
        "TELEGRAM_BOT_TOKEN": "***" if settings.telegram_token else "",
        "KEHOACH_TELEGRAM_API": settings.telegram_api,
        "KEHOACH_ADMINS": ", ".join(map(str, sorted(settings.admins))),
        "KEHOACH_ALLOWED": ", ".join(map(str, sorted(settings.allowed))),
        "KEHOACH_QUOTA": "" if settings.quota is None else settings.quota,
        "KEHOACH_WEBHOOK_URL": settings.webhook_url,
        "KEHOACH_WEBHOOK_SECRET": "***" if settings.webhook_secret else "",
        "KEHOACH_MODEL": settings.model,
        "KEHOACH_MODEL_URL": settings.model_url,
        "KEHOACH_MODEL_KEY": "***" if settings.model_key else "",
        "KEHOACH_MODEL_LOCAL": int(settings.model_local),
        "KEHOACH_MODEL_TOKENS": "" if settings.model_tokens is None else settings.model_tokens,
        "KEHOACH_LISTEN": "{}:{}".format(*settings.listen) if settings.listen else "",
        "KEHOACH_RETENTION": settings.retention,
    }
    return {
        name: {"value": str(value), "origin": settings.origins.get(name, "default")}
        for name, value in values.items()
    }


def _missing() -> list[dict[str, str]]:
    return [
        {"tool": tool, "package": package}
        for tool, package in _TOOLS.items()
        if shutil.which(tool) is None
    ]


def _index(services: Services) -> dict[str, Any]:
    whole = services.index.is_whole()
    snapshot = services.index.snapshot()
    return {
        "generation": snapshot.generation.folder.name,
        "clauses": len(snapshot.keys),
        "documents": len(services.library.documents()),
        "healthy": whole,
    }


def _telegram(services: Services) -> dict[str, Any]:
    from bot.telegram.examining import examine  # telegram is slow to import

    return examine(services.settings)


def _model(services: Services) -> dict[str, Any]:
    """Try the language model of the settings with a short question; {} without one."""
    settings, state, begun = services.settings, "worked", time.monotonic()
    if not settings.model:
        return {}
    try:
        model = ChatModel(settings.model, settings.model_url, settings.model_key)
        list(model.write(message("doctor_model_question")).pieces)
    except ModelError as error:
        state = error.code
    return {
        "name": settings.model,
        "state": state,
        "seconds": round(time.monotonic() - begun, 1),
    }


def _versions() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
