"""Several photos of one document: bound into one file, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

A4_WIDTH = 595.0
"""Points: a page is as wide as paper, whatever the camera saw."""


def bind(pages: Sequence[Path], book: Path) -> None:
    """Write photos into a PDF, in order; they are not decoded for it.

    Raises:
        ValueError: One is no JPEG.
    """
    import pypdfium2 as pdfium  # of use to albums only

    document = pdfium.PdfDocument.new()
    for page in pages:
        image = pdfium.PdfImage.new(document)
        try:
            image.load_jpeg(str(page), inline=True)
        except pdfium.PdfiumError as error:
            raise ValueError(page.name) from error
        width, height = image.get_px_size()
        if not width:
            raise ValueError(page.name)
        scale = A4_WIDTH / width
        image.set_matrix(pdfium.PdfMatrix().scale(width * scale, height * scale))
        sheet = document.new_page(width * scale, height * scale)
        sheet.insert_obj(image)
        sheet.gen_content()
    document.save(str(book))
    document.close()
