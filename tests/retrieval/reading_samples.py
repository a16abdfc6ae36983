"""Builders of the files that the tests of reading read: real ones, made on the spot."""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw, ImageFont

from retrieval.errors import ReadingError
from retrieval.reading import Limits, read_file
from retrieval.reading.reader import DEFAULT_LIMITS

PLAN = (
    "ỦY BAN NHÂN DÂN XÃ NGHĨA THƯƠNG\nKẾ HOẠCH\nTháng hành động vì trẻ em năm 2025\n"
    "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức của cộng đồng về phòng, chống đuối nước.\n"
    "- Đảm bảo 100% trẻ em được tiếp cận dịch vụ; bảo vệ bí mật đời sống riêng tư của trẻ em.\n"
)
TCVN3 = (
    "Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n"
    "ñy ban nh©n d©n x· ban hµnh kÕ ho¹ch c«ng t¸c trÎ em n¨m 2010\n"
)
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n"
    "Uûy ban nhaân daân xaõ ban haønh keá hoaïch coâng taùc treû em naêm 2010\n"
)


BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
    'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r>'
    "<w:t>{0}</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r><w:r><w:t>quanh khung</w:t></w:r></w:p>"
)
"""A paragraph with a text box, as Word writes it: twice, for new readers and old ones."""


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path, limits: Limits = DEFAULT_LIMITS) -> tuple[str, dict[str, object]]:
    """Return code and facts of the refusal of a file; fail when it is read."""
    with pytest.raises(ReadingError) as caught:
        read_file(path, limits=limits)
    return caught.value.code, caught.value.facts


def saved(document: Document) -> bytes:
    """Return a python-docx document as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    """Return a .docx with these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def with_body(xml: str) -> bytes:
    """Return a .docx whose body begins with raw WordprocessingML."""
    return rewritten(
        word(), "word/document.xml", lambda old: old.replace("<w:body>", "<w:body>" + xml, 1)
    )


def rewritten(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return an archive with one text part changed; a part it lacks is made from ""."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in {*old.namelist(), part}:
            content = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return out.getvalue()


def slow_word(paragraphs: int = 1_500_000) -> bytes:
    """Return a small .docx that takes seconds to read and hundreds of megabytes."""
    return with_body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * paragraphs)


def define_list(document: Document, number: int, levels: Sequence[tuple[str, str]]) -> None:
    """Add a list numbered `number` with (numFmt, lvlText) for each level."""
    root = document.part.numbering_part.element
    items = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{items}</w:abstractNum>'
        ),
    )
    use_list(document, number, number)


def use_list(document: Document, number: int, family: int, override: str = "") -> None:
    """Add one more w:num over an existing definition, with overrides as raw XML."""
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{family}"/>'
            f"{override}</w:num>"
        )
    )


def numbered(document: Document, text: str, number: int, depth: int = 0) -> Paragraph:
    """Add a paragraph that Word numbers by itself."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = depth
    return paragraph


def pdf(pages: Iterable[str | Image.Image], *, locked: bool = False, over_scans: str = "") -> bytes:
    """Return a PDF; a page is a text layer or a picture that fills the sheet, with text over it."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *_font()]
    kids = []
    for page in pages:
        content, resources = _text_page(page if isinstance(page, str) else over_scans)
        if isinstance(page, Image.Image):
            picture_content, picture_resources = _scan(objects, page)
            content, resources = picture_content + content, picture_resources + resources
        objects.append(_stream(b"", content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<%s>>>>"
            % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _assembled(objects, locked=locked)


def scan(*lines: str) -> Image.Image:
    """Return a grey picture of a sheet with large letters."""
    sheet = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(60)
    for row, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((100, 150 + 120 * row), line, fill=0, font=font)
    return sheet


def windows_1258(text: str) -> bytes:
    """Encode as Windows does: some letters composed, most tones as marks after the vowel."""
    out = b""
    for ch in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", ch)
        tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        base = "".join(part for part in parts if part not in tones)
        out += (unicodedata.normalize("NFC", base) + tones).encode("cp1258")
    return out


def picture(image: Image.Image, form: str) -> bytes:
    """Return a picture as the bytes of a PNG, JPEG, TIFF or WEBP file."""
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def program(folder: Path, name: str, script: str) -> None:
    """Put a shell script into a folder under the name of a program."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def _font() -> list[bytes]:
    """Return a composite font without outlines whose codes are UTF-16: enough for a text layer."""
    ranges = "".join(f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>\n" for row in range(100))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"100 beginbfrange\n{ranges}endbfrange endcmap end end"
    )
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/None/DW 500/FontDescriptor 6 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        _stream(b"", cmap.encode()),
        b"<</Type/FontDescriptor/FontName/None/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
    ]


def _text_page(text: str) -> tuple[bytes, bytes]:
    lines = b"".join(
        b"<%s> Tj T*\n" % line.encode("utf-16-be").hex().encode() for line in text.split("\n")
    )
    return b"BT /F1 11 Tf 14 TL 40 800 Td\n" + lines + b"ET", b"/Font<</F1 3 0 R>>"


def _scan(objects: list[bytes], image: Image.Image) -> tuple[bytes, bytes]:
    grey = image.convert("L")
    head = (
        b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d"
    )
    objects.append(_stream(head % grey.size, grey.tobytes()))
    return b"q 595 0 0 842 0 0 cm /I Do Q\n", b"/XObject<</I %d 0 R>>" % len(objects)


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def _assembled(objects: list[bytes], *, locked: bool) -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>" % (b"61" * 32, b"62" * 32)
    extra = b"/Encrypt %s/ID[<00><00>]" % lock if locked else b""
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, extra, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows) + trailer
