"""Bytes of a plain text file to characters: UTF-8, UTF-16, Windows-1258, or a refusal."""

from __future__ import annotations

import codecs
import re

from retrieval.errors import ReadingError
from retrieval.reading import legacy
from retrieval.reading.types import Limits, Parsed, Progress
from retrieval.text import nfc

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def read(data: bytes, limits: Limits, report: Progress) -> Parsed:
    """Read a plain text file. Limits are kept by the caller; there is no progress to report.

    Raises:
        ReadingError: not_text, legacy_encoding.
    """
    del limits, report
    return Parsed(decode(data))


def decode(data: bytes) -> str:
    r"""Return the text as it stands, without a byte-order mark; "\r\n" stays.

    Raises:
        ReadingError: not_text, legacy_encoding.
    """
    text = _unicode(data)
    if text is None:
        text = _windows_1258(data)
    refuse_garbage(text)
    return text


def refuse_garbage(text: str) -> None:
    """Refuse text with a NUL, or with more than one control character in a hundred.

    Raises:
        ReadingError: not_text.
    """
    if "\0" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise ReadingError("not_text")


def _unicode(data: bytes) -> str | None:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        encoding = _wide(data[:_SAMPLE]) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return None
        raise ReadingError("not_text") from None


def _wide(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark: the high byte of most Vietnamese characters is zero."""
    if len(sample) < 4 or len(sample) % 2:
        return None
    half = len(sample) // 2
    first, second = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if second > 0.4 and first < 0.02:
        return "utf-16-le"
    if first > 0.4 and second < 0.02:
        return "utf-16-be"
    return None


def _windows_1258(data: bytes) -> str:
    """Decode and compose: the code page writes most tones as marks of their own.

    Raises:
        ReadingError: legacy_encoding when the bytes make more sense as TCVN3 or VNI; not_text when
            they make none.
    """
    as_typed = data.decode("latin-1")
    refuse_garbage(re.sub(r"[\x80-\x9f]", " ", as_typed))
    try:
        text = nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    right, words = legacy.count_vietnamese(text)
    older = legacy.legacy_encoding(as_typed)
    if older and legacy.count_vietnamese(as_typed, older)[0] > right:
        raise ReadingError("legacy_encoding", encoding=older)
    if not text or right < 0.6 * words:
        raise ReadingError("not_text")
    return text
