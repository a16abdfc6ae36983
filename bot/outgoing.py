"""Files on their way to a user: kept on the disk until they are out, then thrown away."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Container
from pathlib import Path

FOLDER = "outgoing"
LONGEST_SECONDS = 86_400
"""How long a file may lie that no message carries any more."""


def hand_out(data_dir: Path, name: str, content: bytes) -> Path:
    """Keep a file under a name that the user sees; return where it lies."""
    folder = data_dir / FOLDER / secrets.token_hex(8)
    folder.mkdir(mode=0o700, parents=True)
    path = folder / name
    path.write_bytes(content)
    return path


def throw_away(path: Path) -> None:
    """Remove a file that is out, with its folder."""
    if path.parent.parent.name == FOLDER:
        shutil.rmtree(path.parent, ignore_errors=True)


def throw_away_old(data_dir: Path, waiting: Container[Path]) -> None:
    """Remove the files that lay too long, but for those whose message is still to be sent."""
    for folder in (data_dir / FOLDER).glob("*"):
        old = time.time() - folder.stat().st_mtime > LONGEST_SECONDS
        if old and not any(file in waiting for file in folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)
