"""The library: the home of documents and their clauses. A document is wholly in or wholly out."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from retrieval.errors import DocumentError
from retrieval.library.database import writers_lock
from retrieval.library.manifest import shipped_plans
from retrieval.library.models import BlockRow, DocumentRow, StateRow
from retrieval.library.reader import GENERATION, REVISION, LibraryReader
from retrieval.library.rows import from_block
from retrieval.parsing import Parsed, parse, parser_version
from retrieval.reading import Extracted, read_file
from retrieval.text import fold
from retrieval.types import Block, BlockType, Document

__all__ = ["GENERATION", "Library", "ascii_id"]

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


class Library(LibraryReader):
    """A library that takes documents in, corrects them and gives them away."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._writing = writers_lock(engine)

    def load_shipped(self, progress: Progress | None = None) -> None:
        """Take in the shipped plans that are missing, changed or were parsed by an older parser."""
        plans = shipped_plans()
        for done, (path, description) in enumerate(plans, 1):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            if not self._is_current(description, sha256):
                with self._writing:
                    extracted = read_file(path)
                    parsed = parse(extracted.text)
                    self._store(description["id"], extracted, parsed, description, origin="shipped")
            if progress:
                progress(done, len(plans))
        self._parse_again()

    def add(self, path: Path, *, progress: Progress | None = None, **given: Any) -> Document:
        """Take in a file.

        Args:
            path: A file that `retrieval.reading` can read.
            progress: Called with pages read and pages in all when pages must be recognised.
            **given: Fields of `Document` that the office knows better than the text; `id` too.

        Raises:
            ReadingError: The file cannot be read.
            DocumentError: The same file, or a document of the same id, is there already, or no
                clause was found.
        """
        return self.add_text(path.stem, read_file(path, progress=progress), **given)

    def add_text(self, stem: str, extracted: Extracted, **given: Any) -> Document:
        """Take in a text that was read already; see `add`."""
        wanted = given.pop("id", None)
        known = {name: value for name, value in given.items() if value not in (None, "")}
        parsed = parse(extracted.text)
        named = {} if parsed.description["title"] else {"title": stem}
        with self._writing:
            self._refuse_twin(extracted.sha256)
            document_id = self._free_id(str(wanted or stem), exact=wanted is not None)
            self._store(document_id, extracted, parsed, named, origin="added", corrections=known)
        return self.document(document_id)

    def _refuse_twin(self, sha256: str) -> None:
        with Session(self._engine) as session:
            query = select(DocumentRow.id).where(
                DocumentRow.sha256 == sha256, DocumentRow.removed.is_(False)
            )
            twin = session.scalars(query).first()
        if twin is not None:
            raise DocumentError("document_known", id=twin)

    def remove(self, document_id: str) -> None:
        """Take a document out; a shipped one stays out when the index is rebuilt.

        Raises:
            DocumentError: There is no such document.
        """
        with self._writing, Session(self._engine) as session, session.begin():
            row = self._row(session, document_id)
            _tell_readers(session)
            session.execute(delete(BlockRow).where(BlockRow.document_id == row.id))
            if row.origin == "shipped":
                row.removed, row.text = True, ""
            else:
                session.delete(row)

    def correct(self, document_id: str, changes: Mapping[str, Any]) -> Document:
        """Set what an administrator knows better; it outlives every re-indexing.

        Raises:
            DocumentError: There is no such document.
        """
        with self._writing, Session(self._engine) as session, session.begin():
            row = self._row(session, document_id)
            row.corrections = {**row.corrections, **changes}
            _tell_readers(session)
        return self.document(document_id)

    def unchanging(self) -> AbstractContextManager[object]:
        """Return a lock under which no process changes the library."""
        return self._writing

    def set_state(self, key: str, value: str) -> None:
        """Set a named value."""
        with Session(self._engine) as session, session.begin():
            session.merge(StateRow(key=key, value=value))

    def _is_current(self, description: Mapping[str, Any], sha256: str) -> bool:
        with Session(self._engine) as session:
            row = session.get(DocumentRow, description["id"])
            if row is None or row.removed:
                return row is not None
            same = all(row.description.get(key) == value for key, value in description.items())
            return same and row.sha256 == sha256

    def _free_id(self, wanted: str, *, exact: bool) -> str:
        base = ascii_id(wanted)
        with Session(self._engine) as session:
            taken = set(session.scalars(select(DocumentRow.id)))
        if base not in taken:
            return base
        if exact:
            raise DocumentError("document_id_taken", id=base)
        return next(name for n in range(2, 10_000) if (name := f"{base}-{n}") not in taken)

    def _store(
        self,
        document_id: str,
        extracted: Extracted,
        parsed: Parsed,
        description: Mapping[str, Any],
        *,
        origin: str,
        corrections: Mapping[str, Any] | None = None,
    ) -> None:
        if not any(block.type is BlockType.CLAUSE for block in parsed.blocks):
            raise DocumentError("document_without_clauses", id=document_id)
        with Session(self._engine) as session, session.begin():
            row = session.get(DocumentRow, document_id)
            kept = row.corrections if row else {}
            session.merge(
                DocumentRow(
                    id=document_id,
                    origin=origin,
                    sha256=extracted.sha256,
                    parser=parser_version(),
                    description={**parsed.description, **description},
                    corrections={**kept, **(corrections or {})},
                    text=extracted.text,
                    removed=False,
                    added_at=datetime.now(UTC),
                )
            )
            session.flush()
            _replace_blocks(session, document_id, parsed.blocks)

    def _parse_again(self) -> None:
        """Parse documents anew that an older parser cut; each wholly or not at all."""
        with Session(self._engine) as session:
            query = select(DocumentRow.id).where(
                DocumentRow.parser != parser_version(), DocumentRow.removed.is_(False)
            )
            stale = list(session.scalars(query))
        for document_id in stale:
            with self._writing, Session(self._engine) as session, session.begin():
                row = self._row(session, document_id)
                _replace_blocks(session, document_id, parse(row.text).blocks)
                row.parser = parser_version()


def _replace_blocks(session: Session, document_id: str, blocks: Sequence[Block]) -> None:
    session.execute(delete(BlockRow).where(BlockRow.document_id == document_id))
    session.add_all([from_block(document_id, i, block) for i, block in enumerate(blocks)])
    _tell_readers(session)


def _tell_readers(session: Session) -> None:
    """Tell every reader, in the same transaction, that documents and index are older than this."""
    session.merge(StateRow(key=GENERATION, value=""))
    session.merge(StateRow(key=REVISION, value=uuid.uuid4().hex))


def ascii_id(stem: str) -> str:
    """Return a file's stem as an id: "Kế hoạch 2025" → "ke-hoach-2025"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(stem)).strip("-")[:120] or "tai-lieu"
