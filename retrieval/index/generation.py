"""Generations of the index: immutable folders, checksummed, one of them pointed at.

A generation is built from everything, or made of the one before by taking documents out and
adding others: then it shares its large files, and adding a plan costs what the plan costs.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from retrieval.encoder import Encoder, Vectors
from retrieval.index.dense import ADDED, BUILT, load_added
from retrieval.index.entries import Entry
from retrieval.index.files import Checksums, link_tree, sync
from retrieval.index.lexical import write_words
from retrieval.index.neighbours import build_neighbours

LAYOUT = 6
"""Part of every recipe; raise it when an index is built in another way."""
CHECKSUMS = "checksums.json"
KEYS = "keys.json"
NEIGHBOURS = "chroma"
WORDS = "words"
POINTER = "current"
BATCH = 2000
"""Entries encoded at once."""

Key = tuple[str, int]
"""Document id and position of an entry's clause."""
GONE: Key = ("", 0)
"""Stands for the key of an entry whose document was taken out or has changed since."""
Row = tuple[Key, Entry]
Progress = Callable[[int], None]
"""Called with how many entries are done."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a generation is made of; another recipe makes another index.

    Attributes:
        encoder: Fingerprint of the encoder.
        documents: Digest of each document by id.
    """

    encoder: str
    documents: Mapping[str, str] = field(default_factory=dict)
    layout: int = LAYOUT

    def is_like(self, other: Recipe) -> bool:
        """Say whether the two differ in documents at most."""
        return (self.encoder, self.layout) == (other.encoder, other.layout)

    def changed(self, other: Recipe) -> frozenset[str]:
        """Return ids of documents that are not the same in both."""
        ids = {*self.documents, *other.documents}
        return frozenset(i for i in ids if self.documents.get(i) != other.documents.get(i))


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of the index.

    Attributes:
        built: Name of the generation that Chroma's files were built with.
    """

    folder: Path
    recipe: Recipe
    built: str

    def entry_keys(self) -> list[Key]:
        """Return the key of every entry, by ordinal."""
        rows = json.loads((self.folder / KEYS).read_text(encoding="utf-8"))
        return [(str(name), int(position)) for name, position in rows]


def build_generation(
    root: Path,
    recipe: Recipe,
    rows: Iterable[Row],
    encoder: Encoder,
    *,
    checksums: Checksums,
    progress: Progress,
) -> Generation:
    """Build a generation beside the current one; nothing points at it yet.

    Args:
        root: Folder of all generations.
        recipe: What the rows are of.
        rows: What is indexed; ordinals are their places.
        encoder: Gives the vectors.
        checksums: Of this process.
        progress: Told how many entries are done.
    """
    folder = _new_folder(root)
    (folder / WORDS).mkdir()
    keys: list[Key] = []
    vectors = _write_rows(folder, rows, encoder, keys, gone=(), progress=progress)
    np.save(folder / BUILT, vectors)
    np.save(folder / ADDED, vectors[:0])
    build_neighbours(folder / NEIGHBOURS, vectors)
    return _finished(folder, recipe, keys, checksums, built=folder.stem)


def extend_generation(
    root: Path,
    base: Generation,
    recipe: Recipe,
    rows: Iterable[Row],
    encoder: Encoder,
    *,
    checksums: Checksums,
    progress: Progress,
) -> Generation:
    """Make a generation of another by taking out what changed and adding rows.

    Args:
        root: Folder of all generations.
        base: Stays as it is.
        recipe: Of the new generation; documents that are not the same in `base` are taken out.
        rows: Those of the documents that changed or are new.
        encoder: Gives the vectors.
        checksums: Of this process.
        progress: Told how many entries are done.
    """
    folder = _new_folder(root)
    link_tree(base.folder, folder)
    for name in (KEYS, ADDED, CHECKSUMS):
        (folder / name).unlink()
    gone = recipe.changed(base.recipe)
    keys = [GONE if key[0] in gone else key for key in base.entry_keys()]
    vectors = _write_rows(folder, rows, encoder, keys, gone=gone, progress=progress)
    np.save(folder / ADDED, np.concatenate([load_added(base.folder), vectors]))
    return _finished(folder, recipe, keys, checksums, built=base.built)


def _new_folder(root: Path) -> Path:
    folder = root / f"{uuid.uuid4().hex[:12]}.building"
    folder.mkdir(parents=True)
    return folder


def _write_rows(
    folder: Path,
    rows: Iterable[Row],
    encoder: Encoder,
    keys: list[Key],
    *,
    gone: Collection[str],
    progress: Progress,
) -> Vectors:
    """Index the words of rows, append their keys and return their vectors, reading rows once."""
    parts = [np.zeros((0, encoder.dim), np.float32)]
    first = len(keys)

    def passing() -> Iterator[Entry]:
        left = iter(rows)
        while batch := list(islice(left, BATCH)):
            keys.extend(key for key, _ in batch)
            parts.append(encoder.encode([dense_text(entry) for _, entry in batch]))
            yield from (entry for _, entry in batch)
            progress(len(keys) - first)

    write_words(folder / WORDS, passing(), first=first, gone=gone)
    return np.concatenate(parts)


def dense_text(entry: Entry) -> str:
    """Return what the encoder reads of an entry: the nearest headings, then the clause."""
    return f"{entry.trail} {entry.text}"


def _finished(
    folder: Path, recipe: Recipe, keys: list[Key], checksums: Checksums, *, built: str
) -> Generation:
    """Seal a folder with its checksums and give it its name."""
    (folder / KEYS).write_text(json.dumps(keys), encoding="utf-8")
    files = checksums.of(folder, leave_out=CHECKSUMS)
    record = {"recipe": asdict(recipe), "built": built, "files": files}
    (folder / CHECKSUMS).write_text(json.dumps(record), encoding="utf-8")
    sync(folder)
    return Generation(folder.rename(folder.with_suffix("")), recipe, built)


def point_at(root: Path, generation: Generation) -> None:
    """Make a generation the current one; the pointer is renamed into place."""
    pointer = root / f".{POINTER}-{os.getpid()}"
    pointer.write_text(generation.folder.name, encoding="utf-8")
    pointer.replace(root / POINTER)


def current_generation(root: Path, checksums: Checksums) -> Generation | None:
    """Return the generation pointed at if it is whole, else None."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
        folder = root / name
        record = json.loads((folder / CHECKSUMS).read_text(encoding="utf-8"))
        whole = record["files"] == checksums.of(folder, leave_out=CHECKSUMS)
        generation = Generation(folder, Recipe(**record["recipe"]), str(record["built"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return generation if name and whole else None


def discard_others(root: Path, keep: Generation) -> None:
    """Remove generations that nothing points at any more, and half-built ones."""
    for folder in root.iterdir():
        if folder.is_dir() and folder != keep.folder:
            shutil.rmtree(folder, ignore_errors=True)
