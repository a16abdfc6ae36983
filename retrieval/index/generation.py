"""Generations of the index: immutable folders, checksummed, one of them pointed at."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.encoder import Encoder
from retrieval.index.dense import build_dense
from retrieval.index.entries import Entry
from retrieval.index.lexical import build_lexical

LAYOUT = 3
"""Part of every fingerprint; raise it when an index is built in another way."""
CHECKSUMS = "checksums.json"
POINTER = "current"
ENCODE_BATCH = 2000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Generation:
    """One build of the index.

    Attributes:
        fingerprint: Of the library, the encoder and the layout it was built from.
    """

    folder: Path
    fingerprint: str


def fingerprint_of(library: str, encoder: Encoder) -> str:
    """Return what a generation must carry to be the index of this library and encoder."""
    return hashlib.sha256(f"{LAYOUT} {library} {encoder.fingerprint}".encode()).hexdigest()


def build_generation(
    root: Path,
    fingerprint: str,
    entries: Sequence[Entry],
    encoder: Encoder,
    *,
    extra: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Generation:
    """Build a generation beside the current one; nothing points at it yet.

    Args:
        root: Folder of all generations.
        fingerprint: What the generation must carry.
        entries: What is indexed; ordinals are their places.
        encoder: Gives the vectors.
        extra: Names and contents of further files of the generation.
        progress: Called with entries done and entries in all.
    """
    root.mkdir(parents=True, exist_ok=True)
    folder = root / f"{fingerprint[:12]}-{uuid.uuid4().hex[:8]}"
    unfinished = folder.with_suffix(".building")
    (unfinished / "words").mkdir(parents=True)
    build_dense(unfinished, _encoded(entries, encoder, progress))
    build_lexical(unfinished / "words", entries)
    for name, content in (extra or {}).items():
        (unfinished / name).write_text(content, encoding="utf-8")
    record = {"fingerprint": fingerprint, "files": _checksums(unfinished)}
    (unfinished / CHECKSUMS).write_text(json.dumps(record), encoding="utf-8")
    _sync(unfinished)
    unfinished.rename(folder)
    return Generation(folder, fingerprint)


def _encoded(
    entries: Sequence[Entry], encoder: Encoder, progress: Progress | None
) -> npt.NDArray[np.float32]:
    parts = [np.zeros((0, encoder.dim), np.float32)]
    for start in range(0, len(entries), ENCODE_BATCH):
        batch = entries[start : start + ENCODE_BATCH]
        parts.append(encoder.encode([dense_text(entry) for entry in batch]))
        if progress:
            progress(start + len(batch), len(entries))
    return np.concatenate(parts)


def dense_text(entry: Entry) -> str:
    """Return what the encoder reads of an entry: the nearest headings, then the clause."""
    return f"{entry.trail} {entry.text}"


def point_at(root: Path, generation: Generation) -> None:
    """Make a generation the current one; the pointer is renamed into place."""
    pointer = root / f".{POINTER}-{os.getpid()}"
    pointer.write_text(generation.folder.name, encoding="utf-8")
    pointer.replace(root / POINTER)


def current_generation(root: Path, fingerprint: str) -> Generation | None:
    """Return the generation pointed at if it is whole and has this fingerprint, else None."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
        folder = root / name
        record = json.loads((folder / CHECKSUMS).read_text(encoding="utf-8"))
        whole = record["fingerprint"] == fingerprint and record["files"] == _checksums(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Generation(folder, fingerprint) if name and whole else None


def signature(generation: Generation) -> tuple[tuple[str, int, int], ...]:
    """Return names, sizes and times of a generation's files: cheap to compare at each query."""
    try:
        stats = [(path, path.stat()) for path in _files(generation.folder)]
    except OSError:
        return ()
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


def discard_others(root: Path, keep: Generation) -> None:
    """Remove generations that nothing points at any more, and half-built ones."""
    for folder in root.iterdir():
        if folder.is_dir() and folder != keep.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


def _checksums(folder: Path) -> dict[str, str]:
    found = {}
    for path in _files(folder):
        if path.name != CHECKSUMS:
            with path.open("rb") as file:
                found[str(path.relative_to(folder))] = hashlib.file_digest(
                    file, "sha256"
                ).hexdigest()
    return found


def _sync(folder: Path) -> None:
    """Wait until the files are on the disk: the pointer must not be there before them."""
    for path in _files(folder):
        with path.open("rb") as file:
            os.fsync(file.fileno())
