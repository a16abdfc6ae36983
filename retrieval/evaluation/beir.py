"""How well the search finds what it should: public sets in BEIR form, on a throw-away index."""

from __future__ import annotations

import json
import lzma
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from retrieval.encoder import Encoder
from retrieval.encoder.pairs import pieces
from retrieval.errors import EvaluationError
from retrieval.evaluation.measures import CUTS, latency, measures
from retrieval.index import Entry, Snapshot, throwaway
from retrieval.query import understand
from retrieval.search import Options, fused_hits

PASSAGE_CHARACTERS = 800
"""A document is indexed in passages of whole paragraphs, each of at least this length: the index
is one of clauses, and a vector of many things is near to none (ALQAC 2022)."""


DEPTH = 2 * max(CUTS)
"""Passages that are ranked: a document may have several among them."""


@dataclass(frozen=True, slots=True)
class TestSet:
    """Documents, questions and which documents answer which question.

    Attributes:
        documents: Passages under their heading, by id of the document.
        answers: Ids of the right documents by id of the question, each with its gain.
    """

    documents: dict[str, list[Entry]]
    questions: dict[str, str]
    answers: dict[str, dict[str, int]]

    def entries(self) -> list[Entry]:
        """Return the passages of all documents, in order."""
        return [entry for entries in self.documents.values() for entry in entries]


def evaluate_folder(
    folder: Path, scratch: Path, encoder: Encoder, options: Options
) -> dict[str, float | int]:
    """Return the figures for a folder; a document is as near as its nearest passage.

    The nearest passage stands for its document as in Dai & Callan (SIGIR 2019), "MaxP".

    Args:
        folder: Holds `corpus.jsonl` (or `.xz`), `queries.jsonl` and `qrels.tsv`.
        scratch: Empty folder for the throw-away index.
        encoder: Gives the vectors.
        options: Parts of the search that are on.

    Raises:
        EvaluationError: A file is missing or cannot be read.
    """
    test = read_folder(folder)
    snapshot = throwaway(test.entries(), scratch, encoder)
    rankings, times = search_folder(test, snapshot, encoder, options)
    snapshot.close()
    size = {"documents": len(test.documents)}
    return {**measures(rankings, test.answers), **latency(times), **size}


def search_folder(
    test: TestSet, snapshot: Snapshot, encoder: Encoder, options: Options
) -> tuple[dict[str, list[str]], list[float]]:
    """Search for every question of a test set.

    Args:
        test: Its questions are asked.
        snapshot: The index of its entries.
        encoder: The one it was made with.
        options: Parts of the search that are on.

    Returns:
        Ids of the documents found by question, best first, and the seconds each search took.
    """
    rankings: dict[str, list[str]] = {}
    times: list[float] = []
    for name, text in test.questions.items():
        started = time.perf_counter()
        question = understand(text, as_of=date.today(), documents=())  # noqa: DTZ011 - no law asked
        hits = fused_hits(snapshot, encoder, question, options, depth=DEPTH)
        times.append(time.perf_counter() - started)
        rankings[name] = list(dict.fromkeys(snapshot.keys[at][0] for at, _ in hits))
    return rankings, times


def read_folder(folder: Path) -> TestSet:
    """Return what a folder in BEIR form holds; see `evaluate_folder`."""
    try:
        return _read_folder(folder)
    except (KeyError, ValueError) as error:
        raise EvaluationError("eval_row", name=folder.name, reason=str(error)) from None


def _read_folder(folder: Path) -> TestSet:
    if not folder.is_dir():
        raise EvaluationError("eval_folder_missing", name=folder.name)
    corpus = _existing(folder, "corpus.jsonl", "corpus.jsonl.xz", "corpus.xz")
    documents = {(name := str(row["_id"])): _passages(name, row) for row in _rows(corpus)}
    questions = {
        str(row["_id"]): str(row["text"]) for row in _rows(_existing(folder, "queries.jsonl"))
    }
    answers: dict[str, dict[str, int]] = {}
    for line in _existing(folder, "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) >= 3 and int(cells[2]) > 0:
            answers.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    if not documents or not questions or not answers:
        raise EvaluationError("eval_folder_empty", name=folder.name)
    kept = {name: text for name, text in questions.items() if name in answers}
    return TestSet(documents, kept, answers)


def _passages(name: str, row: dict[str, Any]) -> list[Entry]:
    heading, text = str(row.get("title") or ""), str(row.get("text") or "")
    found = pieces(text, PASSAGE_CHARACTERS) or [text]
    return [Entry(name, "", heading, passage) for passage in found]


def _existing(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise EvaluationError("eval_file_missing", name=names[0], folder=folder.name)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    text = (lzma.decompress(content) if path.suffix == ".xz" else content).decode("utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError:
                raise EvaluationError("eval_line", name=path.name, line=number) from None
