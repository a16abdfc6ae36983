"""Laws: articles, khoản and điểm in their places; cross-references begin none."""

from __future__ import annotations

import pytest

from prompts.answering import Status
from retrieval.parsing import parse
from retrieval.types import LAW, BlockType
from tests.conftest import AS_OF

LAW_TEXT = """QUỐC HỘI
Luật số: 102/2016/QH13
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày 05 tháng 4 năm 2016
LUẬT
TRẺ EM
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Luật mẫu này chỉ để kiểm thử cách đọc.
Điều 2. Việc của các cơ quan
1. Cơ quan thứ nhất lo việc thứ nhất:
a) Việc đầu tiên theo
Điều 5 của Luật này;
b) Việc thứ hai;
đ) không theo thứ tự nên là phần của điểm b.
2. Cơ quan thứ hai lo việc thứ hai.
Điều 8a. Điều được thêm
Đoạn thứ nhất.
Đoạn thứ hai.
Chương II
THI HÀNH
Điều 90. Ủy ban nhân dân
1. Sửa Điều 4 như sau:
“Điều 4. Tên mới
1. Nội dung mới.”
2. Ủy ban làm việc mẫu.
CHỦ TỊCH QUỐC HỘI
PHỤ LỤC I
Danh mục mẫu
"""


@pytest.fixture(scope="module")
def parsed():
    return parse(LAW_TEXT)


def test_every_provision_has_the_path_an_official_would_point_at(parsed):
    clauses = {b.path: b.text for b in parsed.blocks if b.type is BlockType.CLAUSE}
    assert clauses["Điều 1"] == "Luật mẫu này chỉ để kiểm thử cách đọc."
    assert clauses["Điều 2 khoản 1"] == "Cơ quan thứ nhất lo việc thứ nhất:"
    assert clauses["Điều 2 khoản 1 điểm a"] == "Việc đầu tiên theo Điều 5 của Luật này;"
    assert clauses["Điều 2 khoản 1 điểm b"].endswith("phần của điểm b.")
    assert clauses["Điều 2 khoản 2"] == "Cơ quan thứ hai lo việc thứ hai."
    assert (clauses["Điều 8a"], clauses["Điều 8a đoạn 2"]) == ("Đoạn thứ nhất.", "Đoạn thứ hai.")


def test_an_article_that_another_law_gets_is_part_of_the_order(parsed):
    paths = {block.path for block in parsed.blocks}
    clauses = {b.path: b.text for b in parsed.blocks if b.type is BlockType.CLAUSE}
    assert not any(path.startswith("Điều 4") for path in paths)
    assert "Tên mới" in clauses["Điều 90 khoản 1"]
    assert clauses["Điều 90 khoản 2"] == "Ủy ban làm việc mẫu."


def test_nothing_of_a_law_is_lost_and_signature_and_annex_are_told_apart(parsed):
    assert parsed.source_chars == parsed.accounted_chars
    kinds = {block.path: block.type for block in parsed.blocks}
    assert kinds["signature"] is BlockType.SIGNATURE
    assert kinds["Phụ lục I"] is BlockType.HEADING


def test_a_law_says_what_it_is(parsed):
    described = parsed.description
    assert (described["kind"], described["number"], described["year"]) == (
        LAW,
        "102/2016/QH13",
        "2016",
    )
    assert described["title"] == "Luật Trẻ em"
    assert described["date"] == "2016-04-05"


def test_a_plan_carried_by_a_decision_is_no_law():
    text = "QUYẾT ĐỊNH\nĐiều 1. Ban hành Kế hoạch.\nĐiều 2. Giao Sở Y tế.\nĐiều 3. Thi hành.\n"
    assert parse(text).description["kind"] != LAW


def test_an_added_law_is_quoted_instead_of_its_digest_and_answers_no_question_about_plans(
    own_services, tmp_path
):
    path = tmp_path / "luat-tre-em.txt"
    path.write_text(LAW_TEXT, encoding="utf-8")
    question = "Điều 90 khoản 2 Luật Trẻ em nói gì?"
    before = own_services.answerer.ask(question, as_of=AS_OF)
    own_services.library.add(path)
    after = own_services.answerer.ask(question, as_of=AS_OF)
    assert all(c.digest for c in before.citations)
    assert after.status is Status.ANSWERED
    assert [c.quote for c in after.citations] == ["Ủy ban làm việc mẫu."]
    assert not after.citations[0].digest
    plans = own_services.answerer.ask("ai phụ trách phòng chống đuối nước?", as_of=AS_OF)
    cited = {c.clause.document.id for c in plans.citations} | set(plans.not_mentioned)
    assert "luat-tre-em" not in cited
