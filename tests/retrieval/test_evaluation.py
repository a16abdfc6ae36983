"""The project's own questions, and the figures made of them."""

from __future__ import annotations

import json
import math
import re

import pytest

from prompts.evaluation import answer_figures, search_outcomes
from retrieval.errors import EvaluationError
from retrieval.evaluation import (
    FORMS,
    evaluate_folder,
    measures,
    read_questions,
    read_unanswerable,
    typed_as,
)
from retrieval.search import Options
from retrieval.text import collapse, fold, solid
from tests.conftest import AS_OF


def test_figures_are_those_of_a_ranking_worked_out_by_hand():
    rankings = {"a": ["x", "y"], "b": ["y", "x"], "c": ["z"]}
    found = measures(rankings, {"a": {"x": 1}, "b": {"x": 1}, "c": {"x": 1}})
    assert found["recall@1"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["mrr@10"] == pytest.approx(0.5, abs=1e-4)
    assert found["ndcg@10"] == pytest.approx((1 + 0.6309) / 3, abs=1e-4)


def test_every_quote_stands_in_one_clause_of_its_plan(services):
    clauses = tuple(services.library.clauses())
    for asked in read_questions():
        wanted = solid(collapse(asked.quote))
        holding = [
            clause
            for clause in clauses
            if clause.document.id == asked.document and wanted in solid(clause.text)
        ]
        assert holding, asked.id


def test_there_are_questions_of_every_kind_and_plan():
    questions = read_questions()
    assert len(questions) >= 300
    assert len(read_unanswerable()) >= 60
    assert len({asked.document for asked in questions}) == 5
    assert len({asked.intent for asked in questions}) >= 9
    assert sum(asked.paraphrase for asked in questions) >= len(questions) / 3 - 1
    assert len({asked.id for asked in questions}) == len(questions)


def test_questions_hold_no_phone_mail_or_name():
    texts = [row.text for row in read_questions()] + [row.text for row in read_unanswerable()]
    assert not [text for text in texts if re.search(r"\d{3}[ .]?\d{3}[ .]?\d{3}|@", text)]


def test_a_form_is_the_same_every_time():
    for asked in read_questions("development")[:40]:
        for form in FORMS:
            assert typed_as(asked, form) == typed_as(asked, form)
        assert typed_as(asked, "no accents") == fold(asked.text)


def test_the_development_half_does_not_get_worse(services):
    """A floor under what was reached; the held-out half is only looked at to report."""
    questions, documents = read_questions("development"), services.library.documents()
    _, figures = search_outcomes(questions, services.searcher, documents, as_of=AS_OF)
    assert figures["recall@5"] >= 0.88
    assert figures["recall@10"] >= 0.91
    answers = answer_figures(
        questions, read_unanswerable("development"), services.answerer, as_of=AS_OF
    )
    assert answers["answered"] >= 0.88
    assert answers["declined"] >= 0.9


@pytest.mark.parametrize("share", [0.0, 0.8, math.inf])
def test_a_long_document_is_found_by_any_of_its_passages(tmp_path, services, share):
    other = "Tổ chức tiêm chủng mở rộng cho trẻ em dưới một tuổi tại trạm y tế. " * 15
    documents = {"long": f"{other}\n{other}\nDạy bơi, phòng đuối nước.", "short": other}
    rows = [json.dumps({"_id": name, "text": text}) for name, text in documents.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    question = {"_id": "q", "text": "phòng đuối nước, dạy bơi"}
    (tmp_path / "queries.jsonl").write_text(json.dumps(question), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q\tc\ts\nq\tlong\t1\n", encoding="utf-8")
    options = Options(vector_share=share)
    figures = evaluate_folder(tmp_path, tmp_path / "scratch", services.encoder, options)
    assert (figures["recall@1"], figures["documents"]) == (1.0, 2)


def test_a_folder_that_lacks_something_says_what(tmp_path, services):
    with pytest.raises(EvaluationError) as caught:
        evaluate_folder(tmp_path, tmp_path / "x", None, None)  # type: ignore[arg-type]
    assert caught.value.facts["name"] == "corpus.jsonl"
    (tmp_path / "corpus.jsonl").write_text("not json\n", encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(json.dumps({"_id": "a", "text": "b"}), "utf-8")
    (tmp_path / "qrels.tsv").write_text("q\tc\ts\na\tb\t1\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as caught:
        evaluate_folder(tmp_path, tmp_path / "x", None, None)  # type: ignore[arg-type]
    assert caught.value.facts["line"] == 1
