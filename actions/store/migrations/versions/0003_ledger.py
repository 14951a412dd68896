"""What the assistant itself remembers: history, proposals, events, tickets, outbox and clock."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
minor = sa.BigInteger()
instant = sa.DateTime(timezone=True)
json = sa.Text()


def upgrade() -> None:
    _make_history()
    _make_proposals()
    _make_received_events()
    _make_tickets()
    _make_outbox()
    _make_shop_clock()


def downgrade() -> None:
    op.drop_table("shop_clock")
    op.drop_table("outbox")
    op.drop_table("tickets")
    op.drop_table("received_events")
    op.drop_table("proposals")
    op.drop_table("history")


def _make_history() -> None:
    op.create_table(
        "history",
        sa.Column("id", key, nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("clauses", json, nullable=False),
        sa.Column("data", json, nullable=False),
        sa.Column("cause", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "actor IN ('buyer', 'seller', 'platform', 'bank', 'carrier', 'staff', 'system')", name="actor_word"
        ),
        sa.CheckConstraint("what <> ''", name="history_says_what"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="history_of_an_order"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("history_of_order", "history", ["order_id", "id"], unique=False)


def _make_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("proposal_id", sa.String(length=80), nullable=False),
        sa.Column("buyer_id", sa.String(length=120), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("request", sa.String(length=30), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("performed_at", instant, nullable=False),
        sa.Column("reference", sa.String(length=160), nullable=True),
        sa.Column("decision", json, nullable=False),
        sa.CheckConstraint(
            "request IN ('cancel', 'withdraw_cancellation', 'refund_late', 'seller_refused', 'dispute', "
            "'not_received', "
            "'change_of_mind_return', 'answer_offer', 'add_evidence', 'give_tracking', "
            "'escalate', 'withdraw_dispute', 'confirm_receipt', 'status')",
            name="request_word",
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="proposal_of_an_order"),
        sa.PrimaryKeyConstraint("proposal_id"),
    )
    op.create_index("proposals_of_order", "proposals", ["order_id"], unique=False)


def _make_received_events() -> None:
    op.create_table(
        "received_events",
        sa.Column("event_id", sa.String(length=200), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("answer", json, nullable=False),
        sa.Column("received_at", instant, nullable=False),
        sa.CheckConstraint("status IN ('applied', 'conflict')", name="event_status_word"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="event_of_an_order"),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index("events_of_order", "received_events", ["order_id"], unique=False)


def _make_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("number", key, nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=True),
        sa.Column("buyer_id", sa.String(length=120), nullable=True),
        sa.Column("conversation", sa.Text(), nullable=True),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.Column("due", instant, nullable=False),
        sa.Column("cause", sa.String(length=200), nullable=True),
        sa.CheckConstraint("status IN ('open', 'taken', 'closed')", name="ticket_status_word"),
        sa.CheckConstraint("opened_at <= due", name="ticket_due_after_opening"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="ticket_of_an_order"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(
        "ticket_once_a_cause",
        "tickets",
        ["cause"],
        unique=True,
        sqlite_where=sa.text("cause IS NOT NULL"),
        postgresql_where=sa.text("cause IS NOT NULL"),
    )
    op.create_index("tickets_by_status", "tickets", ["status", "due"], unique=False)


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", key, nullable=False),
        sa.Column("event_id", sa.String(length=200), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("data", json, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.CheckConstraint("status IN ('pending', 'sent', 'dead')", name="outbox_status_word"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="news_of_an_order"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id"),
    )
    op.create_index("outbox_by_status", "outbox", ["status", "id"], unique=False)


def _make_shop_clock() -> None:
    op.create_table(
        "shop_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ahead_us", minor, nullable=False),
        sa.CheckConstraint("id = 1", name="one_clock"),
        sa.PrimaryKeyConstraint("id"),
    )
