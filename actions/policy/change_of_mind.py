"""Decides a return because the buyer has changed their mind: goods for the money, if the seller agrees (F42, R16).

The rules in their order: as for a dispute (``dispute``) until the door is known to be open, but for a claim that is
changed: it is always all that was paid for the item; then whether the seller has refused it before, or takes no returns
at all; then the item; a part of the money alone is never given for it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, explain, perform, question
from actions.policy.claim_change import goes_on
from actions.policy.claim_words import claim_outlook, draft, takes_every_return
from actions.policy.closing import hope_clauses
from actions.policy.decision import Actor, Decision, Effect, NextStep, Reason, Step
from actions.policy.dispute import ARRIVED, CLOSED_DOORS, item_missing
from actions.policy.dispute_asks import Claim, most_of, sum_objection
from actions.policy.doors import takes_no_returns
from actions.policy.facts import ALL_ITEMS, DisputeReason, Wanted
from actions.policy.items import free_of, item_of, refused_by
from actions.policy.no_goods import NO_GOODS
from actions.policy.situation import Rule, Situation
from actions.policy.standing import standing
from actions.policy.steps import dispute_steps


def refused_before(facts: Situation, now: datetime) -> Decision | None:
    """The seller has refused it, and that ends it (F42); where no item is named, all of them."""
    order, item = facts.order, item_of(facts)
    open_ones = [sku for sku in free_of(facts, with_shipping=False) if refused_by(order, sku) is None]
    dispute = refused_by(order, item or ALL_ITEMS)
    if dispute is None or (item is None and open_ones):
        return None
    steps = dict.fromkeys((*dispute_steps(facts, now), NextStep(Actor.BUYER, Step.CONTACT_SELLER)))
    return replace(explain(facts, Reason.RETURN_REFUSED, ("F42",), tuple(steps)), dispute=dispute.reference)


def seller_takes_none(facts: Situation, now: datetime) -> Decision | None:
    """The seller says so in its own terms, before anybody asks (F14)."""
    if not takes_no_returns(facts.order):
        return None
    steps = dict.fromkeys((NextStep(Actor.BUYER, Step.CONTACT_SELLER), *dispute_steps(facts, now)))
    return explain(facts, Reason.SELLER_TAKES_NO_RETURNS, ("F14", "F42"), tuple(steps))


def return_only(facts: Situation, now: datetime) -> Decision | None:
    """A refund alone, or a part of it, is for goods that are not as they should be (R16)."""
    amount, claim = facts.ask.amount, _claim(facts)
    part = amount is not None and amount.currency == facts.order.currency and amount.minor < most_of(facts, claim)
    if facts.ask.wanted is not Wanted.REFUND_ONLY and not part:
        return None
    return question(facts, Reason.RETURN_ONLY, "F36", "F42")


def sum_of_return(facts: Situation, now: datetime) -> Decision | None:
    """More than was paid for it, or another currency (R20, R25)."""
    return sum_objection(facts, _claim(facts), now)


def starts(facts: Situation, now: datetime) -> Decision | None:
    """The seller takes every return back: it begins at once (F14)."""
    return _performs(facts, now, Reason.STARTS_RETURN, "F14") if takes_every_return(facts) else None


def asks(facts: Situation, now: datetime) -> Decision | None:
    """The seller has to agree; a refusal ends it (F42)."""
    return _performs(facts, now, Reason.ASKS_FOR_RETURN, "F37")


RULES: tuple[Rule, ...] = (
    *NO_GOODS,
    goes_on,
    *ARRIVED,
    *CLOSED_DOORS,
    refused_before,
    seller_takes_none,
    item_missing,
    return_only,
    sum_of_return,
    starts,
    asks,
)


def _claim(facts: Situation) -> Claim:
    return Claim(item_of(facts) or ALL_ITEMS, DisputeReason.CHANGE_OF_MIND, Wanted.RETURN_AND_REFUND)


def _performs(facts: Situation, now: datetime, reason: Reason, *clauses: str) -> Decision:
    dispute = draft(facts, most_of(facts, _claim(facts)), now)
    stands = standing(dispute, facts.terms, now)
    own_shipping = "F14" if facts.order.seller.terms.return_shipping == "seller" else ""
    deed = Deed(
        reason,
        Effect.START_RETURN if reason is Reason.STARTS_RETURN else Effect.OPEN_DISPUTE,
        (
            *("F31", "F32", "F36", "F40", "F41", "F42", own_shipping, *clauses, *stands.clauses),
            *hope_clauses(facts.order, dispute),
        ),
        stands.steps,
        claim_outlook(facts.order, facts.terms, dispute, now),
    )
    return perform(facts, deed)
