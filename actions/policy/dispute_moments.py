"""Computes the instants at which something of a dispute or a return is due; each is exclusive (R01)."""

from __future__ import annotations

from datetime import datetime

from actions.policy.case_facts import Dispute, DisputeStatus, Offer, Return
from actions.policy.profiles import TermName
from actions.policy.terms import Terms


class MissingTime(ValueError):
    """The facts have no such time, so nothing can be due from it: a rule asked too early."""


def known(moment: datetime | None, name: str) -> datetime:
    """The time, or MissingTime with its name."""
    if moment is None:
        raise MissingTime(name)
    return moment


def answer_dispute_by(terms: Terms, since: datetime) -> datetime:
    """Until when the seller answers a claim that it has since then (F37)."""
    return terms.after(TermName.ANSWER_DISPUTE, since)


def declined_offer(dispute: Dispute) -> Offer | None:
    """The offer that the buyer has declined and that nothing followed yet: the seller was not silent (R18, R19).

    A claim that was changed afterwards is a new question, to which the seller has said nothing.
    """
    last = dispute.offers[-1] if dispute.offers and dispute.status is DisputeStatus.OPEN else None
    if last is None or last.declined_at is None:
        return None
    changed = dispute.claim_changed_at
    return last if changed is None or last.offered_at >= changed else None


def offer_lapses_at(dispute: Dispute, terms: Terms) -> datetime:
    """When an offer that the buyer leaves unanswered goes to the platform by itself (F38)."""
    if dispute.offer is None:
        raise MissingTime("offered_at")
    return terms.after(TermName.REACTION, dispute.offer.offered_at)


def escalates_at(dispute: Dispute, terms: Terms) -> datetime:
    """When a dispute that goes on is the platform's by itself (F38, R18).

    Rejected: after the buyer's time to react. Open: when the seller's time to answer is over, and not before an offer
    was declined. Offered: when the offer lapses. (Whether silence grants an open claim instead is the profile's: see
    ``SILENCE_GRANTS_CLAIM``.)
    """
    if dispute.status is DisputeStatus.REJECTED:
        return terms.after(TermName.REACTION, known(dispute.rejected_at, "rejected_at"))
    if dispute.status is DisputeStatus.OFFERED:
        return offer_lapses_at(dispute, terms)
    if dispute.status is not DisputeStatus.OPEN:
        raise MissingTime(f"a dispute that is {dispute.status} does not escalate")
    declined = declined_offer(dispute)
    return max(dispute.answer_by, known(declined.declined_at, "declined_at")) if declined else dispute.answer_by


def platform_decides_by(dispute: Dispute, terms: Terms) -> datetime:
    """Until when the platform decides an escalated dispute; afterwards it is staff's (F38, R18)."""
    return terms.after(TermName.PLATFORM_DECISION, known(dispute.escalated_at, "escalated_at"))


def return_ship_by(terms: Terms, since: datetime) -> datetime:
    """Until when a tracking number is in time for goods that are to be sent back since then (F40)."""
    return terms.after(TermName.RETURN_SHIP, since)


def return_confirm_by(dispute: Dispute, terms: Terms) -> datetime:
    """When goods that the carrier brought back count as confirmed by the seller (F41)."""
    return terms.after(TermName.RETURN_CONFIRM, known(_back(dispute).delivered_at, "delivered_at"))


def return_overdue_at(dispute: Dispute, terms: Terms) -> datetime:
    """From when on goods on their way back have been under way for too long: then it is staff's."""
    return terms.after(TermName.RETURN_TRANSIT, known(_back(dispute).sent_at, "sent_at"))


def _back(dispute: Dispute) -> Return:
    if dispute.parcel_back is None:
        raise MissingTime("parcel_back")
    return dispute.parcel_back
