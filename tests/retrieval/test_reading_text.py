"""Plain text: encodings read, encodings refused, bytes that are no text."""

from __future__ import annotations

import pytest

from retrieval.reading import read_file
from retrieval.reading.legacy import is_syllable, legacy_encoding
from tests.retrieval.reading_samples import PLAN, TCVN3, VNI, pdf, put, refusal, windows_1258, word


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_unicode_form_gives_the_same_text(tmp_path, encoding):
    found = read_file(put(tmp_path, "plan.txt", PLAN.encode(encoding)))
    assert (found.text, found.media_type, found.pages, found.ocr) == (PLAN, "txt", None, False)


def test_utf_16_big_endian_with_a_mark_is_read(tmp_path):
    data = b"\xfe\xff" + PLAN.encode("utf-16-be")
    assert read_file(put(tmp_path, "plan.txt", data)).text == PLAN


def test_line_ends_and_decomposed_letters_stay_as_they_are(tmp_path):
    """Offsets of clauses count in the file's own characters."""
    text = "Kê\u0301 hoạch\r\nnăm 2025\r\n"
    assert read_file(put(tmp_path, "plan.txt", text.encode())).text == text


def test_windows_1258_is_composed(tmp_path):
    assert read_file(put(tmp_path, "plan.txt", windows_1258(PLAN))).text == PLAN


def test_a_plan_without_accents_or_extension_is_text(tmp_path):
    assert read_file(put(tmp_path, "plan", b"KE HOACH nam 2025")).media_type == "txt"


def test_a_long_text_is_read_apart_and_is_the_same(tmp_path):
    text = PLAN * 4000
    assert read_file(put(tmp_path, "plan.txt", text.encode())).text == text


@pytest.mark.parametrize(("text", "encoding"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("plan.txt", lambda text: text.encode("latin-1")),
        ("plan.txt", lambda text: text.encode("utf-8")),
        ("plan.docx", lambda text: word(*text.split("\n"))),
        ("plan.docx", lambda text: word(*(PLAN + text).split("\n"))),
        ("plan.pdf", lambda text: pdf([text])),
        ("plan.html", lambda text: f"<html><body><p>{text}</p></body></html>".encode("latin-1")),
    ],
)
def test_old_font_encodings_are_named_and_refused(tmp_path, text, encoding, name, make):
    facts = {"name": name, "encoding": encoding}
    assert refusal(put(tmp_path, name, make(text))) == ("legacy_encoding", facts)


def test_capitals_of_vni_are_recognised():
    assert legacy_encoding(VNI.upper()) == "VNI"


@pytest.mark.parametrize(
    "text",
    [
        PLAN * 3,
        PLAN.upper(),
        "trục xe £ 10 tấn, £ 12 tấn, £ 14 µm, ± 5 ¶ 6",
        "Café déjà vu, Müller, São Paulo, Ångström",
        "plain English",
        "",
    ],
)
def test_unicode_text_is_not_taken_for_an_old_encoding(text):
    assert legacy_encoding(text) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("nghiêng khuỷu Uỷ ủy hoà quyết đuối giếng gì yêu ươm Nguyễn thuở ngoằn xoáy", True),
        ("kÕ ho¹ch nhaân daân HuÕ cafés héi Vieät kờỡ áà", False),
    ],
)
def test_syllables_are_told_from_mojibake(words, expected):
    assert {is_syllable(word) for word in words.split()} == {expected}


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\0" * 100,
        b"KE HOACH\0nam 2025",
        "\x01\x02\x03 văn bản".encode(),
        PLAN.encode()[:-60] + b"\xff\xfe\xfd" + PLAN.encode(),
        b"\xff\xfe" + PLAN.encode("utf-16-le")[:-1],
        "Привет, мир, это план".encode("cp1251"),
    ],
)
def test_bytes_that_are_no_vietnamese_text_are_refused(tmp_path, data):
    assert refusal(put(tmp_path, "plan.txt", data))[0] == "not_text"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t \n", "\u200b\ufeff \n".encode()])
def test_a_file_without_words_is_empty(tmp_path, data):
    assert refusal(put(tmp_path, "plan.txt", data))[0] == "file_empty"
