"""Holds the tables of orders and their cases, with every invariant that the database itself can keep.

Rules over several rows (refunds never exceed what was paid, history is never changed, a closed record stays closed) are
triggers: see ``migrations/versions``. What the assistant itself remembers stands in ``ledger.py``.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)

from actions.policy.facts import CancellationReason, CancellationStatus, PaymentMethod, RefundStatus
from actions.store.columns import Instant, Json, Key, Minor, Name, Words, amount, one_where, words

metadata = MetaData()


def present(later: str, earlier: str) -> CheckConstraint:
    """The later time is known only when the earlier one is (the policy infers what nobody reported, R05)."""
    return CheckConstraint(f"{later} IS NULL OR {earlier} IS NOT NULL", name=f"{later}_needs_{earlier}")


buyers = Table(
    "buyers",
    metadata,
    Column("buyer_id", Name(120), primary_key=True),
    Column("name", Words),
    Column("locale", Name(35)),
    Column("zone", Name(64)),
)

sellers = Table(
    "sellers",
    metadata,
    Column("seller_id", Name(120), primary_key=True),
    Column("name", Words, nullable=False),
)

# Versions of what a seller promises (F14): an order is judged by those it was placed under, so none is ever changed.
seller_terms = Table(
    "seller_terms",
    metadata,
    Column("id", Key, primary_key=True),
    Column("seller_id", ForeignKey("sellers.seller_id", name="terms_of_a_seller"), nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("terms", Json, nullable=False),
    Index("terms_by_seller", "seller_id", "id"),
)

orders = Table(
    "orders",
    metadata,
    Column("order_id", Name(120), primary_key=True),
    Column("buyer_id", ForeignKey("buyers.buyer_id", name="order_of_a_buyer"), nullable=False),
    Column("seller_id", ForeignKey("sellers.seller_id", name="order_of_a_seller"), nullable=False),
    Column("terms_id", ForeignKey("seller_terms.id", name="order_under_terms"), nullable=False),
    Column("currency", Name(3), nullable=False),
    Column("payment_method", Name(20), nullable=False),
    Column("profile", Name(40), nullable=False),
    Column("shipping_fee", Minor, nullable=False),
    Column("discount", Minor, nullable=False),
    Column("total", Minor, nullable=False),
    Column("placed_at", Instant, nullable=False),
    Column("paid_at", Instant),
    Column("payment_verified_at", Instant),
    Column("shipped_at", Instant),
    Column("promised_by", Instant),
    Column("tracking", Words),
    Column("delivered_at", Instant),
    Column("receipt_confirmed_at", Instant),
    Column("cancelled_at", Instant),
    Column("lapsed_at", Instant),
    Column("inferred", Json, nullable=False),
    Column("next_due", Instant),
    Column("in_hand_at", Instant),
    Column("lost_at", Instant),
    UniqueConstraint("order_id", "currency", name="order_has_one_currency"),
    CheckConstraint("length(currency) = 3 AND currency = upper(currency)", name="currency_is_a_code"),
    words("payment_method", PaymentMethod, "payment_method_word"),
    amount("shipping_fee", "shipping_fee_range"),
    amount("discount", "discount_range"),
    amount("total", "total_range"),
    present("payment_verified_at", "paid_at"),
    present("shipped_at", "payment_verified_at"),
    present("delivered_at", "shipped_at"),
    present("receipt_confirmed_at", "delivered_at"),
    present("in_hand_at", "shipped_at"),
    present("lost_at", "shipped_at"),
    CheckConstraint("cancelled_at IS NULL OR shipped_at IS NULL", name="cancelled_or_shipped"),
    CheckConstraint("cancelled_at IS NULL OR lapsed_at IS NULL", name="cancelled_or_lapsed"),
    CheckConstraint("lapsed_at IS NULL OR shipped_at IS NULL", name="lapsed_or_shipped"),
    Index("orders_of_buyer", "buyer_id", "placed_at", "order_id"),
    Index("orders_by_next_due", "next_due"),
)

items = Table(
    "items",
    metadata,
    Column("order_id", ForeignKey("orders.order_id", name="item_of_an_order"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sku", Name(120), nullable=False),
    Column("title", Words, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", Minor, nullable=False),
    UniqueConstraint("order_id", "sku", name="item_once_an_order"),
    CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity_range"),
    amount("unit_price", "unit_price_range"),
)

cancellations = Table(
    "cancellations",
    metadata,
    Column("reference", Name(160), primary_key=True),
    Column("order_id", ForeignKey("orders.order_id", name="cancellation_of_an_order"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("status", Name(20), nullable=False),
    Column("reason", Name(30), nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("decide_by", Instant),
    Column("decided_at", Instant),
    Column("seller_words", Words),
    UniqueConstraint("order_id", "number", name="cancellation_number_once"),
    words("status", CancellationStatus, "cancellation_status_word"),
    words("reason", CancellationReason, "cancellation_reason_word"),
    CheckConstraint("status <> 'requested' OR decide_by IS NOT NULL", name="requested_has_a_date"),
    CheckConstraint("decided_at IS NULL OR NOT (status IN ('queued', 'requested'))", name="open_is_undecided"),
    one_where("one_open_cancellation", "order_id", "status IN ('queued', 'requested')"),
    one_where("one_granted_cancellation", "order_id", "status IN ('approved', 'lapsed_to_approved')"),
)

refunds = Table(
    "refunds",
    metadata,
    Column("reference", Name(160), primary_key=True),
    Column("order_id", Name(120), nullable=False),
    Column("number", Integer, nullable=False),
    Column("status", Name(20), nullable=False),
    Column("amount", Minor, nullable=False),
    Column("currency", Name(3), nullable=False),
    Column("method", Name(20), nullable=False),
    Column("due_since", Instant, nullable=False),
    Column("expected_from", Instant, nullable=False),
    Column("expected_by", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("paid_at", Instant),
    Column("failed_at", Instant),
    Column("dispute", ForeignKey("disputes.reference", name="refund_of_a_dispute")),
    Column("replaces", ForeignKey("refunds.reference", name="refund_that_failed")),
    ForeignKeyConstraint(["order_id", "currency"], ["orders.order_id", "orders.currency"], name="refund_of_an_order"),
    UniqueConstraint("order_id", "number", name="refund_number_once"),
    UniqueConstraint("reference", "order_id", name="refund_has_one_order"),
    words("status", RefundStatus, "refund_status_word"),
    words("method", PaymentMethod, "refund_method_word"),
    amount("amount", "refund_amount_range"),
    CheckConstraint("expected_from <= expected_by", name="refund_window"),
    CheckConstraint("status <> 'sent' OR sent_at IS NOT NULL", name="sent_has_a_time"),
    CheckConstraint("status <> 'paid' OR paid_at IS NOT NULL", name="paid_has_a_time"),
    CheckConstraint("status <> 'failed' OR failed_at IS NOT NULL", name="failed_has_a_time"),
    one_where("one_replacement_a_refund", "replaces", "replaces IS NOT NULL"),
    Index("refunds_of_dispute", "dispute"),
)

traces = Table(
    "traces",
    metadata,
    Column("reference", Name(160), primary_key=True),
    Column("order_id", Name(120), nullable=False),
    Column("number", Integer, nullable=False),
    Column("refund", Name(160), nullable=False),
    Column("status", Name(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    ForeignKeyConstraint(["refund", "order_id"], ["refunds.reference", "refunds.order_id"], name="trace_of_a_refund"),
    UniqueConstraint("order_id", "number", name="trace_number_once"),
    words("status", ("open", "closed"), "trace_status_word"),
    one_where("one_open_trace", "refund", "status = 'open'"),
)

complaints = Table(
    "complaints",
    metadata,
    Column("reference", Name(160), primary_key=True),
    Column("order_id", ForeignKey("orders.order_id", name="complaint_of_an_order"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("reason", Name(30), nullable=False),
    Column("status", Name(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    UniqueConstraint("order_id", "number", name="complaint_number_once"),
    UniqueConstraint("order_id", "reason", name="complaint_once_a_reason"),
    words("reason", ("out_of_stock", "seller_asked", "takes_too_long"), "complaint_reason_word"),
    words("status", ("filed", "closed"), "complaint_status_word"),
)
