"""Rows of the table: whose claim is changed while disputes go on, and what goods that go back are worth (R17, R19)."""

from __future__ import annotations

from tests.policy.rows import Row, row
from tests.policy.table_words import (
    BROKEN,
    CANCEL,
    CURRENT,
    DELIVERED,
    ESCALATED,
    GRANTED,
    OPEN,
    TWO,
    UNWANTED,
    VERIFIED,
)

_ONE_OPEN = f"{DELIVERED}; 11d {BROKEN} item=LAMP-1"
_BOTH_OPEN = f"{_ONE_OPEN}; 11d {BROKEN} item=CABLE-2"
_OPENED_ANEW = f"{OPEN}; 12d withdraw_dispute; 13d {BROKEN}"

ROWS: tuple[Row, ...] = (
    row("R20 one that was withdrawn is named: the new one goes on, never a third", _OPENED_ANEW,
        f"{BROKEN} dispute=D1001-1", "14d", "wait answer_pending", deadline="20d"),
    row("R20 one that was withdrawn is named: the claim of the new one is meant", _OPENED_ANEW,
        "dispute dispute=D1001-1 amount=3.00", "14d", "perform changes_claim",
        after="LAMP-1 withdrawn - 5.00; LAMP-1 open - 3.00"),
    row("R19 another sum, and two disputes it could be for: which item?", _BOTH_OPEN, "dispute amount=3.00", "12d",
        "ask item_missing", missing="item", clauses="F35", **TWO),
    row("R19 another sum for the named item", _BOTH_OPEN, "dispute amount=3.00 item=CABLE-2", "12d",
        "perform changes_claim", after="LAMP-1 open - 5.00; CABLE-2 open - 3.00", **TWO),
    row("R19 a sum for the whole parcel is no other claim for one item", _ONE_OPEN, "dispute amount=3.00 item=all",
        "12d", "wait answer_pending", **TWO),
    row("R19 a missing parcel is no other claim for goods that are wrong", OPEN, "not_received amount=3.00", "12d",
        "wait answer_pending"),
    row("R16 goods that are wrong are no other claim for a change of mind", UNWANTED, f"{BROKEN}", "12d",
        "wait answer_pending"),
    row("R17 the platform lets the goods go back instead of a part: for their full value",
        f"{ESCALATED}; 14d platform_decided outcome=return; 15d give_tracking tracking=RR1; 20d return_received",
        "refund_late", "21d", "wait not_sent_yet", money="due 14.50 card", cases="LAMP-1 resolved return 14.50"),
    row("R17 of one item of several, with its share of shipping",
        f"{_ONE_OPEN}; 12d seller_rejected; 13d escalate; 14d platform_decided outcome=return; 15d return_received",
        "refund_late", "21d", "wait not_sent_yet", money="due 13.57 card", **TWO),
    row("R18 an offer declined after the seller's time: the platform's at once",
        f"{OPEN}; 17d seller_offered amount=3.00",
        "answer_offer offer=D1001-1-O1 choice=decline", "18d", "perform declines_offer", deadline="25d",
        clauses="F37 F38 F39", steps="platform decide_dispute 25d; buyer give_evidence 25d"),
    row("R16 an offer for a return declined after the seller's time: the end of it",
        f"{UNWANTED}; 17d seller_offered amount=3.00", "answer_offer offer=D1001-1-O1 choice=decline", "18d",
        "perform declines_offer", deadline="18d", clauses="F37 F39 F42", steps="platform refuse_return 18d"),
    row("R23 what goes to the store balance does not go back to what paid",
        f"{GRANTED}; 14d refund_failed; 15d refund_late choice=balance", "refund_late", "16d", "wait not_sent_yet",
        clauses="F20 F23 F26"),
    row("R02 the time to ship ends before the seller's time to answer: that decides", VERIFIED, CANCEL, "20d",
        "perform requests", deadline="30d2h", clauses="F01 F05 F06 F10 F11 F12 F20 F22 F23 F26 F44"),
    row("R02 the seller's time to answer ends first: nothing is said of the time to ship", VERIFIED, CANCEL, "16d",
        "perform requests", deadline="30d", clauses="F01 F05 F06 F10 F11 F12 F20 F22 F23 F26"),
    row("R02 asked again, the same", f"{VERIFIED}; 20d {CANCEL}", CANCEL, "21d", "wait requested_already",
        deadline="30d2h", clauses="F05 F06 F11 F44"),
    row("R24 current: what the platform may give for a counterfeit is told, never claimed", DELIVERED,
        "dispute reason=counterfeit amount=14.50 evidence=photo_marks", "11d", "perform opens_dispute",
        clauses="F23 F26 F31 F32 F33 F34 F35 F37 F38", **CURRENT),
    row("R24 in the guides there is no such thing", DELIVERED,
        "dispute reason=counterfeit amount=14.50 evidence=photo_marks", "11d", "perform opens_dispute",
        clauses="F23 F26 F31 F32 F34 F35 F37 F38"),
)  # fmt: skip
