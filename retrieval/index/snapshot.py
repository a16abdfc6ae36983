"""One generation of the index, open for searching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.encoder import Encoder
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

_CANARIES = 5


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
        """Ask canary queries: a vector that Chroma holds must be its own nearest neighbour."""
        live = [ordinal for ordinal, key in enumerate(self.keys) if key != GONE]
        neighbours = self.vectors.neighbours
        built = len(neighbours)
        if len(self.words) != len(live) or built != self.vectors.built:
            return False
        for ordinal in range(0, built, max(1, built // _CANARIES)):
            vector = self.vectors.row(ordinal)
            near = neighbours.nearest(vector, 1)
            if vector.any() and (
                not len(near) or self.vectors.row(int(near[0])) @ vector < 1 - 1e-3
            ):
                return False
        return True

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
