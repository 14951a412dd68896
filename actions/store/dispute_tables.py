"""Holds the tables of disputes: what is claimed, what was shown and offered, what is sent back (in its dispute's row).

What no single row can promise (one open dispute an item, also where one is about the whole parcel; an end is for good;
no refund above its claim) are triggers: see ``migrations/versions/0006_dispute_guards.py``.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    text,
)

from actions.policy.facts import DisputeOutcome, DisputeReason, DisputeStatus, EvidenceKind, Wanted
from actions.store.columns import LARGEST_MINOR, Instant, Minor, Name, Words, words
from actions.store.tables import metadata

ENDED = "outcome IS NOT NULL OR status = 'withdrawn'"
GOES_ON = "outcome IS NULL AND status <> 'withdrawn'"


def _needs(status: str, columns: str, name: str) -> CheckConstraint:
    """A dispute in this state has these."""
    return CheckConstraint(f"status <> '{status}' OR {columns} IS NOT NULL", name=name)


disputes = Table(
    "disputes",
    metadata,
    Column("reference", Name(160), primary_key=True),
    Column("order_id", ForeignKey("orders.order_id", name="dispute_of_an_order"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("item", Name(120), nullable=False),
    Column("reason", Name(30), nullable=False),
    Column("wanted", Name(20), nullable=False),
    Column("claim", Minor, nullable=False),
    Column("status", Name(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("answer_by", Instant, nullable=False),
    Column("description", Words),
    Column("shipping_by", Name(10), nullable=False),
    Column("seller_words", Words),
    Column("claim_changed_at", Instant),
    Column("rejected_at", Instant),
    Column("escalated_at", Instant),
    Column("closed_at", Instant),
    Column("outcome", Name(20)),
    Column("return_ship_by", Instant),
    Column("return_tracking", Words),
    Column("return_sent_at", Instant),
    Column("return_delivered_at", Instant),
    Column("return_received_at", Instant),
    Column("return_lost_at", Instant),
    UniqueConstraint("order_id", "number", name="dispute_number_once"),
    UniqueConstraint("reference", "order_id", name="dispute_has_one_order"),
    words("reason", DisputeReason, "dispute_reason_word"),
    words("wanted", Wanted, "wanted_word"),
    words("status", DisputeStatus, "dispute_status_word"),
    words("outcome", DisputeOutcome, "dispute_outcome_word"),
    words("shipping_by", ("buyer", "seller"), "shipping_by_word"),
    CheckConstraint(f"claim BETWEEN 1 AND {LARGEST_MINOR}", name="claim_range"),
    CheckConstraint("reason <> 'not_received' OR wanted = 'refund_only'", name="nothing_to_send_back"),
    CheckConstraint("reason <> 'not_received' OR item = 'all'", name="whole_parcel_is_missing"),
    CheckConstraint("reason <> 'change_of_mind' OR wanted = 'return_and_refund'", name="change_of_mind_returns"),
    CheckConstraint("reason <> 'change_of_mind' OR escalated_at IS NULL", name="change_of_mind_is_not_escalated"),
    _needs("rejected", "rejected_at", "rejected_has_a_time"),
    _needs("escalated", "escalated_at", "escalated_has_a_time"),
    _needs("return_due", "return_ship_by", "return_has_a_date"),
    _needs("return_sent", "return_sent_at", "return_sent_has_a_time"),
    _needs("resolved", "outcome", "resolved_has_an_outcome"),
    CheckConstraint("return_ship_by IS NOT NULL OR return_sent_at IS NULL", name="sent_back_needs_a_return"),
    CheckConstraint("return_sent_at IS NOT NULL OR return_delivered_at IS NULL", name="brought_back_needs_sent"),
    CheckConstraint(f"closed_at IS NULL OR {ENDED}", name="closed_has_ended"),
    CheckConstraint(f"closed_at IS NOT NULL OR ({GOES_ON})", name="ended_has_a_time"),
    CheckConstraint(
        "outcome IS NULL OR (status = 'rejected' AND outcome IN ('return_refused', 'return_not_sent')) "
        "OR (status = 'resolved' AND NOT (outcome IN ('return_refused', 'return_not_sent')))",
        name="outcome_fits_status",
    ),
    Index(
        "one_open_dispute",
        "order_id",
        "item",
        unique=True,
        sqlite_where=text(GOES_ON),
        postgresql_where=text(GOES_ON),
    ),
)

evidence = Table(
    "evidence",
    metadata,
    Column("dispute", Name(160), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("order_id", Name(120), nullable=False),
    Column("kind", Name(30), nullable=False),
    Column("name", Words, nullable=False),
    Column("added_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["dispute", "order_id"], ["disputes.reference", "disputes.order_id"], name="evidence_of_a_dispute"
    ),
    words("kind", EvidenceKind, "evidence_kind_word"),
    Index("evidence_of_order", "order_id", "dispute", "number"),
)

offers = Table(
    "offers",
    metadata,
    Column("id", Name(180), primary_key=True),
    Column("dispute", Name(160), nullable=False),
    Column("number", Integer, nullable=False),
    Column("order_id", Name(120), nullable=False),
    Column("amount", Minor, nullable=False),
    Column("offered_at", Instant, nullable=False),
    Column("declined_at", Instant),
    ForeignKeyConstraint(
        ["dispute", "order_id"], ["disputes.reference", "disputes.order_id"], name="offer_of_a_dispute"
    ),
    UniqueConstraint("dispute", "number", name="offer_number_once"),
    CheckConstraint(f"amount BETWEEN 1 AND {LARGEST_MINOR}", name="offer_range"),
    Index("offers_of_order", "order_id", "dispute", "number"),
)
