"""A PDF as text, page by page; a page that is only a picture goes through recognition.

Not read: attachments, comments, values of form fields, pictures beside text.
"""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from retrieval.errors import ReadingError
from retrieval.reading import ocr
from retrieval.reading.placing import placed
from retrieval.reading.types import Limits, Parsed, Progress

_STAMP_LETTERS = 400
"""A digital signature laid over a scan brings up to this many letters of its own."""

_SCAN_SHARE = 0.6
"""Pictures that cover more of the page than this are the page."""

_PICTURE_SHARE = 0.05
_DRAWN_WORDS = 50
"""A page without letters but with so many drawn shapes has its words as outlines."""

_HYPHEN = str.maketrans({"\ufffe": "-", "\x02": "-", "\0": None, "\f": "\n"})
"""pdfium marks a hyphen at a line's end as soft; Vietnamese writes only hard ones: KH-UBND."""

_POINTS_PER_INCH = 72


def read(data: bytes, limits: Limits, report: Progress) -> Parsed:
    """Read a PDF; its pages are separated by form feeds.

    Raises:
        ReadingError: corrupt, encrypted, too_many_pages, output_too_large; needs_ocr when a page
            is a picture and Tesseract or its Vietnamese data is not installed.
    """
    document = _open(data)
    total = len(document)
    if total > limits.pages:
        raise ReadingError("too_many_pages", pages=total, limit=limits.pages)
    texts: list[str] = []
    scanned: list[int] = []
    characters = 0
    for index in range(total):
        page = document[index]
        text = _text(page)
        if _is_scan(page, text):
            scanned.append(index)
        page.close()
        characters += len(text)
        if characters > limits.output_characters:
            raise ReadingError("output_too_large", limit=limits.output_characters)
        texts.append(text)
    warnings = _recognise(document, scanned, texts, report) if scanned else ()
    return Parsed("\f".join(texts), pages=total, ocr=bool(scanned), warnings=warnings)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        broken = len(document) == 0
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        raise ReadingError("encrypted" if locked else "corrupt") from None
    if broken:
        raise ReadingError("corrupt")
    return document


def _text(page: pypdfium2.PdfPage) -> str:
    text = placed(page) or page.get_textpage().get_text_range()
    return str(text).replace("\r\n", "\n").translate(_HYPHEN).strip("\n")


def _is_scan(page: pypdfium2.PdfPage, text: str) -> bool:
    """Say whether the page's own words are in its pictures; a blank page is not a scan."""
    letters = sum(map(str.isalpha, text))
    if letters >= _STAMP_LETTERS:
        return False
    if letters == 0 and pdfium.FPDFPage_CountObjects(page) > _DRAWN_WORDS:
        return True
    width, height = page.get_size()
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    covered = sum(_area(picture.get_bounds()) for picture in pictures)
    return bool(covered > (_SCAN_SHARE if letters else _PICTURE_SHARE) * width * height)


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return (right - left) * (top - bottom)


def _recognise(
    document: pypdfium2.PdfDocument, scanned: list[int], texts: list[str], report: Progress
) -> tuple[str, ...]:
    """Put what Tesseract reads in the place of the scanned pages' text; return warnings."""
    ocr.require()
    report(0, len(scanned))
    for done, index in enumerate(scanned, start=1):
        page = document[index]
        width, height = page.get_size()
        dpi = ocr.resolution(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH)
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, grayscale=True, rev_byteorder=False)
        rows = memoryview(bitmap.buffer).cast("B")
        pixels = b"".join(
            rows[at : at + bitmap.width]
            for at in range(0, bitmap.height * bitmap.stride, bitmap.stride)
        )
        bitmap.close()
        page.close()
        texts[index] = ocr.recognise(ocr.Scan(bitmap.width, bitmap.height, dpi, pixels))
        report(done, len(scanned))
    return ocr.doubts([texts[index] for index in scanned])
