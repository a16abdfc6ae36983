"""The one way from a path to text: look, sniff, parse apart, refuse what must not be stored."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import ReadingError
from retrieval.reading import decoding
from retrieval.reading.layout import from_json
from retrieval.reading.legacy import legacy_encoding
from retrieval.reading.process import parse_apart
from retrieval.reading.secrecy import secrecy_stamp, stamp_among
from retrieval.reading.sniffing import media_type
from retrieval.reading.types import MEGABYTE, Extracted, Limits, Parsed, Progress

_SMALL = MEGABYTE
"""A plain text file up to this size is decoded here: nothing is parsed, the cost is bounded."""

DEFAULT_LIMITS = Limits()

_BLANK = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


def read_file(
    path: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
    measured: bool = False,
) -> Extracted:
    """Return the text of a file.

    Args:
        path: The file. Its name is only shown and its extension compared with the content.
        limits: What reading may cost.
        progress: Called with (done, total) while scanned pages are recognised.
        measured: Whether a .docx is measured too.

    Raises:
        ReadingError: with a code of the list in retrieval/reading/__init__.py; nothing else.
    """
    name = path.name.encode("utf-8", errors="replace").decode()
    try:
        with _opened(path) as source:
            return _read(source, name, limits, progress, measured=measured)
    except ReadingError as error:
        raise ReadingError(error.code, **{"name": name, **error.facts}) from None


def _read(
    source: io.FileIO, name: str, limits: Limits, progress: Progress | None, *, measured: bool
) -> Extracted:
    data = _content(source, limits)
    kind = media_type(data, name)
    if kind == "txt" and len(data) <= _SMALL:
        parsed = Parsed(decoding.decode(data))
    else:
        os.lseek(source.fileno(), 0, os.SEEK_SET)
        reader = "docx measured" if measured and kind == "docx" else kind
        parsed = parse_apart(source, reader, limits, progress)
    _refuse(parsed, limits)
    digest = hashlib.sha256(data).hexdigest()
    layout = None if parsed.layout is None else from_json(parsed.layout)
    return Extracted(parsed.text, kind, digest, parsed.pages, parsed.ocr, parsed.warnings, layout)


@contextmanager
def _opened(path: Path) -> Iterator[io.FileIO]:
    """Open a regular file; a pipe or device is refused before it can block."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise ReadingError("not_a_file")
        source = io.FileIO(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise ReadingError("file_missing") from None
    except OSError:
        raise ReadingError("file_unreadable") from None
    with source:
        yield source


def _content(source: io.FileIO, limits: Limits) -> bytes:
    size = os.fstat(source.fileno()).st_size
    try:
        data = b"" if size > limits.file_bytes else source.readall()
    except OSError:
        raise ReadingError("file_unreadable") from None
    if max(size, len(data)) > limits.file_bytes:
        megabytes = round(max(size, len(data)) / MEGABYTE, 1)
        limit = round(limits.file_bytes / MEGABYTE, 1)
        raise ReadingError("too_large", megabytes=megabytes, limit=limit)
    if not data:
        raise ReadingError("file_empty")
    return data


def _refuse(parsed: Parsed, limits: Limits) -> None:
    """Refuse text that is empty, too long, unreadable without old fonts, or secret."""
    text = parsed.text
    if not text.translate(dict.fromkeys(map(ord, _BLANK))).strip():
        raise ReadingError("file_empty")
    if len(text) > limits.output_characters:
        raise ReadingError("output_too_large", limit=limits.output_characters)
    encoding = legacy_encoding(text)
    if encoding:
        raise ReadingError("legacy_encoding", encoding=encoding)
    stamp = secrecy_stamp(text) or stamp_among(parsed.marks)
    if stamp:
        raise ReadingError("secret_stamp", stamp=stamp)
