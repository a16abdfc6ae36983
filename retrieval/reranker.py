"""The door to cross-encoders: the first hits ordered anew by a model that reads both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from retrieval.encoder import EncoderError


class Reranker(Protocol):
    """Says how well texts answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one score per text; the higher, the better it answers."""


@dataclass(frozen=True, slots=True)
class CrossEncoderReranker:
    """A CrossEncoder of sentence-transformers, for whoever configures one.

    None is shipped: those that were published made Vietnamese legal retrieval worse.
    """

    model: Any = field(repr=False)

    @classmethod
    def load(cls, name: str) -> CrossEncoderReranker:
        """Load a folder, or a model by name from the cache or the network.

        Raises:
            EncoderError: There is no such model ("reranker_unavailable", `name`, `reason`).
        """
        try:
            from sentence_transformers import CrossEncoder  # imports torch: seconds, 400 MB

            return cls(CrossEncoder(name))
        except Exception as error:  # hub, tokenizers and torch each raise their own
            raise EncoderError("reranker_unavailable", name=name, reason=str(error)) from error

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one score per text; the higher, the better it answers."""
        pairs = [(question, text) for text in texts]
        found = self.model.predict(pairs, show_progress_bar=False) if pairs else ()
        return [float(score) for score in found]
