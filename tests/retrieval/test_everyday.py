"""Messages of everyday life are told by their words; questions of the field never are."""

from __future__ import annotations

import pytest

from retrieval.evaluation import read_questions
from retrieval.query import is_everyday
from retrieval.query.everyday import everyday_odds
from retrieval.text import fold

EVERYDAY = [
    "chiều nay Cần Thơ có mưa rào không",
    "quán phở nào ngon gần chợ",
    "máy in báo kẹt giấy, sửa thế nào",
    "gia xang hom nay tang chua",
    "đóng tiền điện tháng này ở đâu cho nhanh",
    "How do I reset my wifi password?",
    "vé máy bay đi Đà Lạt bao nhiêu tiền",
]
FIELD = [
    "ai phụ trách phòng chống đuối nước",
    "hạn báo cáo Tháng hành động là ngày nào",
    "thế còn trạm y tế?",
    "năm 2025 thì sao?",
    "trời nóng trẻ con tắm sông ai lo",
    "bán rượu cho trẻ em bị phạt bao nhiêu",
    "xe đưa đón học sinh ai kiểm tra",
    "",
    "??",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_life_is_recognised_with_and_without_accents(text):
    assert is_everyday(text)
    assert is_everyday(fold(text))


@pytest.mark.parametrize("text", FIELD)
def test_what_the_field_asks_is_not_everyday_life(text):
    assert not is_everyday(text)


def test_no_evaluation_question_that_plans_answer_is_taken_for_everyday_life():
    asked = [q.text for half in ("development", "held-out") for q in read_questions(half)]
    assert len(asked) > 300
    assert [text for text in asked if is_everyday(text)] == []


def test_words_that_no_example_has_tell_nothing():
    assert everyday_odds("xyzzy plugh") == 0.0


def test_a_word_seen_once_tells_which_kind_it_is_of():
    assert everyday_odds("token ký số") > 0
    assert everyday_odds("fanpage vì trẻ em") < 0
