"""Words and vectors together; every part can be switched off."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document

from retrieval.index import Weights, terms_of
from retrieval.langchain import ClauseRetriever
from retrieval.query import understand
from retrieval.search import Options, Searcher, fuse_rankings
from retrieval.types import Ranking
from tests.conftest import AS_OF


@pytest.fixture
def find(services):
    def run(text: str, options: Options | None = None, limit: int = 10) -> Ranking:
        asked = understand(text, as_of=AS_OF, documents=services.library.documents())
        searcher = Searcher(
            services.library, services.index, services.searcher._encoder, options or Options()
        )
        return searcher.search(asked, limit=limit)

    return run


def test_a_clear_lead_outweighs_agreement_on_second_places():
    """What scores keep and ranks lose."""
    words = [(1, 10.0), (2, 2.0)]
    vectors = [(3, 0.9), (2, 0.85)]
    assert fuse_rankings(words, vectors, 0.5)[0][0] == 1


def test_fusing_with_nothing_changes_nothing():
    words = [(4, 3.0), (5, 1.5)]
    assert [ordinal for ordinal, _ in fuse_rankings(words, [], 0.5)] == [4, 5]


def test_a_question_without_accents_is_looked_for_without_accents():
    assert all(term.folded for term in terms_of("duoi nuoc"))
    assert {term.folded for term in terms_of("đuối nước")} == {True, False}
    assert terms_of("đuối nước", weights=Weights(folded=0.0))


@pytest.mark.parametrize(
    "options",
    [
        Options(),
        Options(vector_share=0.0),
        Options(vector_share=float("inf")),
        Options(expand=False),
        Options(coverage_share=0.0, suit_share=0.0, body_share=0.0),
    ],
    ids=["fused", "words", "vectors", "no expansion", "no reordering"],
)
def test_every_part_can_be_switched_off(find, options):
    ranking = find("phòng, chống đuối nước trẻ em", options)
    assert len(ranking.hits) == 10
    assert any("đuối nước" in hit.clause.text for hit in ranking)


def test_words_that_no_clause_holds_find_nothing_that_counts(find):
    ranking = find("zzxqj qqwrt in Nghia Thuong", Options(vector_share=0.0))
    assert all(hit.score == 0 for hit in ranking)


def test_a_score_is_the_share_of_the_question_that_is_covered(find):
    hits = find("hàng giả, hàng kém chất lượng là đồ chơi").hits
    assert hits[0].clause.document.id == "2023-phuong-phu-thu"
    assert hits[0].score > 0.9
    assert all(0.0 <= hit.score <= 1.0 for hit in hits)


def test_other_words_for_the_same_are_found(find):
    """The clause says "học bơi", not "đuối nước"."""
    found = {(hit.clause.document.id, hit.clause.path) for hit in find("đuối nước", limit=30)}
    assert ("2025-xa-nghia-thuong", "IV.2 gạch 3") in found


def test_a_place_restricts_the_search_to_its_plan(find):
    ranking = find("kinh phí ở huyện Thanh Bình")
    assert {hit.clause.document.id for hit in ranking} == {"2023-huyen-thanh-binh"}
    assert ranking.hits[0].clause.path.startswith("V ")


def test_langchain_users_get_the_same_search(services, find):
    retriever = ClauseRetriever(
        library=services.library, searcher=services.searcher, today=lambda: AS_OF, k=5
    )
    found = retriever.invoke("ai phụ trách khai sinh?")
    assert all(isinstance(document, Document) for document in found)
    expected = [hit.clause.key for hit in find("ai phụ trách khai sinh?", limit=5)]
    assert [document.id for document in found] == expected


def test_tasks_of_a_body_come_before_what_others_do_where_nothing_else_is_asked(find):
    asked = "Phòng Nội vụ - LĐTB&XH thị xã Phước Long có những nhiệm vụ gì?"
    for options, all_its_own in ((None, True), (Options(duty_share=Options().body_share), False)):
        bodies = [hit.clause.facts.bodies for hit in find(asked, options, limit=5)]
        assert all("Phòng Nội vụ - LĐTB&XH".lower() in b[0].lower() for b in bodies) is all_its_own
