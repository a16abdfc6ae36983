"""Tables of the library. A change here needs a migration beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables, those of bot/ included: one database, one chain of migrations."""


class DocumentRow(Base):
    """A document, its text, and what an administrator corrected about it.

    Attributes:
        sha256: Of the file it came from.
        corrections: Fields of `Document` that an administrator set; they win for good.
        removed: A shipped document that was removed stays removed.
    """

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    origin: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    parser: Mapped[int] = mapped_column(Integer)
    description: Mapped[dict[str, Any]] = mapped_column(JSON)
    corrections: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    text: Mapped[str] = mapped_column(Text, deferred=True)
    removed: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class BlockRow(Base):
    """One block of a document, clauses among them.

    Attributes:
        key: That of its clause, "2025-xa-nghia-thuong#42": many can be asked for at once.
        label: The body that must act, as printed; it is in `facts` too, here it can be asked for.
    """

    __tablename__ = "blocks"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(220), unique=True, index=True)
    type: Mapped[str] = mapped_column(String(20))
    path: Mapped[str] = mapped_column(Text)
    role: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    label: Mapped[str | None] = mapped_column(Text, index=True)
    trail: Mapped[list[str]] = mapped_column(JSON)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class StateRow(Base):
    """A named value of the library, such as the generation of its index."""

    __tablename__ = "library_state"

    key: Mapped[str] = mapped_column(String(50), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
