"""Decides about the seller's offer: accepted for good, declined, or asked about again when it is another one (R19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, explain, perform, question
from actions.policy.closing import claim_clauses
from actions.policy.decision import Actor, Decision, Effect, NextStep, Reason, RefundPlan, Step
from actions.policy.facts import Dispute, DisputeStatus, Offer
from actions.policy.moments import escalates_at, plan_for
from actions.policy.money import Money
from actions.policy.no_goods import onward
from actions.policy.situation import Rule, Situation
from actions.policy.standing import changed_mind, standing
from actions.policy.steps import refund_steps
from actions.policy.which_dispute import able_ones

ACCEPT, DECLINE = "accept", "decline"


def dispute_unnamed(facts: Situation, now: datetime) -> Decision | None:
    """Several offers wait, and it was not said which is meant."""
    if len(_waiting(facts)) < 2:
        return None
    return question(facts, Reason.DISPUTE_UNNAMED, "F39")


def no_offer(facts: Situation, now: datetime) -> Decision | None:
    if _waiting(facts):
        return None
    return explain(facts, Reason.NO_OFFER, ("F37",), onward(facts, now))


def offer_replaced(facts: Situation, now: datetime) -> Decision | None:
    """The offer that is named is not the one that waits: the buyer answers the new one (R19)."""
    dispute, offer = _offer(facts)
    if facts.ask.offer in (None, offer.id):
        return None
    return _about(facts, question(facts, Reason.OFFER_REPLACED, "F37", "F39"), now, dispute)


def offer_unanswered(facts: Situation, now: datetime) -> Decision | None:
    """Accepting is for good, so it names what is accepted."""
    dispute, _ = _offer(facts)
    missing = tuple(name for name in ("choice", "offer") if getattr(facts.ask, name) is None)
    if not missing:
        return None
    asked = question(facts, Reason.OFFER_UNANSWERED, "F37", "F38", "F39")
    return replace(_about(facts, asked, now, dispute), missing=missing)


def accepts(facts: Situation, now: datetime) -> Decision | None:
    """The sum comes back, the goods stay, and the dispute is closed for good (F39, R23)."""
    dispute, offer = _offer(facts)
    if facts.ask.choice != ACCEPT:
        return None
    plan = _plan(facts, offer, now)
    deed = Deed(
        Reason.ACCEPTS_OFFER,
        Effect.ACCEPT_OFFER,
        ("F25", "F39", *claim_clauses(facts.order, dispute)),
        refund_steps(facts.terms, plan, now, now)[:1],
        plan,
        dispute.reference,
    )
    return perform(facts, deed)


def declines(facts: Situation, now: datetime) -> Decision | None:
    """The seller may offer again in its time; the buyer may go to the platform at once, or it goes there by itself."""
    dispute, _ = _offer(facts)
    declined = declined_dispute(dispute, now)
    stands = standing(declined, facts.terms, now)
    steps = tuple(step for step in stands.steps if step.by is None or step.by > now) or _at_once(facts, declined, now)
    deed = Deed(Reason.DECLINES_OFFER, Effect.DECLINE_OFFER, (*stands.clauses, "F39"), steps, None, dispute.reference)
    return perform(facts, deed)


def _at_once(facts: Situation, declined: Dispute, now: datetime) -> tuple[NextStep, ...]:
    """What follows where the seller's time to answer is over already: the platform's turn, or the end of a return."""
    if changed_mind(declined):
        return (NextStep(Actor.PLATFORM, Step.REFUSE_RETURN, escalates_at(declined, facts.terms)),)
    theirs = replace(declined, status=DisputeStatus.ESCALATED, escalated_at=now)
    return standing(theirs, facts.terms, now).steps


RULES: tuple[Rule, ...] = (dispute_unnamed, no_offer, offer_replaced, offer_unanswered, accepts, declines)


def declined_dispute(dispute: Dispute, now: datetime) -> Dispute:
    """The dispute with its offer declined: before the seller again."""
    offers = (*dispute.offers[:-1], replace(dispute.offers[-1], declined_at=now))
    return replace(dispute, status=DisputeStatus.OPEN, offers=offers)


def _waiting(facts: Situation) -> tuple[Dispute, ...]:
    """The disputes with an offer that waits: the one whose offer, old or new, is named, else all that can be."""
    ask = facts.ask
    able = able_ones(facts, lambda dispute: dispute.offer is not None)
    if ask.dispute is None and ask.offer is not None:
        owners = [dispute for dispute in able if ask.offer in {offer.id for offer in dispute.offers}]
        return tuple(owners) or able
    return able


def _offer(facts: Situation) -> tuple[Dispute, Offer]:
    """The only offer that waits; the rules before have seen to it that there is one."""
    (dispute,) = _waiting(facts)
    return dispute, dispute.offers[-1]


def _about(facts: Situation, said: Decision, now: datetime, dispute: Dispute) -> Decision:
    """The question with what it is about: the sum that is offered, and until when it waits."""
    stands = standing(dispute, facts.terms, now)
    plan = _plan(facts, dispute.offers[-1], now)
    return replace(said, refund=plan, next_steps=stands.steps, deadline=stands.steps[0].by, dispute=dispute.reference)


def _plan(facts: Situation, offer: Offer, now: datetime) -> RefundPlan:
    amount = Money(offer.amount, facts.order.currency)
    return plan_for(amount, facts.order.payment_method, facts.terms, now)
