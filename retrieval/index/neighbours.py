"""The door to Chroma: the nearest rows of an array, by cosine, without looking at each."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.config import Settings

from retrieval.encoder import Vectors

COLLECTION = "clauses"
BATCH = 5000
"""Rows a call; Chroma takes at most 5,461."""

HNSW = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 400}
"""Chroma's default breadth of search (100) misses neighbours among a hundred results."""


def build_neighbours(folder: Path, vectors: Vectors) -> None:
    """Write a collection of the rows into a new folder; a row's id is its number.

    Args:
        folder: Made here.
        vectors: Unit-length rows, shape (rows, dim).
    """
    client = _client(folder)
    collection = client.create_collection(
        COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
    )
    for start in range(0, len(vectors), BATCH):
        rows = np.asarray(vectors[start : start + BATCH])
        collection.add(ids=[str(start + i) for i in range(len(rows))], embeddings=rows)
    client.close()


def _client(folder: Path) -> Any:
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


class Neighbours:
    """Finds the nearest rows of one collection.

    Chroma writes into its files when they are opened, so it works on a copy that belongs to this
    process; the files themselves stay as they were built and their checksums hold.
    """

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._copy = scratch
        shutil.copytree(folder, scratch, dirs_exist_ok=True)
        self._client = _client(scratch)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        self._rows = int(self._collection.count())

    def __len__(self) -> int:
        """Return how many rows Chroma holds."""
        return self._rows

    def nearest(self, vector: Vectors, limit: int) -> npt.NDArray[np.int64]:
        """Return numbers of the rows nearest to a vector of shape (dim,), best first."""
        found = self._collection.query(
            query_embeddings=vector[None, :], n_results=min(limit, len(self)), include=[]
        )
        return np.array([int(name) for name in found["ids"][0]], dtype=np.int64)

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
