"""A photo or scan (.png, .jpg, .tiff, .webp) as text."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, ImageSequence

from retrieval.errors import ReadingError
from retrieval.reading import ocr
from retrieval.reading.types import Limits, Parsed, Progress

_LONG_SIDE = 2400
"""Telegram shrinks photos to 1280 pixels; Tesseract wants letters about 30 pixels high."""

_LONGEST_SIDE = 4000
_A4_INCHES = 11.7
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


def read(data: bytes, limits: Limits, report: Progress) -> Parsed:
    """Recognise every frame of a picture; frames are separated by form feeds.

    Raises:
        ReadingError: corrupt, image_too_large, too_many_pages, needs_ocr.
    """
    warnings.simplefilter("ignore")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "WEBP", "MPO")) as image:
            frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
            if frames > limits.pages:
                raise ReadingError("too_many_pages", pages=frames, limit=limits.pages)
            _check_size(image, limits)
            image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
            ocr.require()
            texts = _recognise(image, frames, limits, report)
    except _BROKEN:
        raise ReadingError("corrupt") from None
    return Parsed("\f".join(texts), pages=frames, ocr=True, warnings=ocr.doubts(texts))


def _recognise(image: Image.Image, frames: int, limits: Limits, report: Progress) -> list[str]:
    report(0, frames)
    texts = []
    for done, frame in enumerate(ImageSequence.Iterator(image), start=1):
        if done > frames:
            break
        _check_size(frame, limits)
        texts.append(ocr.recognise(_scan(frame)))
        report(done, frames)
    return texts


def _check_size(image: Image.Image, limits: Limits) -> None:
    pixels = image.width * image.height
    if pixels > limits.image_pixels:
        raise ReadingError(
            "image_too_large", megapixels=-(-pixels // 10**6), limit=limits.image_pixels // 10**6
        )


def _scan(image: Image.Image) -> ocr.Scan:
    """Turn a picture upright and grey, on white where it is transparent, and fit its size."""
    ImageOps.exif_transpose(image, in_place=True)
    layer = image.convert("RGBA" if image.has_transparency_data else "L")
    long_side = max(layer.size)
    scale = min(_LONGEST_SIDE, max(long_side, min(_LONG_SIDE, 3 * long_side))) / long_side
    if scale != 1:
        size = max(1, round(layer.width * scale)), max(1, round(layer.height * scale))
        layer = layer.resize(size, Image.Resampling.LANCZOS)
    if layer.mode == "RGBA":
        layer = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("L")
    dpi = round(max(layer.size) / _A4_INCHES)
    return ocr.Scan(layer.width, layer.height, dpi, layer.tobytes())
