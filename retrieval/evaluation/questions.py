"""The project's own questions, in corpus/eval: written from the plans by hands that saw no code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from retrieval.corpus import CORPUS
from retrieval.text import collapse, solid
from retrieval.types import Ranking


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a plan answers.

    Attributes:
        half: "development", to choose by, or "held-out", looked at only to report.
        paraphrase: Whether it shares no content word with the clause beyond the topic.
        document: The plan that answers it.
        body: Who must act, as printed; "" where that was not asked or nobody must.
        english: The same in English; "" where it was not written.
        quote: Part of the clause that answers it.
    """

    id: str
    half: str
    intent: str
    paraphrase: bool
    document: str
    body: str
    text: str
    english: str
    quote: str


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """A question that no plan answers.

    Attributes:
        kind: "field", in the plans' own vocabulary, or "other".
        why: What is missing.
    """

    id: str
    half: str
    kind: str
    text: str
    why: str


def read_questions(half: str = "") -> tuple[Asked, ...]:
    """Return the answerable questions of one half, or of both."""
    return tuple(
        asked for row in _rows("questions.jsonl") if half in ("", (asked := Asked(**row)).half)
    )


def read_unanswerable(half: str = "") -> tuple[Unanswerable, ...]:
    """Return the unanswerable questions of one half, or of both."""
    rows = [Unanswerable(**row) for row in _rows("unanswerable.jsonl")]
    return tuple(row for row in rows if half in ("", row.half))


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (CORPUS / "eval" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rank_of(asked: Asked, ranking: Ranking) -> int:
    """Return the rank of the clause that holds the quote, from 1; 0 when it is not there.

    A comparison is answered by the clause of any plan that has the words.
    """
    wanted = solid(collapse(asked.quote))
    for rank, hit in enumerate(ranking, 1):
        there = asked.intent == "comparison" or hit.clause.document.id == asked.document
        if there and wanted in solid(hit.clause.text):
            return rank
    return 0
