"""The data directory in one file, taken while the bot works; and put back."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import make_url

from bot.config import Settings
from bot.errors import ConfigError, InputError
from bot.outgoing import FOLDER as OUTGOING
from retrieval.library.database import HEAD, MIGRATIONS

BOT_LOCK = "bot.lock"
"""Held by the bot while it runs."""
_CONTENTS = "kehoach-backup.json"
_REBUILT = ("index", "scratch", OUTGOING)
"""Folders that are made anew when they are missing."""
_ASIDE = "before-restore-"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Attributes:
        made_at: ISO time.
        files: Digest of each file by its name below the data directory.
    """

    made_at: str
    schema: str
    files: dict[str, str]


def make_backup(settings: Settings, path: Path) -> Backup:
    """Write the data directory into a .tar.gz; the bot may go on meanwhile.

    The index is left out: it is built anew from the library.

    Raises:
        InputError: database_elsewhere, backup_inside, output_unwritable.
    """
    database = _database(settings)
    if settings.data_dir in path.absolute().parents:
        raise InputError("backup_inside", name=path.name)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".kehoach-backup-") as folder:
            copy = Path(folder) / database.name
            _copy_database(database, copy)
            files = {database.name: copy, **dict(_other_files(settings.data_dir, database))}
            digests = {name: _digest(file) for name, file in files.items()}
            backup = Backup(datetime.now(UTC).isoformat(timespec="seconds"), HEAD, digests)
            whole = Path(folder) / "backup.tar.gz"
            _pack(whole, backup, files)
            whole.chmod(0o600)
            whole.replace(path)
    except OSError as error:
        raise InputError("output_unwritable", name=path.name, reason=error.strerror) from None
    return backup


def restore_backup(settings: Settings, path: Path) -> tuple[Backup, Path | None]:
    """Put a backup in place of the data directory; return it, and where what was there lies now.

    Nothing is touched before the whole backup is known to be sound.

    Raises:
        InputError: file_missing, backup_unreadable, backup_newer, database_elsewhere.
        ConfigError: bot_running.
    """
    if not path.is_file():
        raise InputError("file_missing", name=path.name)
    _database(settings)
    folder = settings.data_dir
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with (
            FileLock(folder / BOT_LOCK, blocking=False),
            tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as fresh,
        ):
            backup = _unpack(path, Path(fresh))
            return backup, _exchange(folder, Path(fresh))
    except Timeout:
        raise ConfigError("bot_running") from None


def _database(settings: Settings) -> Path:
    """Return the file of the library; another kind of database has backups of its own."""
    url = make_url(settings.database_url)
    own = url.get_backend_name() == "sqlite" and url.database
    if not own or Path(str(url.database)).parent != settings.data_dir:
        raise InputError("database_elsewhere")
    return Path(str(url.database))


def _copy_database(database: Path, copy: Path) -> None:
    """Copy a database as it is at one moment, whoever writes to it meanwhile."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _other_files(folder: Path, database: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        rebuilt = name.parts[0] in _REBUILT or name.parts[0].startswith(_ASIDE)
        hidden = any(part.startswith(".") for part in name.parts)
        top = len(name.parts) == 1
        of_database = top and (name.name.startswith(database.name) or file.suffix == ".lock")
        if file.is_file() and not (rebuilt or hidden or of_database):
            yield name.as_posix(), file


def _pack(whole: Path, backup: Backup, files: dict[str, Path]) -> None:
    contents = {"made_at": backup.made_at, "schema": backup.schema, "files": backup.files}
    listed = json.dumps(contents, ensure_ascii=False, indent=1).encode()
    with tarfile.open(whole, "w:gz", dereference=True) as archive:
        head = tarfile.TarInfo(_CONTENTS)
        head.size = len(listed)
        archive.addfile(head, io.BytesIO(listed))
        for name, file in files.items():
            archive.add(file, name, recursive=False)


def _unpack(path: Path, fresh: Path) -> Backup:
    """Unpack what a backup lists, and only that; each file is checked."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            backup = _contents(archive)
            for name, digest in backup.files.items():
                target = fresh / PurePosixPath(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                _extract(archive, name, target)
                if _digest(target) != digest:
                    raise InputError("backup_unreadable", name=path.name)
    except (tarfile.TarError, OSError, EOFError, KeyError, TypeError, ValueError) as error:
        raise InputError("backup_unreadable", name=path.name) from error
    if backup.schema > HEAD:
        raise InputError("backup_newer", name=path.name)
    return backup


def _contents(archive: tarfile.TarFile) -> Backup:
    file = archive.extractfile(_CONTENTS)
    told: dict[str, Any] = json.load(file) if file else {}
    files = {str(name): str(digest) for name, digest in told["files"].items()}
    known = {entry.name.split("_")[0] for entry in MIGRATIONS.glob("versions/[0-9]*.py")}
    whole = str(told["schema"]) in known or str(told["schema"]) > HEAD
    if not whole or any(_escapes(name) for name in files):
        raise ValueError("no backup of this program")
    return Backup(str(told["made_at"]), str(told["schema"]), files)


def _escapes(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or name.startswith(("/", ".")) or ".." in parts or "\\" in name


def _extract(archive: tarfile.TarFile, name: str, target: Path) -> None:
    source = archive.extractfile(name)
    if source is None:
        raise ValueError(f"{name} is no file")
    with target.open("wb") as out:
        shutil.copyfileobj(source, out, _CHUNK)


def _exchange(folder: Path, fresh: Path) -> Path | None:
    """Move what is there aside and the restored files in; the index is built anew."""
    there = [each for each in folder.iterdir() if each != fresh and not _stays(each)]
    aside = folder / f"{_ASIDE}{datetime.now(UTC):%Y%m%d-%H%M%S}"
    if there:
        aside.mkdir(mode=0o700)
    for each in there:
        each.rename(aside / each.name)
    for each in list(fresh.iterdir()):
        each.rename(folder / each.name)
    return aside if there else None


def _stays(path: Path) -> bool:
    return path.suffix == ".lock" or path.name.startswith(_ASIDE)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
