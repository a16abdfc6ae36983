"""One row for every part that is to be sent; replies that lay in the journal move there."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    outbox = op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("lane", sa.String(length=60), nullable=False, index=True),
        sa.Column("answers", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    journal = sa.table(
        "journal",
        sa.column("update_id", sa.BigInteger()),
        sa.column("lane", sa.String()),
        sa.column("payload", sa.Text()),
        sa.column("state", sa.String()),
    )
    connection = op.get_bind()
    waiting = connection.execute(sa.select(journal).where(journal.c.state == "waiting")).all()
    for row in waiting:
        kept = json.loads(row.payload)
        if "parts" not in kept:
            continue
        for number, part in enumerate(kept["parts"]):
            place = kept["place"] if number == 0 else {**kept["place"], "reply_to": None}
            values = {"lane": row.lane, "answers": row.update_id, "place": json.dumps(place)}
            made = {"part": json.dumps(part), "made_at": datetime.now(UTC)}
            connection.execute(outbox.insert().values(**values, **made))
        done = journal.update().where(journal.c.update_id == row.update_id)
        connection.execute(done.values(state="done", payload=""))


def downgrade() -> None:
    op.drop_table("outbox")
