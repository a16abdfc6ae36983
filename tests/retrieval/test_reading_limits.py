"""What a file may cost, and that no file whatever brings the reader down."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.errors import ReadingError
from retrieval.reading import Extracted, Limits, read_file
from tests.retrieval.reading_samples import (
    PLAN,
    pdf,
    picture,
    put,
    refusal,
    scan,
    slow_word,
    word,
)

pytestmark = pytest.mark.usefixtures("temporary_folder")

ROOT = Path(__file__).parents[2]


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


def test_the_process_apart_is_light():
    """Every parser together imports nothing of the index, the library or the encoder."""
    heavy = {"chromadb", "numpy", "sqlalchemy", "tantivy", "torch", "telegram"}
    script = (
        "import sys; from importlib import import_module; from retrieval.reading import child\n"
        "for name in child.READERS.values(): import_module(name)\n"
        f"assert not {heavy!r} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


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
