"""A .doc goes through LibreOffice; a shell script stands in for it where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from retrieval.errors import ReadingError
from retrieval.reading import Limits, read_file
from tests.retrieval.reading_samples import (
    PLAN,
    program,
    put,
    refusal,
    word,
)

pytestmark = pytest.mark.usefixtures("temporary_folder")

needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def _ole(stream):
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    return signature.ljust(1024, b"\0") + stream.encode("utf-16-le").ljust(1024, b"\0")


def test_a_docx_with_a_password_is_an_ole_container(tmp_path):
    (tmp_path / "plan.docx").write_bytes(_ole("EncryptedPackage"))
    with pytest.raises(ReadingError, match="encrypted"):
        read_file(tmp_path / "plan.docx")


def test_a_doc_with_a_password_is_refused(tmp_path):
    data = bytearray(_ole("WordDocument"))
    data[512:514], data[523] = b"\xec\xa5", 1
    (tmp_path / "plan.doc").write_bytes(data)
    with pytest.raises(ReadingError, match="encrypted"):
        read_file(tmp_path / "plan.doc")


def test_a_doc_goes_through_libreoffice(tmp_path, monkeypatch):
    """The stand-in for soffice gives the .docx that the real one would write."""
    (tmp_path / "result.docx").write_bytes(word("Thân bài"))
    program(tmp_path / "bin", "soffice", f'/bin/cp "{tmp_path}/result.docx" input.docx')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "plan.doc").write_bytes(_ole("WordDocument"))
    found = read_file(tmp_path / "plan.doc")
    assert (found.text, found.media_type) == ("Thân bài", "doc")


def test_a_doc_without_libreoffice_names_the_package(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "plan.doc").write_bytes(_ole("WordDocument"))
    with pytest.raises(ReadingError) as caught:
        read_file(tmp_path / "plan.doc")
    assert caught.value.code == "needs_libreoffice"
    assert caught.value.facts == {"name": "plan.doc", "package": "libreoffice-writer"}


def test_a_helper_that_hangs_dies_with_its_parent(tmp_path, monkeypatch):
    script = f"/bin/sleep 60 & echo $! > {tmp_path}/pid; echo x > left; wait"
    program(tmp_path / "bin", "soffice", script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    data = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")
    limits = Limits(wall_seconds=2)
    assert refusal(put(tmp_path, "plan.doc", data), limits=limits)[0] == "too_slow"
    sleeper = int((tmp_path / "pid").read_text())
    assert _ended_within(sleeper, seconds=5)


@needs_libreoffice
def test_libreoffice_itself_reads_a_doc(tmp_path):
    source = put(tmp_path, "plan.docx", word(*PLAN.rstrip("\n").split("\n")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to_doc = ["soffice", "--headless", profile, "--convert-to", "doc", "--outdir", tmp_path]
    subprocess.run([*to_doc, source], check=True, capture_output=True)
    found = read_file(tmp_path / "plan.doc")
    assert (found.text, found.media_type) == (PLAN.rstrip("\n"), "doc")


@needs_libreoffice
def test_libreoffice_itself_refuses_what_is_no_document(tmp_path):
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    data = signature.ljust(1024, b"\0") + "WordDocument".encode("utf-16-le")
    assert refusal(put(tmp_path, "plan.doc", data))[0] == "corrupt"


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
