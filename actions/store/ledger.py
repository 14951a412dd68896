"""Holds the tables of what the assistant itself remembers: history, proposals, events, tickets, outbox and clock."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Table

from actions.policy.decision import Actor, Request
from actions.store.columns import Instant, Json, Key, Name, Words, one_where, words
from actions.store.tables import metadata

# Append-only: triggers refuse every change and removal.
history = Table(
    "history",
    metadata,
    Column("id", Key, primary_key=True),
    Column("order_id", ForeignKey("orders.order_id", name="history_of_an_order"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", Name(20), nullable=False),
    Column("what", Name(60), nullable=False),
    Column("clauses", Json, nullable=False),
    Column("data", Json, nullable=False),
    Column("cause", Name(200)),
    words("actor", Actor, "actor_word"),
    CheckConstraint("what <> ''", name="history_says_what"),
    Index("history_of_order", "order_id", "id"),
)

# A performed proposal: its row is written with the change itself, so the same yes is never carried out twice.
proposals = Table(
    "proposals",
    metadata,
    Column("proposal_id", Name(80), primary_key=True),
    Column("buyer_id", Name(120), nullable=False),
    Column("order_id", ForeignKey("orders.order_id", name="proposal_of_an_order"), nullable=False),
    Column("request", Name(30), nullable=False),
    Column("conversation", Words, nullable=False),
    Column("performed_at", Instant, nullable=False),
    Column("reference", Name(160)),
    Column("decision", Json, nullable=False),
    words("request", Request, "request_word"),
    Index("proposals_of_order", "order_id"),
)

received_events = Table(
    "received_events",
    metadata,
    Column("event_id", Name(200), primary_key=True),
    Column("order_id", ForeignKey("orders.order_id", name="event_of_an_order"), nullable=False),
    Column("kind", Name(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("body_hash", Name(64), nullable=False),
    Column("status", Name(20), nullable=False),
    Column("answer", Json, nullable=False),
    Column("received_at", Instant, nullable=False),
    words("status", ("applied", "conflict"), "event_status_word"),
    Index("events_of_order", "order_id"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("number", Key, primary_key=True),
    Column("order_id", ForeignKey("orders.order_id", name="ticket_of_an_order")),
    Column("buyer_id", Name(120)),
    Column("conversation", Words),
    Column("topic", Name(60), nullable=False),
    Column("summary", Words, nullable=False),
    Column("status", Name(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("due", Instant, nullable=False),
    Column("cause", Name(200)),
    words("status", ("open", "taken", "closed"), "ticket_status_word"),
    CheckConstraint("opened_at <= due", name="ticket_due_after_opening"),
    one_where("ticket_once_a_cause", "cause", "cause IS NOT NULL"),
    Index("tickets_by_status", "status", "due"),
)

# What the marketplace must be told, in the order it was decided; written with the decision itself.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("event_id", Name(200), nullable=False, unique=True),
    Column("order_id", ForeignKey("orders.order_id", name="news_of_an_order"), nullable=False),
    Column("kind", Name(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("data", Json, nullable=False),
    Column("status", Name(20), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try", Instant),
    Column("last_error", Words),
    Column("delivered_at", Instant),
    Column("lease", Name(80)),
    Column("leased_until", Instant),
    words("status", ("pending", "sent", "dead"), "outbox_status_word"),
    Index("outbox_by_status", "status", "id"),
    Index("outbox_of_order", "order_id", "id"),
)

# One row: how far the shop's clock is ahead of real time, for every process.
shop_clock = Table(
    "shop_clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("ahead_us", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="one_clock"),
)

# One row: the terms by which the due dates of all orders were reckoned (see ``due_dates``).
due_terms = Table(
    "due_terms",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", Name(64), nullable=False),
    CheckConstraint("id = 1", name="one_fingerprint"),
)
