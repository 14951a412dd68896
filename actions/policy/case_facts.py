"""Holds the facts of a dispute: what is claimed for which item, what was offered, what is sent back. No rules here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.policy.fact_base import Checked, FactError, Word

ALL_ITEMS = "all"
"""Where a sku may stand: the whole parcel is meant."""


class DisputeReason(Word):
    NOT_AS_DESCRIBED = "not_as_described"
    DEFECTIVE = "defective"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    WRONG_SIZE = "wrong_size"
    PARTS_MISSING = "parts_missing"
    COUNTERFEIT = "counterfeit"
    NOT_RECEIVED = "not_received"
    CHANGE_OF_MIND = "change_of_mind"


class Wanted(Word):
    REFUND_ONLY = "refund_only"
    RETURN_AND_REFUND = "return_and_refund"


class DisputeStatus(Word):
    OPEN = "open"
    OFFERED = "offered"
    REJECTED = "rejected"
    ESCALATED = "escalated"
    RETURN_DUE = "return_due"
    RETURN_SENT = "return_sent"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class DisputeOutcome(Word):
    """How a dispute ended for good; a ``rejected`` one without an outcome still goes on to the platform (R18)."""

    REFUND = "refund"  # the claim was accepted, or nobody answered in time where silence grants it
    OFFER = "offer"  # the buyer took the seller's sum (F39)
    RETURN = "return"  # the goods came back, or the seller did not answer after they did (F41)
    PLATFORM_REFUND = "platform_refund"
    PLATFORM_REJECT = "platform_reject"
    RETURN_REFUSED = "return_refused"  # a change of mind, refused or left unanswered (F42, R16)
    RETURN_NOT_SENT = "return_not_sent"  # no tracking number in time (F40, R22)


class EvidenceKind(Word):
    PHOTO_ITEM = "photo_item"
    PHOTO_RULER = "photo_ruler"
    PHOTO_SIZE_LABEL = "photo_size_label"
    VIDEO = "video"
    PHOTO_PARCEL = "photo_parcel"
    PHOTO_RECEIVED = "photo_received"
    PHOTO_PACKING_LABEL = "photo_packing_label"
    PHOTO_MARKS = "photo_marks"
    CHAT = "chat"
    OTHER = "other"


@dataclass(frozen=True)
class Evidence(Checked):
    """One piece of evidence: its kind, and the file's name (or the conversation, for ``chat``)."""

    kind: EvidenceKind
    name: str
    added_at: datetime


@dataclass(frozen=True)
class Offer(Checked):
    """A sum the seller offers instead of the claim; ``amount`` in minor units. The newest is the one that counts."""

    id: str
    amount: int
    offered_at: datetime
    declined_at: datetime | None = None


@dataclass(frozen=True)
class Return(Checked):
    """Goods on their way back (F40, F41). ``ship_by``: until when a tracking number is in time, exclusive."""

    ship_by: datetime
    tracking: str | None = None
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    received_at: datetime | None = None
    lost_at: datetime | None = None


@dataclass(frozen=True)
class Dispute(Checked):
    """One dispute about one line of an order, or the whole parcel (``item``: its sku, or ALL_ITEMS).

    ``claim`` in minor units. ``answer_by``: until when the seller answers. ``rejected_at``, ``escalated_at``: since
    when the platform's clocks run. ``outcome`` is set when it ended for good. ``shipping_by``: who pays the way back,
    "buyer" or "seller" (F42, F43).
    """

    reference: str
    item: str
    reason: DisputeReason
    wanted: Wanted
    claim: int
    status: DisputeStatus
    opened_at: datetime
    answer_by: datetime
    description: str | None = None
    shipping_by: str = "seller"
    evidence: tuple[Evidence, ...] = ()
    offers: tuple[Offer, ...] = ()
    seller_words: str | None = None
    claim_changed_at: datetime | None = None
    rejected_at: datetime | None = None
    escalated_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: DisputeOutcome | None = None
    parcel_back: Return | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.claim < 1:
            raise FactError("claim is nothing")

    @property
    def offer(self) -> Offer | None:
        """The offer that waits for the buyer's answer, or None."""
        return self.offers[-1] if self.offers and self.status is DisputeStatus.OFFERED else None
