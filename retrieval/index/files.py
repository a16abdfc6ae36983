"""The files of a generation: checksums, a cheap signature, links instead of copies."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

Signature = tuple[tuple[str, int, int], ...]
"""Name, size and time of every file: cheap to compare at each query."""


class Checksums:
    """Checksums of files; one that was read before and has not changed since is not read again.

    A generation that was extended shares most files with the one before, by hard links.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int, int], str] = {}

    def of(self, folder: Path, *, leave_out: str) -> dict[str, str]:
        """Return SHA-256 by name for the files below a folder, but for one name."""
        return {
            str(path.relative_to(folder)): self._of_file(path)
            for path in files_of(folder)
            if path.name != leave_out
        }

    def _of_file(self, path: Path) -> str:
        stat = path.stat()
        identity = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
        if identity not in self._known:
            with path.open("rb") as file:
                self._known[identity] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._known[identity]


def files_of(folder: Path) -> list[Path]:
    """Return the files below a folder, locks left out."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


def signature(folder: Path) -> Signature:
    """Return the signature of a folder, locks left out; () when a file went away meanwhile."""
    try:
        return tuple(sorted(_signed(str(folder))))
    except OSError:
        return ()


def _signed(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is signed of every file below a folder: one system call each, not pathlib's."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _signed(entry.path)
            elif not entry.name.endswith(".lock"):
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns


def link_tree(source: Path, target: Path) -> None:
    """Make `target` a folder with the same files: linked, or copied where links do not work."""
    for path in files_of(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, place)
        except OSError:  # a file system without hard links
            shutil.copy2(path, place)


def sync(folder: Path) -> None:
    """Wait until the files are on the disk: the pointer must not be there before them."""
    for path in files_of(folder):
        with path.open("rb") as file:
            os.fsync(file.fileno())
