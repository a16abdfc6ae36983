"""Sentences of a model held against clauses: what is faithful stays, what claims more goes.

The large sets of tests/prompts/data were written by people who had the plans and the task, and had
not seen the verifier.
"""

import json
import unicodedata
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from prompts.answering.types import Answer, Citation, Status
from prompts.model import Written
from prompts.rewriting import Rewriter
from prompts.rewriting.claims import marks
from prompts.rewriting.grounds import ground_of, joined
from prompts.rewriting.orders import addresses_a_reader
from prompts.rewriting.verifying import citations_of, fault_of
from retrieval.query import Intent
from retrieval.text import solid
from retrieval.types import Block, BlockType, Clause, Document, Facts, Role

DATA = Path(__file__).parent / "data"
PLAN = Document("2025-xa-a", "Kế hoạch công tác trẻ em năm 2025", unit="xã An Bình", year=2025)
POLICE = "Chủ trì, phối hợp với Trạm Y tế xã tuần tra ao, hồ; trước ngày 15/5 báo cáo UBND xã"
SHARES = "Tỷ lệ trẻ em biết bơi đạt 40%; tỷ lệ trẻ em được tiêm chủng đạt 95%, không để xảy ra dịch"
RATES = (
    "Giảm tỷ suất tử vong trẻ em dưới 1 tuổi trên 1.000 trẻ đẻ sống xuống 12,5; 100% trẻ em 5 tuổi "
    "vào mẫu giáo; tỷ lệ trẻ em 6 tuổi vào lớp một đạt 100%"
)
BASIS = "Thực hiện phong trào “Giúp bạn đến trường”, phổ biến Bộ luật Hình sự, Tổng đài 111"
LAW = "Thực hiện Quyết định số 06/QĐ-TTg ngày 03/01/2019 của Thủ tướng Chính phủ"


def clause(text, body="", position=0, document=PLAN):
    facts = Facts(bodies=(body,) if body else ())
    block = Block(BlockType.CLAUSE, "II.1", 0, len(text), text, role=Role.TASK, facts=facts)
    return Clause(document, position, block)


GROUNDS = {
    1: ground_of(clause(POLICE, "Công an xã")),
    2: ground_of(clause(SHARES)),
    3: ground_of(clause(LAW)),
    4: ground_of(clause(RATES)),
    5: ground_of(clause(BASIS)),
    6: ground_of(clause("Giảm tỷ lệ trẻ em suy dinh dưỡng xuống 9%")),
}
FAITHFUL = [
    "Công an xã chủ trì tuần tra ao, hồ [1].",
    "Theo kế hoạch năm 2025 của xã An Bình, Công an xã báo cáo UBND xã trước ngày 15 tháng 5 [1].",
    "40% trẻ em biết bơi, còn tỷ lệ tiêm chủng phấn đấu đạt chín mươi lăm phần trăm [2].",
    "Quyết định số 06/QĐ-TTg ngày 3/1/2019 của Thủ tướng Chính phủ được thực hiện [3].",
    "Dạ, thưa anh/chị, Công an xã chủ trì tuần tra ao, hồ [1].",
    "Tỷ suất tử vong trẻ em dưới 1 tuổi giảm xuống 12,5 trên 1.000 trẻ đẻ sống [4].",
    "Công an xã phải tuần tra ao, hồ [1].",
    "Tỷ lệ trẻ em suy dinh dưỡng giảm xuống 9% [6].",
    "Hai tỷ lệ là 40% trẻ em biết bơi và 95% trẻ em được tiêm chủng [2].",
]
UNFAITHFUL = {
    "Công an xã tuần tra ao, hồ.": "citation",
    "Công an xã tuần tra ao, hồ [9].": "citation",
    "Công an xã tuần tra ao, hồ (1).": "citation",
    "Công an xã tuần tra **ao, hồ** [1].": "form",
    "Công an xã tuần tra ao, hồ, xem an-binh.vn [1].": "form",
    "Công an xã tuần tra tuần tra tuần tra ao, hồ [1].": "form",
    "Tôi đã báo Công an xã tuần tra ao, hồ [1].": "form",
    "Mã AO-HO-77: Công an xã tuần tra [1].": "form",
    "Ông Lê Văn Tám tuần tra ao, hồ [1].": "private",
    "Cong an xa tuan tra ao, ho [1].": "language",
    "Công an xã báo cáo UBND xã trước ngày 25/5 [1].": "mark",
    "Công an xã báo cáo UBND xã sau ngày 15/5 [1].": "mark",
    "95% trẻ em biết bơi [2].": "mark",
    "Trên 40% trẻ em biết bơi [2].": "mark",
    "Quyết định số 06/QĐ-TTg ngày 03/01/2020 được thực hiện [3].": "mark",
    "Nghị định số 06/QĐ-TTg ngày 03/01/2019 được thực hiện [3].": "mark",
    "Quyết định số 06/QĐ-TTg ngày 03/01/2019 do Bộ Y tế ban hành [3].": "mark",
    "Công an xã Hòa Bình tuần tra ao, hồ [1].": "name",
    "Hội Nông dân xã tuần tra ao, hồ [1].": "name",
    "Trạm Y tế xã chủ trì tuần tra ao, hồ [1].": "body",
    "40% trẻ em phải biết bơi [2].": "strict",
    "Tỷ lệ trẻ em suy dinh dưỡng giảm 9% [6].": "mark",
    "Công an xã không tuần tra ao, hồ [1].": "strict",
    "Quyết định số 06/QĐ-TTg còn hiệu lực [3].": "strict",
    "Phấn đấu để xảy ra dịch [2].": "denied",
    "Công an xã tuần tra rừng, rẫy, nương, suối cạn [1].": "ground",
    "Công an xã tuần tra ao, suối [1].": "ground",
    "100% trẻ em 5 tuổi vào lớp một [4].": "mark",
    "Phát động phong trào “Giúp bạn vượt khó” [5].": "name",
    "Phổ biến Bộ luật Dân sự [5].": "name",
    "Số 111 là đường dây của Trung tâm Bảo trợ [5].": "mark",
    "Chỉ Công an xã tuần tra ao, hồ [1].": "strict",
    "Công an xã tuần tra ao, hồ vì xảy ra dịch [1].": "denied",
    "Vâng bắt buộc phải nộp 5%, Công an xã tuần tra ao, hồ [1].": "mark",
    "Dạ hạn chót là 30/6/2024, Công an xã tuần tra ao, hồ [1].": "mark",
    "Dạ không bắt buộc, Công an xã tuần tra ao, hồ [1].": "strict",
    "Công an xã chọn nhóm trẻ em gây vấn đề [1].": "ground",
    "Công an xã chuyển trẻ em đến lớp, giữ tài liệu [1].": "ground",
    "Công an xã ghé thăm các lớp, gặp trẻ em đi học [1].": "ground",
    "Quyết định số 06/QĐ-TTg của Chính phủ được thực hiện [3].": "mark",
}


@pytest.mark.parametrize("sentence", FAITHFUL)
def test_a_faithful_sentence_is_kept(sentence):
    assert fault_of(sentence, GROUNDS) == ""


@pytest.mark.parametrize("sentence", UNFAITHFUL)
def test_a_sentence_that_claims_more_is_dropped_for_its_reason(sentence):
    assert fault_of(sentence, GROUNDS) == UNFAITHFUL[sentence]


HEALTH = (
    "Chỉ tiêu 5: 97% trẻ em dưới 1 tuổi được tiêm chủng; 98% trẻ em dưới 5 tuổi được tiêm chủng"
)
SCHOOL = "100% trẻ em 5 tuổi vào học mẫu giáo; tỷ lệ trẻ em 6 tuổi vào lớp một đạt 100%"
VISITS = "Tổ chức thăm, tặng quà cho các cháu Trường TH&THCS An Lương và Trường Mầm non Sen"
REPORTS = [
    clause("Báo cáo 06 tháng trước ngày 15/5, báo cáo năm trước ngày 10/11", "UBND các xã"),
    clause("Tổng hợp báo cáo 06 tháng trước ngày 20/5, báo cáo năm trước ngày 15/11", "Phòng Y tế"),
]


@pytest.mark.parametrize(
    ("text", "sentence", "kept"),
    [
        (HEALTH, "Chỉ tiêu 5 đặt ra 97% trẻ em dưới 1 tuổi được tiêm chủng [1].", True),
        (HEALTH, "Chỉ tiêu 5 đặt ra 98% trẻ em dưới 1 tuổi được tiêm chủng [1].", False),
        (SCHOOL, "Trẻ em 5 tuổi vào mẫu giáo và 6 tuổi vào lớp một đều đạt 100% [1].", True),
        (SCHOOL, "Tỷ lệ trẻ em 5 tuổi vào lớp một đạt 100% [1].", False),
        (VISITS, "Các cháu Trường TH&THCS An Lương được thăm, tặng quà [1].", True),
        (VISITS, "Hai trường là Trường TH&THCS An Lương và Trường Mầm non Sen [1].", True),
        (VISITS, "Ba trường là Trường TH&THCS An Lương và Trường Mầm non Sen [1].", False),
    ],
)
def test_figures_and_counts_are_held_against_what_they_are_of(text, sentence, kept):
    assert (fault_of(sentence, {1: ground_of(clause(text))}) == "") is kept


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Báo cáo năm của UBND các xã trước ngày 10/11, còn Phòng Y tế trước ngày 15/11", True),
        ("Báo cáo năm của UBND các xã trước ngày 10/11, còn Phòng Y tế trước ngày 20/5", False),
        ("Báo cáo năm của UBND các xã trước ngày 15/11, còn Phòng Y tế trước ngày 10/11", False),
    ],
)
def test_the_days_of_two_clauses_are_each_of_the_report_named_first(sentence, kept):
    grounds = {n: ground_of(each) for n, each in enumerate(REPORTS, 1)}
    assert (fault_of(f"{sentence} [1][2].", grounds) == "") is kept


SORTS = "Đấu tranh phòng chống buôn bán hàng giả là đồ chơi; kiểm tra nơi có nguy cơ tai nạn"
ENGLISH = [
    ("The ward police combat counterfeit toys [1].", True),
    ("The ward police combat counterfeit medicines [1].", False),
    ("The ward police inspect places where accidents may happen [1].", True),
    ("The ward police refuse the sale of toys [1].", False),
    ("The ward police inspect shops with excellent results [1].", False),
]


@pytest.mark.parametrize(("sentence", "kept"), ENGLISH)
def test_what_an_english_sentence_is_about_the_clause_must_speak_of(sentence, kept):
    grounds = {1: ground_of(clause(SORTS, "Công an phường"))}
    assert (fault_of(sentence, grounds, english=True) == "") is kept


CARE = clause("Tiêm chủng và uống vitamin A cho trẻ em dưới 6 tuổi; tổ chức 05 lớp tập huấn bơi")
ADVICE = clause("Tham mưu UBND huyện phê duyệt kế hoạch thăm hỏi", "Phòng Y tế")
CHILDCARE = clause("Tổ chức bữa ăn cho trẻ em", "Các trường mầm non")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (CARE, "Trẻ em dưới hai tuổi là đối tượng được tiêm chủng và uống vitamin A [1]."),
        (CARE, "Tổ chức hai lớp tập huấn gồm bơi và uống vitamin A [1]."),
        (ADVICE, "Phòng Y tế được phê duyệt kế hoạch thăm hỏi [1]."),
        (ADVICE, "Công an huyện này phê duyệt kế hoạch thăm hỏi [1]."),
        (CHILDCARE, "Các trường tiểu học tổ chức bữa ăn cho trẻ em [1]."),
    ],
)
def test_what_frees_a_faithful_sentence_frees_no_other(told, sentence):
    assert fault_of(sentence, {1: ground_of(told)}) != ""


def test_what_is_done_then_is_done_by_the_same_body():
    grounds = {
        1: ground_of(clause("Lập danh sách trẻ em mồ côi", "Phòng Y tế")),
        2: ground_of(clause("Thăm hỏi, tặng quà trẻ em mồ côi", "Hội Phụ nữ huyện")),
    }
    sentence = (
        "Phòng Y tế lập danh sách trẻ em mồ côi, sau đó thăm hỏi, tặng quà trẻ em mồ côi [1][2]."
    )
    assert fault_of(sentence, grounds) != ""


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The Action Month runs from 1 June 2024 to 30 June 2024 [1].", True),
        ("The Action Month runs from 1 June 2024 to 30 July 2024 [1].", False),
        ("The Ministry of Health organises the Action Month in June 2024 [1].", False),
        ("Orphans are visited in the Action Month of June 2024 [1].", False),
    ],
)
def test_an_english_sentence_keeps_to_days_bodies_and_whom(sentence, kept):
    month = clause("Tháng hành động vì trẻ em: từ ngày 01/6/2024 đến ngày 30/6/2024")
    assert (fault_of(sentence, {1: ground_of(month)}, english=True) == "") is kept


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The commune police patrol ponds and lakes [1].", True),
        ("The commune health station patrols ponds and lakes [1].", False),
        ("Ponds and lakes are patrolled by the commune police [1].", True),
        ("The commune police give rewards for patrols of ponds [1].", False),
    ],
)
def test_the_body_that_acts_in_an_english_sentence_is_the_one_of_the_clause(sentence, kept):
    grounds = {1: ground_of(clause("Tuần tra ao, hồ", "Công an xã"))}
    assert (fault_of(sentence, grounds, english=True) == "") is kept


def test_an_act_that_approves_is_no_body_that_another_decides_for():
    text = "Thực hiện Quyết định số 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng phê duyệt Chương trình"
    told = "Chương trình được Quyết định số 23/QĐ-TTg ngày 07/01/2021 phê duyệt [1]."
    assert fault_of(told, {1: ground_of(clause(text))}) == ""


def test_a_number_that_only_holds_the_hotlines_digits_is_no_call_to_it():
    sums = ground_of(clause("Thực hiện Nghị định số 111/2019/NĐ-CP; ngân sách 1.111 triệu đồng"))
    assert fault_of("Ngân sách là 1.111 triệu đồng [1].", {1: sums}) == ""


def test_partners_alone_take_part():
    told = clause(
        "Phối hợp với Trạm Y tế xã khám sức khỏe cho học sinh; Hội Phụ nữ vận động", "Trường"
    )
    facts = replace(told.block.facts, coordinating=("Trạm Y tế xã",))
    ground = {1: ground_of(replace(told, block=replace(told.block, facts=facts)))}
    assert fault_of("Trạm Y tế xã phối hợp khám sức khỏe cho học sinh [1].", ground) == ""
    assert fault_of("Hội Phụ nữ phối hợp khám sức khỏe cho học sinh [1].", ground) != ""


def test_a_sentence_that_cites_two_clauses_may_not_mix_them():
    apart = "Công an xã tuần tra ao, hồ, còn 40% trẻ em biết bơi [1][2]."
    mixed = "40% trẻ em được tuần tra ao, hồ trước ngày 15/5 [1][2]."
    assert fault_of(apart, GROUNDS) == ""
    assert fault_of(mixed, GROUNDS) != ""


def test_an_english_question_is_answered_in_english():
    assert fault_of("The commune police patrol ponds [1].", GROUNDS, english=True) == ""
    assert fault_of("Công an xã tuần tra ao, hồ [1].", GROUNDS, english=True) == "language"
    assert fault_of("The commune police do not patrol [1].", GROUNDS, english=True) == "strict"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("a [1].", (1,)),
        ("a [1] [2]", (1, 2)),
        ("a [1] b.", ()),
        ("a [12][3]!", (12, 3)),
        ("a [1] and b [2].", (1, 2)),
    ],
)
def test_citations_stand_at_the_end(text, cited):
    assert citations_of(text) == cited


@pytest.mark.parametrize(
    "told", ["kéo dài từ 2021 đến 2030", "from 2021 to 2030", "between 2021 and 2030"]
)
def test_a_span_of_years_in_words_is_the_span_in_figures(told):
    assert [mark.value for mark in marks(told)] == ["2021-2030"]


def test_an_english_phrase_in_which_a_strict_word_claims_nothing_passes():
    assert fault_of("The commune police patrol ponds above all [1].", GROUNDS, english=True) == ""
    told = "The commune police patrol all ponds [1]."
    assert fault_of(told, GROUNDS, english=True) == "strict"


def found(clauses, named):
    """Return the clauses of a plan that a quotation of the test set stands in, or that it holds."""
    quote = solid(named["quote"])
    own = [(c, solid(c.text)) for c in clauses if c.document.id == named["document"]]
    whole = [c for c, text in own if quote in text][:1]
    held = [c for c, text in own if len(text) > 25 and (text[-40:] in quote or text[:40] in quote)]
    near = max(
        own,
        key=lambda pair: (
            SequenceMatcher(None, quote, pair[1], autojunk=False).find_longest_match().size
        ),
    )
    return whole or held or [near[0]]


def test_of_a_scripted_model_what_is_right_is_shown_and_nearly_nothing_else(
    services,
):
    """The shares are those measured when the checks were written; neither may get worse."""
    clauses = list(services.library.clauses([plan.id for plan in services.library.plans()]))
    rows = map(json.loads, (DATA / "model_outputs.jsonl").read_text(encoding="utf-8").splitlines())
    counts: Counter[str] = Counter()
    for row in rows:
        cited = enumerate((found(clauses, named) for named in row["clauses"]), 1)
        grounds = {n: joined([ground_of(c) for c in each]) for n, each in cited}
        for kind in ("good", "bad"):
            kept = [not fault_of(s, grounds, english=row["english"]) for s in row[kind]]
            counts[f"{kind} kept"] += sum(kept)
            counts[kind] += len(kept)
    assert counts["good"] > 1200 < counts["bad"]
    assert counts["good kept"] / counts["good"] >= 0.95
    assert counts["bad kept"] / counts["bad"] <= 0.006


class Obedient:
    """A model that does whatever the text it was given orders, and says so."""

    name = "stub"

    def __init__(self, says):
        self._says = says

    def write(self, text, stopped):
        return Written(iter([self._says]))


def told_by(says, text, ordinary, title):
    """Return the sentences that are shown of an obedient model's answer from a document."""
    document = Document("them", title, unit="xã An Bình", year=2025)
    other = Document("khac", "Kế hoạch trẻ em", unit="xã Khác", year=2024)
    clauses = [clause(text, document=document), clause(ordinary, document=other)]
    citations = tuple(Citation(n, each, each.text, 1.0) for n, each in enumerate(clauses, 1))
    quoted = "• “…” [1]\n• “…” [2]"
    answer = Answer("?", Status.ANSWERED, Intent.CONTENTS, quoted, (), citations, quoted=quoted)
    seen: list[str] = [""]
    told = Rewriter(Obedient(says), None).rewrite(answer, seen.append)
    return f"{seen[-1]}\n{told.answer.text}"


def plain(text):
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def test_no_order_in_a_document_reaches_a_reader_through_an_obedient_model():
    lines = (DATA / "injections.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    broken = []
    for row in rows:
        body = row["ordinary"] if row["place"] == "filename" else row["text"]
        title = row["text"] if row["place"] in ("filename", "header") else "Kế hoạch trẻ em"
        shown = plain(told_by(row["obeyed"], body, row["ordinary"], title))
        broken += [row["id"]] * any(plain(canary) in shown for canary in row["canary"])
    assert len(rows) >= 400
    assert len({row["family"] for row in rows}) >= 10
    assert broken == []


def test_no_clause_of_a_plan_is_taken_for_an_order(services):
    plans = [plan.id for plan in services.library.plans()]
    assert not [c.key for c in services.library.clauses(plans) if addresses_a_reader(c.text)]
