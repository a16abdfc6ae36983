"""Alembic's entry: runs on the connection that the library hands over."""

from __future__ import annotations

from alembic import context

from retrieval.library.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
