"""The shipped plans and what is known of them: corpus/manifest.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from retrieval.corpus import CORPUS, load_toml


def shipped_plans() -> tuple[tuple[Path, dict[str, Any]], ...]:
    """Return the file and the description of every shipped plan, in the order of the manifest.

    Keys of a description are fields of `Document`; sources of the facts are not among them.
    """
    return tuple(
        (
            CORPUS / "plans" / f"{row['id']}.txt",
            {key: value for key, value in row.items() if key != "source"},
        )
        for row in load_toml("manifest.toml")["documents"]
    )
