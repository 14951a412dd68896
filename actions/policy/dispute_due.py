"""Says what happens to disputes and returns by themselves, and when (F38, F40, F41, F42). No clock of its own.

Each state has one clock at most: the seller's time to answer, the buyer's time to react, the time to send back, the
seller's time to confirm. The platform has a date, after which staff are asked; nothing happens then by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from actions.policy.closing import Moved, Settlement, accept, clauses_of, end_rejected, escalate, refuse, resolve
from actions.policy.decision import Actor
from actions.policy.facts import Dispute, DisputeOutcome, DisputeReason, DisputeStatus, Order, Wanted
from actions.policy.lifecycle import ended
from actions.policy.moments import declined_offer, escalates_at, return_confirm_by
from actions.policy.profiles import TermName
from actions.policy.record import Change, Due, Entry, What
from actions.policy.steps import by_clause, seller_clause
from actions.policy.terms import Terms, terms_for

_Happens = Callable[[Order, Dispute, datetime], Change]


def seller_silent(order: Order, terms: Terms) -> Due | None:
    """Nobody answered: the profile says what the seller's silence means. After a declined offer it was no silence."""

    def clock(dispute: Dispute) -> Due:
        grants = terms.has(TermName.SILENCE_GRANTS_CLAIM) and declined_offer(dispute) is None
        return _due(order, dispute, _granted if grants else _no_agreement, escalates_at(dispute, terms))

    return _first(order, clock, DisputeStatus.OPEN)


def buyer_silent(order: Order, terms: Terms) -> Due | None:
    """The buyer left an offer or a refusal unanswered: there is no agreement (R18)."""

    def clock(dispute: Dispute) -> Due:
        return _due(order, dispute, _no_agreement, escalates_at(dispute, terms))

    return _first(order, clock, DisputeStatus.OFFERED, DisputeStatus.REJECTED)


def return_not_sent(order: Order, terms: Terms) -> Due | None:
    """No tracking number in time: the dispute ends in the seller's favour (F40, R22)."""

    def clock(dispute: Dispute) -> Due | None:
        back = dispute.parcel_back
        return None if back is None else _due(order, dispute, _closed_for_the_seller, back.ship_by)

    return _first(order, clock, DisputeStatus.RETURN_DUE)


def return_not_confirmed(order: Order, terms: Terms) -> Due | None:
    """The goods came back and the seller does not say so (F41); on their way, or lost, nothing happens by itself."""

    def clock(dispute: Dispute) -> Due | None:
        brought = dispute.parcel_back is not None and dispute.parcel_back.delivered_at is not None
        return _due(order, dispute, _returned, return_confirm_by(dispute, terms)) if brought else None

    return _first(order, clock, DisputeStatus.RETURN_SENT)


def _first(order: Order, clock: Callable[[Dispute], Due | None], *states: DisputeStatus) -> Due | None:
    """What happens next to a dispute in one of these states; at the same instant the older one comes first."""
    waiting = (dispute for dispute in order.disputes if dispute.status in states and not ended(dispute))
    return min((due for due in map(clock, waiting) if due is not None), key=lambda due: due.at, default=None)


def _due(order: Order, dispute: Dispute, happens: _Happens, at: datetime) -> Due:
    return Due(at, partial(happens, order, dispute, at))


def _granted(order: Order, dispute: Dispute, at: datetime) -> Change:
    what = What.RETURN_GRANTED if dispute.wanted is Wanted.RETURN_AND_REFUND else What.CLAIM_GRANTED
    return _change(accept(order, dispute, at), what, at, _why(order, dispute))


def _no_agreement(order: Order, dispute: Dispute, at: datetime) -> Change:
    """The platform's from now on (F38); a change of mind is never forced on the seller and ends here (F42)."""
    if dispute.reason is DisputeReason.CHANGE_OF_MIND:
        return _change(refuse(order, dispute, at), What.RETURN_REFUSED, at, _why(order, dispute))
    return _change(escalate(order, dispute, at), What.DISPUTE_ESCALATED_BY_ITSELF, at, _why(order, dispute))


def _why(order: Order, dispute: Dispute) -> tuple[str, ...]:
    """What the end of a silence rests on: the seller's, in which its own time may hold (F14), or the buyer's."""
    rule = "F42" if dispute.reason is DisputeReason.CHANGE_OF_MIND else "F38"
    if dispute.status is not DisputeStatus.OPEN:
        return (rule,)
    return rule, "F37", seller_clause(terms_for(order), TermName.ANSWER_DISPUTE)


def _closed_for_the_seller(order: Order, dispute: Dispute, at: datetime) -> Change:
    moved = end_rejected(order, dispute, DisputeOutcome.RETURN_NOT_SENT, at)
    return _change(moved, What.RETURN_NOT_SENT, at, ("F40",))


def _returned(order: Order, dispute: Dispute, at: datetime) -> Change:
    moved = resolve(order, dispute, Settlement(DisputeOutcome.RETURN, dispute.claim), at)
    return _change(moved, What.RETURN_REFUNDED, at, ("F41",))


def _change(moved: Moved, what: What, at: datetime, clauses: tuple[str, ...]) -> Change:
    order, data = moved
    return Change(order, (Entry(at, Actor.SYSTEM, what, by_clause(*clauses, *clauses_of(order, data)), data),))
