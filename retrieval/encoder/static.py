"""The shipped encoder: a table of term vectors, read without torch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from model2vec import StaticModel

from retrieval.encoder.base import EncoderError, Vectors, unit_rows
from retrieval.encoder.preparation import PREPARATION, prepare

MARK = "preparation.json"
"""File of a model's folder that names the preparation of its texts."""
PROBE = "Hoà giải số 56/2017/NĐ-CP – Đuối nước, 3.5 triệu"
"""Prepared into the fingerprint: another preparation makes other vectors."""
BATCH = 256
"""Texts at once: the tokenizer's account of a text takes far more memory than the text."""


def is_static_folder(folder: Path) -> bool:
    """Say whether `retrieval.encoder.train` wrote this folder."""
    return (folder / MARK).is_file()


@dataclass(frozen=True, slots=True)
class StaticEncoder:
    """Mean of the vectors of a text's folded syllables and bigrams, made one long.

    Attributes:
        dim: Length of a vector.
        fingerprint: Hash of the model's files and of what preparation makes of a probe.
        scales: By which each row of the table is multiplied, shape (terms,).
        model: The table and the tokenizer that finds a term's row in it.
    """

    dim: int
    fingerprint: str
    scales: Vectors = field(repr=False)
    model: StaticModel = field(repr=False)

    @classmethod
    def read(cls, folder: Path) -> StaticEncoder:
        """Read a folder that `retrieval.encoder.train` wrote.

        Raises:
            EncoderError: It is missing, damaged, or made for another preparation of text.
        """
        try:
            _check_preparation(folder)
            model = StaticModel.from_pretrained(folder, max_length=None)
            if model.weights is None:
                raise ValueError("its rows have no scales: train it again")
            return cls(model.dim, _fingerprint(folder), model.weights.astype(np.float32), model)
        except Exception as error:  # tokenizers and safetensors raise bare Exception
            raise EncoderError(
                "encoder_unavailable", name=str(folder), reason=str(error)
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-length row per text: shape (len(texts), dim).

        A text without any known term gives a row of zeros.
        """
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        starts = range(0, len(texts), BATCH)
        return np.concatenate([self._encode(texts[at : at + BATCH]) for at in starts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        # Not model.encode, which cuts long texts in parts of its own.
        found = self.model.tokenize([prepare(text) for text in texts])
        return unit_rows(np.stack([self._mean(rows) for rows in found]))

    def _mean(self, rows: list[int]) -> Vectors:
        """Return the mean of some scaled rows of the table, zeros for none: shape (dim,)."""
        if not rows:
            return np.zeros(self.dim, dtype=np.float32)
        table = self.model.embedding[rows].astype(np.float32)
        mean: Vectors = self.scales[rows] @ table / np.float32(len(rows))
        return mean


def _check_preparation(folder: Path) -> None:
    """Refuse a folder that is not there or whose texts were prepared in another way."""
    wanted = json.loads((folder / MARK).read_text(encoding="utf-8"))["text"]
    if wanted != PREPARATION:
        raise ValueError(f"made for texts prepared as {wanted!r}, not {PREPARATION!r}")


def _fingerprint(folder: Path) -> str:
    """Return 16 hexadecimal digits for the model's files and the preparation of text."""
    digest = hashlib.sha256(prepare(PROBE).encode())
    for file in ("model.safetensors", "tokenizer.json"):
        digest.update((folder / file).read_bytes())
    return digest.hexdigest()[:16]
