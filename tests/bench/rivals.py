"""What a good engineer would write in an afternoon, and rank_bm25: measured beside this search."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from rank_bm25 import BM25Okapi

from bot.services import Services, today
from retrieval.encoder import Encoder
from retrieval.evaluation import FORMS, Asked, read_questions, typed_as
from retrieval.evaluation.measures import latency, measures
from retrieval.query import understand
from retrieval.text import collapse, solid

DEPTH = 10

Passage = tuple[str, str]
"""Document id and text."""


@dataclass(frozen=True, slots=True)
class System:
    """A search: from a question to passages, best first."""

    name: str
    search: Callable[[str], Sequence[Passage]]


class _SameEncoder(Embeddings):
    """The shipped encoder as LangChain wants it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self._encoder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def ours(services: Services) -> System:
    """Return this project's search."""
    documents, day = services.library.plans(), today()

    def search(text: str) -> list[Passage]:
        question = understand(text, as_of=day, documents=documents)
        ranking = services.searcher.search(question, limit=DEPTH)
        return [(hit.clause.document.id, hit.clause.text) for hit in ranking]

    return System("kehoach", search)


def afternoon(services: Services, folder: Path) -> System:
    """Return chunks of 1,000 characters with an overlap of 200, in Chroma, the same encoder."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    store = Chroma(
        collection_name="chunks",
        embedding_function=_SameEncoder(services.encoder),
        persist_directory=str(folder),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    for document in services.library.plans():
        chunks = splitter.split_text(services.library.text(document.id))
        store.add_texts(chunks, [{"document": document.id}] * len(chunks))

    def search(text: str) -> list[Passage]:
        found = store.similarity_search(text, k=DEPTH)
        return [(str(chunk.metadata["document"]), chunk.page_content) for chunk in found]

    return System("LangChain, 1000/200, Chroma", search)


def rank_bm25(services: Services) -> System:
    """Return rank_bm25 over the same clauses, words split at white space."""
    passages = [(clause.document.id, clause.text) for clause in services.library.clauses()]
    index = BM25Okapi([text.lower().split() for _, text in passages])

    def search(text: str) -> list[Passage]:
        return list(index.get_top_n(text.lower().split(), passages, n=DEPTH))

    return System("rank_bm25, clauses", search)


def compare(systems: Sequence[System], half: str) -> None:
    """Print quality and time of each system on the project's questions, in one run."""
    questions = read_questions(half)
    columns = ("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10")
    for form in FORMS:
        asked = [(each, text) for each in questions if (text := typed_as(each, form))]
        print(
            f"{half}, {form}, {len(asked)} questions".ljust(44)
            + "".join(f"{c:>11}" for c in columns)
        )
        times = {system.name: _figures(system, asked, columns) for system in systems}
        base = times[systems[0].name]
        print("  ms p50: " + "; ".join(f"{n} {t:.2f} (x{t / base:.1f})" for n, t in times.items()))


def _figures(system: System, asked: Sequence[tuple[Asked, str]], columns: Sequence[str]) -> float:
    rankings, answers, times = {}, {}, []
    for each, text in asked:
        started = time.perf_counter()
        found = system.search(text)
        times.append(time.perf_counter() - started)
        rankings[each.id] = [str(place) for place in range(1, DEPTH + 1)]
        answers[each.id] = {str(_place(each, found)): 1}
    figures = measures(rankings, answers)
    print(f"  {system.name:42}" + "".join(f"{figures[name]:>11}" for name in columns))
    return latency(times)["p50_ms"]


def _place(asked: Asked, found: Sequence[Passage]) -> int:
    """Return the rank of the first passage that holds the quote, 0 for none."""
    wanted = solid(collapse(asked.quote))
    for place, (document, text) in enumerate(found, 1):
        there = asked.intent == "comparison" or document == asked.document
        if there and wanted in solid(collapse(text)):
            return place
    return 0
