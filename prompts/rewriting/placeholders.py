"""Placeholders in place of persons, for a model that is not our own."""

from __future__ import annotations

from retrieval.masking import mask, unmask


class Placeholders:
    """Of one question: the same name is the same placeholder in all that the model reads."""

    def __init__(self) -> None:
        self._originals: dict[str, str] = {}

    def hide(self, text: str, *, typed: bool = False) -> str:
        """Return a text with placeholders for persons and identifiers.

        Args:
            text: Of plans, or what an official typed.
            typed: Which of both: of what is typed any word that no list knows is hidden.
        """
        masked = mask(text, self._originals, typed=typed)
        self._originals |= masked.originals
        return masked.text

    def put_back(self, text: str) -> str:
        """Return a text with what the placeholders stand for."""
        return unmask(text, self._originals)
