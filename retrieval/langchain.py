"""The same search for users of LangChain: a retriever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retrieval.library import Library
from retrieval.query import understand
from retrieval.search import Searcher
from retrieval.types import ScoredClause


class ClauseRetriever(BaseRetriever):
    """Clauses for a question, best first, as LangChain documents.

    Attributes:
        library: The plans.
        searcher: Finds their clauses.
        today: Returns the day for which the question is asked.
        k: How many clauses at most.
    """

    library: Library
    searcher: Searcher
    today: Callable[[], date]
    k: int = 10

    model_config: ClassVar[ConfigDict] = ConfigDict(arbitrary_types_allowed=True)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        del run_manager
        documents = self.library.plans()
        question = understand(query, as_of=self.today(), documents=documents)
        ranking = self.searcher.search(question, limit=self.k)
        return [_to_document(hit) for hit in ranking]


def _to_document(hit: ScoredClause) -> LangChainDocument:
    clause = hit.clause
    metadata: dict[str, Any] = {
        "document": clause.document.id,
        "title": clause.document.title,
        "year": clause.document.year,
        "path": clause.path,
        "bodies": list(clause.facts.bodies),
        "score": hit.score,
    }
    return LangChainDocument(page_content=clause.text, metadata=metadata, id=clause.key)
