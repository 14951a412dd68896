"""Holds the numbers of each policy profile, as dated terms: nothing else in the policy may hold a number of business.

A change is a new ``Term`` with a later ``since``; the old one stays, because an order is judged by the terms that held
when it was placed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone

from actions.policy.calendar import Calendar, Measure, Unit
from actions.policy.facts import DisputeReason, EvidenceKind, PaymentMethod, Word


class TermName(Word):
    UNPAID_LAPSE = "unpaid_lapse"
    VERIFICATION_USUAL = "verification_usual"
    VERIFICATION_LIMIT = "verification_limit"
    IMMEDIATE = "immediate"
    ANSWER_CANCEL = "answer_cancel"
    SELLER_ANSWER_LEAST = "seller_answer_least"
    SELLER_SHIP_LEAST = "seller_ship_least"
    SELLER_SHIP_MOST = "seller_ship_most"
    SELLER_REFUND_LEAST = "seller_refund_least"
    SHIP = "ship"
    RENEWED_REQUESTS = "renewed_requests"
    REFUND_USUAL = "refund_usual"
    REFUND_FROM_BALANCE = "refund_from_balance"
    REFUND_BY_BALANCE = "refund_by_balance"
    REFUND_FROM_WALLET = "refund_from_wallet"
    REFUND_BY_WALLET = "refund_by_wallet"
    REFUND_FROM_CARD = "refund_from_card"
    REFUND_BY_CARD = "refund_by_card"
    REFUND_FROM_BANK_TRANSFER = "refund_from_bank_transfer"
    REFUND_BY_BANK_TRANSFER = "refund_by_bank_transfer"
    TRACE_AFTER = "trace_after"
    TRACE_ANSWER = "trace_answer"
    STAFF_ANSWER = "staff_answer"
    DISPUTE_WINDOW = "dispute_window"
    UNPROMISED_DELIVERY = "unpromised_delivery"
    NOT_RECEIVED_EARLY = "not_received_early"
    QUICK_PROMISE = "quick_promise"
    ANSWER_DISPUTE = "answer_dispute"
    SILENCE_GRANTS_CLAIM = "silence_grants_claim"
    REACTION = "reaction"
    PLATFORM_DECISION = "platform_decision"
    CLAIM_CHANGES = "claim_changes"
    RETURN_SHIP = "return_ship"
    RETURN_CONFIRM = "return_confirm"
    RETURN_TRANSIT = "return_transit"
    COUNTERFEIT_TIMES = "counterfeit_times"


REFUND_FROM: Mapping[PaymentMethod, TermName] = {m: TermName(f"refund_from_{m}") for m in PaymentMethod}
REFUND_BY: Mapping[PaymentMethod, TermName] = {m: TermName(f"refund_by_{m}") for m in PaymentMethod}


@dataclass(frozen=True)
class Term:
    """``value`` holds for orders placed at or after ``since``, until a later term; it belongs to ``clause``."""

    value: Measure
    since: datetime
    clause: str


@dataclass(frozen=True, eq=False)
class Profile:
    """One named set of numbers. A term that is absent does not exist in this profile. Two are the same if identical."""

    name: str
    calendar: Calendar
    terms: Mapping[TermName, tuple[Term, ...]]


_START = datetime(2000, 1, 1, tzinfo=timezone.utc)


def _hours(count: int, clause: str) -> tuple[Term, ...]:
    return (Term(Measure(count, Unit.HOURS), _START, clause),)


def _days(count: int, clause: str) -> tuple[Term, ...]:
    return (Term(Measure(count, Unit.DAYS), _START, clause),)


def _business_days(count: int, clause: str) -> tuple[Term, ...]:
    return (Term(Measure(count, Unit.BUSINESS_DAYS), _START, clause),)


def _times(count: int, clause: str) -> tuple[Term, ...]:
    return (Term(Measure(count, Unit.TIMES), _START, clause),)


_BOTH: Mapping[TermName, tuple[Term, ...]] = {
    TermName.VERIFICATION_USUAL: _days(1, "F04"),
    TermName.VERIFICATION_LIMIT: _days(3, "F04"),
    TermName.IMMEDIATE: _hours(24, "F05"),
    TermName.SELLER_ANSWER_LEAST: _days(1, "F14"),
    TermName.SELLER_SHIP_LEAST: _days(1, "F14"),
    TermName.SELLER_SHIP_MOST: _days(30, "F14"),
    TermName.SELLER_REFUND_LEAST: _business_days(1, "F14"),
    TermName.RENEWED_REQUESTS: _times(1, "F44"),
    TermName.REFUND_USUAL: _days(7, "F21"),
    TermName.TRACE_AFTER: _business_days(5, "F24"),
    TermName.TRACE_ANSWER: _business_days(5, "F24"),
    TermName.STAFF_ANSWER: _business_days(2, "F24"),
    TermName.DISPUTE_WINDOW: _days(15, "F32"),
    TermName.UNPROMISED_DELIVERY: _days(60, "F31"),
    TermName.REACTION: _days(7, "F38"),
    TermName.PLATFORM_DECISION: _days(7, "F38"),
    TermName.CLAIM_CHANGES: _times(1, "F35"),
    TermName.RETURN_SHIP: _days(10, "F40"),
    TermName.RETURN_CONFIRM: _days(10, "F41"),
    TermName.RETURN_TRANSIT: _days(60, "F41"),
}

GUIDES = Profile(
    "guides",
    Calendar("UTC"),
    {
        **_BOTH,
        TermName.UNPAID_LAPSE: _days(7, "F03"),
        TermName.ANSWER_CANCEL: _days(14, "F06"),
        TermName.SHIP: _days(30, "F44"),
        TermName.ANSWER_DISPUTE: _days(7, "F37"),
        TermName.REFUND_FROM_BALANCE: _business_days(3, "F26"),
        TermName.REFUND_BY_BALANCE: _business_days(3, "F26"),
        TermName.REFUND_FROM_WALLET: _business_days(3, "F26"),
        TermName.REFUND_BY_WALLET: _business_days(7, "F26"),
        TermName.REFUND_FROM_CARD: _business_days(3, "F26"),
        TermName.REFUND_BY_CARD: _business_days(15, "F26"),
        TermName.REFUND_FROM_BANK_TRANSFER: _business_days(5, "F26"),
        TermName.REFUND_BY_BANK_TRANSFER: _business_days(15, "F26"),
    },
)

CURRENT = Profile(
    "current",
    Calendar("Asia/Shanghai", frozenset({(1, 1), (12, 25)})),
    {
        **_BOTH,
        TermName.UNPAID_LAPSE: _days(20, "F03"),
        TermName.ANSWER_CANCEL: _hours(72, "F06"),
        TermName.SHIP: _business_days(7, "F44"),
        TermName.ANSWER_DISPUTE: _days(5, "F37"),
        TermName.SILENCE_GRANTS_CLAIM: _times(1, "F38"),
        TermName.COUNTERFEIT_TIMES: _times(2, "F33"),
        TermName.REFUND_FROM_BALANCE: _business_days(1, "F26"),
        TermName.REFUND_BY_BALANCE: _business_days(1, "F26"),
        TermName.REFUND_FROM_WALLET: _business_days(1, "F26"),
        TermName.REFUND_BY_WALLET: _business_days(5, "F26"),
        TermName.REFUND_FROM_CARD: _business_days(3, "F26"),
        TermName.REFUND_BY_CARD: _business_days(20, "F26"),
        TermName.REFUND_FROM_BANK_TRANSFER: _business_days(3, "F26"),
        TermName.REFUND_BY_BANK_TRANSFER: _business_days(10, "F26"),
        TermName.NOT_RECEIVED_EARLY: _days(10, "F31"),
        TermName.QUICK_PROMISE: _days(5, "F31"),
    },
)

PROFILES: dict[str, Profile] = {profile.name: profile for profile in (GUIDES, CURRENT)}

_E = EvidenceKind

EVIDENCE: Mapping[DisputeReason, tuple[EvidenceKind, ...]] = {
    DisputeReason.NOT_AS_DESCRIBED: (_E.PHOTO_ITEM,),
    DisputeReason.DEFECTIVE: (_E.VIDEO,),
    DisputeReason.DAMAGED: (_E.PHOTO_PARCEL, _E.PHOTO_ITEM),
    DisputeReason.WRONG_ITEM: (_E.PHOTO_RECEIVED, _E.PHOTO_PACKING_LABEL),
    DisputeReason.WRONG_SIZE: (_E.PHOTO_RULER, _E.PHOTO_SIZE_LABEL),
    DisputeReason.PARTS_MISSING: (_E.PHOTO_RECEIVED, _E.PHOTO_PACKING_LABEL),
    DisputeReason.COUNTERFEIT: (_E.PHOTO_MARKS,),
    DisputeReason.NOT_RECEIVED: (),
    DisputeReason.CHANGE_OF_MIND: (),
}
"""What each reason needs in every profile, each kind at least once (F34, R22); in the sequence it is asked for."""
