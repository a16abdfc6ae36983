"""One generation of the index, open for searching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.encoder import Encoder, Vectors
from retrieval.index.dense import DenseIndex
from retrieval.index.entries import Entry
from retrieval.index.files import Checksums, Signature, signature
from retrieval.index.generation import (
    GONE,
    NEIGHBOURS,
    WORDS,
    Generation,
    Key,
    Recipe,
    build_generation,
)
from retrieval.index.lexical import LexicalIndex
from retrieval.index.neighbours import Neighbours, scratch_folder

CANARIES = 20
"""Vectors that are looked for when a generation is opened."""
MISSES = 0.25
"""Share of them that may miss; a damaged file made 43 of 100 and more miss (Chroma 1.5.9)."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation, open.

    Attributes:
        keys: Document id and position of every entry, by ordinal; `GONE` for one taken out.
    """

    generation: Generation
    words: LexicalIndex
    vectors: DenseIndex
    keys: tuple[Key, ...]
    files: Signature

    def is_untouched(self) -> bool:
        """Say whether the files on the disk are still those that were opened."""
        return signature(self.generation.folder) == self.files

    def answers(self) -> bool:
        """Ask canary queries: a vector that Chroma holds must be its own nearest neighbour.

        A few may miss: among many equal clauses an approximate search does not reach each.
        """
        live = sum(key != GONE for key in self.keys)
        neighbours = self.vectors.neighbours
        built = len(neighbours)
        if len(self.words) != live or built != self.vectors.built:
            return False
        asked = [self.vectors.row(at) for at in range(0, built, max(1, built // CANARIES))]
        missed = sum(not self._finds(vector) for vector in asked if vector.any())
        return missed <= MISSES * len(asked)

    def _finds(self, vector: Vectors) -> bool:
        near = self.vectors.neighbours.nearest(vector, 1)
        return bool(len(near)) and float(self.vectors.row(int(near[0])) @ vector) > 1 - 1e-3

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.neighbours.close()


def open_snapshot(generation: Generation, neighbours: Neighbours) -> Snapshot:
    """Open a generation with Chroma open on its files."""
    keys = tuple(generation.entry_keys())
    groups = [name for name, _ in keys]
    return Snapshot(
        generation=generation,
        words=LexicalIndex(generation.folder / WORDS),
        vectors=DenseIndex(generation.folder, groups, neighbours),
        keys=keys,
        files=signature(generation.folder),
    )


def open_neighbours(generation: Generation, scratch: Path) -> Neighbours:
    """Open Chroma on a copy of a generation's files below `scratch`."""
    copy = scratch_folder(scratch, generation.folder.name)
    return Neighbours(generation.folder / NEIGHBOURS, copy)


def throwaway(entries: Sequence[Entry], root: Path, encoder: Encoder) -> Snapshot:
    """Return an index of things that are in no library, such as an evaluation set."""
    generation = build_generation(
        root,
        Recipe(encoder.fingerprint),
        (((entry.group, place), entry) for place, entry in enumerate(entries)),
        encoder,
        checksums=Checksums(),
        progress=lambda done: None,
    )
    return open_snapshot(generation, open_neighbours(generation, root / "scratch"))
