"""Decides about a parcel that did not come: patience with a date, a report that claims the money back, or staff.

The rules in their order: no goods yet (``no_goods``); a dispute goes on (``claim_change``); the parcel is in hand;
then the door that is not open yet, or no longer; then what is claimed. It is always about the whole parcel (R10), for
money alone (R17), and needs no evidence (F34).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, explain, perform, question, refer, wait
from actions.policy.claim_change import CLAIM_OR_STANDING
from actions.policy.claim_words import claim_outlook, draft
from actions.policy.claims import claimable
from actions.policy.closing import hope_clauses
from actions.policy.decision import Actor, Decision, Effect, NextStep, Reason, Step, WouldChange
from actions.policy.dispute_asks import Claim, sum_objection, sum_of
from actions.policy.doors import in_hand
from actions.policy.facts import ALL_ITEMS, DisputeReason, Wanted
from actions.policy.items import reported_before
from actions.policy.moments import not_received_window
from actions.policy.no_goods import NO_GOODS
from actions.policy.situation import Rule, Situation
from actions.policy.standing import standing
from actions.policy.steps import dispute_steps
from actions.policy.which_dispute import ENDED_BY

_CLAIM = Claim(ALL_ITEMS, DisputeReason.NOT_RECEIVED, Wanted.REFUND_ONLY)


def it_is_here(facts: Situation, now: datetime) -> Decision | None:
    """By the buyer's own word the parcel is there: what is wrong with it is another request (R13, R15)."""
    if not in_hand(facts.order) and not facts.ask.received:
        return None
    return explain(facts, Reason.IN_HAND, ("F31", "F46"), dispute_steps(facts, now))


def settled_already(facts: Situation, now: datetime) -> Decision | None:
    dispute = reported_before(facts.order)
    if dispute is None:
        return None
    clauses = (ENDED_BY[dispute.outcome],) if dispute.outcome else ("F39",)
    said = explain(facts, Reason.ITEM_SETTLED, clauses, dispute_steps(facts, now))
    return replace(said, dispute=dispute.reference)


def not_late_yet(facts: Situation, now: datetime) -> Decision | None:
    """Its time to arrive is not over: patience with a date (R14)."""
    opens = not_received_window(facts.order, facts.terms).opens
    if now >= opens:
        return None
    steps = (NextStep(Actor.CARRIER, Step.DELIVER, opens), NextStep(Actor.BUYER, Step.DISPUTE_AFTER_ARRIVAL))
    return replace(wait(facts, Reason.NOT_LATE_YET, ("F30", "F31"), steps), would_change=WouldChange.TIME)


def never_arrived(facts: Situation, now: datetime) -> Decision | None:
    """The time to report it is over, and no carrier says that it came: staff look at it (R14)."""
    if facts.order.delivered_at is not None or now < not_received_window(facts.order, facts.terms).closes:
        return None
    return refer(facts, Reason.NEVER_ARRIVED, ("F32",), now)


def reported_too_late(facts: Situation, now: datetime) -> Decision | None:
    """A carrier says that it came, and the time to deny it is over (R13)."""
    if now < not_received_window(facts.order, facts.terms).closes:
        return None
    return explain(facts, Reason.DISPUTE_WINDOW_CLOSED, ("F32",), dispute_steps(facts, now))


def nothing_was_paid(facts: Situation, now: datetime) -> Decision | None:
    if claimable(facts.order, ALL_ITEMS, with_shipping=True):
        return None
    return explain(facts, Reason.NOTHING_LEFT, ("F35",), dispute_steps(facts, now))


def nothing_to_return(facts: Situation, now: datetime) -> Decision | None:
    """What never came cannot be sent back (R17)."""
    return question(facts, Reason.NOTHING_TO_RETURN, "F36") if facts.ask.wanted is Wanted.RETURN_AND_REFUND else None


def claimed_sum(facts: Situation, now: datetime) -> Decision | None:
    return sum_objection(facts, _CLAIM, now)


def reports(facts: Situation, now: datetime) -> Decision | None:
    """The whole sum, or what was named of it; the seller answers first (F37), then the platform (F38)."""
    dispute = draft(facts, sum_of(facts, _CLAIM), now)
    deed = Deed(
        Reason.REPORTS_NOT_RECEIVED,
        Effect.OPEN_DISPUTE,
        ("F31", "F32", "F35", "F37", "F38", *hope_clauses(facts.order, dispute)),
        (*standing(dispute, facts.terms, now).steps, NextStep(Actor.BUYER, Step.KEEP_COPIES)),
        claim_outlook(facts.order, facts.terms, dispute, now),
    )
    return perform(facts, deed)


RULES: tuple[Rule, ...] = (
    *NO_GOODS,
    *CLAIM_OR_STANDING,
    it_is_here,
    settled_already,
    not_late_yet,
    never_arrived,
    reported_too_late,
    nothing_was_paid,
    nothing_to_return,
    claimed_sum,
    reports,
)
