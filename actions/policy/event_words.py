"""Holds the words of events: their kinds, how they can contradict, and what a handler is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from actions.policy.facts import Word

CLOCK_SKEW = timedelta(minutes=5)
"""How far the marketplace's clock may differ from ours: a time that is out of sequence by less is no contradiction."""

_LONGEST_TEXT = 2000


class EventKind(Word):
    PAID = "paid"
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_VERIFIED = "payment_verified"
    SHIPPED = "shipped"
    TRACKING = "tracking"
    DELIVERED = "delivered"
    LOST = "lost"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    SELLER_APPROVED = "seller_approved"
    SELLER_REJECTED = "seller_rejected"
    SELLER_OFFERED = "seller_offered"
    RETURN_DELIVERED = "return_delivered"
    RETURN_RECEIVED = "return_received"
    REFUND_SENT = "refund_sent"
    REFUND_PAID = "refund_paid"
    REFUND_FAILED = "refund_failed"
    PLATFORM_DECIDED = "platform_decided"


class Clash(Word):
    """How an event contradicts what was committed first (R04)."""

    ORDER_CLOSED = "order_closed"
    ALREADY_PAID = "already_paid"
    ALREADY_VERIFIED = "already_verified"
    ALREADY_SHIPPED = "already_shipped"
    ALREADY_DELIVERED = "already_delivered"
    ALREADY_CONFIRMED = "already_confirmed"
    NO_OPEN_REQUEST = "no_open_request"
    NO_OPEN_REFUND = "no_open_refund"
    OUT_OF_ORDER = "out_of_order"


class EventError(ValueError):
    """The event is malformed; ``field`` names what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True)
class Told:
    """What a handler reads of an event: when it happened, when it came, and its data."""

    at: datetime
    now: datetime
    data: Mapping[str, Any]

    def not_before(self, *earlier: datetime | None) -> datetime | Clash:
        """When it happened, but never before these times; clearly before one of them: a contradiction."""
        latest = max((moment for moment in earlier if moment is not None), default=self.at)
        return Clash.OUT_OF_ORDER if self.at < latest - CLOCK_SKEW else max(self.at, latest)

    def text(self, name: str) -> str | None:
        """The text of this name, or None; EventError for anything but a text of sensible length."""
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_TEXT:
            raise EventError(name, "is no text")
        return value.strip()

    def required_text(self, name: str) -> str:
        """The text of this name; EventError where there is none."""
        value = self.text(name)
        if value is None:
            raise EventError(name, "is missing")
        return value

    def time(self, name: str) -> datetime | None:
        """The time of this name (ISO 8601 with zone), or None; EventError for anything else."""
        value = self.data.get(name)
        if value is None or isinstance(value, datetime):
            return _aware(name, value)
        try:
            return _aware(name, datetime.fromisoformat(str(value).replace("Z", "+00:00")))
        except ValueError:
            raise EventError(name, f"{value!r} is no time") from None


def _aware(name: str, moment: datetime | None) -> datetime | None:
    if moment is not None and moment.utcoffset() is None:
        raise EventError(name, "has no time zone")
    return moment
