"""Says what happens to disputes and returns by themselves, and when (F38, F40, F41, F42). No clock of its own.

Each state has one clock at most: the seller's time to answer, the buyer's time to react, the time to send back, the
seller's time to confirm. The platform has a date, after which staff are asked; nothing happens then by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

_Effect = Callable[[Order, Dispute, datetime], Change]


def dispute_moves(order: Order, terms: Terms) -> Due | None:
    """What happens next to one of the order's disputes by itself; at the same instant the older one comes first."""
    going_on = (dispute for dispute in order.disputes if not ended(dispute))
    found = (_CLOCKS[dispute.status](order, dispute, terms) for dispute in going_on if dispute.status in _CLOCKS)
    return min((due for due in found if due is not None), key=lambda due: due.at, default=None)


def _silence(order: Order, dispute: Dispute, terms: Terms) -> Due:
    """Nobody answered: the profile says what the seller's silence means. After a declined offer it was no silence."""
    grants = terms.has(TermName.SILENCE_GRANTS_CLAIM) and declined_offer(dispute) is None
    return _due(order, dispute, _granted if grants else _no_agreement, escalates_at(dispute, terms))


def _no_reaction(order: Order, dispute: Dispute, terms: Terms) -> Due:
    """The buyer left an offer or a refusal unanswered: there is no agreement (R18)."""
    return _due(order, dispute, _no_agreement, escalates_at(dispute, terms))


def _not_sent(order: Order, dispute: Dispute, terms: Terms) -> Due | None:
    """No tracking number in time (F40, R22)."""
    back = dispute.parcel_back
    return None if back is None else _due(order, dispute, _closed_for_the_seller, back.ship_by)


def _not_confirmed(order: Order, dispute: Dispute, terms: Terms) -> Due | None:
    """The goods came back and the seller does not say so (F41); on their way, or lost, nothing happens by itself."""
    if dispute.parcel_back is None or dispute.parcel_back.delivered_at is None:
        return None
    return _due(order, dispute, _returned, return_confirm_by(dispute, terms))


_CLOCKS: Mapping[DisputeStatus, Callable[[Order, Dispute, Terms], Due | None]] = {
    DisputeStatus.OPEN: _silence,
    DisputeStatus.OFFERED: _no_reaction,
    DisputeStatus.REJECTED: _no_reaction,
    DisputeStatus.RETURN_DUE: _not_sent,
    DisputeStatus.RETURN_SENT: _not_confirmed,
}


def _due(order: Order, dispute: Dispute, effect: _Effect, at: datetime) -> Due:
    return Due(at, partial(effect, order, dispute, at))


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
