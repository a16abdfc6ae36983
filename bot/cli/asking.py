"""`ask`, `search` and `chat`."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.access import Access
from bot.cli.output import answer_object, hit_object, progress_bars, write, write_json
from bot.console import AT_TERMINAL, converse
from bot.conversation import Conversation
from bot.conversation.modelling import Modelling
from bot.conversation.screens import Screens
from bot.errors import InputError
from bot.members import Members
from bot.services import Services, today
from bot.store import Store
from retrieval.query import understand


def chat(_arguments: argparse.Namespace, services: Services) -> int:
    """Hold a conversation in the terminal until the input ends."""
    services.prepare(progress_bars())
    access = Access.from_settings(services.settings, Members(services.engine))
    conversation = Conversation(services, Store(services.engine), access)
    try:
        converse(conversation)
    finally:
        conversation.close()
    return 0


def ask(arguments: argparse.Namespace, services: Services) -> int:
    """Answer one question, or a file of them."""
    as_of = arguments.as_of or today()
    modelling = Modelling(services, Screens())

    def answer(question: str, first: dict[str, Any]) -> dict[str, Any]:
        started = time.perf_counter()
        found = services.answerer.ask(question, as_of=as_of, unit=arguments.unit)
        found = modelling.worded(AT_TERMINAL, found)
        return answer_object(found, 1000 * (time.perf_counter() - started), **first)

    return _each(arguments, services, answer, lambda result: result["answer"])


def search(arguments: argparse.Namespace, services: Services) -> int:
    """Rank clauses for one question, or a file of them."""

    def rank(question: str, first: dict[str, Any]) -> dict[str, Any]:
        documents = services.library.documents()
        asked = understand(question, as_of=today(), documents=documents)
        hits = services.searcher.search(asked, limit=arguments.k)
        objects = [hit_object(rank, hit) for rank, hit in enumerate(hits, 1)]
        return {**first, "question": question, "hits": objects}

    return _each(arguments, services, rank, _hit_lines)


def _hit_lines(result: dict[str, Any]) -> str:
    lines = [
        f"{hit['rank']}. {hit['document']} {hit['path']} ({hit['score']:.2f})\n   {hit['text']}"
        for hit in result["hits"]
    ]
    return "\n".join(lines)


def _each(
    arguments: argparse.Namespace,
    services: Services,
    work: Callable[[str, dict[str, Any]], dict[str, Any]],
    plain: Callable[[dict[str, Any]], str],
) -> int:
    """Do the work for the one question or for each line of the batch, and print the results."""
    if bool(arguments.question.strip()) == (arguments.batch is not None):
        raise InputError("question_or_batch")
    rows = list(_batch_rows(arguments.batch)) if arguments.batch else None
    services.prepare(progress_bars())
    if rows is None:
        result = work(arguments.question, {})
        if arguments.json:
            write_json(result, indent=2)
        else:
            write(plain(result))
        return 0
    for row in rows:
        result = row if "error" in row else work(row["q"], {"id": row["id"]})
        if arguments.json or "error" in row:
            write_json(result)
        else:
            write(f"[{row['id']}] {plain(result)}")
    return 0


def _batch_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "q"}` per line; a bad line gives `{"id", "error"}`."""
    if not path.is_file():
        raise InputError("batch_missing", name=path.name)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError("batch_not_utf8", name=path.name) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _batch_row(line, number)


def _batch_row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": f"dòng {number}: không phải JSON"}
    if not isinstance(row, dict) or not isinstance(row.get("q"), str) or not row["q"].strip():
        known = row.get("id") if isinstance(row, dict) else None
        return {"id": known, "error": f'dòng {number}: cần dạng {{"id": …, "q": "câu hỏi"}}'}
    return {"id": row.get("id"), "q": row["q"]}
