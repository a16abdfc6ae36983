"""PDF files, scanned pages and photos; a shell script stands in for tesseract."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest
from PIL import Image

from retrieval.reading import Limits, read_file
from tests.retrieval.reading_samples import (
    PLAN,
    pdf,
    picture,
    program,
    put,
    refusal,
    scan,
)

pytestmark = pytest.mark.usefixtures("temporary_folder")

OCR = "tesseract-ocr tesseract-ocr-vie"


def has_tesseract():
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, check=False)
    return b"vie" in listed.stdout.split()


needs_tesseract = pytest.mark.skipif(
    not has_tesseract(), reason="tesseract or its Vietnamese data is not installed"
)


def stand_in_for_tesseract(folder, monkeypatch, text):
    script = f"""case "$1" in
    --list-langs) echo vie ;;
    *) /bin/cat > /dev/null; echo '{text}' ;;
    esac"""
    program(folder / "bin", "tesseract", script)
    monkeypatch.setenv("PATH", str(folder / "bin"))


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
