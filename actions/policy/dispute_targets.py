"""Finds the dispute that an event means, and when the event counts for it; or that it was told before (R04)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from actions.policy.event_words import Clash, EventError, Told
from actions.policy.facts import Dispute, DisputeReason, DisputeStatus, Order
from actions.policy.lifecycle import ended
from actions.policy.record import Change

RETURNING = frozenset({DisputeStatus.RETURN_DUE, DisputeStatus.RETURN_SENT})


class Takes(NamedTuple):
    """What an event needs of a dispute.

    ``obstacle``: why it cannot take the event, or None where it can. ``known``: it holds the very same already.
    """

    obstacle: Callable[[Dispute], Clash | None]
    known: Callable[[Dispute], bool]


class Meant(NamedTuple):
    dispute: Dispute
    at: datetime


def meant(order: Order, told: Told, takes: Takes) -> Meant | Change | Clash:
    """The dispute with the event's key, else the only one that can take it; an unchanged order if that was told before.

    EventError: there is none of this key, or several could be meant. Without a key, a dispute that goes on says why it
    cannot take the event; one that has ended does not.
    """
    reference = told.text("dispute")
    named = [dispute for dispute in order.disputes if reference in (None, dispute.reference)]
    if reference is not None and not named:
        raise EventError("dispute", f"the order has no dispute {reference!r}")
    able = [dispute for dispute in named if takes.obstacle(dispute) is None]
    if len(able) > 1:
        raise EventError("dispute", "is missing, and several disputes could be meant")
    if any(takes.known(dispute) for dispute in able or named):
        return Change(order)
    if not able:
        concerned = named if reference else [dispute for dispute in named if not ended(dispute)]
        return next((clash for clash in map(takes.obstacle, concerned) if clash), Clash.NO_OPEN_DISPUTE)
    at = _counted_from(able[0], told)
    return at if isinstance(at, Clash) else Meant(able[0], at)


def takes_approval(dispute: Dispute) -> Clash | None:
    """The seller may give in until the dispute has ended or the goods go back."""
    if ended(dispute):
        return Clash.DISPUTE_CLOSED
    return Clash.RETURN_STARTED if dispute.status in RETURNING else None


def takes_answer(dispute: Dispute) -> Clash | None:
    """Refusing and offering are the seller's until the platform decides (R18)."""
    return takes_approval(dispute) or (Clash.WITH_PLATFORM if dispute.status is DisputeStatus.ESCALATED else None)


def takes_platform(dispute: Dispute) -> Clash | None:
    """The platform decides what goes on, but never a change of mind (F42, R16)."""
    if not ended(dispute) and dispute.reason is DisputeReason.CHANGE_OF_MIND:
        return Clash.SELLERS_ALONE
    return takes_approval(dispute)


def takes_return(dispute: Dispute) -> Clash | None:
    """Goods can come back while they are due or on their way."""
    if ended(dispute):
        return Clash.DISPUTE_CLOSED
    return None if dispute.status in RETURNING else Clash.NO_RETURN


def _counted_from(dispute: Dispute, told: Told) -> datetime | Clash:
    """When it happened, if that is not before what was said of the dispute: it may answer another claim or offer.

    That the platform took over changes no question: what happened before is taken, but counts from then.
    """
    offer = dispute.offers[-1] if dispute.offers else None
    answered = (offer.offered_at, offer.declined_at) if offer else ()
    at = told.not_before(dispute.opened_at, dispute.claim_changed_at, dispute.rejected_at, *answered)
    return at if isinstance(at, Clash) else max(at, dispute.escalated_at or at)
