"""Builds orders with disputes in any state, for tests of what happens to them from outside and by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from actions.policy.events import Applied, Conflict, Event, EventKind, apply_event
from actions.policy.facts import (
    ALL_ITEMS,
    Dispute,
    DisputeOutcome,
    DisputeReason,
    DisputeStatus,
    Offer,
    Order,
    Return,
    Wanted,
)
from tests.policy.replay import CABLE, LAMP, after, an_order, replay

OPENED = after("12d")
ARRIVED = "1h paid; 2h payment_verified; 1d shipped promised_by=8d; 10d delivered"
UNDER_WAY = "1h paid; 2h payment_verified; 1d shipped promised_by=8d"


def a_dispute(**changes: object) -> Dispute:
    """Open since the 12th day: the lamp came damaged, its 14.50 are wanted back; the seller has until the 19th day."""
    facts: dict[str, object] = {
        "reference": "D1001-1",
        "item": ALL_ITEMS,
        "reason": DisputeReason.DAMAGED,
        "wanted": Wanted.REFUND_ONLY,
        "claim": 1450,
        "status": DisputeStatus.OPEN,
        "opened_at": OPENED,
        "answer_by": OPENED + timedelta(days=7),
    }
    return Dispute(**{**facts, **changes})  # type: ignore[arg-type]


def offered(**changes: object) -> Dispute:
    """The seller offers 5.00 since the 13th day."""
    return a_dispute(
        **{"status": DisputeStatus.OFFERED, "offers": (Offer("D1001-1-O1", 500, after("13d")),), **changes}
    )


def declined(**changes: object) -> Dispute:
    """The buyer declined the 5.00 on the 14th day."""
    offer = Offer("D1001-1-O1", 500, after("13d"), declined_at=after("14d"))
    return a_dispute(**{"offers": (offer,), **changes})


def rejected(**changes: object) -> Dispute:
    """The seller said no on the 13th day."""
    return a_dispute(**{"status": DisputeStatus.REJECTED, "rejected_at": after("13d"), **changes})


def escalated(**changes: object) -> Dispute:
    """The platform's since the 14th day."""
    return a_dispute(**{"status": DisputeStatus.ESCALATED, "escalated_at": after("14d"), **changes})


def return_due(**changes: object) -> Dispute:
    """To be sent back since the 13th day, until the 23rd."""
    wanted, back = Wanted.RETURN_AND_REFUND, Return(after("23d"))
    return a_dispute(**{"status": DisputeStatus.RETURN_DUE, "wanted": wanted, "parcel_back": back, **changes})


def return_sent(**changes: object) -> Dispute:
    """Sent back on the 15th day."""
    back = Return(after("23d"), tracking="BACK1", sent_at=after("15d"))
    return return_due(**{"status": DisputeStatus.RETURN_SENT, "parcel_back": back, **changes})


def resolved(**changes: object) -> Dispute:
    """Paid back on the 13th day."""
    ended = {"status": DisputeStatus.RESOLVED, "outcome": DisputeOutcome.REFUND, "closed_at": after("13d")}
    return a_dispute(**{**ended, **changes})


def mind_changed(dispute: Dispute) -> Dispute:
    """The same dispute, about a change of mind."""
    return replace(dispute, reason=DisputeReason.CHANGE_OF_MIND, wanted=Wanted.RETURN_AND_REFUND, claim=1200)


def missing(dispute: Dispute) -> Dispute:
    """The same dispute, about a parcel that did not come."""
    return replace(dispute, reason=DisputeReason.NOT_RECEIVED, wanted=Wanted.REFUND_ONLY)


def with_disputes(*disputes: Dispute, history: str = ARRIVED, **order: object) -> Order:
    """An order with this history (delivered on the 10th day) and these disputes."""
    begun, _ = replay(an_order(**order), history)
    return replace(begun, disputes=disputes)


def two_items(first: Dispute, second: Dispute, **order: object) -> Order:
    """A lamp and two cables, one dispute about each."""
    about_lamp = replace(first, item="LAMP-1", claim=1200)
    about_cables = replace(second, reference="D1001-2", item="CABLE-2", claim=700)
    return with_disputes(about_lamp, about_cables, items=(LAMP, CABLE), **order)


NOW = after("15d")


def told(order: Order, kind: str, at: datetime = NOW, **data: Any) -> Applied | Conflict:
    """What becomes of an event that is told on the 15th day, or when it happens, if that is later."""
    return apply_event(order, Event("e1", EventKind(kind), order.order_id, at, data), max(at, NOW))


def the_dispute(result: Applied | Conflict) -> Dispute:
    """The first dispute after an event that was taken in."""
    assert isinstance(result, Applied), result
    return result.change.order.disputes[0]
