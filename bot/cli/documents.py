"""`show`, `add`, `remove`, `correct`, `list` and `index`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.cli.output import (
    block_object,
    document_object,
    outline_line,
    page_progress,
    progress_bars,
    write,
    write_file,
    write_json,
)
from bot.drafting import tell_affected
from bot.errors import InputError
from bot.glance import glance_at
from bot.services import Services, today
from bot.wording import message
from prompts.word.plans import paper_of
from prompts.word.setting import set_paper
from retrieval.library import ascii_id
from retrieval.parsing import parse
from retrieval.reading import read_file
from retrieval.text import solid
from retrieval.types import Block, BlockType, Document

_FIELDS = ("title", "unit", "number", "date", "province", "issuer", "kind", "level", "year")


def show(arguments: argparse.Namespace, services: Services) -> int:
    """Print how a document of the library, or a file, was understood."""
    services.library.load_shipped()
    path = Path(arguments.document)
    known = {document.id: document for document in services.library.documents()}
    if arguments.document in known:
        document = known[arguments.document]
        blocks = services.library.blocks(document.id)
        text = services.library.text(document.id)
    else:
        document, blocks, text = _read(path)
    if arguments.out is not None:
        _write(arguments.out, document, blocks, text)
        return 0
    accounted = sum(len(solid(text[block.start : block.end])) for block in blocks)
    if arguments.json:
        described = document_object(document)
        write_json(
            {
                "document": document.id,
                **{key: described[key] for key in described if key != "id"},
                "blocks": [block_object(block) for block in blocks],
                "source_chars": len(solid(text)),
                "accounted_chars": accounted,
            },
            indent=2,
        )
        return 0
    write(f"{document.title} ({document.id})")
    for block in blocks:
        write(outline_line(block))
    return 0


def _write(path: Path, document: Document, blocks: Sequence[Block], text: str) -> None:
    """Write a plan anew as Word, or its tables at a glance, by the ending of the name."""
    glance = glance_at(document, blocks, today())
    made: dict[str, Callable[[], bytes]] = {
        ".docx": lambda: set_paper(paper_of(document, blocks, text)),
        ".xlsx": glance.workbook,
        ".ics": glance.agenda,
        ".png": lambda: glance.pictures(glance.duties)[0],
    }
    kind = path.suffix.lower()
    write_file(path, made.get(kind, bytes)(), tuple(made))
    if kind == ".docx":
        write(message("document_set", name=path.name))
    else:
        facts = {"duties": len(glance.duties.rows), "deadlines": len(glance.deadlines)}
        write(message("glance_written", name=path.name, **facts))


def _read(path: Path) -> tuple[Document, tuple[Block, ...], str]:
    extracted = read_file(path, progress=page_progress())
    parsed = parse(extracted.text)
    described: dict[str, Any] = dict(parsed.description)
    year = described.pop("year", "")
    title = described.pop("title", "") or path.stem
    document = Document(
        id=ascii_id(path.stem), title=title, year=int(year) if year else None, **described
    )
    return document, parsed.blocks, extracted.text


def add(arguments: argparse.Namespace, services: Services) -> int:
    """Take files into the library and bring the index up to date."""
    services.library.load_shipped()
    given = {name: getattr(arguments, name) for name in _FIELDS}
    if len(arguments.files) > 1 and (arguments.id or any(given.values())):
        raise InputError("details_for_one_file")
    added, pages = [], page_progress()
    try:
        for path in arguments.files:
            added.append(services.library.add(path, progress=pages, id=arguments.id, **given))
    finally:  # what was taken in before a bad file is in, and is told
        _tell_added(arguments, services, added)
        services.index.snapshot(_index_progress())
    return 0


def _tell_added(
    arguments: argparse.Namespace, services: Services, added: Sequence[Document]
) -> None:
    if arguments.json:
        write_json([document_object(document) for document in added], indent=2)
        return
    for document in added:
        blocks = services.library.blocks(document.id)
        clauses = sum(block.type is BlockType.CLAUSE for block in blocks)
        write(message("added", id=document.id, title=document.title, clauses=clauses))


def _index_progress() -> Any:
    report = progress_bars()
    return lambda done, total: report("index", done, total)


def remove(arguments: argparse.Namespace, services: Services) -> int:
    """Take a document out of the library, and name the drafts that were taken from it."""
    services.library.load_shipped()
    services.library.remove(arguments.id)
    services.index.snapshot(_index_progress())
    write(message("removed", id=arguments.id))
    affected = tell_affected(services)
    if affected:
        write(affected)
    return 0


def correct(arguments: argparse.Namespace, services: Services) -> int:
    """Set what an administrator knows better than a document's text."""
    services.library.load_shipped()
    given = {name: getattr(arguments, name) for name in _FIELDS}
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise InputError("nothing_to_correct")
    document = services.library.correct(arguments.id, changes)
    services.index.snapshot(_index_progress())
    if arguments.json:
        write_json(document_object(document), indent=2)
    else:
        write(message("corrected", id=document.id))
    return 0


def list_documents(arguments: argparse.Namespace, services: Services) -> int:
    """Print the documents of the library."""
    services.library.load_shipped()
    documents = services.library.documents()
    if arguments.json:
        write_json([document_object(document) for document in documents], indent=2)
        return 0
    for document in documents:
        write(f"{document.id}  {document.unit or '—'}  {document.title}")
    return 0


def index(arguments: argparse.Namespace, services: Services) -> int:
    """Build the index where it is missing, or anew."""
    services.library.load_shipped()
    build = services.index.rebuild if arguments.rebuild else services.index.snapshot
    snapshot = build(_index_progress())
    documents = len({name for name, _ in snapshot.keys})
    write(message("indexed", clauses=len(snapshot.keys), documents=documents))
    return 0
