"""The files of a generation: checksums, a cheap signature, links instead of copies."""

from __future__ import annotations

import hashlib
import os
import shutil
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
    """Return the signature of a folder; () when a file went away meanwhile."""
    try:
        stats = [(path, path.stat()) for path in files_of(folder)]
    except OSError:
        return ()
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


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
