"""The door to Chroma: vectors of clauses, nearest by cosine; the exact scan is its check."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.config import Settings

COLLECTION = "clauses"
VECTORS = "vectors.npy"
BATCH = 5000
"""Rows a call; Chroma takes at most 5,461."""

HNSW = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 400}
"""Chroma's default breadth of search (100) misses neighbours among a hundred results."""

Vectors = npt.NDArray[np.float32]


def build_dense(folder: Path, vectors: Vectors) -> None:
    """Write the vectors into an empty folder: as an array and as a Chroma collection.

    Args:
        folder: Gets `vectors.npy` and a folder `chroma`.
        vectors: Unit-length rows, shape (entries, dim).
    """
    np.save(folder / VECTORS, vectors)
    client = _client(folder / "chroma")
    collection = client.create_collection(
        COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
    )
    for start in range(0, len(vectors), BATCH):
        rows = vectors[start : start + BATCH]
        ids = [str(ordinal) for ordinal in range(start, start + len(rows))]
        collection.add(ids=ids, embeddings=rows)
    client.close()


def _client(folder: Path) -> Any:
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


class DenseIndex:
    """Searches the vectors of one generation.

    Chroma writes into its files when they are opened, so it works on a copy that belongs to this
    process; the generation itself stays as it was built and its checksums hold.
    """

    def __init__(self, folder: Path, groups: Sequence[str], scratch: Path) -> None:
        self._vectors: Vectors = np.load(folder / VECTORS, mmap_mode="r")
        self._groups = np.asarray(groups)
        self._copy = scratch
        shutil.copytree(folder / "chroma", scratch, dirs_exist_ok=True)
        self._client = _client(scratch)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)

    def __len__(self) -> int:
        """Return how many entries Chroma holds."""
        return int(self._collection.count())

    def row(self, ordinal: int) -> Vectors:
        """Return the vector of an entry, shape (dim,)."""
        return np.asarray(self._vectors[ordinal])

    def search(
        self, vector: Vectors, limit: int, groups: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return ordinals with their cosine, best first.

        A filtered search scans the array, which is exact and faster than a filter in Chroma.

        Args:
            vector: Unit length, shape (dim,); a zero vector finds nothing.
            limit: How many at most.
            groups: Only entries of these groups; empty means all.
        """
        if not vector.any() or not len(self._vectors):
            return []
        if groups:
            return self.scan(vector, limit, groups)
        found = self._collection.query(
            query_embeddings=vector[None, :],
            n_results=min(limit, len(self._vectors)),
            include=[],
        )
        return self._scored(np.array([int(name) for name in found["ids"][0]]), vector, limit)

    def scan(
        self, vector: Vectors, limit: int, groups: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return what `search` does, by comparing with every row."""
        ordinals = (
            np.flatnonzero(np.isin(self._groups, list(groups)))
            if groups
            else np.arange(len(self._vectors))
        )
        return self._scored(ordinals, vector, limit)

    def _scored(
        self, ordinals: npt.NDArray[np.int64], vector: Vectors, limit: int
    ) -> list[tuple[int, float]]:
        scores = self._vectors[ordinals] @ vector
        best = np.lexsort((ordinals, -scores))[:limit]
        return [(int(ordinals[i]), float(scores[i])) for i in best]

    def close(self) -> None:
        """Let go of Chroma and of the copy it worked on."""
        self._client.close()
        shutil.rmtree(self._copy, ignore_errors=True)


def scratch_folder(root: Path, name: str) -> Path:
    """Return a folder of this process below `root`; those of processes that ended are removed."""
    root.mkdir(parents=True, exist_ok=True)
    for folder in root.iterdir():
        owner = folder.name.partition("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
    return root / f"{os.getpid()}-{name}-{uuid.uuid4().hex[:6]}"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
