"""Any model of sentence-transformers, for whoever configures one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.encoder.base import EncoderError, Vectors, unit_rows

PROBES = ("", "Phòng, chống đuối nước cho trẻ em", "56/2017/NĐ-CP")
"""Split into tokens for the fingerprint: another tokenizer makes other vectors."""


@dataclass(frozen=True, slots=True)
class TransformerEncoder:
    """A SentenceTransformer behind the project's door. Texts reach it as they are.

    Attributes:
        dim: Length of a vector.
        fingerprint: Hash of the weights, of the modules' settings and of tokens of probes.
        model: The SentenceTransformer.
    """

    dim: int
    fingerprint: str
    model: Any = field(repr=False)

    @classmethod
    def load(cls, name: str) -> TransformerEncoder:
        """Load a folder, or a model by name from the cache or the network.

        Raises:
            EncoderError: sentence-transformers is not installed, or has no such model.
        """
        try:
            if _looks_like_path(name) and not Path(name).expanduser().is_dir():
                raise FileNotFoundError(f"no such folder: {name}")
            from sentence_transformers import SentenceTransformer

            folder = Path(name).expanduser()
            model = SentenceTransformer(str(folder) if folder.is_dir() else name)
            dim = model.encode([PROBES[1]], show_progress_bar=False).shape[1]
            return cls(int(dim), _fingerprint(model), model)
        except Exception as error:  # hub, tokenizers and torch each raise their own
            raise EncoderError("encoder_unavailable", name=name, reason=str(error)) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-length row per text: shape (len(texts), dim).

        A blank text gives a row of zeros, whatever the model makes of it.
        """
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        found = self.model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        rows = unit_rows(np.nan_to_num(found))
        rows[[not text.strip() for text in texts]] = 0.0
        return rows


def _looks_like_path(name: str) -> bool:
    """Say whether a name cannot be that of a model: those have at most one slash inside."""
    return name.startswith((".", "/", "~")) or name.count("/") > 1 or "\\" in name


def _fingerprint(model: Any) -> str:
    """Return 16 hexadecimal digits for what decides the vectors, wherever it was loaded from."""
    digest = hashlib.sha256(repr(model).encode())
    for key, weights in sorted(model.state_dict().items()):
        digest.update(f"{key} {tuple(weights.shape)}".encode())
        digest.update(weights.detach().cpu().float().numpy().tobytes())
    for part in model.preprocess(list(PROBES)).values():
        digest.update(repr(part).encode())
    return digest.hexdigest()[:16]
