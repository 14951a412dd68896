"""Rows of the table: a seller's own terms about cancelling, and where they are clamped (R12)."""

from __future__ import annotations

from tests.policy.replay import sold_by
from tests.policy.rows import Row, row
from tests.policy.table_words import CANCEL, DELIVERED, VERIFIED


def _seller_rows(profile: str) -> tuple[Row, ...]:
    """R12 in one profile: what a seller may change, and what is clamped."""
    answers = "14 days" if profile == "guides" else "72 hours"
    latest = {"guides": "2026-03-24T00:00Z", "current": "2026-03-30T16:00Z"}[profile]
    shift = "T00:00Z" if profile == "guides" else "T16:00Z"
    first, second = ("03", "04") if profile == "guides" else ("02", "03")
    after_second = "05" if profile == "guides" else "04"
    name, say = f"R12 {profile}: ", {"profile": profile}
    return (
        row(f"{name}a longer window", VERIFIED, CANCEL, "50h-1s", "perform cancels_now",
            clauses="F01 F05 F10 F12 F14 F20 F21 F22 F23 F26", notes="seller_terms.immediate: applied: 48 hours",
            seller=sold_by(immediate_hours=48), **say),
        row(f"{name}the longer window ends", VERIFIED, CANCEL, "50h", "perform requests",
            seller=sold_by(immediate_hours=48), **say),
        row(f"{name}a shorter window is clamped", VERIFIED, CANCEL, "26h-1s", "perform cancels_now",
            notes="seller_terms.immediate: clamped: 12 hours to 24 hours (R12)", seller=sold_by(immediate_hours=12),
            clauses="F01 F05 F10 F12 F20 F21 F22 F23 F26", **say),
        row(f"{name}a shorter time to answer", f"{VERIFIED}; 26h {CANCEL}", CANCEL, "27h", "wait requested_already",
            deadline="3d2h", clauses="F05 F06 F11 F14", seller=sold_by(answer_days_cancel=2), **say),
        row(f"{name}a shorter time to answer is told with the status", f"{VERIFIED}; 26h {CANCEL}", "status", "27h",
            "wait pending_shipment", deadline="3d2h", clauses="F01 F05 F06 F14 F44",
            seller=sold_by(answer_days_cancel=2), **say),
        row(f"{name}a longer time to answer is clamped", VERIFIED, CANCEL, "26h", "perform requests",
            deadline="15d2h" if profile == "guides" else "4d2h", seller=sold_by(answer_days_cancel=20),
            notes=f"seller_terms.answer_cancel: clamped: 20 days to {answers} (R12)", **say),
        row(f"{name}no time to answer is clamped to a day", VERIFIED, CANCEL, "26h", "perform requests",
            deadline="2d2h",
            seller=sold_by(answer_days_cancel=0), notes="clamped: 0 days to 1 days (R12)", **say),
        row(f"{name}an own time to ship", VERIFIED, "status", "3d2h-1s", "wait pending_shipment", deadline="3d2h",
            clauses="F01 F14 F44", seller=sold_by(ship_days=3), **say),
        row(f"{name}an own time to ship is over", VERIFIED, "status", "3d2h", "wait cancelled",
            seller=sold_by(ship_days=3), **say),
        row(f"{name}a time to ship that is too long is clamped", VERIFIED, "status", "3h", "wait pending_shipment",
            deadline="30d2h", seller=sold_by(ship_days=45), notes="clamped: 45 days to 30 days (R12)", **say),
        row(f"{name}no time to ship is clamped to a day", VERIFIED, "status", "3h", "wait pending_shipment",
            deadline="26h", seller=sold_by(ship_days=0), notes="clamped: 0 days to 1 days (R12)", **say),
        row(f"{name}refunds sooner", VERIFIED, CANCEL, "3h", "perform cancels_now",
            refund=f"14.50 card 2026-03-{second}{shift} 2026-03-{after_second}{shift}",
            seller=sold_by(refund_business_days=2), clauses="F01 F05 F10 F12 F14 F20 F22 F23 F26", **say),
        row(f"{name}refunds at once are clamped to a day", VERIFIED, CANCEL, "3h", "perform cancels_now",
            refund=f"14.50 card 2026-03-{first}{shift} 2026-03-{second}{shift}",
            seller=sold_by(refund_business_days=0), notes="clamped: 0 business_days to 1 business_days (R12)", **say),
        row(f"{name}refunds later are clamped", VERIFIED, CANCEL, "3h", "perform cancels_now",
            seller=sold_by(refund_business_days=30), notes="clamped: 30 business_days to", deadline=latest, **say),
        row(f"{name}a longer time for disputes", DELIVERED, CANCEL, "25d", "explain delivered", deadline="40d",
            clauses="F02 F14 F32 F42", seller=sold_by(dispute_window_days=30), **say),
        row(f"{name}a shorter time for disputes is clamped", DELIVERED, CANCEL, "25d-1s", "explain delivered",
            deadline="25d", seller=sold_by(dispute_window_days=3), notes="clamped: 3 days to 15 days (R12)",
            **say),
    )  # fmt: skip


ROWS: tuple[Row, ...] = (*_seller_rows("guides"), *_seller_rows("current"))
