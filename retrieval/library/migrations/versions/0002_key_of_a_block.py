"""Key of a block, by which clauses are asked for: "2025-xa-nghia-thuong#42" """

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    op.add_column('blocks', sa.Column('key', sa.String(length=220), nullable=True))
    op.execute("UPDATE blocks SET key = document_id || '#' || position")
    with op.batch_alter_table('blocks', schema=None) as batch_op:
        batch_op.alter_column('key', existing_type=sa.String(length=220), nullable=False)
        batch_op.create_index(batch_op.f('ix_blocks_key'), ['key'], unique=True)


def downgrade() -> None:
    with op.batch_alter_table('blocks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_blocks_key'))
        batch_op.drop_column('key')
