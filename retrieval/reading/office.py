"""A .doc of Word 97-2003 as text, by way of LibreOffice where it is installed."""

from __future__ import annotations

import resource
import shutil
import subprocess
from pathlib import Path

from retrieval.errors import ReadingError
from retrieval.reading import word
from retrieval.reading.types import MEGABYTE, Limits, Parsed, Progress

PACKAGE = "libreoffice-writer"

_MEMORY_FACTOR = 4


def read(data: bytes, limits: Limits, report: Progress) -> Parsed:
    """Convert to .docx in the current folder, which the parent process throws away, and read it.

    The profile lies there too, so no setting, macro or recovery file of a user is touched.

    Raises:
        ReadingError: needs_libreoffice, corrupt, and those of `word.read`.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadingError("needs_libreoffice", package=PACKAGE)
    source, result = Path("input.doc"), Path("input.docx")
    source.write_bytes(data)
    profile = Path("profile").absolute().as_uri()
    subprocess.run(
        [
            *(program, "--headless", "--norestore", f"-env:UserInstallation={profile}"),
            *("--infilter=MS Word 97", "--convert-to", "docx:MS Word 2007 XML", str(source)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        preexec_fn=lambda: _widen_memory(limits),  # safe: this process has one thread
    )
    if not result.is_file():
        raise ReadingError("corrupt")
    return word.read(result.read_bytes(), limits, report)


def _widen_memory(limits: Limits) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowance = _MEMORY_FACTOR * limits.megabytes_of_memory * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (allowance, hard))
