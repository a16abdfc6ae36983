"""From a file that a stranger sent to its text: sniffed, bounded, parsed in a process apart.

Whatever the file holds, `read_file` returns an `Extracted` or raises a ReadingError with one of
these codes. Every error carries `name`, the file's own name without its folder.

    file_missing, not_a_file, file_unreadable, file_empty
    too_large(megabytes, limit)             bytes of the file
    wrong_type(expected, found)             the name says one thing, the content another
    unsupported_type(found, accepted)
    not_text                                binary data, or an encoding that is not Vietnamese
    legacy_encoding(encoding)               TCVN3 or VNI: convert with UniKey or Word first
    encrypted, corrupt
    needs_ocr(package), needs_libreoffice(package)
    too_slow(seconds), too_much_memory(megabytes), too_many_pages(pages, limit)
    too_large_unzipped(megabytes, limit), output_too_large(limit)
    image_too_large(megapixels, limit)
    secret_stamp(stamp)                     marked as a state secret or for internal use
"""

from retrieval.reading.reader import read_file
from retrieval.reading.secrecy import secrecy_stamp
from retrieval.reading.secrecy_told import secrecy_told
from retrieval.reading.types import Extracted, Limits

__all__ = ["Extracted", "Limits", "read_file", "secrecy_stamp", "secrecy_told"]
