"""Rows of the table: opening a dispute about goods: doors, sum, evidence (R13, R17, R20, R22, R24, R25)."""

from __future__ import annotations

from actions.policy.facts import Item
from tests.policy.oracle_numbers import EVIDENCE
from tests.policy.rows import Row, row
from tests.policy.table_words import (
    BRING_BACK,
    BROKEN,
    CANCELLED,
    CURRENT,
    DELIVERED,
    ESCALATED,
    GRANTED,
    MISSING,
    OFFERED,
    OPEN,
    REFUSED,
    REQUESTED,
    RETURN_DUE,
    SHIPPED,
    TWO,
    UNWANTED,
    VERIFIED,
)

_NO_EVIDENCE = "dispute reason=defective wanted=refund_only amount=5.00"
_GIFT = Item("GIFT", "Sticker sheet", 1, 0)

DOORS = (
    row("a cancelled order is not disputed", CANCELLED, "dispute", "4h", "explain cancelled"),
    row("a lapsed order is not disputed", "", "dispute", "7d", "explain lapsed"),
    row("R21 not shipped yet: never a dispute", VERIFIED, "dispute", "2d", "explain not_shipped_yet",
        clauses="F01 F31 F44",
        steps="buyer cancel_order; seller ship 30d2h; platform cancel_unshipped_order 30d2h"),
    row("R21 a request to cancel is kept", REQUESTED, "dispute", "2d", "explain not_shipped_yet",
        state="pending_shipment requested -",
        clauses="F01 F06 F31 F44",
        steps="seller answer_cancellation 15d2h; platform grant_cancellation 15d2h; seller ship 30d2h;"
        " platform cancel_unshipped_order 30d2h"),
    row("R13 on its way: has it come?", SHIPPED, "dispute", "4d", "ask receipt_unknown", missing="received",
        may_do="confirm_receipt",
        clauses="F31",
        steps="buyer say_it_arrived"),
    row("R13 it has not", SHIPPED, "dispute received=no", "4d", "explain not_arrived_yet",
        clauses="F31",
        steps="carrier deliver 63d; buyer dispute_after_arrival"),
    row("R13 it has: the buyer's word opens the door", SHIPPED, "dispute received=yes", "4d",
        "ask dispute_reason_missing"),
    row("R13 in hand: delivered since then, by the buyer's word", SHIPPED, f"{BROKEN} received=yes", "4d",
        "perform opens_dispute", deadline="11d", after="LAMP-1 open - 5.00"),
    row("R13 in hand: the order is delivered", f"{SHIPPED}; 4d {BROKEN} received=yes", "status", "4d",
        "wait delivered", writes="paid payment_verified shipped parcel_in_hand dispute_opened"),
    row("R13 in hand: F32 runs from then", f"{SHIPPED}; 4d {BROKEN} received=yes; 5d withdraw_dispute", "dispute",
        "19d-1s", "ask dispute_reason_missing"),
    row("R13 in hand: F32 is over 15 days later", f"{SHIPPED}; 4d {BROKEN} received=yes; 5d withdraw_dispute",
        "dispute", "19d", "explain dispute_window_closed"),
    row("F32 the last second of the window", DELIVERED, BROKEN, "25d-1s", "perform opens_dispute"),
    row("F32 the window is over after 15 days", DELIVERED, BROKEN, "25d", "explain dispute_window_closed",
        may_do="confirm_receipt",
        clauses="F32",
        steps="buyer contact_seller"),
    row("F32 current: the last second of the window", DELIVERED, BROKEN, "25d-1s", "perform opens_dispute", **CURRENT),
    row("F32 current: the window is over after 15 days", DELIVERED, BROKEN, "25d", "explain dispute_window_closed",
        **CURRENT),
    row("R15 a confirmed receipt leaves quality to F32", f"{DELIVERED}; 11d receipt_confirmed", BROKEN, "25d-1s",
        "perform opens_dispute"),
    row("R15 and ends with it", f"{DELIVERED}; 11d receipt_confirmed", BROKEN, "25d", "explain dispute_window_closed"),
    row("a line of several has to be named", DELIVERED, "dispute", "11d", "ask item_missing", missing="item",
        clauses="F33 F35",
        steps="buyer choose_item",
        **TWO),
    row("F32 no line is asked about when the window is over", DELIVERED, "dispute", "25d",
        "explain dispute_window_closed", **TWO),
    row("F20 nothing was paid for it: nothing is left to claim", DELIVERED, "dispute", "11d", "explain nothing_left",
        items=(_GIFT,), shipping_fee=0,
        clauses="F35",
        steps="buyer contact_seller"),
    row("R10 an item that was not in the parcel: parts missing, for that item", DELIVERED,
        "dispute item=CABLE-2 reason=parts_missing wanted=refund_only amount=7.00"
        " evidence=photo_received,photo_packing_label", "11d", "perform opens_dispute", after="CABLE-2 open - 7.00",
        **TWO),
    row("R20 settled for good", GRANTED, "dispute", "13d", "explain item_settled",
        clauses="F37",
        steps="platform send_refund 2026-04-04T00:00Z"),
    row("R20 the other lines stay open", f"{DELIVERED}; 11d {BROKEN} item=LAMP-1; 12d seller_approved",
        f"{BROKEN} item=CABLE-2", "13d", "perform opens_dispute", **TWO),
    row("R20 the settled line does not", f"{DELIVERED}; 11d {BROKEN} item=LAMP-1; 12d seller_approved",
        f"{BROKEN} item=LAMP-1", "13d", "explain item_settled", **TWO),
    row("F40 not sent back in time: settled for good", RETURN_DUE, "dispute", "22d", "explain item_settled"),
    row("F38 rejected by the platform: settled for good", f"{ESCALATED}; 14d platform_decided outcome=reject",
        "dispute", "15d", "explain item_settled"),
    row("R14 it comes after all, and the report was refused: the goods are another matter",
        f"{MISSING}; 21d seller_rejected; 22d escalate; 23d platform_decided outcome=reject; 24d delivered",
        BROKEN, "25d",
        "perform opens_dispute"),
    row("R14 but it is not reported as missing again",
        f"{MISSING}; 21d seller_rejected; 22d escalate; 23d platform_decided outcome=reject", "not_received", "24d",
        "explain item_settled", clauses="F38"),
    row("R20 at most one for an item: where it stands", OPEN, "dispute", "12d", "wait answer_pending", deadline="18d"),
    row("R20 two lines, two disputes", f"{DELIVERED}; 11d {BROKEN} item=LAMP-1", f"{BROKEN} item=CABLE-2", "12d",
        "perform opens_dispute", after="LAMP-1 open - 5.00; CABLE-2 open - 5.00", **TWO),
    row("R20 one about the parcel takes every line", f"{DELIVERED}; 11d {BROKEN} item=all", f"{BROKEN} item=CABLE-2",
        "12d", "wait answer_pending", **TWO),
    row("R26 contacting the seller first is advice, never a gate (F30)", DELIVERED, BROKEN, "11d",
        "perform opens_dispute", deadline="18d",
        clauses="F23 F26 F31 F32 F34 F35 F37 F38",
        steps="seller answer_dispute 18d; platform escalate_by_itself 18d; buyer keep_copies"),
)  # fmt: skip

WANTED = (
    row("F33 what is wrong?", DELIVERED, "dispute", "11d", "ask dispute_reason_missing", missing="dispute_reason",
        clauses="F33",
        steps="buyer choose_dispute_reason"),
    row("F36 which of two ways?", DELIVERED, "dispute reason=defective", "11d", "ask wanted_missing", missing="wanted",
        clauses="F36",
        steps="buyer choose_wanted"),
    row("R26 money or the goods back, never an exchange", DELIVERED, "dispute reason=wrong_size", "11d",
        "ask wanted_missing", clauses="F36", steps="buyer choose_wanted"),
    row("R26 current: never an exchange", DELIVERED, "dispute reason=wrong_size", "11d", "ask wanted_missing",
        clauses="F36", **CURRENT),
    row("R17 a sum alone means refund only", DELIVERED, "dispute reason=defective amount=5.00 evidence=video", "11d",
        "perform opens_dispute", after="LAMP-1 open - 5.00"),
    row("F35 how much?", DELIVERED, "dispute reason=defective wanted=refund_only", "11d", "ask sum_missing",
        missing="amount",
        clauses="F23 F35",
        steps="buyer state_sum"),
    row("F35 nothing is no sum", DELIVERED, "dispute reason=defective amount=0.00 evidence=video", "11d",
        "ask sum_zero"),
    row("F35 the smallest sum", DELIVERED, "dispute reason=defective amount=0.01 evidence=video", "11d",
        "perform opens_dispute"),
    row("R20 all that was paid", DELIVERED, "dispute reason=defective amount=14.50 evidence=video", "11d",
        "perform opens_dispute"),
    row("R20 a cent more than was paid", DELIVERED, "dispute reason=defective amount=14.51 evidence=video", "11d",
        "ask sum_too_high"),
    row("R25 another currency is asked again", DELIVERED, "dispute reason=defective amount=5.00USD evidence=video",
        "11d", "ask sum_other_currency"),
    row("R25 a claim in yen has no decimals", DELIVERED, "dispute reason=defective amount=1450JPY evidence=video",
        "11d",
        "perform opens_dispute", currency="JPY", after="LAMP-1 open - 1450"),
    row("R25 a claim in dinars has three", DELIVERED, "dispute reason=defective amount=1.451KWD evidence=video", "11d",
        "ask sum_too_high", currency="KWD"),
    row("R17 the goods back: the whole value, with shipping (F23)", DELIVERED, BRING_BACK, "11d",
        "perform opens_dispute", after="LAMP-1 open - 14.50",
        clauses="F23 F26 F31 F32 F34 F36 F37 F38 F40 F41 F43",
        steps="seller answer_dispute 18d; platform escalate_by_itself 18d; buyer keep_copies"),
    row("R17 a part of it means refund only", DELIVERED, f"{BRING_BACK} amount=5.00", "11d",
        "ask part_means_refund_only"),
    row("R17 the whole of it is no part", DELIVERED, f"{BRING_BACK} amount=14.50", "11d", "perform opens_dispute"),
)  # fmt: skip

SHARES = (
    row("R20 shipping is shared by value: the first of two lines", DELIVERED, f"{BRING_BACK} item=LAMP-1", "11d",
        "perform opens_dispute", after="LAMP-1 open - 13.57", **TWO),
    row("R20 the remainder goes to the last line", DELIVERED, f"{BRING_BACK} item=CABLE-2", "11d",
        "perform opens_dispute", after="CABLE-2 open - 7.93", **TWO),
    row("R20 all lines: the whole fee", DELIVERED, f"{BRING_BACK} item=all", "11d", "perform opens_dispute",
        after="all open - 21.50", **TWO),
    row("R20 a discount is shared by value too", DELIVERED, f"{BRING_BACK} item=LAMP-1", "11d",
        "perform opens_dispute", after="LAMP-1 open - 12.94", discount=100, **TWO),
    row("R20 the remainder of the discount to the last", DELIVERED, f"{BRING_BACK} item=CABLE-2", "11d",
        "perform opens_dispute", after="CABLE-2 open - 7.56", discount=100, **TWO),
    row("R20 a cent more than the line's share", DELIVERED,
        "dispute item=LAMP-1 reason=defective amount=13.58 evidence=video", "11d", "ask sum_too_high", **TWO),
    row("R16 a change of mind has no share of outward shipping", DELIVERED, "change_of_mind_return item=LAMP-1",
        "11d", "perform asks_for_return", after="LAMP-1 open - 12.00", **TWO),
)  # fmt: skip


def _evidence_rows(profile: str) -> tuple[Row, ...]:
    """Each reason needs its kinds, each of them, in both profiles (F34, R22)."""
    rows = []
    for reason, kinds in EVIDENCE.items():
        if not kinds:
            continue
        ask = f"dispute reason={reason} wanted=refund_only amount=5.00"
        rows.append(
            row(
                f"R22 {profile}: {reason}: evidence is needed",
                DELIVERED,
                ask,
                "11d",
                "ask evidence_missing",
                missing=" ".join(kinds),
                profile=profile,
            )
        )
        rows.append(
            row(
                f"R22 {profile}: {reason}: with all of it",
                DELIVERED,
                f"{ask} evidence={','.join(kinds)}",
                "11d",
                "perform opens_dispute",
                profile=profile,
            )
        )
        for kind in kinds:
            rest = [other for other in kinds if other != kind]
            some = f"{ask} evidence={','.join([*rest, 'other'])}"
            rows.append(
                row(
                    f"R22 {profile}: {reason}: {kind} is missing",
                    DELIVERED,
                    some,
                    "11d",
                    "ask evidence_missing",
                    missing=kind,
                    profile=profile,
                )
            )
    return tuple(rows)  # fmt: skip


EVIDENCE_ROWS = (
    *_evidence_rows("guides"),
    *_evidence_rows("current"),
    row("R22 kinds are counted one by one: two of one kind are not two kinds", DELIVERED,
        "dispute reason=damaged wanted=refund_only amount=5.00 evidence=photo_item,photo_item", "11d",
        "ask evidence_missing", missing="photo_parcel",
        clauses="F34",
        steps="buyer give_evidence"),
    row("R24 current: a counterfeit: the claim stays within what was paid", DELIVERED,
        "dispute reason=counterfeit amount=14.51 evidence=photo_marks", "11d", "ask sum_too_high", **CURRENT),
    row("R24 current: what lies beyond is the platform's, and is told", DELIVERED, "dispute", "11d",
        "ask dispute_reason_missing", clauses="F33", tells="up to 2 times", **CURRENT),
    row("F34 the kinds that a reason needs are told", DELIVERED, "dispute reason=defective amount=5.00", "11d",
        "ask evidence_missing", clauses="F34", tells="video"),
    row("R24 current: a counterfeit: all that was paid", DELIVERED,
        "dispute reason=counterfeit amount=14.50 evidence=photo_marks", "11d", "perform opens_dispute", **CURRENT),
)  # fmt: skip

ANOTHER_CLAIM = (
    row("R19 the claim may be changed once", OPEN, "dispute amount=7.00", "12d", "perform changes_claim",
        deadline="19d", after="LAMP-1 open - 7.00",
        clauses="F23 F26 F35 F36 F37 F38",
        steps="seller answer_dispute 19d; platform escalate_by_itself 19d"),
    row("R19 current: it restarts the seller's time", OPEN, "dispute amount=7.00", "12d", "perform changes_claim",
        deadline="17d", **CURRENT),
    row("R19 the seller's time began anew", f"{OPEN}; 12d dispute amount=7.00", "dispute", "19d-1s",
        "wait answer_pending", deadline="19d"),
    row("R19 and ends then", f"{OPEN}; 12d dispute amount=7.00", "dispute", "19d", "wait platform_decides",
        deadline="26d"),
    row("R19 not twice", f"{OPEN}; 12d dispute amount=7.00", "dispute amount=8.00", "13d",
        "explain claim_changed_already"),
    row("R19 current: not twice", f"{OPEN}; 12d dispute amount=7.00", "dispute amount=8.00", "13d",
        "explain claim_changed_already", **CURRENT),
    row("R19 the same claim is no change", OPEN, "dispute amount=5.00", "12d", "wait answer_pending"),
    row("R19 within F35: too much", OPEN, "dispute amount=14.51", "12d", "ask sum_too_high"),
    row("R19 within F35: nothing", OPEN, "dispute amount=0.00", "12d", "ask sum_zero"),
    row("R19 the other way: the goods back", OPEN, "dispute wanted=return_and_refund", "12d", "perform changes_claim",
        after="LAMP-1 open - 14.50"),
    row("R17 the other way is none for what did not come", MISSING, "dispute wanted=return_and_refund", "21d",
        "ask nothing_to_return"),
    row("R16 nor is it for a change of mind", UNWANTED, "dispute wanted=refund_only", "12d", "ask return_only"),
    row("R19 an offer is void with the claim it answered", f"{OFFERED}; 13d dispute amount=7.00", "answer_offer",
        "14d", "explain no_offer", cases="LAMP-1 open - 7.00"),
    row("R19 a claim that was refused may be changed", REFUSED, "dispute amount=2.00", "13d", "perform changes_claim",
        after="LAMP-1 open - 2.00"),
    row("R19 not with the platform", ESCALATED, "dispute amount=2.00", "14d", "wait platform_decides"),
    row("R19 after a changed claim the seller has said nothing to it",
        f"{OFFERED}; 13d answer_offer offer=D1001-1-O1 choice=decline; 14d dispute amount=7.00", "escalate", "15d",
        "wait answer_pending", deadline="21d"),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*DOORS, *WANTED, *SHARES, *EVIDENCE_ROWS, *ANOTHER_CLAIM)
