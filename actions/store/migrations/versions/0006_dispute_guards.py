"""What no single row of a dispute can promise: its steps, its end, its money; and that no record is ever taken away."""

from __future__ import annotations

from actions.store.migrations.guards import ALWAYS, Guard, drop_guards, set_guards

revision = "0006"
down_revision = "0005"

THEIR_ORDER = "FROM orders WHERE order_id = NEW.order_id"
GOES_ON = "outcome IS NULL AND status <> 'withdrawn'"
NEW_GOES_ON = "NEW.outcome IS NULL AND NEW.status <> 'withdrawn'"
ALL_OR_ONE = f"""{NEW_GOES_ON} AND EXISTS (
SELECT 1 FROM disputes WHERE order_id = NEW.order_id AND reference <> NEW.reference AND {GOES_ON}
AND (item = NEW.item OR item = 'all' OR NEW.item = 'all'))"""
BEGINNING = f"""NOT (NEW.outcome IS NULL AND (NEW.status = 'open' OR
(NEW.status = 'return_due' AND NEW.reason = 'change_of_mind')))
OR NOT EXISTS (SELECT 1 {THEIR_ORDER} AND shipped_at IS NOT NULL AND paid_at IS NOT NULL AND total >= NEW.claim
AND (delivered_at IS NOT NULL OR NEW.reason = 'not_received'))
OR (NEW.item <> 'all' AND NOT EXISTS (SELECT 1 FROM items WHERE order_id = NEW.order_id AND sku = NEW.item))"""
STEPS = """(
(OLD.status = 'open' AND NEW.status IN
 ('offered', 'rejected', 'escalated', 'return_due', 'resolved', 'withdrawn')) OR
(OLD.status = 'offered' AND NEW.status IN
 ('open', 'rejected', 'escalated', 'return_due', 'resolved', 'withdrawn')) OR
(OLD.status = 'rejected' AND NEW.status IN
 ('open', 'offered', 'escalated', 'return_due', 'resolved', 'withdrawn')) OR
(OLD.status = 'escalated' AND NEW.status IN ('return_due', 'resolved', 'withdrawn')) OR
(OLD.status = 'return_due' AND NEW.status IN ('return_sent', 'resolved', 'rejected')) OR
(OLD.status = 'return_sent' AND NEW.status = 'resolved'))"""
NO_SUCH_STEP = f"OLD.status <> NEW.status AND NOT {STEPS}"
CHANGED_AFTER_END = """(OLD.outcome IS NOT NULL OR OLD.status = 'withdrawn') AND (
OLD.status <> NEW.status OR COALESCE(OLD.outcome, '') <> COALESCE(NEW.outcome, '')
OR OLD.claim <> NEW.claim OR OLD.wanted <> NEW.wanted OR OLD.closed_at <> NEW.closed_at)"""
ANOTHER = """OLD.reference <> NEW.reference OR OLD.order_id <> NEW.order_id OR OLD.number <> NEW.number
OR OLD.item <> NEW.item OR OLD.reason <> NEW.reason OR OLD.opened_at <> NEW.opened_at"""
CLAIM_TOO_HIGH = f"NEW.claim > (SELECT total {THEIR_ORDER})"
NOTHING_OFFERED = """NEW.status = 'offered' AND NOT EXISTS (
SELECT 1 FROM offers WHERE dispute = NEW.reference AND declined_at IS NULL)"""
OFFER_TOO_HIGH = "NEW.amount > (SELECT claim FROM disputes WHERE reference = NEW.dispute)"
ITS_DISPUTE_ENDED = f"NOT EXISTS (SELECT 1 FROM disputes WHERE reference = NEW.dispute AND {GOES_ON})"
OFFER_CHANGED = """OLD.id <> NEW.id OR OLD.dispute <> NEW.dispute OR OLD.order_id <> NEW.order_id
OR OLD.number <> NEW.number OR OLD.amount <> NEW.amount OR OLD.offered_at <> NEW.offered_at
OR OLD.declined_at <> NEW.declined_at OR (OLD.declined_at IS NOT NULL AND NEW.declined_at IS NULL)"""
NOT_GRANTED = """NEW.dispute IS NOT NULL AND NOT EXISTS (
SELECT 1 FROM disputes WHERE reference = NEW.dispute AND order_id = NEW.order_id
AND outcome IN ('refund', 'offer', 'return', 'platform_refund'))"""
ABOVE_CLAIM = """NEW.dispute IS NOT NULL AND NEW.status <> 'failed' AND NEW.amount +
(SELECT COALESCE(SUM(amount), 0) FROM refunds
 WHERE dispute = NEW.dispute AND status <> 'failed' AND reference <> NEW.reference)
> (SELECT claim FROM disputes WHERE reference = NEW.dispute)"""
REPLACES_NONE = """NEW.replaces IS NOT NULL AND NOT EXISTS (
SELECT 1 FROM refunds WHERE reference = NEW.replaces AND order_id = NEW.order_id AND status = 'failed'
AND amount = NEW.amount AND COALESCE(dispute, '') = COALESCE(NEW.dispute, ''))"""
REPLACED = """OLD.status = 'failed' AND NEW.status <> 'failed'
AND EXISTS (SELECT 1 FROM refunds WHERE replaces = NEW.reference)"""
ANOTHER_REFUND = """OLD.reference <> NEW.reference OR OLD.order_id <> NEW.order_id OR OLD.amount <> NEW.amount
OR OLD.currency <> NEW.currency OR OLD.method <> NEW.method
OR COALESCE(OLD.dispute, '') <> COALESCE(NEW.dispute, '') OR COALESCE(OLD.replaces, '') <> COALESCE(NEW.replaces, '')"""
RECORDS = ("cancellations", "refunds", "traces", "complaints", "disputes", "evidence", "offers")

GUARDS = (
    *(
        Guard(f"{table}_are_not_removed", table, "DELETE", ALWAYS, f"{table} are added and moved on, never removed")
        for table in RECORDS
    ),
    Guard("dispute_begins", "disputes", "INSERT", BEGINNING, "a dispute does not begin like this", True),
    Guard("one_dispute_an_item", "disputes", "INSERT", ALL_OR_ONE, "the item has an open dispute"),
    Guard("still_one_dispute_an_item", "disputes", "UPDATE", ALL_OR_ONE, "the item has an open dispute"),
    Guard("dispute_step", "disputes", "UPDATE", NO_SUCH_STEP, "a dispute has no such step"),
    Guard("dispute_has_ended", "disputes", "UPDATE", CHANGED_AFTER_END, "a dispute that has ended stays as it is"),
    Guard("dispute_stays_itself", "disputes", "UPDATE", ANOTHER, "a dispute is never made another"),
    Guard("claim_within_order", "disputes", "UPDATE", CLAIM_TOO_HIGH, "more is claimed than was paid"),
    Guard("offered_has_an_offer", "disputes", "UPDATE", NOTHING_OFFERED, "no offer waits for an answer"),
    Guard("evidence_is_not_changed", "evidence", "UPDATE", ALWAYS, "evidence is never changed"),
    Guard("evidence_in_time", "evidence", "INSERT", ITS_DISPUTE_ENDED, "the dispute has ended"),
    Guard("offer_within_claim", "offers", "INSERT", OFFER_TOO_HIGH, "more is offered than is claimed"),
    Guard("offer_in_time", "offers", "INSERT", ITS_DISPUTE_ENDED, "the dispute has ended"),
    Guard("offer_is_not_changed", "offers", "UPDATE", OFFER_CHANGED, "an offer is declined once and never changed"),
    Guard("refund_was_granted", "refunds", "INSERT", NOT_GRANTED, "the dispute has granted no refund", True),
    Guard("refund_within_claim", "refunds", "INSERT", ABOVE_CLAIM, "more is refunded than was claimed"),
    Guard("refund_still_within_claim", "refunds", "UPDATE", ABOVE_CLAIM, "more is refunded than was claimed"),
    Guard("replaces_a_failed_one", "refunds", "INSERT", REPLACES_NONE, "only a refund that failed is replaced"),
    Guard("replaced_is_over", "refunds", "UPDATE", REPLACED, "another refund has replaced it"),
    Guard("refund_stays_itself", "refunds", "UPDATE", ANOTHER_REFUND, "a refund is never made another"),
)


def upgrade() -> None:
    set_guards(GUARDS)


def downgrade() -> None:
    drop_guards(GUARDS)
