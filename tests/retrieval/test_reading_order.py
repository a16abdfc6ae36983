"""A PDF whose letters stand in another order in the file than on the page."""

from __future__ import annotations

from pathlib import Path

from retrieval.reading import read_file

LINES = (
    "UY BAN NHAN DAN XA BINH MINH",
    "KE HOACH CONG TAC TRE EM NAM 2027",
    "I. NHIEM VU",
    "- Ra soat cac diem ao, ho nguy hiem truoc ngay 30/4/2027.",
)
_WIDTH = 7.2
"""Of a letter of Courier at 12 points: 600 of 1000."""


def _pdf(stream: bytes) -> bytes:
    """Return a PDF of one page with a content stream, set in Courier."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(parts) + 1, len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)


def _written(line: str, row: int, wanted: int) -> bytes:
    """Return the letters of a line at even or at odd places, each put where it belongs."""
    told = b""
    for place, letter in enumerate(line):
        if place % 2 == wanted and letter != " ":
            x, y = 72 + place * _WIDTH, 760 - 20 * row
            sign = letter.encode().replace(b"(", b"\\(")
            told += b"1 0 0 1 %.1f %d Tm (%s) Tj\n" % (x, y, sign)
    return told


def _page(parts: tuple[int, ...]) -> bytes:
    told = b"".join(
        _written(line, row, wanted) for row, line in enumerate(LINES) for wanted in parts
    )
    return _pdf(b"BT /F 12 Tf\n" + told + b"ET")


def test_letters_that_were_written_out_of_order_are_read_as_they_stand(tmp_path: Path):
    """Such is a PDF printed with a typeface that lacks some letters."""
    path = tmp_path / "ke-hoach.pdf"
    path.write_bytes(_page((0, 1)))
    assert tuple(read_file(path).text.split("\n")) == LINES
