"""Placeholders in place of persons, for a model that is not our own."""

from __future__ import annotations

from retrieval.masking import mask, unmask


class Placeholders:
    """Of one question: the same name is the same placeholder in all that the model reads."""

    def __init__(self) -> None:
        self._originals: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return a text with placeholders for persons and identifiers."""
        masked = mask(text, self._originals)
        self._originals |= masked.originals
        return masked.text

    def put_back(self, text: str) -> str:
        """Return a text with what the placeholders stand for."""
        return unmask(text, self._originals)
