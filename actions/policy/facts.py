"""Holds what is known of an order and its case: frozen facts that rules read. No clock, no I/O.

Every time is aware (any zone; compared as instants), every amount is in minor units of the order's currency.
Building a fact with a naive time or a negative amount raises FactError.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from actions.policy.case_facts import (
    ALL_ITEMS,
    Dispute,
    DisputeOutcome,
    DisputeReason,
    DisputeStatus,
    Evidence,
    EvidenceKind,
    Offer,
    Return,
    Wanted,
)
from actions.policy.fact_base import Checked, FactError, Word

__all__ = [
    "ALL_ITEMS",
    "Cancellation",
    "CancellationReason",
    "CancellationStatus",
    "Complaint",
    "Dispute",
    "DisputeOutcome",
    "DisputeReason",
    "DisputeStatus",
    "Evidence",
    "EvidenceKind",
    "FactError",
    "Item",
    "Offer",
    "Order",
    "OrderStatus",
    "PaymentMethod",
    "Refund",
    "RefundStatus",
    "Return",
    "Seller",
    "SellerTerms",
    "Trace",
    "Wanted",
    "Word",
]

_LONGEST_TERM = 10_000
"""The largest number of hours or days that a seller may name; what the marketplace allows of it is for ``terms``."""

_TERM_WORDS = {"change_of_mind": ("accept", "refuse"), "return_shipping": ("buyer", "seller")}


class PaymentMethod(Word):
    CARD = "card"
    WALLET = "wallet"
    BALANCE = "balance"
    BANK_TRANSFER = "bank_transfer"


class OrderStatus(Word):
    AWAITING_PAYMENT = "awaiting_payment"
    PAYMENT_VERIFYING = "payment_verifying"
    PENDING_SHIPMENT = "pending_shipment"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class CancellationReason(Word):
    NO_LONGER_NEEDED = "no_longer_needed"
    WRONG_ITEM = "wrong_item"
    DUPLICATE = "duplicate"
    FOUND_CHEAPER = "found_cheaper"
    OUT_OF_STOCK = "out_of_stock"
    SELLER_ASKED = "seller_asked"
    TAKES_TOO_LONG = "takes_too_long"
    OTHER = "other"


class CancellationStatus(Word):
    QUEUED = "queued"
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    LAPSED_TO_APPROVED = "lapsed_to_approved"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"


class RefundStatus(Word):
    DUE = "due"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"


@dataclass(frozen=True)
class Item(Checked):
    """One line of an order; ``unit_price`` in minor units."""

    sku: str
    title: str
    quantity: int
    unit_price: int

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.quantity < 1:
            raise FactError("quantity is less than one")


@dataclass(frozen=True)
class SellerTerms(Checked):
    """What the seller itself promises (F14), as given; None: the profile's value. R12's limits: see ``terms``.

    ``change_of_mind``: accept | refuse (None: the seller is asked each time). ``return_shipping``: who pays the way
    back of a change of mind, buyer | seller.
    """

    immediate_hours: int | None = None
    ship_days: int | None = None
    answer_days_cancel: int | None = None
    answer_days_dispute: int | None = None
    refund_business_days: int | None = None
    dispute_window_days: int | None = None
    change_of_mind: str | None = None
    return_shipping: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int) and value > _LONGEST_TERM:
                raise FactError(f"{field.name} is longer than {_LONGEST_TERM}")
        for name, words in _TERM_WORDS.items():
            if getattr(self, name) not in (None, *words):
                raise FactError(f"{name} is none of {', '.join(words)}")


@dataclass(frozen=True)
class Seller:
    seller_id: str
    name: str
    terms: SellerTerms = SellerTerms()


@dataclass(frozen=True)
class Cancellation(Checked):
    """One request to cancel. ``decide_by``: when silence grants it (None: queued, or it took effect at once)."""

    reference: str
    status: CancellationStatus
    reason: CancellationReason
    requested_at: datetime
    decide_by: datetime | None = None
    decided_at: datetime | None = None
    seller_words: str | None = None


@dataclass(frozen=True)
class Refund(Checked):
    """Money on its way back; ``amount`` in minor units. Its window starts at ``due_since`` (F20, F26).

    ``dispute``: the dispute it settles (None: the whole order was cancelled or paid too late). ``replaces``: the failed
    refund whose money this one sends another way (R23).
    """

    reference: str
    status: RefundStatus
    amount: int
    method: PaymentMethod
    due_since: datetime
    expected_from: datetime
    expected_by: datetime
    sent_at: datetime | None = None
    paid_at: datetime | None = None
    failed_at: datetime | None = None
    dispute: str | None = None
    replaces: str | None = None


@dataclass(frozen=True)
class Trace(Checked):
    """A search for a refund that was sent and did not arrive. ``status``: open | closed."""

    reference: str
    refund: str
    status: str
    opened_at: datetime


@dataclass(frozen=True)
class Complaint(Checked):
    """A complaint about the seller (F09): a record of its own that never changes money (R11)."""

    reference: str
    reason: CancellationReason
    status: str
    opened_at: datetime


@dataclass(frozen=True)
class Order(Checked):
    """An order with its whole case, records as they were made. ``inferred``: the times that nobody reported (R05).

    ``in_hand_at``: since when the buyer says that the parcel is in hand (R13). ``lost_at``: when the carrier
    counted it as lost (R14), also if it came after all.
    """

    order_id: str
    buyer_id: str
    seller: Seller
    currency: str
    payment_method: PaymentMethod
    profile: str
    placed_at: datetime
    items: tuple[Item, ...]
    shipping_fee: int = 0
    discount: int = 0
    paid_at: datetime | None = None
    payment_verified_at: datetime | None = None
    shipped_at: datetime | None = None
    promised_by: datetime | None = None
    tracking: str | None = None
    delivered_at: datetime | None = None
    in_hand_at: datetime | None = None
    receipt_confirmed_at: datetime | None = None
    lost_at: datetime | None = None
    cancelled_at: datetime | None = None
    lapsed_at: datetime | None = None
    cancellations: tuple[Cancellation, ...] = ()
    refunds: tuple[Refund, ...] = ()
    traces: tuple[Trace, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    inferred: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        super().__post_init__()
        skus = [item.sku for item in self.items]
        if not skus or len(set(skus)) < len(skus):
            raise FactError("items are none, or two of them have the same sku")
        if self.total_minor < 0:
            raise FactError("discount is larger than the items and the shipping fee")

    @property
    def total_minor(self) -> int:
        """What was (or is to be) paid for the whole order: items plus shipping minus discount, in minor units."""
        return sum(i.quantity * i.unit_price for i in self.items) + self.shipping_fee - self.discount

    @property
    def cancellation(self) -> Cancellation | None:
        """The newest request to cancel, or None."""
        return self.cancellations[-1] if self.cancellations else None


ORDER_TIMES = tuple(one.name for one in fields(Order) if one.name.endswith(("_at", "_by")))
"""The names of its times, as they follow each other."""
