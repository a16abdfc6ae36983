"""What is read from the library: documents, their blocks and clauses."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from retrieval.errors import DocumentError
from retrieval.library.models import BlockRow, DocumentRow, StateRow
from retrieval.library.rows import to_block, to_document
from retrieval.privacy import publicly
from retrieval.types import LAW, Block, BlockType, Clause, Document

GENERATION = "generation"
"""Name of the value that holds the current generation of the index; "" while there is none."""
REVISION = "revision"
"""Name of the value that is another one after every change of a document."""


class LibraryReader:
    """Documents and what is in them, in one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listed: tuple[str, Mapping[str, Document]] | None = None

    def documents(self) -> tuple[Document, ...]:
        """Return the documents, newest plan first; they are read again when one changed."""
        return tuple(self._by_id().values())

    def plans(self) -> tuple[Document, ...]:
        """Return the documents that are plans, newest first."""
        return tuple(document for document in self.documents() if document.kind != LAW)

    def laws(self) -> tuple[Document, ...]:
        """Return the legal texts that the office added."""
        return tuple(document for document in self.documents() if document.kind == LAW)

    def _by_id(self) -> Mapping[str, Document]:
        revision = self.state(REVISION)
        if self._listed is None or self._listed[0] != revision:
            with Session(self._engine) as session:
                rows = session.scalars(select(DocumentRow).where(DocumentRow.removed.is_(False)))
                found = [to_document(row) for row in rows]
            newest_first = sorted(found, key=lambda doc: (-(doc.year or 0), doc.id))
            self._listed = (revision, {document.id: document for document in newest_first})
        return self._listed[1]

    def document(self, document_id: str) -> Document:
        """Return one document.

        Raises:
            DocumentError: There is no such document.
        """
        with Session(self._engine) as session:
            return to_document(self._row(session, document_id))

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """Return the blocks of a document in reading order."""
        with Session(self._engine) as session:
            query = select(BlockRow).where(BlockRow.document_id == document_id)
            rows = session.scalars(query.order_by(BlockRow.position))
            return tuple(to_block(row) for row in rows)

    def section_keys(self, documents: Sequence[str], section: str) -> list[tuple[str, int]]:
        """Return the places of the clauses of a section, in reading order; none without a plan."""
        if not documents or not section:
            return []
        with Session(self._engine) as session:
            query = (
                select(BlockRow.document_id, BlockRow.position)
                .where(BlockRow.type == BlockType.CLAUSE.value)
                .where(BlockRow.document_id.in_(list(documents)))
                .where(BlockRow.path.startswith(section, autoescape=True))
                .order_by(BlockRow.document_id, BlockRow.position)
            )
            return [(row.document_id, row.position) for row in session.execute(query)]

    def text(self, document_id: str) -> str:
        """Return the text that a document's blocks refer to."""
        with Session(self._engine) as session:
            return self._row(session, document_id).text

    def clauses(self, documents: Collection[str] | None = None) -> Iterator[Clause]:
        """Yield the clauses of these documents, or of all, by document id and position.

        They are read document by document: a large library does not fit into memory.
        """
        for document in sorted(self.documents(), key=lambda document: document.id):
            if documents is None or document.id in documents:
                with Session(self._engine) as session:
                    query = (
                        select(BlockRow)
                        .where(BlockRow.document_id == document.id)
                        .where(BlockRow.type == BlockType.CLAUSE.value)
                        .order_by(BlockRow.position)
                    )
                    blocks = [(row.position, to_block(row)) for row in session.scalars(query)]
                yield from (Clause(document, at, publicly(block)) for at, block in blocks)

    def count_clauses(self, documents: Collection[str]) -> int:
        """Return how many clauses these documents have."""
        with Session(self._engine) as session:
            query = (
                select(BlockRow.document_id, func.count())
                .where(BlockRow.type == BlockType.CLAUSE.value)
                .group_by(BlockRow.document_id)
            )
            return sum(count for name, count in session.execute(query) if name in documents)

    def clauses_at(self, keys: Sequence[tuple[str, int]]) -> tuple[Clause, ...]:
        """Return the clauses at these places (document id, position), in the order asked for."""
        documents = self._by_id()
        query = (
            select(BlockRow.__table__)
            .where(BlockRow.key.in_([f"{name}#{position}" for name, position in keys]))
            .where(BlockRow.type == BlockType.CLAUSE.value)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query)
            found = {(row.document_id, row.position): publicly(to_block(row)) for row in rows}
        return tuple(
            Clause(documents[key[0]], key[1], found[key])
            for key in keys
            if key in found and key[0] in documents
        )

    def holding(self, words: str) -> tuple[Clause, ...]:
        """Return the clauses in which these words stand as they are, by document and position."""
        query = (
            select(BlockRow.document_id, BlockRow.position)
            .where(BlockRow.text.contains(words, autoescape=True))
            .order_by(BlockRow.document_id, BlockRow.position)
        )
        with Session(self._engine) as session:
            keys = [(row.document_id, row.position) for row in session.execute(query)]
        return self.clauses_at(keys)

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return document id and label of every body that a plan gives a task to."""
        with Session(self._engine) as session:
            query = select(BlockRow.document_id, BlockRow.label).where(BlockRow.label.is_not(None))
            rows = session.execute(query.distinct().order_by(BlockRow.document_id, BlockRow.label))
            return tuple((row.document_id, str(row.label)) for row in rows)

    def tasks_of(self, labels: Sequence[tuple[str, str]]) -> tuple[Clause, ...]:
        """Return the clauses given to these bodies (document id, label), in reading order."""
        wanted = frozenset(labels)
        query = (
            select(BlockRow.document_id, BlockRow.position, BlockRow.label)
            .where(BlockRow.label.in_(sorted({label for _, label in labels})))
            .where(BlockRow.document_id.in_(sorted({name for name, _ in labels})))
            .order_by(BlockRow.document_id, BlockRow.position)
        )
        with Session(self._engine) as session:
            rows = session.execute(query)
            keys = [(r.document_id, r.position) for r in rows if (r.document_id, r.label) in wanted]
        return self.clauses_at(keys)

    def around(self, clause: Clause, *, before: int = 1, after: int = 1) -> tuple[Block, ...]:
        """Return a clause's block among its neighbours, in reading order.

        Headers, recipients and signatures are no neighbours: they name persons.
        """
        blocks = list(enumerate(self.blocks(clause.document.id)))
        kept = [(i, b) for i, b in blocks if b.type in (BlockType.CLAUSE, BlockType.HEADING)]
        place = next((n for n, (i, _) in enumerate(kept) if i == clause.position), 0)
        return tuple(publicly(b) for _, b in kept[max(0, place - before) : place + after + 1])

    def digests(self) -> Mapping[str, str]:
        """Return by document id a digest of what is indexed: its text, parser and corrections."""
        with Session(self._engine) as session:
            rows = session.execute(
                select(
                    DocumentRow.id,
                    DocumentRow.sha256,
                    DocumentRow.parser,
                    DocumentRow.description,
                    DocumentRow.corrections,
                ).where(DocumentRow.removed.is_(False))
            )
            return {
                row.id: hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:32] for row in rows
            }

    def state(self, key: str) -> str:
        """Return a named value, "" when it was never set. It is asked for at every question."""
        with self._engine.connect() as connection:
            wanted = select(StateRow.value).where(StateRow.key == key)
            return connection.execute(wanted).scalar() or ""

    def _row(self, session: Session, document_id: str) -> DocumentRow:
        row = session.get(DocumentRow, document_id)
        if row is None or row.removed:
            raise DocumentError("document_unknown", id=document_id)
        return row
