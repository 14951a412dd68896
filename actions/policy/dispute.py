"""Decides a dispute about goods that are not as they should be: what is missing for it, why not, or that it is opened.

The rules in their order: no goods yet (``no_goods``); a dispute goes on (``claim_change``); whether the parcel is
there; then what closes the door (settled, too late, nothing left); then what is asked: item, reason, what is wanted,
the sum, the evidence. The doors come before the questions, so that nobody answers five of them in vain.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, explain, perform, question
from actions.policy.claim_change import CLAIM_OR_STANDING, item_unclear, replaced
from actions.policy.claim_words import claim_item, claim_outlook, claim_reason, claim_wanted, draft, with_shipping
from actions.policy.closing import hope_clauses
from actions.policy.decision import Actor, Decision, Effect, NextStep, Reason, Step, WouldChange
from actions.policy.dispute_asks import Claim, sum_objection, sum_of
from actions.policy.doors import in_hand, may_report
from actions.policy.evidence import evidence_missing
from actions.policy.facts import DisputeReason, Wanted
from actions.policy.items import item_of, most_for, settled_for_good
from actions.policy.moments import dispute_window, not_received_window
from actions.policy.no_goods import NO_GOODS
from actions.policy.profiles import TermName
from actions.policy.situation import Rule, Situation
from actions.policy.standing import standing
from actions.policy.steps import dispute_steps
from actions.policy.which_dispute import ENDED_BY


def receipt_unknown(facts: Situation, now: datetime) -> Decision | None:
    """Quality needs the parcel received; where no carrier says so, the buyer does (F31, R13)."""
    if facts.order.delivered_at is not None or facts.ask.received is not None:
        return None
    return question(facts, Reason.RECEIPT_UNKNOWN, "F31")


def not_arrived_yet(facts: Situation, now: datetime) -> Decision | None:
    """The buyer does not have it, whatever the carrier says: that is another request (R13)."""
    if facts.ask.received is not False or in_hand(facts.order):
        return None
    steps = dispute_steps(facts, now)
    if facts.order.delivered_at is not None and may_report(facts, now):
        closes = not_received_window(facts.order, facts.terms).closes
        steps = (NextStep(Actor.BUYER, Step.REPORT_NOT_RECEIVED, closes),)
    said = explain(facts, Reason.NOT_ARRIVED_YET, ("F31",), steps)
    return replace(said, would_change=WouldChange.DELIVERY)


def item_settled(facts: Situation, now: datetime) -> Decision | None:
    """A dispute about it has ended for good (F39, R20)."""
    dispute = settled_for_good(facts, with_shipping(facts.ask))
    if dispute is None:
        return None
    clauses = (ENDED_BY[dispute.outcome],) if dispute.outcome else ("F39",)
    said = explain(facts, Reason.ITEM_SETTLED, clauses, dispute_steps(facts, now))
    return replace(said, dispute=dispute.reference)


def window_closed(facts: Situation, now: datetime) -> Decision | None:
    """F32's time is over; for goods that the buyer has only now in hand it has just begun (R13)."""
    if facts.order.delivered_at is None or dispute_window(facts.order, facts.terms).holds(now):
        return None
    return explain(facts, Reason.DISPUTE_WINDOW_CLOSED, ("F32",), dispute_steps(facts, now))


def nothing_left(facts: Situation, now: datetime) -> Decision | None:
    """Nothing was paid for it, or all of it came back already (R20)."""
    if most_for(facts, with_shipping(facts.ask)):
        return None
    return explain(facts, Reason.NOTHING_LEFT, ("F35",), dispute_steps(facts, now))


def item_missing(facts: Situation, now: datetime) -> Decision | None:
    if item_of(facts) is not None:
        return None
    return replace(question(facts, Reason.ITEM_MISSING, "F33", "F35"), refund=None)


ARRIVED: tuple[Rule, ...] = (receipt_unknown, not_arrived_yet)
CLOSED_DOORS: tuple[Rule, ...] = (item_settled, window_closed, nothing_left)


def reason_missing(facts: Situation, now: datetime) -> Decision | None:
    return None if claim_reason(facts.ask) else question(facts, Reason.DISPUTE_REASON_MISSING, "F33")


def wanted_missing(facts: Situation, now: datetime) -> Decision | None:
    return None if claim_wanted(facts.ask) else question(facts, Reason.WANTED_MISSING, "F36")


def sum_does_not_fit(facts: Situation, now: datetime) -> Decision | None:
    claim = _claim(facts)
    return sum_objection(facts, claim, now) if claim else None


def evidence_lacks(facts: Situation, now: datetime) -> Decision | None:
    claim = _claim(facts)
    return evidence_missing(facts, claim.reason, replaced(facts)) if claim else None


def replaces_report(facts: Situation, now: datetime) -> Decision | None:
    """What was reported as missing came, but not as it should be: withdrawn and opened in one step (R21)."""
    return _opens(facts, now, Reason.REPLACES_DISPUTE, "F47") if replaced(facts) else None


def opens(facts: Situation, now: datetime) -> Decision | None:
    """Before the seller, who answers in F37's time; after it, or without agreement, the platform decides (F38)."""
    return _opens(facts, now, Reason.OPENS_DISPUTE)


RULES: tuple[Rule, ...] = (
    *NO_GOODS,
    item_unclear,
    *CLAIM_OR_STANDING,
    *ARRIVED,
    *CLOSED_DOORS,
    item_missing,
    reason_missing,
    wanted_missing,
    sum_does_not_fit,
    evidence_lacks,
    replaces_report,
    opens,
)


def _claim(facts: Situation) -> Claim | None:
    item, reason, wanted = claim_item(facts), claim_reason(facts.ask), claim_wanted(facts.ask)
    return Claim(item, reason, wanted) if item and reason and wanted else None


def _opens(facts: Situation, now: datetime, reason: Reason, *clauses: str) -> Decision | None:
    claim = _claim(facts)
    if claim is None:
        return None
    dispute = draft(facts, sum_of(facts, claim), now)
    effect = Effect.REPLACE_DISPUTE if reason is Reason.REPLACES_DISPUTE else Effect.OPEN_DISPUTE
    sends_back = claim.wanted is Wanted.RETURN_AND_REFUND
    rests_on = (
        *("F31", "F32", "F34", "F37", "F38", *clauses),
        *(("F36", "F40", "F41", "F43") if sends_back else ("F35",)),
        "F33" if claim.reason is DisputeReason.COUNTERFEIT and facts.terms.has(TermName.COUNTERFEIT_TIMES) else "",
        *hope_clauses(facts.order, dispute),
    )
    steps = (*standing(dispute, facts.terms, now).steps, NextStep(Actor.BUYER, Step.KEEP_COPIES))
    plan = claim_outlook(facts.order, facts.terms, dispute, now)
    old = replaced(facts)
    return perform(facts, Deed(reason, effect, rests_on, steps, plan, old.reference if old else None))
