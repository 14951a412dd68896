"""Rows of the table: a seller's own terms about disputes and returns, and where they are clamped (R12, F14)."""

from __future__ import annotations

from tests.policy.replay import sold_by
from tests.policy.rows import Row, row
from tests.policy.table_words import BRING_BACK, BROKEN, DELIVERED, GRANTED, LATE, UNWANTED

_MIND = "change_of_mind_return"


def _seller_rows(profile: str) -> tuple[Row, ...]:
    """R12 in one profile: what a seller may change about disputes."""
    name, say = f"R12 {profile}: ", {"profile": profile}
    last = {"guides": "18d", "current": "16d"}[profile]
    most = {"guides": "7 days", "current": "5 days"}[profile]
    first, end = {"guides": ("2026-03-17T00:00Z", "2026-03-18T00:00Z"),
                  "current": ("2026-03-16T16:00Z", "2026-03-17T16:00Z")}[profile]  # fmt: skip
    return (
        row(f"{name}a shorter time to answer a dispute", DELIVERED, BROKEN, "11d", "perform opens_dispute",
            deadline="13d", seller=sold_by(answer_days_dispute=2),
            notes="seller_terms.answer_dispute: applied: 2 days", **say),
        row(f"{name}it is over then", f"{DELIVERED}; 11d {BROKEN}", "withdraw_dispute", "13d",
            "perform withdraws_dispute" if profile == "guides" else "explain dispute_closed",
            seller=sold_by(answer_days_dispute=2), **say),
        row(f"{name}a longer time to answer a dispute is clamped", DELIVERED, BROKEN, "11d", "perform opens_dispute",
            deadline=last, seller=sold_by(answer_days_dispute=20),
            notes=f"seller_terms.answer_dispute: clamped: 20 days to {most} (R12)", **say),
        row(f"{name}no time to answer a dispute is clamped to a day", DELIVERED, BROKEN, "11d",
            "perform opens_dispute", deadline="12d", seller=sold_by(answer_days_dispute=0),
            notes="clamped: 0 days to 1 days (R12)", **say),
        row(f"{name}a longer window for disputes, its last second", DELIVERED, BROKEN, "40d-1s",
            "perform opens_dispute", seller=sold_by(dispute_window_days=30), **say),
        row(f"{name}a longer window for disputes is over", DELIVERED, BROKEN, "40d", "explain dispute_window_closed",
            seller=sold_by(dispute_window_days=30), **say),
        row(f"{name}a longer window for what did not come", LATE, "not_received", "50d-1s",
            "perform reports_not_received", seller=sold_by(dispute_window_days=30), **say),
        row(f"{name}a shorter window for disputes is clamped", DELIVERED, BROKEN, "25d-1s", "perform opens_dispute",
            seller=sold_by(dispute_window_days=3), **say),
        row(f"{name}a dispute's refund sooner", GRANTED, "refund_late", "13d", "wait not_sent_yet",
            refund=f"5.00 card {first} {end}", seller=sold_by(refund_business_days=2), **say),
        row(f"{name}every return is taken", DELIVERED, _MIND, "11d", "perform starts_return", deadline="21d",
            seller=sold_by(change_of_mind="accept"), **say),
        row(f"{name}no return is taken", DELIVERED, _MIND, "11d", "explain seller_takes_no_returns",
            seller=sold_by(change_of_mind="refuse"), **say),
        row(f"{name}the way back is the buyer's", DELIVERED, _MIND, "11d", "perform asks_for_return", way_back="buyer",
            **say),
        row(f"{name}the way back is the seller's, by its own word", DELIVERED, _MIND, "11d",
            "perform asks_for_return", way_back="seller", seller=sold_by(return_shipping="seller"),
            notes="seller_terms.return_shipping: applied: seller", **say),
        row(f"{name}nobody charges the buyer where the seller is at fault (F43)", DELIVERED, BRING_BACK, "11d",
            "perform opens_dispute", way_back="seller", seller=sold_by(return_shipping="buyer"),
            notes="seller_terms.return_shipping: clamped", **say),
        row(f"{name}a shorter time to answer a return", UNWANTED, _MIND, "12d", "wait answer_pending", deadline="13d",
            seller=sold_by(answer_days_dispute=2), **say),
    )  # fmt: skip


ROWS: tuple[Row, ...] = (*_seller_rows("guides"), *_seller_rows("current"))
