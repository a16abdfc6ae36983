"""What a file is, by its first bytes and the names inside it; what its name claims it is."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from retrieval.errors import ReadingError

READABLE = ("txt", "docx", "pdf", "doc", "html", "image")
ACCEPTED = ".txt, .docx, .pdf, .doc, .html, .png, .jpg, .tiff, .webp"
"""The extensions that can be read, for the sentence that refuses another."""

_EXTENSIONS = {
    **dict.fromkeys((".txt", ".text"), "txt"),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".doc", ".dot"), "doc"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"), "image"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    **dict.fromkeys((".pptx", ".pptm"), "pptx"),
    **{f".{kind}": kind for kind in ("pdf", "rtf", "odt", "xls", "ppt", "zip", "rar", "7z")},
    **{f".{kind}": kind for kind in ("gif", "bmp", "heic")},
}
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"{\\rtf", "rtf"),
    (b"GIF8", "gif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MIME-Version:", "mht"),
)
_ZIP = b"PK\x03\x04"
_ZIP_FOLDERS = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"))
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
_HTML_START = re.compile(
    r"(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.S | re.I
)
_TAG = re.compile(r"<(?:p|div|table|h[1-6]|br|span|ul|ol)\b[^<>]*>", re.I)
_XML_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>\s*", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)


def media_type(data: bytes, name: str) -> str:
    """Return the type of a file, one of READABLE.

    Args:
        data: The file's bytes, not empty.
        name: The file's name; only its extension is looked at.

    Raises:
        ReadingError: encrypted, wrong_type, corrupt, unsupported_type.
    """
    expected = _EXTENSIONS.get(Path(name).suffix.lower())
    found = _sniff(data, expected)
    if found == "encrypted":
        raise ReadingError("encrypted")
    if expected not in (None, found):
        if _is_wreck(data, found):
            raise ReadingError("corrupt")
        raise ReadingError("wrong_type", expected=expected, found=found)
    if found not in READABLE:
        raise ReadingError("unsupported_type", found=found, accepted=ACCEPTED)
    return found


def _sniff(data: bytes, expected: str | None) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[4:8] == b"ftyp":
        return "heic" if data[8:11] in (b"hei", b"hev", b"mif") else "video"
    return _kind_of_text(data, expected)


def _kind_of_zip(data: bytes) -> str:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    places = [(data.find(folder), kind) for folder, kind in _ZIP_FOLDERS]
    return min((place for place in places if place[0] >= 0), default=(0, "zip"))[1]


def _kind_of_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return "encrypted" if kind == "doc" and _has_doc_password(data) else kind
    return "ole"


def _has_doc_password(data: bytes) -> bool:
    """Look for the fEncrypted bit of the FIB, which begins a sector with EC A5 ([MS-DOC] 2.5.2)."""
    sectors = (at for at in range(512, min(len(data), 1 << 20) - 12, 512))
    fib = next((at for at in sectors if data[at : at + 2] == b"\xec\xa5"), None)
    return fib is not None and bool(data[fib + 11] & 1)


def _kind_of_text(data: bytes, expected: str | None) -> str:
    head = _head(data)
    declared = _XML_DECLARATION.match(head)
    body = head[declared.end() :] if declared else head
    if _HTML_START.match(body.lstrip()):
        return "html"
    if expected == "html" and _TAG.search(head):
        return "html"
    return "xml" if declared else "txt"


def _head(data: bytes) -> str:
    """Return the first characters; only their ASCII part is to be trusted."""
    start = data[:4096]
    wide = start[:2] in _BOMS
    return start.decode("utf-16" if wide else "utf-8", errors="ignore").lstrip("\ufeff \t\r\n")


def _is_wreck(data: bytes, found: str) -> bool:
    """Say whether bytes that contradict the name are damage rather than another type."""
    if found == "zip":
        return b"PK\x05\x06" not in data[-66_000:]
    if found != "txt" or data.startswith(_BOMS):
        return False
    start = data[:4096]
    return len(_CONTROL.findall(start)) * 50 > len(start)
