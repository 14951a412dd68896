"""Holds what is known of an order and its case: frozen facts that rules read. No clock, no I/O.

Every time is aware (any zone; compared as instants), every amount is in minor units of the order's currency.
Building a fact with a naive time or a negative amount raises FactError.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum


class FactError(ValueError):
    """A fact cannot be true (naive time, negative money, …); the message names the field."""


class Word(str, Enum):
    """A word of the contract: its value is what stands in JSON, in the database and in a slot."""

    def __str__(self) -> str:
        return str(self.value)


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


_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2200
"""Outside of these a time is a slip of the pen; inside, every term can be added to it."""


_LONGEST_TERM = 10_000
"""The largest number of hours or days that a seller may name; what the marketplace allows of it is for ``terms``."""


def _check(record: object) -> None:
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if isinstance(value, datetime):
            _check_time(field.name, value)
        if isinstance(value, int) and not isinstance(value, bool) and value < 0:
            raise FactError(f"{field.name} is negative")


def _check_time(name: str, moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise FactError(f"{name} has no time zone")
    if not _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR:
        raise FactError(f"{name} lies outside the years {_EARLIEST_YEAR} to {_LATEST_YEAR}")


class _Checked:
    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Item(_Checked):
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
class SellerTerms(_Checked):
    """What the seller itself promises (F14), as given; None: the profile's value. R12's limits: see ``terms``."""

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


@dataclass(frozen=True)
class Seller:
    seller_id: str
    name: str
    terms: SellerTerms = SellerTerms()


@dataclass(frozen=True)
class Cancellation(_Checked):
    """One request to cancel. ``decide_by``: when silence grants it (None: queued, or it took effect at once)."""

    reference: str
    status: CancellationStatus
    reason: CancellationReason
    requested_at: datetime
    decide_by: datetime | None = None
    decided_at: datetime | None = None
    seller_words: str | None = None


@dataclass(frozen=True)
class Refund(_Checked):
    """Money on its way back; ``amount`` in minor units. Its window starts at ``due_since`` (F20, F26)."""

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


@dataclass(frozen=True)
class Trace(_Checked):
    """A search for a refund that was sent and did not arrive. ``status``: open | closed."""

    reference: str
    refund: str
    status: str
    opened_at: datetime


@dataclass(frozen=True)
class Complaint(_Checked):
    """A complaint about the seller (F09): a record of its own that never changes money (R11)."""

    reference: str
    reason: CancellationReason
    status: str
    opened_at: datetime


@dataclass(frozen=True)
class Order(_Checked):
    """An order with its whole case, records as they were made. ``inferred``: the times that nobody reported (R05)."""

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
    receipt_confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None
    lapsed_at: datetime | None = None
    cancellations: tuple[Cancellation, ...] = ()
    refunds: tuple[Refund, ...] = ()
    traces: tuple[Trace, ...] = ()
    complaints: tuple[Complaint, ...] = ()
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
