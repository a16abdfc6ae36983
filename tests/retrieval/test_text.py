"""Vietnamese text made comparable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text import bigrams, collapse, fold, has_accents, modern_tone, nfc, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đuối nước", "duoi nuoc"),
        (unicodedata.normalize("NFD", "Ủy ban"), "uy ban"),
        ("LĐTB&XH", "ldtb&xh"),
    ],
)
def test_folding_drops_accents_however_they_are_composed(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("new", "old"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("quý", "quý"), ("oán", "oán")],
)
def test_both_placements_of_the_tone_are_one_word(new, old):
    assert modern_tone(new) == modern_tone(old)


def test_a_document_number_is_one_token():
    tokens = syllables("Nghị định số 56/2017/NĐ–CP và 06/QĐ-TTg ngày 03/01/2019")
    assert "56/2017/nđ-cp" in tokens
    assert "06/qđ-ttg" in tokens


def test_bigrams_join_neighbours():
    assert bigrams(["phòng", "chống", "đuối"]) == ["phòng_chống", "chống_đuối"]


def test_a_text_without_accents_is_known_as_such():
    assert not has_accents("ai phu trach")
    assert has_accents("ai phụ trách")


@given(st.text())
def test_folding_a_composed_text_keeps_the_tokens_countable(text):
    """The same text composed or not gives the same tokens."""
    assert syllables(nfc(text)) == syllables(unicodedata.normalize("NFD", nfc(text)))
    assert collapse(collapse(text)) == collapse(text)
