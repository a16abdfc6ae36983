"""What an encoder is, and how it fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from retrieval.errors import RetrievalError

Vectors = npt.NDArray[np.float32]
"""One row per text: shape (texts, dim), each row of length one or zero."""


class EncoderError(RetrievalError):
    """The configured encoder cannot be loaded, or cannot be trained from what was given.

    RetrievalError
    └── EncoderError
            "encoder_unavailable"   name, reason
            "reranker_unavailable"  name, reason (retrieval.reranker)
            "pairs_unreadable"      name, line, reason
            "pairs_empty"           name
            "field_unreadable"      name, reason
    """


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how much their meanings agree."""

    @property
    def dim(self) -> int:
        """Number of columns of what `encode` returns."""

    @property
    def fingerprint(self) -> str:
        """Name of these vectors: it changes with the model and with the preparation of text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-length row per text: shape (len(texts), dim).

        A text that is empty, or of which the model knows no part, gives a row of zeros.
        """


def unit_rows(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Return the rows divided by their length; a row of zeros stays one. Shape (n, dim)."""
    rows: Vectors = vectors.astype(np.float32)
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return rows / lengths
