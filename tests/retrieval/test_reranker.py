"""An optional cross-encoder: it orders the first hits anew, and a missing one is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from retrieval.encoder import EncoderError
from retrieval.query import understand
from retrieval.reranker import CrossEncoderReranker
from retrieval.search import RERANKED, Searcher
from tests.conftest import AS_OF
from tests.retrieval.test_encoder import save_tokenizer, small_config


class Shortest:
    """Prefers short texts."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        del question
        return [-float(len(text)) for text in texts]


def test_the_first_hits_are_ordered_by_the_reranker_and_the_others_stay(services):
    asked = understand("phòng, chống đuối nước", as_of=AS_OF, documents=())
    before = services.searcher.search(asked, limit=40).hits
    searcher = Searcher(services.library, services.index, services.encoder, reranker=Shortest())
    after = searcher.search(asked, limit=40).hits
    keys = [hit.clause.key for hit in after]
    assert sorted(keys[:RERANKED]) == sorted(hit.clause.key for hit in before[:RERANKED])
    assert keys[:RERANKED] != [hit.clause.key for hit in before[:RERANKED]]
    assert keys[RERANKED:] == [hit.clause.key for hit in before[RERANKED:]]


def test_a_cross_encoder_of_sentence_transformers_can_be_configured(tmp_path):
    """A small one made here; its scores are those of the model itself."""
    from sentence_transformers import CrossEncoder
    from transformers import BertForSequenceClassification

    folder = str(tmp_path / "model")
    config = small_config()
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    save_tokenizer(folder)
    texts = ["trẻ em", "em", "trẻ trẻ em"]
    scores = CrossEncoderReranker.load(folder).scores("trẻ", texts)
    theirs = CrossEncoder(folder).predict([("trẻ", text) for text in texts])
    assert scores == pytest.approx([float(score) for score in theirs])
    assert len(set(scores)) > 1


def test_a_reranker_that_is_not_there_is_told_by_name(tmp_path):
    with pytest.raises(EncoderError) as error:
        CrossEncoderReranker.load(str(tmp_path / "none"))
    assert error.value.code == "reranker_unavailable"
