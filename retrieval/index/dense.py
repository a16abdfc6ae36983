"""Vectors of clauses: those of the last build found by Chroma, later ones compared one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.encoder import Vectors
from retrieval.index.neighbours import Neighbours

BUILT = "vectors.npy"
ADDED = "added.npy"

Ordinals = npt.NDArray[np.int64]


def load_built(folder: Path) -> Vectors:
    """Return the vectors of the last build, left on the disk. Shape (rows, dim)."""
    built: Vectors = np.load(folder / BUILT, mmap_mode="r")
    return built


def load_added(folder: Path) -> Vectors:
    """Return the vectors added since the last build. Shape (rows, dim)."""
    added: Vectors = np.load(folder / ADDED)
    return added


class DenseIndex:
    """Searches the vectors of one generation.

    Args:
        folder: Of the generation.
        groups: The group of every entry by ordinal; "" for an entry that is gone.
        neighbours: Finds the nearest among the vectors of the last build.
    """

    def __init__(self, folder: Path, groups: Sequence[str], neighbours: Neighbours) -> None:
        self.neighbours = neighbours
        self._built = load_built(folder)
        self._added = load_added(folder)
        self._members = _members(groups)
        gone = self._members.pop("", np.zeros(0, np.int64))
        self._gone = bool(len(gone))
        self._live = np.setdiff1d(np.arange(len(self)), gone)

    def __len__(self) -> int:
        """Return how many vectors there are, those of entries that are gone included."""
        return len(self._built) + len(self._added)

    @property
    def built(self) -> int:
        """Return how many of the vectors Chroma must hold."""
        return len(self._built)

    def row(self, ordinal: int) -> Vectors:
        """Return the vector of an entry, shape (dim,)."""
        row: Vectors = self._rows(np.array([ordinal]))[0]
        return row

    def search(
        self, vector: Vectors, limit: int, groups: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return ordinals with their cosine, best first.

        Chroma is asked where it helps: a filtered search scans the array, which is exact and
        faster than a filter in Chroma, and so does one after a document was taken out, whose
        rows Chroma still holds.

        Args:
            vector: Unit length, shape (dim,); a zero vector finds nothing.
            limit: How many at most.
            groups: Only entries of these groups; empty means all.
        """
        if not vector.any() or not len(self):
            return []
        if groups or self._gone or not len(self._built):
            return self.scan(vector, limit, groups)
        added = np.arange(len(self._built), len(self))
        near = np.concatenate([self.neighbours.nearest(vector, limit), added])
        return _best(near, self._rows(near) @ vector, limit)

    def scan(
        self, vector: Vectors, limit: int, groups: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return what `search` does, by comparing with every row."""
        if not groups:
            scores = np.concatenate([self._built @ vector, self._added @ vector])
            return _best(self._live, scores[self._live], limit)
        chosen = [self._members[group] for group in groups if group in self._members]
        ordinals = np.concatenate([np.zeros(0, np.int64), *chosen])
        return _best(ordinals, self._rows(ordinals) @ vector, limit)

    def _rows(self, ordinals: Ordinals) -> Vectors:
        """Return the vectors of entries, in the order asked for. Shape (ordinals, dim)."""
        late = ordinals >= len(self._built)
        rows = np.empty((len(ordinals), self._built.shape[1]), np.float32)
        rows[~late] = self._built[ordinals[~late]]
        rows[late] = self._added[ordinals[late] - len(self._built)]
        return rows


def _members(groups: Sequence[str]) -> dict[str, Ordinals]:
    found: dict[str, list[int]] = {}
    for ordinal, group in enumerate(groups):
        found.setdefault(group, []).append(ordinal)
    return {group: np.array(ordinals, np.int64) for group, ordinals in found.items()}


def _best(ordinals: Ordinals, scores: Vectors, limit: int) -> list[tuple[int, float]]:
    """Return the best of some scored ordinals; of equals, the first."""
    if len(scores) > 4 * limit:
        kept = np.argpartition(-scores, limit)[:limit]
        ordinals, scores = ordinals[kept], scores[kept]
    best = np.lexsort((ordinals, -scores))[:limit]
    return [(int(ordinals[i]), float(scores[i])) for i in best]
