"""What no single row can promise: history never changes, closed records stay closed, no more is refunded than paid.

Each guard refuses an insert, change or removal when its condition holds. They also stop whoever writes SQL by hand.
"""

from __future__ import annotations

from alembic import op

from actions.store.migrations.guards import ALWAYS, Guard, drop_guards, on_postgresql, set_guards

revision = "0004"
down_revision = "0003"

REFUNDED = """
(SELECT COALESCE(SUM(amount), 0) FROM refunds
 WHERE order_id = NEW.order_id AND status <> 'failed' AND reference <> NEW.reference)
+ CASE WHEN NEW.status = 'failed' THEN 0 ELSE NEW.amount END
"""
PAID = "COALESCE((SELECT total FROM orders WHERE order_id = NEW.order_id AND paid_at IS NOT NULL), 0)"
REFUNDS_THERE = "COALESCE((SELECT SUM(amount) FROM refunds WHERE order_id = NEW.order_id AND status <> 'failed'), 0)"
OVER = (
    "EXISTS (SELECT 1 FROM orders WHERE order_id = NEW.order_id"
    " AND (shipped_at IS NOT NULL OR cancelled_at IS NOT NULL OR lapsed_at IS NOT NULL))"
)
RUNS = "EXISTS (SELECT 1 FROM orders WHERE order_id = NEW.order_id AND cancelled_at IS NULL)"
OTHER_STATUS = "OLD.status <> NEW.status AND NOT"
CANCELLATION_STEPS = """(
(OLD.status = 'queued' AND NEW.status IN ('requested', 'approved', 'withdrawn', 'overtaken')) OR
(OLD.status = 'requested' AND NEW.status IN
 ('approved', 'rejected', 'lapsed_to_approved', 'withdrawn', 'overtaken')))"""
REFUND_STEPS = """(
(OLD.status = 'due' AND NEW.status IN ('sent', 'paid', 'failed')) OR
(OLD.status = 'sent' AND NEW.status IN ('paid', 'failed')) OR
(OLD.status = 'failed' AND NEW.status = 'sent'))"""
NEWS_CHANGED = (
    "OLD.event_id <> NEW.event_id OR OLD.order_id <> NEW.order_id OR OLD.kind <> NEW.kind"
    " OR OLD.at <> NEW.at OR OLD.data <> NEW.data"
)
GRANTED = "NEW.status IN ('approved', 'lapsed_to_approved')"

GUARDS = (
    Guard("history_is_not_changed", "history", "UPDATE", ALWAYS, "history is never changed"),
    Guard("history_is_not_removed", "history", "DELETE", ALWAYS, "history is never removed"),
    Guard(
        "history_is_not_replaced",
        "history",
        "INSERT",
        "EXISTS (SELECT 1 FROM history WHERE id = NEW.id)",
        "history is never replaced",
    ),
    Guard("terms_are_not_changed", "seller_terms", "UPDATE", ALWAYS, "terms that were told are never changed"),
    Guard("proposal_is_not_changed", "proposals", "UPDATE", ALWAYS, "a proposal that was carried out is never changed"),
    Guard("event_is_not_changed", "received_events", "UPDATE", ALWAYS, "a received event is never changed"),
    Guard("event_is_not_removed", "received_events", "DELETE", ALWAYS, "a received event is never removed"),
    Guard("news_is_not_changed", "outbox", "UPDATE", NEWS_CHANGED, "what is to be told is never changed"),
    Guard("news_is_not_removed", "outbox", "DELETE", ALWAYS, "what is to be told is never removed"),
    Guard("refund_within_paid", "refunds", "INSERT", f"{REFUNDED} > {PAID}", "more is refunded than was paid", True),
    Guard(
        "refund_still_within_paid", "refunds", "UPDATE", f"{REFUNDED} > {PAID}", "more is refunded than was paid", True
    ),
    Guard(
        "paid_covers_refunds",
        "orders",
        "UPDATE",
        f"{REFUNDS_THERE} > CASE WHEN NEW.paid_at IS NULL THEN 0 ELSE NEW.total END",
        "more is refunded than was paid",
    ),
    Guard("refund_step", "refunds", "UPDATE", f"{OTHER_STATUS} {REFUND_STEPS}", "a refund has no such step"),
    Guard(
        "cancellation_step",
        "cancellations",
        "UPDATE",
        f"{OTHER_STATUS} {CANCELLATION_STEPS}",
        "a cancellation has no such step",
    ),
    Guard(
        "cancellation_of_an_open_order",
        "cancellations",
        "INSERT",
        f"NEW.status IN ('queued', 'requested') AND {OVER}",
        "an order that is shipped or closed is not asked to be cancelled",
        True,
    ),
    Guard("granted_is_cancelled", "cancellations", "INSERT", f"{GRANTED} AND {RUNS}", "a granted order is cancelled"),
    Guard("granting_cancels", "cancellations", "UPDATE", f"{GRANTED} AND {RUNS}", "a granted order is cancelled"),
)


APPEND_ONLY = ("history", "received_events", "outbox")
"""Tables that PostgreSQL could also empty with TRUNCATE, which no row's guard sees."""


def upgrade() -> None:
    set_guards(GUARDS)
    if on_postgresql():
        op.execute(
            "CREATE FUNCTION not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'this is never emptied' USING ERRCODE = '23514'; END $$"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION not_emptied()"
            )


def downgrade() -> None:
    if on_postgresql():
        op.execute("DROP FUNCTION not_emptied() CASCADE")
    drop_guards(GUARDS)
