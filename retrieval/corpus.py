"""The door to corpus/: files of facts and words that a person edits."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
"""Beside the packages, in a checkout as in the installed wheel."""


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return the tables of `corpus/NAME`."""
    return tomllib.loads((CORPUS / name).read_text(encoding="utf-8"))
