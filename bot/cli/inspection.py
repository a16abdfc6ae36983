"""`doctor`: settings with their origin, what is missing, the health of the index, versions."""

from __future__ import annotations

import argparse
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from bot.cli.output import write, write_json
from bot.services import Services
from bot.wording import message

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
    telegram = _telegram(services)
    disk = shutil.disk_usage(services.settings.data_dir).free >> 20
    versions = {"python": sys.version.split()[0], **_versions()}
    if arguments.json:
        report = {"settings": settings, "missing": missing, "index": index, "versions": versions}
        write_json({**report, "telegram": telegram, "free_mb": disk}, indent=2)
        return 0
    for name, setting in settings.items():
        write(f"{name} = {setting['value']} ({setting['origin']})")
    for row in missing:
        write(message("doctor_missing", **row))
    write(message("doctor_index", **index))
    write(message("doctor_disk", free=disk))
    if telegram["problem"]:
        write(message(f"doctor_telegram_{telegram['problem']}", **telegram))
    if "username" in telegram:
        way = "webhook" if telegram["webhook"] else "polling"
        groups = message("doctor_groups_all" if telegram["reads_groups"] else "doctor_groups_some")
        write(message("doctor_telegram", way=way, groups=groups, **telegram))
    for name, number in versions.items():
        write(f"{name} {number}")
    return 0


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


def _versions() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
