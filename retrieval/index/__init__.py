"""The index: derived from the library, verified when opened, rebuilt when it is not whole."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from filelock import FileLock

from retrieval.encoder import Encoder
from retrieval.index.dense import DenseIndex, scratch_folder
from retrieval.index.entries import Entry, entry_of
from retrieval.index.generation import (
    Generation,
    build_generation,
    current_generation,
    discard_others,
    fingerprint_of,
    point_at,
    signature,
)
from retrieval.index.lexical import LexicalIndex, Term, Weights, terms_of
from retrieval.library import GENERATION, Library

__all__ = ["Entry", "Index", "Snapshot", "Term", "Weights", "terms_of", "throwaway"]

Progress = Callable[[int, int], None]
_KEYS = "keys.json"
_CANARIES = 5
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation, open.

    Attributes:
        keys: Document id and position of every entry, by ordinal.
    """

    generation: Generation
    words: LexicalIndex
    vectors: DenseIndex
    keys: tuple[tuple[str, int], ...]
    files: tuple[tuple[str, int, int], ...]

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()


class Index:
    """The current generation of a library's index.

    Args:
        library: What the index is derived from.
        root: Folder of the generations; made when missing.
        encoder: Gives the vectors; another encoder makes another generation.
    """

    def __init__(self, library: Library, root: Path, encoder: Encoder) -> None:
        self._library = library
        self._root = root
        self._encoder = encoder
        self._open: Snapshot | None = None
        self._retired: Snapshot | None = None
        self._lock = RLock()

    def snapshot(self, progress: Progress | None = None) -> Snapshot:
        """Return the generation that fits the library, opened anew when it changed.

        A generation that is missing, damaged or older than the library is rebuilt first.
        """
        with self._lock:
            if self._open is not None and not self._is_current(self._open):
                self._retire(self._open)
                self._open = None
            if self._open is None:
                self._open = self._reopen(progress)
            return self._open

    def _is_current(self, snapshot: Snapshot) -> bool:
        same = snapshot.generation.folder.name == self._library.state(GENERATION)
        return same and signature(snapshot.generation) == snapshot.files

    def is_whole(self) -> bool:
        """Say whether the index on disk fits the library and is undamaged, without mending it."""
        return current_generation(self._root, self._fingerprint()) is not None

    def _retire(self, snapshot: Snapshot) -> None:
        """Close the generation before the last: another thread may still be reading this one."""
        if self._retired is not None:
            self._retired.close()
        self._retired = snapshot

    def rebuild(self, progress: Progress | None = None) -> Snapshot:
        """Build a new generation whatever the state of the current one."""
        with self._lock, self._writing():
            self._library.set_state(GENERATION, "")
            self._build(self._fingerprint(), progress)
        return self.snapshot()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for snapshot in (self._open, self._retired):
                if snapshot is not None:
                    snapshot.close()
            self._open = self._retired = None

    def _reopen(self, progress: Progress | None) -> Snapshot:
        fingerprint = self._fingerprint()
        generation = current_generation(self._root, fingerprint)
        snapshot = self._checked(generation) if generation else None
        if snapshot is None:
            with self._writing():
                generation = current_generation(self._root, fingerprint)
                snapshot = self._checked(generation) if generation else None
                snapshot = snapshot or self._opened(self._build(fingerprint, progress))
        if self._library.state(GENERATION) != snapshot.generation.folder.name:
            self._announce(snapshot.generation)
        return snapshot

    def _announce(self, generation: Generation) -> None:
        """Name the generation in the library, unless the library has changed meanwhile."""
        with self._library.unchanging():
            if self._fingerprint() == generation.fingerprint:
                self._library.set_state(GENERATION, generation.folder.name)

    def _checked(self, generation: Generation) -> Snapshot | None:
        """Open a generation whose checksums hold; None if it cannot answer all the same."""
        try:
            snapshot = self._opened(generation)
        except Exception as error:  # whatever a damaged file makes a library raise
            _LOG.warning("index %s: %s, rebuilding", generation.folder.name, type(error).__name__)
            return None
        if _answers(snapshot):
            return snapshot
        _LOG.warning("index %s gives wrong answers, rebuilding", generation.folder.name)
        snapshot.close()
        return None

    def _opened(self, generation: Generation) -> Snapshot:
        folder = generation.folder
        keys = tuple(
            (str(name), int(position))
            for name, position in json.loads((folder / _KEYS).read_text(encoding="utf-8"))
        )
        scratch = scratch_folder(self._root.parent / "scratch", folder.name)
        return Snapshot(
            generation=generation,
            words=LexicalIndex(folder / "words"),
            vectors=DenseIndex(folder, [name for name, _ in keys], scratch),
            keys=keys,
            files=signature(generation),
        )

    def _build(self, fingerprint: str, progress: Progress | None) -> Generation:
        clauses = self._library.clauses()
        keys = [(clause.document.id, clause.position) for clause in clauses]
        generation = build_generation(
            self._root,
            fingerprint,
            [entry_of(clause) for clause in clauses],
            self._encoder,
            extra={_KEYS: json.dumps(keys)},
            progress=progress,
        )
        point_at(self._root, generation)
        self._announce(generation)
        discard_others(self._root, generation)
        return generation

    def _fingerprint(self) -> str:
        return fingerprint_of(self._library.fingerprint(), self._encoder)

    def _writing(self) -> FileLock:
        self._root.mkdir(parents=True, exist_ok=True)
        return FileLock(self._root / "write.lock")


def _answers(snapshot: Snapshot) -> bool:
    """Ask canary queries: a stored vector must find itself, in Chroma as in the array."""
    count = len(snapshot.keys)
    if len(snapshot.words) != count or len(snapshot.vectors) != count:
        return False
    for ordinal in range(0, count, max(1, count // _CANARIES)):
        vector = snapshot.vectors.row(ordinal)
        near = snapshot.vectors.search(vector, 1)
        exact = snapshot.vectors.scan(vector, 1)
        if vector.any() and (not near or abs(near[0][1] - exact[0][1]) > 1e-3):
            return False
    return True


def throwaway(entries: Sequence[Entry], root: Path, encoder: Encoder) -> Snapshot:
    """Return an index of things that are in no library, such as an evaluation set."""
    generation = build_generation(root, "throwaway", entries, encoder)
    return Snapshot(
        generation=generation,
        words=LexicalIndex(generation.folder / "words"),
        vectors=DenseIndex(
            generation.folder,
            [entry.group for entry in entries],
            scratch_folder(root / "scratch", generation.folder.name),
        ),
        keys=tuple((entry.group, ordinal) for ordinal, entry in enumerate(entries)),
        files=(),
    )
