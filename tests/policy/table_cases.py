"""Rows of the table: what the seller's no means, receipts, money and status while a case goes on (F44, F46, R15)."""

from __future__ import annotations

from tests.policy.rows import Row, row
from tests.policy.table_words import (
    BROKEN,
    CANCEL,
    CANCELLED,
    CURRENT,
    DELIVERED,
    ESCALATED,
    GRANTED,
    LATE,
    MISSING,
    OFFERED,
    OPEN,
    PAID,
    REFUSED,
    REJECTED,
    REJECTED_TWICE,
    REQUESTED,
    RETURN_DUE,
    RETURN_SENT,
    SHIPPED,
    TWO,
    UNWANTED,
    VERIFIED,
)

_SAYS_NO = "seller_refused"

REFUSALS = (
    row("F44 nothing was asked of the seller yet", VERIFIED, _SAYS_NO, "2d", "explain never_asked"),
    row("F44 the seller has not answered", REQUESTED, _SAYS_NO, "2d", "wait cancellation_waits", deadline="15d2h"),
    row("F44 a queue has not reached the seller", f"{PAID}; 2h {CANCEL}", _SAYS_NO, "3h", "wait cancellation_waits"),
    row("F44 refused once: asked once more, politely", REJECTED, _SAYS_NO, "2d", "explain renewal_open",
        deadline="30d2h"),
    row("F44 current: refused once", REJECTED, _SAYS_NO, "2d", "explain renewal_open", deadline="2026-03-11T16:00Z",
        **CURRENT),
    row("F44 refused twice: the time to ship runs on", REJECTED_TWICE, _SAYS_NO, "3d", "explain rejected_twice",
        deadline="30d2h"),
    row("F44 its end cancels the order", REJECTED_TWICE, _SAYS_NO, "30d2h", "explain cancelled"),
    row("F44 lapsed", "", _SAYS_NO, "7d", "explain lapsed"),
    row("F44 once shipped, a dispute when F31 allows it", SHIPPED, _SAYS_NO, "4d", "explain nothing_refused"),
    row("F44 delivered, and nothing refused", DELIVERED, _SAYS_NO, "11d", "explain nothing_refused"),
    row("F38 the claim was refused: the platform", REFUSED, _SAYS_NO, "13d", "explain escalation_open",
        deadline="19d"),
    row("F37 the claim has no answer yet", OPEN, _SAYS_NO, "12d", "wait answer_pending", deadline="18d"),
    row("F37 an offer is no refusal", OFFERED, _SAYS_NO, "13d", "wait offer_waits", deadline="19d"),
    row("F38 with the platform", ESCALATED, _SAYS_NO, "14d", "wait platform_decides", deadline="20d"),
    row("R18 with the platform for too long", ESCALATED, _SAYS_NO, "20d", "refer platform_overdue"),
    row("F42 a return was refused: that ends it", f"{UNWANTED}; 12d seller_rejected", _SAYS_NO, "13d",
        "explain return_refused"),
    row("F40 the goods go back", RETURN_DUE, _SAYS_NO, "13d", "explain return_due", deadline="22d"),
    row("F41 the goods are on their way back", RETURN_SENT, _SAYS_NO, "15d", "wait return_under_way"),
)  # fmt: skip

RECEIPTS = (
    row("F46 not shipped yet", VERIFIED, "confirm_receipt", "3h", "explain not_shipped_yet"),
    row("F46 cancelled", CANCELLED, "confirm_receipt", "4h", "explain cancelled"),
    row("F46 lapsed", "", "confirm_receipt", "7d", "explain lapsed"),
    row("F46 with a warning: check the goods first", DELIVERED, "confirm_receipt", "11d", "perform confirms_receipt"),
    row("F46 shipped: in hand before it is confirmed", SHIPPED, "confirm_receipt", "4d", "perform confirms_receipt"),
    row("R15 confirmed already", f"{DELIVERED}; 11d confirm_receipt", "confirm_receipt", "12d",
        "explain confirmed_already", writes="paid payment_verified shipped delivered receipt_confirmed"),
    row("R15 confirmed: completed", f"{DELIVERED}; 11d confirm_receipt", "status", "12d", "explain completed"),
    row("R15 confirmed without delivered: F32 runs from then", f"{SHIPPED}; 12d confirm_receipt", BROKEN, "27d-1s",
        "perform opens_dispute"),
    row("R15 confirmed without delivered: F32 is over", f"{SHIPPED}; 12d confirm_receipt", BROKEN, "27d",
        "explain dispute_window_closed"),
    row("R15 not received is open: confirming takes it back", MISSING, "confirm_receipt", "21d",
        "perform confirms_receipt", after="all withdrawn - 14.50"),
)  # fmt: skip

MONEY = (
    row("no refund, but the seller is asked", OPEN, "refund_late", "12d", "wait dispute_pending", deadline="18d"),
    row("no refund, but an offer waits", OFFERED, "refund_late", "13d", "explain dispute_pending"),
    row("no refund, but the platform decides", ESCALATED, "refund_late", "14d", "wait dispute_pending",
        deadline="20d"),
    row("no refund before the goods are sent back", RETURN_DUE, "refund_late", "13d", "explain dispute_pending",
        deadline="22d"),
    row("no refund before the goods are there", RETURN_SENT, "refund_late", "15d", "wait dispute_pending"),
    row("the earliest refund that is not there is the one in question",
        f"{DELIVERED}; 11d {BROKEN} item=LAMP-1; 12d seller_approved; 13d {BROKEN} item=CABLE-2; 14d seller_approved",
        "refund_late", "15d", "wait not_sent_yet", refund="5.00 card 2026-03-18T00:00Z 2026-04-04T00:00Z", **TWO),
    row("a failed refund comes first",
        f"{DELIVERED}; 11d {BROKEN} item=LAMP-1; 12d seller_approved; 13d {BROKEN} item=CABLE-2; 14d seller_approved;"
        " 15d refund_failed refund=R1001-2", "refund_late", "16d", "ask failed_choose", **TWO),
    row("once it is replaced, the earliest that is not there",
        f"{DELIVERED}; 11d {BROKEN} item=LAMP-1; 12d seller_approved; 13d {BROKEN} item=CABLE-2; 14d seller_approved;"
        " 15d refund_failed refund=R1001-2; 16d refund_late choice=balance", "refund_late", "17d", "wait not_sent_yet",
        refund="5.00 card 2026-03-18T00:00Z 2026-04-04T00:00Z",
        money="due 5.00 card; failed 5.00 card; due 5.00 balance", **TWO),
    row("R20 what is refunded never exceeds what was paid",
        f"{DELIVERED}; 11d dispute item=LAMP-1 reason=defective amount=13.57 evidence=video; 12d seller_approved",
        "dispute item=CABLE-2 reason=defective amount=7.94 evidence=video", "13d", "ask sum_too_high", **TWO),
    row("R20 to the last cent",
        f"{DELIVERED}; 11d dispute item=LAMP-1 reason=defective amount=13.57 evidence=video; 12d seller_approved",
        "dispute item=CABLE-2 reason=defective amount=7.93 evidence=video", "13d", "perform opens_dispute", **TWO),
)  # fmt: skip

STATUS = (
    row("status while the seller is asked", OPEN, "status", "12d", "wait delivered", deadline="18d"),
    row("status while an offer waits", OFFERED, "status", "13d", "wait delivered"),
    row("status while the platform decides", ESCALATED, "status", "14d", "wait delivered", deadline="20d"),
    row("status while a parcel is missing", MISSING, "status", "21d", "wait shipped", deadline="27d"),
    row("status with a refund of a dispute", GRANTED, "status", "13d", "wait delivered"),
    row("R15 completed when F32's window is over, whatever goes on", ESCALATED, "status", "25d", "explain completed"),
    row("a parcel that is late", LATE, "status", "20d", "explain shipped"),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*REFUSALS, *RECEIPTS, *MONEY, *STATUS)
