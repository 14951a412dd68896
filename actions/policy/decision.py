"""Holds the shapes of an answer: what the policy may say to a request. No rules here, and no wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.policy.facts import PaymentMethod, Word
from actions.policy.money import Money


class Request(Word):
    CANCEL = "cancel"
    WITHDRAW_CANCELLATION = "withdraw_cancellation"
    REFUND_LATE = "refund_late"
    SELLER_REFUSED = "seller_refused"
    DISPUTE = "dispute"
    NOT_RECEIVED = "not_received"
    CHANGE_OF_MIND_RETURN = "change_of_mind_return"
    ANSWER_OFFER = "answer_offer"
    ADD_EVIDENCE = "add_evidence"
    GIVE_TRACKING = "give_tracking"
    ESCALATE = "escalate"
    WITHDRAW_DISPUTE = "withdraw_dispute"
    CONFIRM_RECEIPT = "confirm_receipt"
    STATUS = "status"


class Outcome(Word):
    PERFORM = "perform"
    ASK = "ask"
    WAIT = "wait"
    EXPLAIN = "explain"
    REFER = "refer"


class Effect(Word):
    """What a performing decision does; ``effects.perform`` carries it out."""

    QUEUE_CANCELLATION = "queue_cancellation"
    CANCEL = "cancel"
    REQUEST_CANCELLATION = "request_cancellation"
    WITHDRAW_CANCELLATION = "withdraw_cancellation"
    OPEN_TRACE = "open_trace"
    REFUND_TO_BALANCE = "refund_to_balance"
    FILE_COMPLAINT = "file_complaint"


class Actor(Word):
    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"
    BANK = "bank"
    CARRIER = "carrier"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class NextStep:
    """Who acts next, what (a word of ``Step``), and until when (None: no deadline)."""

    who: Actor
    what: Word
    by: datetime | None = None


@dataclass(frozen=True)
class RefundPlan:
    """The money a decision gives back (or that is on its way): how much, to which method, and when it may be expected."""

    amount: Money
    method: PaymentMethod
    expected_from: datetime
    expected_by: datetime


@dataclass(frozen=True)
class Check:
    """One rule that was looked at, for staff. ``result``: passed | objected | a note such as a clamped seller term."""

    rule: str
    result: str
