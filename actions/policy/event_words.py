"""Holds the words of events: their kinds, how they can contradict, and what a handler is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from actions.policy.facts import Word
from actions.policy.money import Money, MoneyError
from actions.policy.record import Change

CLOCK_SKEW = timedelta(minutes=5)
"""How far the marketplace's clock may differ from ours: a time that is out of sequence by less is no contradiction."""

_LONGEST_TEXT = 2000

_W = TypeVar("_W", bound=Word)


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
    ALREADY_LOST = "already_lost"
    NO_OPEN_DISPUTE = "no_open_dispute"
    DISPUTE_CLOSED = "dispute_closed"
    WITH_PLATFORM = "with_platform"
    SELLERS_ALONE = "sellers_alone"
    RETURN_STARTED = "return_started"
    NOTHING_TO_RETURN = "nothing_to_return"
    NO_RETURN = "no_return"
    NOTHING_LEFT = "nothing_left"
    OUT_OF_ORDER = "out_of_order"


class TicketTopic(Word):
    """Why staff are asked to look at an event."""

    EVENT_CONFLICT = "event_conflict"
    LATE_PAYMENT = "late_payment"
    NOT_RECEIVED_ARRIVED = "not_received_arrived"
    RETURN_LOST = "return_lost"


class EventError(ValueError):
    """The event is malformed; ``field`` names what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True)
class ForStaff:
    """A change that is applied, but that somebody has to look at."""

    change: Change
    topic: TicketTopic


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

    def word(self, name: str, kind: type[_W]) -> _W | None:
        """One of these words, or None; EventError for any other."""
        value = self.text(name)
        if value is None or value in set(kind):
            return None if value is None else kind(value)
        raise EventError(name, f"is none of {', '.join(kind)}")

    def required_word(self, name: str, kind: type[_W]) -> _W:
        """One of these words; EventError for any other, and where there is none."""
        value = self.word(name, kind)
        if value is None:
            raise EventError(name, "is missing")
        return value

    def money(self, name: str, currency: str) -> Money | None:
        """An amount of this currency as a decimal text, or None; EventError for anything else."""
        value = self.text(name)
        try:
            return None if value is None else Money.parse(value, currency)
        except MoneyError as wrong:
            raise EventError(name, str(wrong)) from wrong

    def required_money(self, name: str, currency: str) -> Money:
        """An amount of this currency; EventError for anything else, and where there is none."""
        value = self.money(name, currency)
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
