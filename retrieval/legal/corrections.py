"""What the office knows better of legal documents: every change kept, with its day and author."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from retrieval.legal.catalogue import Catalogue, CatalogueError, to_act

FILE = "laws.jsonl"
"""One change a line, the oldest first, in the data directory."""


def corrected_catalogue(shipped: Catalogue, folder: Path) -> Catalogue:
    """Return the catalogue with the office's records; of several for one act the last holds.

    Raises:
        CatalogueError: A record cannot be used.
    """
    path = folder / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return shipped.corrected([json.loads(line) for line in lines if line.strip()])


def read_records(path: Path) -> tuple[dict[str, Any], ...]:
    """Return the records `[[acts]]` of a TOML file, each checked.

    Raises:
        CatalogueError: The file is no such TOML, or a record lacks a source or a confidence.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["acts"]
    except (OSError, ValueError, KeyError) as error:
        raise CatalogueError("laws_unreadable", name=path.name, reason=str(error)) from None
    for row in rows:
        to_act(row)
    return tuple(rows)


def keep_records(
    folder: Path, records: Sequence[Mapping[str, Any]], *, author: str, day: date
) -> None:
    """Append records to what the office corrected; nothing that was kept is changed."""
    with (folder / FILE).open("a", encoding="utf-8") as file:
        for record in records:
            told = {**record, "corrected": f"{author}, {day.isoformat()}"}
            file.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")
