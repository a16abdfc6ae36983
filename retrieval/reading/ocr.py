"""Recognition of scanned pages by the tesseract program with its Vietnamese data."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.errors import ReadingError
from retrieval.reading.legacy import count_vietnamese

PACKAGE = "tesseract-ocr tesseract-ocr-vie"

_DPI = 300
_PIXELS = 12_000_000
"""A4 at 300 dots per inch has 8.7 million; more makes Tesseract slower, not better."""

_LEAST_DPI = 70
"""Tesseract takes a lower value for a mistake and guesses."""

_FIRST_SECTION = re.compile(r"^[Ll]\.(?= +[^\W\d_]{2})", re.M)
"""Tesseract reads the heading "I." as "L."; a list that reaches "L." is unheard of in plans."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A grey picture of one page: a byte a pixel, row by row from the top."""

    width: int
    height: int
    dpi: int
    pixels: bytes


def require() -> None:
    """Make sure that Vietnamese can be recognised on this machine.

    Raises:
        ReadingError: needs_ocr.
    """
    program = shutil.which("tesseract")
    if program is not None:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, check=False)
        if b"vie" in listed.stdout.split():
            return
    raise ReadingError("needs_ocr", package=PACKAGE)


def resolution(width: float, height: float) -> int:
    """Return the dots per inch at which to draw a page of so many inches."""
    area = max(width * height, 1e-6)
    return max(1, min(_DPI, int((_PIXELS / area) ** 0.5)))


def recognise(scan: Scan) -> str:
    """Return the text of one page; "" for a blank one.

    Raises:
        ReadingError: corrupt when Tesseract refuses the picture.
    """
    picture = b"P5 %d %d 255\n" % (scan.width, scan.height) + scan.pixels
    dpi = str(max(scan.dpi, _LEAST_DPI))
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", dpi],
        input=picture,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise ReadingError("corrupt")
    text = done.stdout.decode("utf-8", errors="replace").replace("\f", "")
    return _FIRST_SECTION.sub("I.", text).strip("\n")


def doubts(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the warning "ocr_doubtful" when most accented words are not Vietnamese syllables."""
    right, words = count_vietnamese("\n".join(texts))
    return ("ocr_doubtful",) if right < 0.7 * words else ()
