"""Text as the shipped encoder reads it: folded syllables, then their bigrams, split by spaces."""

from __future__ import annotations

from retrieval.text import bigrams, fold, syllables

PREPARATION = "folded-syllables-bigrams"
"""Name of this preparation. A model's folder names the one it was trained with."""


def terms(text: str) -> list[str]:
    """Return the folded syllables of a text, then each pair of neighbours joined by "_".

    Accents are folded so that a question typed without them gets the same vector.
    """
    singles = syllables(fold(text))
    return singles + bigrams(singles)


def prepare(text: str) -> str:
    """Return the text for a word-level tokenizer: "Phòng chống" → "phong chong phong_chong"."""
    return " ".join(terms(text))
