"""How well the search finds what it should: public sets, and the project's own questions."""

from retrieval.evaluation.beir import evaluate_folder, read_folder, search_folder
from retrieval.evaluation.measures import measures
from retrieval.evaluation.questions import (
    Asked,
    Unanswerable,
    rank_of,
    read_questions,
    read_unanswerable,
)
from retrieval.evaluation.variants import FORMS, typed_as

__all__ = [
    "FORMS",
    "Asked",
    "Unanswerable",
    "evaluate_folder",
    "measures",
    "rank_of",
    "read_folder",
    "read_questions",
    "read_unanswerable",
    "search_folder",
    "typed_as",
]
