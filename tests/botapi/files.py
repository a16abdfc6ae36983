"""The files users and the bot have sent."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from .model import StoredFile


class FileShelf:
    """Files by file_id and by file_path; not locked by itself."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}

    def add(self, name: str, content: bytes, mime_type: str | None) -> StoredFile:
        """Stores a file; without a MIME type it is guessed from the name."""
        number = len(self._by_id)
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        stored = StoredFile(
            file_id=f"BQACAgUAAxkBAAIB{number:08d}",
            file_unique_id=f"AgAD{number:08d}",
            file_path=f"documents/file_{number}{PurePosixPath(name).suffix}",
            file_name=name,
            mime_type=mime_type or guessed,
            content=content,
        )
        self._by_id[stored.file_id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """Returns the file with this file_id."""
        return self._by_id.get(file_id)

    def at_path(self, file_path: str) -> StoredFile | None:
        """Returns the file with this file_path."""
        return next((f for f in self._by_id.values() if f.file_path == file_path), None)
