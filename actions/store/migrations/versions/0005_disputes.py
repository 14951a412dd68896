"""Disputes with their evidence, offers and returns; what orders, refunds and news know more for them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

minor = sa.BigInteger()
instant = sa.DateTime(timezone=True)

NEW_COLUMNS = (
    ("orders", "in_hand_at", instant, "in_hand_at IS NULL OR shipped_at IS NOT NULL", "in_hand_at_needs_shipped_at"),
    ("orders", "lost_at", instant, "lost_at IS NULL OR shipped_at IS NOT NULL", "lost_at_needs_shipped_at"),
)
"""Columns with what the database keeps of each: table, column, type, condition, its name."""

RETURN_TIMES = ("return_sent_at", "return_delivered_at", "return_received_at", "return_lost_at")
GOES_ON = sa.text("outcome IS NULL AND status <> 'withdrawn'")


def upgrade() -> None:
    _make_disputes()
    _make_evidence()
    _make_offers()
    for table, column, kind, condition, name in NEW_COLUMNS:
        _add(table, column, kind, f"CONSTRAINT {name} CHECK ({condition})")
    _add("refunds", "dispute", sa.String(160), "CONSTRAINT refund_of_a_dispute REFERENCES disputes (reference)")
    _add("refunds", "replaces", sa.String(160), "CONSTRAINT refund_that_failed REFERENCES refunds (reference)")
    _index_refunds()
    _make_room_for_delivery()


def downgrade() -> None:
    op.drop_index("outbox_of_order", "outbox")
    for column in ("leased_until", "lease", "delivered_at", "last_error", "next_try", "attempts"):
        op.execute(f"ALTER TABLE outbox DROP COLUMN {column}")
    op.execute("UPDATE refunds SET dispute = NULL, replaces = NULL")
    op.drop_index("refunds_of_dispute", "refunds")
    op.drop_index("one_replacement_a_refund", "refunds")
    _forget("refunds", "replaces", "refund_that_failed")
    _forget("refunds", "dispute", "refund_of_a_dispute")
    for table, column, _, _, name in reversed(NEW_COLUMNS):
        _forget(table, column, name)
    op.drop_table("offers")
    op.drop_table("evidence")
    op.drop_table("disputes")


def _add(table: str, column: str, kind: sa.types.TypeEngine[Any], rule: str) -> None:
    # In plain SQL: SQLite takes a rule only together with its column, which alembic has no words for.
    dialect = op.get_bind().dialect
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind.compile(dialect=dialect)}\n{rule}\nNULL")


def _forget(table: str, column: str, rule: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column} CASCADE")
    # SQLite cannot drop a column that a rule names; its table is dropped whole a few steps further back.


def _make_disputes() -> None:
    op.create_table(
        "disputes",
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("wanted", sa.String(length=20), nullable=False),
        sa.Column("claim", minor, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.Column("answer_by", instant, nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("shipping_by", sa.String(length=10), nullable=False),
        sa.Column("seller_words", sa.Text(), nullable=True),
        sa.Column("claim_changed_at", instant, nullable=True),
        sa.Column("rejected_at", instant, nullable=True),
        sa.Column("escalated_at", instant, nullable=True),
        sa.Column("closed_at", instant, nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("return_ship_by", instant, nullable=True),
        sa.Column("return_tracking", sa.Text(), nullable=True),
        *(sa.Column(name, instant, nullable=True) for name in RETURN_TIMES),
        *_rules_of_disputes(),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="dispute_of_an_order"),
        sa.PrimaryKeyConstraint("reference"),
        sa.UniqueConstraint("order_id", "number", name="dispute_number_once"),
        sa.UniqueConstraint("reference", "order_id", name="dispute_has_one_order"),
    )
    op.create_index(
        "one_open_dispute",
        "disputes",
        ["order_id", "item"],
        unique=True,
        sqlite_where=GOES_ON,
        postgresql_where=GOES_ON,
    )


def _rules_of_disputes() -> list[sa.CheckConstraint]:
    rules = {
        "dispute_reason_word": (
            "reason IN ('not_as_described', 'defective', 'damaged', 'wrong_item', 'wrong_size', 'parts_missing', "
            "'counterfeit', 'not_received', 'change_of_mind')"
        ),
        "wanted_word": "wanted IN ('refund_only', 'return_and_refund')",
        "dispute_status_word": (
            "status IN ('open', 'offered', 'rejected', 'escalated', 'return_due', 'return_sent', 'resolved', "
            "'withdrawn')"
        ),
        "dispute_outcome_word": (
            "outcome IN ('refund', 'offer', 'return', 'platform_refund', 'platform_reject', 'return_refused', "
            "'return_not_sent')"
        ),
        "shipping_by_word": "shipping_by IN ('buyer', 'seller')",
        "claim_range": "claim BETWEEN 1 AND 1000000000000000",
        "nothing_to_send_back": "reason <> 'not_received' OR wanted = 'refund_only'",
        "whole_parcel_is_missing": "reason <> 'not_received' OR item = 'all'",
        "change_of_mind_returns": "reason <> 'change_of_mind' OR wanted = 'return_and_refund'",
        "change_of_mind_is_not_escalated": "reason <> 'change_of_mind' OR escalated_at IS NULL",
        "rejected_has_a_time": "status <> 'rejected' OR rejected_at IS NOT NULL",
        "escalated_has_a_time": "status <> 'escalated' OR escalated_at IS NOT NULL",
        "return_has_a_date": "status <> 'return_due' OR return_ship_by IS NOT NULL",
        "return_sent_has_a_time": "status <> 'return_sent' OR return_sent_at IS NOT NULL",
        "resolved_has_an_outcome": "status <> 'resolved' OR outcome IS NOT NULL",
        "sent_back_needs_a_return": "return_ship_by IS NOT NULL OR return_sent_at IS NULL",
        "brought_back_needs_sent": "return_sent_at IS NOT NULL OR return_delivered_at IS NULL",
        "closed_has_ended": "closed_at IS NULL OR outcome IS NOT NULL OR status = 'withdrawn'",
        "ended_has_a_time": "closed_at IS NOT NULL OR (outcome IS NULL AND status <> 'withdrawn')",
        "outcome_fits_status": (
            "outcome IS NULL OR (status = 'rejected' AND outcome IN ('return_refused', 'return_not_sent')) "
            "OR (status = 'resolved' AND NOT (outcome IN ('return_refused', 'return_not_sent')))"
        ),
    }
    return [sa.CheckConstraint(condition, name=name) for name, condition in rules.items()]


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("dispute", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.CheckConstraint(
            "kind IN ('photo_item', 'photo_ruler', 'photo_size_label', 'video', 'photo_parcel', 'photo_received', "
            "'photo_packing_label', 'photo_marks', 'chat', 'other')",
            name="evidence_kind_word",
        ),
        sa.ForeignKeyConstraint(
            ["dispute", "order_id"], ["disputes.reference", "disputes.order_id"], name="evidence_of_a_dispute"
        ),
        sa.PrimaryKeyConstraint("dispute", "number"),
    )
    op.create_index("evidence_of_order", "evidence", ["order_id", "dispute", "number"], unique=False)


def _make_offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=180), nullable=False),
        sa.Column("dispute", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("amount", minor, nullable=False),
        sa.Column("offered_at", instant, nullable=False),
        sa.Column("declined_at", instant, nullable=True),
        sa.CheckConstraint("amount BETWEEN 1 AND 1000000000000000", name="offer_range"),
        sa.ForeignKeyConstraint(
            ["dispute", "order_id"], ["disputes.reference", "disputes.order_id"], name="offer_of_a_dispute"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dispute", "number", name="offer_number_once"),
    )
    op.create_index("offers_of_order", "offers", ["order_id", "dispute", "number"], unique=False)


def _index_refunds() -> None:
    replaced = sa.text("replaces IS NOT NULL")
    op.create_index(
        "one_replacement_a_refund",
        "refunds",
        ["replaces"],
        unique=True,
        sqlite_where=replaced,
        postgresql_where=replaced,
    )
    op.create_index("refunds_of_dispute", "refunds", ["dispute"], unique=False)


def _make_room_for_delivery() -> None:
    """How far news has come: tries, the next one, what went wrong, and which server has it in hand until when."""
    op.add_column("outbox", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("outbox", sa.Column("next_try", instant, nullable=True))
    op.add_column("outbox", sa.Column("last_error", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("delivered_at", instant, nullable=True))
    op.add_column("outbox", sa.Column("lease", sa.String(length=80), nullable=True))
    op.add_column("outbox", sa.Column("leased_until", instant, nullable=True))
    op.create_index("outbox_of_order", "outbox", ["order_id", "id"], unique=False)
