"""Keeps an index in step with a library: opens it, extends it, builds it anew."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from threading import RLock

from filelock import FileLock

from retrieval.encoder import Encoder
from retrieval.index.dense import load_built
from retrieval.index.entries import entry_of
from retrieval.index.files import Checksums
from retrieval.index.generation import (
    GONE,
    Generation,
    Recipe,
    Row,
    build_generation,
    current_generation,
    discard_others,
    extend_generation,
    point_at,
)
from retrieval.index.neighbours import Neighbours
from retrieval.index.snapshot import Snapshot, open_neighbours, open_snapshot
from retrieval.library import GENERATION, Library

Progress = Callable[[int, int], None]
"""Called with how many entries are done and how many there are."""
SMALL = 5000
"""Entries: an index of no more is built within seconds, so many may always be added later."""
_LOG = logging.getLogger(__name__)


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
        self._checksums = Checksums()
        self._open: Snapshot | None = None
        self._last: Snapshot | None = None
        self._building = False
        self._lock = RLock()

    def snapshot(self, progress: Progress | None = None) -> Snapshot:
        """Return the generation that fits the library, opened anew when it changed.

        A generation that is missing or damaged is built first; one that is older than the
        library is brought up to date. While another thread builds everything anew, the last
        generation answers as long as its files are untouched.
        """
        last = self._open
        if self._building and last is not None and last.is_untouched():
            return last
        with self._lock:
            if self._open is None or not self._is_current(self._open):
                self._replace(self._reopened(progress))
            assert self._open is not None
            return self._open

    def is_whole(self) -> bool:
        """Say whether the index on disk fits the library and is undamaged, without mending it."""
        found = current_generation(self._root, Checksums())
        return found is not None and found.recipe == self._recipe()

    def rebuild(self, progress: Progress | None = None) -> Snapshot:
        """Build a new generation whatever the state of the current one."""
        with self._lock, self._writing():
            self._library.set_state(GENERATION, "")
            self._built(self._recipe(), progress)
        return self.snapshot()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for snapshot in (self._open, self._last):
                if snapshot is not None:
                    snapshot.close()
            self._open = self._last = None

    def _is_current(self, snapshot: Snapshot) -> bool:
        same = snapshot.generation.folder.name == self._library.state(GENERATION)
        return same and snapshot.is_untouched()

    def _replace(self, successor: Snapshot) -> None:
        """Close the generation before the last: another thread may still be reading the last."""
        in_use = [s.vectors.neighbours for s in (successor, self._open) if s is not None]
        if self._last is not None and self._last.vectors.neighbours not in in_use:
            self._last.close()
        self._last, self._open = self._open, successor

    def _recipe(self) -> Recipe:
        return Recipe(self._encoder.fingerprint, self._library.digests())

    def _reopened(self, progress: Progress | None) -> Snapshot:
        snapshot = self._fitting(self._current(), self._recipe())
        if snapshot is None:
            with self._writing():
                base, recipe = self._current(), self._recipe()
                snapshot = self._fitting(base, recipe)
                snapshot = snapshot or self._opened(self._made(base, recipe, progress))
        if self._library.state(GENERATION) != snapshot.generation.folder.name:
            self._announce(snapshot.generation)
        return snapshot

    def _current(self) -> Generation | None:
        return current_generation(self._root, self._checksums)

    def _fitting(self, generation: Generation | None, recipe: Recipe) -> Snapshot | None:
        """Open the generation on the disk if it fits; None if not, or if it cannot answer."""
        if generation is None or generation.recipe != recipe:
            return None
        try:
            snapshot = self._opened(generation)
        except Exception as error:  # whatever a damaged file makes a library raise
            _LOG.warning("index %s: %s, rebuilding", generation.folder.name, type(error).__name__)
            return None
        if snapshot.answers():
            return snapshot
        _LOG.warning("index %s gives wrong answers, rebuilding", generation.folder.name)
        snapshot.close()
        return None

    def _opened(self, generation: Generation) -> Snapshot:
        return open_snapshot(generation, self._neighbours(generation))

    def _neighbours(self, generation: Generation) -> Neighbours:
        """Return Chroma on a generation's files: as it is open already if they are the same."""
        for snapshot in (self._open, self._last):
            if snapshot is not None and snapshot.generation.built == generation.built:
                return snapshot.vectors.neighbours
        return open_neighbours(generation, self._root.parent / "scratch")

    def _made(
        self, base: Generation | None, recipe: Recipe, progress: Progress | None
    ) -> Generation:
        if base is not None and self._is_small_change(base, recipe):
            return self._extended(base, recipe, progress)
        return self._built(recipe, progress)

    def _is_small_change(self, base: Generation, recipe: Recipe) -> bool:
        """Say whether most of a generation is left and little came since it was built.

        Vectors that came later are compared one by one, and all are once something is gone; the
        words of what is gone count in the frequencies until the next build. The bounds keep a
        search fast and exact enough; a growing library is built anew only when it has doubled.
        """
        if base.recipe == recipe or not recipe.is_like(base.recipe):
            return False  # the same recipe: it was tried and cannot answer
        changed, keys = recipe.changed(base.recipe), base.entry_keys()
        left = sum(key != GONE and key[0] not in changed for key in keys)
        gone, late = len(keys) - left, len(keys) - len(load_built(base.folder))
        if gone and (gone > left / 2 or len(keys) <= SMALL):
            return False
        return late + self._library.count_clauses(changed) <= max(SMALL, left)

    def _extended(self, base: Generation, recipe: Recipe, progress: Progress | None) -> Generation:
        changed = recipe.changed(base.recipe)
        generation = extend_generation(
            self._root,
            base,
            recipe,
            self._rows(changed),
            self._encoder,
            checksums=self._checksums,
            progress=self._told(progress, changed),
        )
        return self._published(generation)

    def _built(self, recipe: Recipe, progress: Progress | None) -> Generation:
        self._building = True
        try:
            generation = build_generation(
                self._root,
                recipe,
                self._rows(recipe.documents),
                self._encoder,
                checksums=self._checksums,
                progress=self._told(progress, recipe.documents),
            )
            return self._published(generation)
        finally:
            self._building = False

    def _rows(self, documents: Collection[str]) -> Iterator[Row]:
        for clause in self._library.clauses(documents):
            yield (clause.document.id, clause.position), entry_of(clause)

    def _told(self, progress: Progress | None, documents: Collection[str]) -> Callable[[int], None]:
        if progress is None:
            return lambda done: None
        total = self._library.count_clauses(documents)
        return lambda done: progress(done, total)

    def _published(self, generation: Generation) -> Generation:
        point_at(self._root, generation)
        self._announce(generation)
        discard_others(self._root, generation)
        return generation

    def _announce(self, generation: Generation) -> None:
        """Name the generation in the library, unless the library has changed meanwhile."""
        with self._library.unchanging():
            if self._recipe() == generation.recipe:
                self._library.set_state(GENERATION, generation.folder.name)

    def _writing(self) -> FileLock:
        self._root.mkdir(parents=True, exist_ok=True)
        return FileLock(self._root / "write.lock")
