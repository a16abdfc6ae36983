"""Lengths in UTF-16 code units, the Bot API's measure of text."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """Returns how many UTF-16 code units the text takes."""
    return len(text.encode("utf-16-le")) // 2
