"""What reading takes and gives; light, because the child process starts with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from retrieval.reading.layout import Layout

Progress = Callable[[int, int], None]
"""Called with pages done and pages to do while scanned pages are recognised."""

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost.

    Attributes:
        file_bytes: Size of the file.
        unzipped_bytes: Sum of the unpacked sizes of a .docx; also the largest file that a helper
            program may write.
        pages: Pages of a PDF, frames of a TIFF.
        output_characters: Characters of text.
        megabytes_of_memory: Address space of the parsing process. LibreOffice, which reserves far
            more than it uses, gets four times as much.
        cpu_seconds: Processor time of the parsing process and of each helper program.
        wall_seconds: Real time for the whole file, recognition of scanned pages apart.
        ocr_seconds: Real time for a file with scanned pages; counts from the first of them.
        image_pixels: Pixels of a photo before it is decoded.
    """

    file_bytes: int = 20 * MEGABYTE
    unzipped_bytes: int = 200 * MEGABYTE
    pages: int = 500
    output_characters: int = 5_000_000
    megabytes_of_memory: int = 1024
    cpu_seconds: int = 60
    wall_seconds: float = 120
    ocr_seconds: float = 900
    image_pixels: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Extracted:
    r"""The text of one file.

    Attributes:
        text: For .txt the decoded text as it stands in the file (without a byte-order mark, line
            ends untouched; Windows-1258 is composed to NFC). For other types the extracted text:
            one line a paragraph or table row, "\f" between the pages of a PDF.
        media_type: "txt", "docx", "pdf", "doc", "html" or "image".
        sha256: Of the file's bytes, in hexadecimal.
        pages: Pages of a PDF, frames of an image; None where the type has none.
        ocr: Whether any page was recognised from a picture.
        warnings: Codes of what the reader could not take along: "embedded_document" (an altChunk
            of a .docx), "ocr_doubtful" (recognised words are mostly not Vietnamese).
        layout: How a .docx looks, where it was asked for; None for other types.
    """

    text: str
    media_type: str
    sha256: str
    pages: int | None
    ocr: bool
    warnings: tuple[str, ...]
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader of one type hands to `read_file`.

    Attributes:
        text: As in Extracted.
        pages: As in Extracted.
        ocr: As in Extracted.
        warnings: As in Extracted.
        marks: Lines where a stamp may stand alone although `text` runs it together with others:
            paragraphs in the cells of a letterhead, text boxes, page headers and footers.
        layout: What `layout.to_json` gives, where it was asked for.
    """

    text: str
    pages: int | None = None
    ocr: bool = False
    warnings: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    layout: list[Any] | None = None
