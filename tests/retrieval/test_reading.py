"""What read_file takes and refuses: types, limits, the process apart, scanned pages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from retrieval.errors import ReadingError
from retrieval.reading import Extracted, Limits, read_file
from tests.retrieval.reading_samples import (
    PLAN,
    pdf,
    picture,
    program,
    scan,
    slow_word,
    word,
)

ROOT = Path(__file__).parents[2]
OCR = "tesseract-ocr tesseract-ocr-vie"
needs_tesseract = pytest.mark.skipif(
    not shutil.which("tesseract"), reason="the tesseract program is not installed"
)
needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path_factory, monkeypatch):
    """Give every test its own folder for temporary files, and look that nothing stays there."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def put(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path, **options):
    with pytest.raises(ReadingError) as caught:
        read_file(path, **options)
    return caught.value.code, caught.value.facts


def stand_in_for_tesseract(folder, monkeypatch, text):
    script = f"""case "$1" in
    --list-langs) echo vie ;;
    *) /bin/cat > /dev/null; echo '{text}' ;;
    esac"""
    program(folder / "bin", "tesseract", script)
    monkeypatch.setenv("PATH", str(folder / "bin"))


# What the file is

ODT = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("plan.docx", PLAN.encode(), "txt"),
        ("plan.pdf", word("a"), "docx"),
        ("plan.txt", pdf(["a"]), "pdf"),
        ("plan.txt", b"<!DOCTYPE html><html><body>a</body></html>", "html"),
        ("plan.docx", b"{\\rtf1 a}", "rtf"),
        ("plan.txt", b"\x89PNG\r\n\x1a\n", "image"),
        ("plan.docx", b"PK\x03\x04" + b"a" * 50 + b"PK\x05\x06" + b"\0" * 18, "zip"),
    ],
)
def test_a_name_that_contradicts_the_content_is_refused(tmp_path, name, data, found):
    expected = name.partition(".")[2]
    facts = {"name": name, "expected": expected, "found": found}
    assert refusal(put(tmp_path, name, data)) == ("wrong_type", facts)


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("plan.rtf", b"{\\rtf1 a}", "rtf"),
        ("plan", b"{\\rtf1 a}", "rtf"),
        ("plan.odt", ODT, "odt"),
        ("plan.xlsx", b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml", "xlsx"),
        ("plan.heic", b"\0\0\0\x18ftypheic" + b"\0" * 50, "heic"),
        ("plan.zip", b"PK\x03\x04" + b"\0" * 50, "zip"),
        ("plan.xml", b"<?xml version='1.0'?><a/>", "xml"),
    ],
)  # fmt: skip
def test_other_types_are_named_with_what_is_accepted(tmp_path, name, data, found):
    code, facts = refusal(put(tmp_path, name, data))
    assert (code, facts["found"]) == ("unsupported_type", found)
    assert ".docx" in facts["accepted"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", b"\0" * 3000),
        ("plan.docx", os.urandom(3000).replace(b"%PDF", b"")),
        ("plan.pdf", b"\0\1\2" * 1000),
        ("plan.pdf", b"%PDF-1.5 and nothing more"),
        ("plan.pdf", pdf([])),
        ("plan.jpg", picture(scan("a"), "JPEG")[:200]),
        ("plan.docx", b"PK\x03\x04" + b"\0" * 500),
    ],
)
def test_a_broken_file_is_corrupt(tmp_path, name, data):
    assert refusal(put(tmp_path, name, data)) == ("corrupt", {"name": name})


def test_what_is_no_readable_file_is_told_apart(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "none.txt") == ("file_missing", {"name": "none.txt"})
    assert refusal(tmp_path / "plan.txt" / "x") == ("file_missing", {"name": "x"})
    assert refusal(Path("a\0b.txt"))[0] == "file_missing"
    assert refusal(tmp_path)[0] == "not_a_file"
    assert refusal(tmp_path / "pipe.txt")[0] == "not_a_file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path):
    path = put(tmp_path, "plan.txt", b"a")
    path.chmod(0)
    assert refusal(path) == ("file_unreadable", {"name": "plan.txt"})


def test_the_digest_is_of_the_files_bytes(tmp_path):
    data = pdf([PLAN])
    assert read_file(put(tmp_path, "plan.pdf", data)).sha256 == hashlib.sha256(data).hexdigest()


def test_a_name_of_any_characters_is_only_shown(tmp_path):
    name = "-rf $(touch x); 'kế hoạch' <b>.docx"
    assert refusal(put(tmp_path, name, b"a"))[1]["name"] == name


# HTML


def test_html_gives_the_lines_of_its_body(tmp_path):
    page = (
        "<!-- lưu --><html><head><title>Tên</title><style>p{}</style></head><body><h1>KẾ HOẠCH</h1>"
        "<p>Một<br>hai &amp; ba</p><table><tr><td><p>a</p><p>b</p></td><td>c<tr><td>d"
        "<td><table><tr><td>e<td>f<tr><td>g</table></table>"
        "<ul><li>x<li>y</ul><ol><li>m</li></ol><script>xấu()</script></body></html>"
    )
    found = read_file(put(tmp_path, "plan.html", page.encode()))
    assert found.media_type == "html"
    assert found.text.split("\n") == [
        "KẾ HOẠCH", "Một", "hai & ba", "a b\tc", "d\te f g", "- x", "- y", "1. m",
    ]  # fmt: skip


# PDF and pictures


def test_a_pdf_gives_its_pages_apart(tmp_path):
    found = read_file(put(tmp_path, "plan.pdf", pdf([PLAN, "Trang hai"])))
    assert found.text == PLAN.rstrip("\n") + "\fTrang hai"
    assert (found.media_type, found.pages, found.ocr) == ("pdf", 2, False)


def test_a_pdf_with_a_password_is_refused(tmp_path):
    path = put(tmp_path, "plan.pdf", pdf([PLAN], locked=True))
    assert refusal(path) == ("encrypted", {"name": "plan.pdf"})


def test_a_picture_beside_text_or_a_blank_page_needs_no_recognition(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read_file(put(tmp_path, "plan.pdf", pdf([PLAN, "", "12"])))
    assert (found.pages, found.ocr) == (3, False)


def test_a_signature_over_a_scan_does_not_hide_the_page(tmp_path, monkeypatch):
    """A signing program adds a few words of text to a page that is a picture."""
    stand_in_for_tesseract(tmp_path, monkeypatch, "KẾ HOẠCH")
    found = read_file(put(tmp_path, "plan.pdf", pdf([scan("A")], over_scans="Người ký: UBND xã")))
    assert (found.text, found.ocr) == ("KẾ HOẠCH", True)


@pytest.mark.parametrize("name", ["plan.pdf", "plan.png"])
def test_a_scan_without_tesseract_names_the_package(tmp_path, monkeypatch, name):
    data = picture(scan("A"), "PNG") if name == "plan.png" else pdf([PLAN, scan("A")])
    monkeypatch.setenv("PATH", str(tmp_path))
    facts = {"name": name, "package": OCR}
    assert refusal(put(tmp_path, name, data)) == ("needs_ocr", facts)


def test_tesseract_without_vietnamese_is_not_enough(tmp_path, monkeypatch):
    program(tmp_path / "bin", "tesseract", "echo eng")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert refusal(put(tmp_path, "plan.pdf", pdf([scan("A")])))[0] == "needs_ocr"


def test_only_scanned_pages_are_recognised_and_progress_is_told(tmp_path, monkeypatch):
    stand_in_for_tesseract(tmp_path, monkeypatch, "L. MỤC ĐÍCH")
    steps = []
    path = put(tmp_path, "plan.pdf", pdf(["Trang một", scan("A"), scan("B")]))
    found = read_file(path, progress=lambda done, total: steps.append((done, total)))
    assert found.text == "Trang một\fI. MỤC ĐÍCH\fI. MỤC ĐÍCH"
    assert (found.pages, found.ocr, steps) == (3, True, [(0, 2), (1, 2), (2, 2)])


def test_what_progress_raises_ends_the_reading(tmp_path, monkeypatch):
    stand_in_for_tesseract(tmp_path, monkeypatch, "A")

    def cancel(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_file(put(tmp_path, "plan.pdf", pdf([scan("A")])), progress=cancel)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_photo_is_recognised(tmp_path, monkeypatch, form):
    stand_in_for_tesseract(tmp_path, monkeypatch, "KẾ HOẠCH")
    found = read_file(put(tmp_path, f"anh.{form.lower()}", picture(scan("A"), form)))
    assert (found.text, found.media_type, found.pages, found.ocr) == ("KẾ HOẠCH", "image", 1, True)


def test_a_picture_of_no_vietnamese_is_doubtful(tmp_path, monkeypatch):
    stand_in_for_tesseract(tmp_path, monkeypatch, "Šé ñö ßàé")
    found = read_file(put(tmp_path, "anh.png", picture(scan("A"), "PNG")))
    assert found.warnings == ("ocr_doubtful",)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path):
    path = put(tmp_path, "anh.png", picture(Image.new("1", (12_000, 12_000)), "PNG"))
    facts = {"name": "anh.png", "megapixels": 144, "limit": 64}
    assert refusal(path) == ("image_too_large", facts)


@needs_tesseract
def test_tesseract_itself_reads_a_scanned_page(tmp_path):
    found = read_file(put(tmp_path, "plan.pdf", pdf([scan("UBND 2025", "BAN SO 111")])))
    assert "2025" in found.text
    assert "111" in found.text


@needs_libreoffice
def test_libreoffice_itself_reads_a_doc(tmp_path):
    source = put(tmp_path, "plan.docx", word(*PLAN.rstrip("\n").split("\n")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "doc",
        "--outdir",
        tmp_path,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True)
    found = read_file(tmp_path / "plan.doc")
    assert (found.text, found.media_type) == (PLAN.rstrip("\n"), "doc")


@needs_libreoffice
def test_libreoffice_itself_refuses_what_is_no_document(tmp_path):
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    data = signature.ljust(1024, b"\0") + "WordDocument".encode("utf-16-le")
    assert refusal(put(tmp_path, "plan.doc", data))[0] == "corrupt"


# Limits


@pytest.fixture(scope="module")
def slow():
    return slow_word()


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(wall_seconds=0.5), ("too_slow", {"seconds": 1})),
        (Limits(cpu_seconds=1), ("too_slow", {"seconds": 1})),
        (Limits(megabytes_of_memory=200), ("too_much_memory", {"megabytes": 200})),
        (Limits(output_characters=1000), ("output_too_large", {"limit": 1000})),
        (Limits(unzipped_bytes=1 << 20), ("too_large_unzipped", {"megabytes": 50, "limit": 1})),
        (Limits(file_bytes=1 << 10), ("too_large", {"megabytes": 0.2, "limit": 0.0})),
    ],
)
def test_a_document_that_costs_too_much_is_ended_in_time(tmp_path, slow, limits, expected):
    """The file is small; read without limits it takes seconds and 700 megabytes."""
    path = put(tmp_path, "plan.docx", slow)
    start = time.monotonic()
    code, facts = refusal(path, limits=limits)
    assert (code, facts) == (expected[0], {"name": "plan.docx", **expected[1]})
    assert time.monotonic() - start < 8


def test_pages_and_characters_are_bounded(tmp_path):
    path = put(tmp_path, "plan.pdf", pdf([PLAN] * 4))
    facts = {"name": "plan.pdf", "pages": 4, "limit": 3}
    assert refusal(path, limits=Limits(pages=3)) == ("too_many_pages", facts)
    assert refusal(path, limits=Limits(output_characters=50))[0] == "output_too_large"
    text = put(tmp_path, "plan.txt", PLAN.encode())
    assert refusal(text, limits=Limits(output_characters=50))[0] == "output_too_large"


def test_a_helper_that_hangs_dies_with_its_parent(tmp_path, monkeypatch):
    script = f"/bin/sleep 60 & echo $! > {tmp_path}/pid; echo x > left; wait"
    program(tmp_path / "bin", "soffice", script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    data = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")
    limits = Limits(wall_seconds=2)
    assert refusal(put(tmp_path, "plan.doc", data), limits=limits)[0] == "too_slow"
    sleeper = int((tmp_path / "pid").read_text())
    assert _ended_within(sleeper, seconds=5)


def test_recognition_has_a_time_of_its_own(tmp_path, monkeypatch):
    stand_in_for_tesseract(tmp_path, monkeypatch, "A")
    script = (
        (tmp_path / "bin" / "tesseract").read_text().replace("echo 'A'", "/bin/sleep 1; echo A")
    )
    program(tmp_path / "bin", "tesseract", script)
    path = put(tmp_path, "plan.pdf", pdf([scan("A")] * 3))
    limits = Limits(wall_seconds=2, ocr_seconds=30)
    assert read_file(path, limits=limits).pages == 3
    code, facts = refusal(path, limits=replace(limits, ocr_seconds=1))
    assert (code, facts["seconds"]) == ("too_slow", 1)


def test_the_process_apart_sees_no_secret(tmp_path, monkeypatch):
    """The stand-in prints its environment where the text of the page is expected."""
    stand_in_for_tesseract(tmp_path, monkeypatch, "A")
    script = (tmp_path / "bin" / "tesseract").read_text().replace("echo 'A'", "/usr/bin/env")
    program(tmp_path / "bin", "tesseract", script)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    assert "secret" not in read_file(put(tmp_path, "plan.pdf", pdf([scan("A")]))).text


def test_the_process_apart_is_light():
    """Every parser together imports nothing of the index, the library or the encoder."""
    heavy = {"chromadb", "numpy", "sqlalchemy", "tantivy", "torch", "telegram"}
    script = (
        "import sys; from importlib import import_module; from retrieval.reading import child\n"
        "for name in child.READERS.values(): import_module(name)\n"
        f"assert not {heavy!r} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


def _ended_within(pid, *, seconds):
    """Say whether a process is gone, or a zombie that nobody reaps."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


# Whatever the bytes

KINDS = [".txt", ".docx", ".pdf", ".doc", ".html", ".png", "", ".xyz"]
STARTS = [b"", b"%PDF-1.5\n", b"PK\x03\x04word/", b"\xff\xfe", b"\x89PNG\r\n\x1a\n", b"<html>"]
WHOLE = [word(*PLAN.split("\n")), pdf([PLAN]), picture(scan("A"), "PNG"), PLAN.encode("utf-16")]


def outcome(path):
    """Return the type of what comes back: any exception but ReadingError fails the test."""
    try:
        return type(read_file(path, limits=Limits(wall_seconds=20)))
    except ReadingError as error:
        return type(error)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=300), kind=st.sampled_from(["", ".txt", ".xyz"]))
def test_any_bytes_give_text_or_a_reading_error(tmp_path, data, kind):
    assert outcome(put(tmp_path, f"plan{kind}", data)) in (Extracted, ReadingError)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200), kind=st.sampled_from(KINDS))
def test_any_bytes_after_a_known_signature_are_survived(tmp_path, start, rest, kind):
    assert outcome(put(tmp_path, f"plan{kind}", start + rest)) in (Extracted, ReadingError)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(whole=st.sampled_from(WHOLE), place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=40))
def test_damage_anywhere_in_a_real_file_is_survived(tmp_path, whole, place, junk):
    at = int(place * len(whole))
    path = put(tmp_path, "plan", whole[:at] + junk + whole[at + len(junk) :])
    assert outcome(path) in (Extracted, ReadingError)
