"""The cases of an order: cancellations, refunds, traces and complaints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

minor = sa.BigInteger()
instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    _make_cancellations()
    _make_refunds()
    _make_traces()
    _make_complaints()


def downgrade() -> None:
    op.drop_table("complaints")
    op.drop_table("traces")
    op.drop_table("refunds")
    op.drop_table("cancellations")


def _make_cancellations() -> None:
    op.create_table(
        "cancellations",
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("requested_at", instant, nullable=False),
        sa.Column("decide_by", instant, nullable=True),
        sa.Column("decided_at", instant, nullable=True),
        sa.Column("seller_words", sa.Text(), nullable=True),
        sa.CheckConstraint("decided_at IS NULL OR NOT (status IN ('queued', 'requested'))", name="open_is_undecided"),
        sa.CheckConstraint(
            "reason IN ('no_longer_needed', 'wrong_item', 'duplicate', 'found_cheaper', "
            "'out_of_stock', 'seller_asked', "
            "'takes_too_long', 'other')",
            name="cancellation_reason_word",
        ),
        sa.CheckConstraint("status <> 'requested' OR decide_by IS NOT NULL", name="requested_has_a_date"),
        sa.CheckConstraint(
            "status IN ('queued', 'requested', 'approved', 'rejected', 'lapsed_to_approved', 'withdrawn', 'overtaken')",
            name="cancellation_status_word",
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="cancellation_of_an_order"),
        sa.PrimaryKeyConstraint("reference"),
        sa.UniqueConstraint("order_id", "number", name="cancellation_number_once"),
    )
    op.create_index(
        "one_granted_cancellation",
        "cancellations",
        ["order_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('approved', 'lapsed_to_approved')"),
        postgresql_where=sa.text("status IN ('approved', 'lapsed_to_approved')"),
    )
    op.create_index(
        "one_open_cancellation",
        "cancellations",
        ["order_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('queued', 'requested')"),
        postgresql_where=sa.text("status IN ('queued', 'requested')"),
    )


def _make_refunds() -> None:
    op.create_table(
        "refunds",
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("amount", minor, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("due_since", instant, nullable=False),
        sa.Column("expected_from", instant, nullable=False),
        sa.Column("expected_by", instant, nullable=False),
        sa.Column("sent_at", instant, nullable=True),
        sa.Column("paid_at", instant, nullable=True),
        sa.Column("failed_at", instant, nullable=True),
        sa.CheckConstraint("method IN ('card', 'wallet', 'balance', 'bank_transfer')", name="refund_method_word"),
        sa.CheckConstraint("status <> 'failed' OR failed_at IS NOT NULL", name="failed_has_a_time"),
        sa.CheckConstraint("status <> 'paid' OR paid_at IS NOT NULL", name="paid_has_a_time"),
        sa.CheckConstraint("status <> 'sent' OR sent_at IS NOT NULL", name="sent_has_a_time"),
        sa.CheckConstraint("status IN ('due', 'sent', 'paid', 'failed')", name="refund_status_word"),
        sa.CheckConstraint("amount BETWEEN 0 AND 1000000000000000", name="refund_amount_range"),
        sa.CheckConstraint("expected_from <= expected_by", name="refund_window"),
        sa.ForeignKeyConstraint(
            ["order_id", "currency"], ["orders.order_id", "orders.currency"], name="refund_of_an_order"
        ),
        sa.PrimaryKeyConstraint("reference"),
        sa.UniqueConstraint("order_id", "number", name="refund_number_once"),
        sa.UniqueConstraint("reference", "order_id", name="refund_has_one_order"),
    )


def _make_traces() -> None:
    op.create_table(
        "traces",
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("refund", sa.String(length=160), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.CheckConstraint("status IN ('open', 'closed')", name="trace_status_word"),
        sa.ForeignKeyConstraint(
            ["refund", "order_id"], ["refunds.reference", "refunds.order_id"], name="trace_of_a_refund"
        ),
        sa.PrimaryKeyConstraint("reference"),
        sa.UniqueConstraint("order_id", "number", name="trace_number_once"),
    )
    op.create_index(
        "one_open_trace",
        "traces",
        ["refund"],
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )


def _make_complaints() -> None:
    op.create_table(
        "complaints",
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.CheckConstraint(
            "reason IN ('out_of_stock', 'seller_asked', 'takes_too_long')", name="complaint_reason_word"
        ),
        sa.CheckConstraint("status IN ('filed', 'closed')", name="complaint_status_word"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="complaint_of_an_order"),
        sa.PrimaryKeyConstraint("reference"),
        sa.UniqueConstraint("order_id", "number", name="complaint_number_once"),
        sa.UniqueConstraint("order_id", "reason", name="complaint_once_a_reason"),
    )
