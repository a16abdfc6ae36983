"""Which files read_file takes, which it refuses, and what it says of them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from retrieval.reading import read_file
from tests.retrieval.reading_samples import (
    PLAN,
    pdf,
    picture,
    put,
    refusal,
    scan,
    word,
)

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
    assert ".docx" in str(facts["accepted"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", b"\0" * 3000),
        ("plan.docx", bytes(range(256)) * 12),
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
