"""Drafts and their versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table(
        'drafts',
        sa.Column('id', sa.String(length=32), primary_key=True),
        sa.Column('owner', sa.BigInteger(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('head', sa.Integer(), nullable=False),
        sa.Column('used_at', sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index('ix_drafts_owner', 'drafts', ['owner'])
    op.create_table(
        'draft_versions',
        sa.Column('draft_id', sa.String(length=32), primary_key=True),
        sa.Column('number', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('step', sa.String(length=40), nullable=False),
        sa.Column('data', sa.JSON(), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table('draft_versions')
    op.drop_index('ix_drafts_owner', table_name='drafts')
    op.drop_table('drafts')
