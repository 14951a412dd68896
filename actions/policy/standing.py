"""Says where a dispute that goes on stands: whose turn it is, until when, what silence will do. No decisions here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from actions.policy.decision import Actor, NextStep, Outcome, Reason, Step, WouldChange
from actions.policy.facts import Dispute, DisputeReason, DisputeStatus
from actions.policy.moments import (
    declined_offer,
    escalates_at,
    offer_lapses_at,
    platform_decides_by,
    return_confirm_by,
    return_overdue_at,
)
from actions.policy.profiles import TermName
from actions.policy.terms import Terms

_TALK = (NextStep(Actor.BUYER, Step.TALK_TO_STAFF),)
"""Where the answer is a referral: that is what the buyer can do, until staff have it."""


class Standing(NamedTuple):
    """What is said of a dispute that goes on, whoever asks."""

    outcome: Outcome
    reason: Reason
    clauses: tuple[str, ...]
    steps: tuple[NextStep, ...]
    would_change: WouldChange


def standing(dispute: Dispute, terms: Terms, now: datetime) -> Standing:
    """Where it stands; a dispute that has ended stands nowhere (KeyError)."""
    return _STANDINGS[dispute.status](dispute, terms, now)


def changed_mind(dispute: Dispute) -> bool:
    """Whether nobody but the seller decides it: the platform forces no refund of a change of mind (F42)."""
    return dispute.reason is DisputeReason.CHANGE_OF_MIND


def _open(dispute: Dispute, terms: Terms, now: datetime) -> Standing:
    """The seller's turn; after a declined offer the buyer need not wait for it (R18)."""
    answers = Step.ANSWER_RETURN if changed_mind(dispute) else Step.ANSWER_DISPUTE
    steps: tuple[NextStep, ...] = (NextStep(Actor.SELLER, answers, dispute.answer_by),)
    declined = declined_offer(dispute) is not None
    if declined and not changed_mind(dispute):
        steps += (NextStep(Actor.BUYER, Step.ESCALATE, escalates_at(dispute, terms)),)
    grants = not declined and terms.has(TermName.SILENCE_GRANTS_CLAIM)
    if grants:
        steps += (NextStep(Actor.PLATFORM, Step.GRANT_CLAIM, dispute.answer_by),)
    else:
        steps += (_silence(dispute, escalates_at(dispute, terms)),)
    clauses = ("F37", "F42", "F38" if grants else "") if changed_mind(dispute) else ("F37", "F38")
    return Standing(
        Outcome.WAIT,
        Reason.ANSWER_PENDING,
        clauses,
        steps + _if_it_comes(dispute),
        WouldChange.SELLER_ANSWER,
    )


def _offered(dispute: Dispute, terms: Terms, now: datetime) -> Standing:
    until = offer_lapses_at(dispute, terms)
    steps = (NextStep(Actor.BUYER, Step.ANSWER_OFFER, until), _silence(dispute, until), *_if_it_comes(dispute))
    goes_to = "F42" if changed_mind(dispute) else "F38"
    return Standing(Outcome.WAIT, Reason.OFFER_WAITS, ("F37", goes_to, "F39"), steps, WouldChange.OFFER_ANSWER)


def _rejected(dispute: Dispute, terms: Terms, now: datetime) -> Standing:
    until = escalates_at(dispute, terms)
    steps = (
        NextStep(Actor.BUYER, Step.ESCALATE, until),
        NextStep(Actor.PLATFORM, Step.ESCALATE_BY_ITSELF, until),
        *_if_it_comes(dispute),
    )
    return Standing(Outcome.EXPLAIN, Reason.ESCALATION_OPEN, ("F38", "F43"), steps, WouldChange.PLATFORM_DECISION)


def _escalated(dispute: Dispute, terms: Terms, now: datetime) -> Standing:
    until = platform_decides_by(dispute, terms)
    if now >= until:
        return Standing(Outcome.REFER, Reason.PLATFORM_OVERDUE, ("F38",), _TALK, WouldChange.PLATFORM_DECISION)
    steps = (
        NextStep(Actor.PLATFORM, Step.DECIDE_DISPUTE, until),
        NextStep(Actor.BUYER, Step.GIVE_EVIDENCE, until),
        *_if_it_comes(dispute),
    )
    return Standing(Outcome.WAIT, Reason.PLATFORM_DECIDES, ("F34", "F38"), steps, WouldChange.PLATFORM_DECISION)


def _return_due(dispute: Dispute, terms: Terms, now: datetime) -> Standing:
    back = dispute.parcel_back
    if back is not None and back.lost_at is not None:
        return _lost(dispute)
    until = back.ship_by if back else None
    steps = (
        NextStep(Actor.BUYER, Step.SEND_BACK, until),
        NextStep(Actor.BUYER, Step.GIVE_TRACKING, until),
        NextStep(Actor.PLATFORM, Step.CLOSE_DISPUTE, until),
    )
    clauses = ("F40", "F41", _who_pays(dispute))
    return Standing(Outcome.EXPLAIN, Reason.RETURN_DUE, clauses, steps, WouldChange.TRACKING_NUMBER)


def _return_sent(dispute: Dispute, terms: Terms, now: datetime) -> Standing:
    back = dispute.parcel_back
    if back is not None and back.delivered_at is not None:
        until = return_confirm_by(dispute, terms)
        steps = (
            NextStep(Actor.SELLER, Step.CONFIRM_RETURN, until),
            NextStep(Actor.PLATFORM, Step.GRANT_CLAIM, until),
        )
        return Standing(Outcome.WAIT, Reason.RETURN_UNDER_WAY, ("F41",), steps, WouldChange.SELLER_ANSWER)
    if back is not None and back.lost_at is not None:
        return _lost(dispute)
    until = return_overdue_at(dispute, terms)
    if now >= until:
        return Standing(Outcome.REFER, Reason.RETURN_OVERDUE, ("F41",), _TALK, WouldChange.RETURN_ARRIVAL)
    steps = (NextStep(Actor.CARRIER, Step.DELIVER_RETURN, until), NextStep(Actor.SELLER, Step.CONFIRM_RETURN))
    return Standing(Outcome.WAIT, Reason.RETURN_UNDER_WAY, ("F40", "F41"), steps, WouldChange.RETURN_ARRIVAL)


def _lost(dispute: Dispute) -> Standing:
    clauses = ("F41", _who_pays(dispute))
    return Standing(Outcome.REFER, Reason.RETURN_LOST, clauses, _TALK, WouldChange.RETURN_ARRIVAL)


def _silence(dispute: Dispute, at: datetime) -> NextStep:
    """What happens by itself where nobody does anything: the platform's turn (F38), or the end of a return (F42)."""
    return NextStep(Actor.PLATFORM, Step.REFUSE_RETURN if changed_mind(dispute) else Step.ESCALATE_BY_ITSELF, at)


def _if_it_comes(dispute: Dispute) -> tuple[NextStep, ...]:
    """A parcel that was reported as missing may still come; then the buyer says so (R15, R21)."""
    if dispute.reason is not DisputeReason.NOT_RECEIVED:
        return ()
    return (NextStep(Actor.BUYER, Step.SAY_IT_ARRIVED),)


def _who_pays(dispute: Dispute) -> str:
    """The clause that says who pays the way back."""
    return "F42" if changed_mind(dispute) else "F43"


_STANDINGS: Mapping[DisputeStatus, Callable[[Dispute, Terms, datetime], Standing]] = {
    DisputeStatus.OPEN: _open,
    DisputeStatus.OFFERED: _offered,
    DisputeStatus.REJECTED: _rejected,
    DisputeStatus.ESCALATED: _escalated,
    DisputeStatus.RETURN_DUE: _return_due,
    DisputeStatus.RETURN_SENT: _return_sent,
}
