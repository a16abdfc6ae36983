"""`backup` and `restore`: the data directory in one file, and back."""

from __future__ import annotations

import argparse

from bot.backup import make_backup, restore_backup
from bot.cli.output import write
from bot.config import Settings
from bot.services import Services
from bot.wording import message


def backup(arguments: argparse.Namespace, services: Services) -> int:
    """Write the data directory into a file, while the bot works."""
    made = make_backup(services.settings, arguments.file)
    write(message("backup_made", name=arguments.file.name, files=len(made.files)))
    return 0


def restore(arguments: argparse.Namespace, settings: Settings) -> int:
    """Put a backup in place of the data directory; what was there is kept aside."""
    restored, aside = restore_backup(settings, arguments.file)
    write(message("backup_restored", name=arguments.file.name, made_at=restored.made_at))
    if aside is not None:
        write(message("backup_aside", folder=aside))
    return 0
