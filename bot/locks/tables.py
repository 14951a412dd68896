"""Knows the tables of shared locks in the database of chats; forgetting conversations leaves them alone."""

from __future__ import annotations

import sqlalchemy as sa

tables = sa.MetaData()

locks = sa.Table(
    "chat_locks",
    tables,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),  # of the last ticket: issued (PostgreSQL), begun (Redis)
)
tickets = sa.Table(  # with locks on PostgreSQL
    "chat_tickets",
    tables,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("worker", sa.String(32), nullable=False, index=True),
    sa.Column("expires", sa.DateTime(timezone=True), nullable=False),  # by the database's clock
)
