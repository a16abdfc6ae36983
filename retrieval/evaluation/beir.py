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
from retrieval.errors import EvaluationError
from retrieval.evaluation.measures import CUTS, latency, measures
from retrieval.index import Entry, Snapshot, throwaway
from retrieval.query import understand
from retrieval.search import Options, fused_hits


@dataclass(frozen=True, slots=True)
class TestSet:
    """Documents, questions and which documents answer which question.

    Attributes:
        answers: Ids of the right documents by id of the question, each with its gain.
    """

    documents: dict[str, Entry]
    questions: dict[str, str]
    answers: dict[str, dict[str, int]]


def evaluate_folder(
    folder: Path, scratch: Path, encoder: Encoder, options: Options
) -> dict[str, float | int]:
    """Return the figures for a folder.

    Args:
        folder: Holds `corpus.jsonl` (or `.xz`), `queries.jsonl` and `qrels.tsv`.
        scratch: Empty folder for the throw-away index.
        encoder: Gives the vectors.
        options: Parts of the search that are on.

    Raises:
        EvaluationError: A file is missing or cannot be read.
    """
    test = read_folder(folder)
    snapshot = throwaway(list(test.documents.values()), scratch, encoder)
    rankings, times = search_folder(test, snapshot, encoder, options)
    snapshot.close()
    size = {"documents": len(test.documents)}
    return {**measures(rankings, test.answers), **latency(times), **size}


def search_folder(
    test: TestSet, snapshot: Snapshot, encoder: Encoder, options: Options
) -> tuple[dict[str, list[str]], list[float]]:
    """Search for every question of a test set.

    Args:
        test: Its documents are what the snapshot was made of, in order.
        snapshot: The index.
        encoder: The one it was made with.
        options: Parts of the search that are on.

    Returns:
        Ids of the documents found by question, best first, and the seconds each search took.
    """
    ids = list(test.documents)
    rankings: dict[str, list[str]] = {}
    times: list[float] = []
    for name, text in test.questions.items():
        started = time.perf_counter()
        question = understand(text, as_of=date.today(), documents=())  # noqa: DTZ011 - no law asked
        hits = fused_hits(snapshot, encoder, question, options, depth=max(CUTS))
        times.append(time.perf_counter() - started)
        rankings[name] = [ids[ordinal] for ordinal, _ in hits[: max(CUTS)]]
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
    documents = {
        str(row["_id"]): Entry("", "", str(row.get("title") or ""), str(row.get("text") or ""))
        for row in _rows(corpus)
    }
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
