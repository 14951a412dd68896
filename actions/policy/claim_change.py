"""Decides what a new claim means while a dispute about it goes on: changed once, else told where it stands (R19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, explain, perform, question, stands
from actions.policy.claim_words import claim_item, claim_outlook, claim_reason, with_shipping
from actions.policy.closing import hope_clauses
from actions.policy.decision import Decision, Effect, Reason
from actions.policy.dispute_asks import Claim, sum_objection, sum_of
from actions.policy.facts import ALL_ITEMS, Dispute, DisputeReason, DisputeStatus, Wanted
from actions.policy.items import going_on, in_the_way
from actions.policy.lifecycle import open_dispute
from actions.policy.moments import answer_dispute_by
from actions.policy.profiles import TermName
from actions.policy.situation import Rule, Situation
from actions.policy.standing import changed_mind, standing
from actions.policy.which_dispute import before_decision

_APART = (DisputeReason.NOT_RECEIVED, DisputeReason.CHANGE_OF_MIND)
_CHANGEABLE = (DisputeStatus.OPEN, DisputeStatus.OFFERED, DisputeStatus.REJECTED)


def going_on_already(facts: Situation) -> Dispute | None:
    """The dispute that goes on about what is meant: the one that was named, else the one about the item.

    Where the named one has ended, another may go on about its item all the same (R20).
    """
    named = [d for d in going_on(facts.order) if d.reference == facts.ask.dispute]
    if named:
        return named[0]
    if claim_item(facts) == ALL_ITEMS:
        return open_dispute(facts.order, ALL_ITEMS)
    return in_the_way(facts, with_shipping(facts.ask))


def replaced(facts: Situation) -> Dispute | None:
    """The report of a missing parcel that gives way to what is wrong with it, now that it came (R21), or None."""
    there = going_on_already(facts)
    if there is None or there.reason is not DisputeReason.NOT_RECEIVED or not before_decision(there):
        return None
    said = claim_reason(facts.ask)
    return there if said not in (None, DisputeReason.NOT_RECEIVED, DisputeReason.CHANGE_OF_MIND) else None


def item_unclear(facts: Situation, now: datetime) -> Decision | None:
    """Another claim, and several disputes that it could be for: which item is meant?"""
    new = facts.ask.amount or facts.ask.wanted
    if not new or claim_item(facts) or facts.ask.dispute or _to_be_changed(facts) is None:
        return None
    return question(facts, Reason.ITEM_MISSING, "F35") if len(going_on(facts.order)) > 1 else None


def changed_already(facts: Situation, now: datetime) -> Decision | None:
    """The claim may be changed once (R19)."""
    dispute = _to_be_changed(facts)
    changes = 1 if dispute and dispute.claim_changed_at else 0
    if dispute is None or changes < facts.terms.count(TermName.CLAIM_CHANGES):
        return None
    steps = standing(dispute, facts.terms, now).steps
    return replace(explain(facts, Reason.CLAIM_CHANGED_ALREADY, ("F35",), steps), dispute=dispute.reference)


def wanted_does_not_fit(facts: Situation, now: datetime) -> Decision | None:
    """What never came cannot be sent back (R17); a change of mind is never a refund alone (R16)."""
    dispute = _to_be_changed(facts)
    if dispute is None:
        return None
    wanted = _new_claim(facts, dispute).wanted
    if dispute.reason is DisputeReason.NOT_RECEIVED and wanted is Wanted.RETURN_AND_REFUND:
        return replace(question(facts, Reason.NOTHING_TO_RETURN, "F36"), dispute=dispute.reference)
    if changed_mind(dispute) and wanted is Wanted.REFUND_ONLY:
        return replace(question(facts, Reason.RETURN_ONLY, "F36", "F42"), dispute=dispute.reference)
    return None


def new_sum_does_not_fit(facts: Situation, now: datetime) -> Decision | None:
    dispute = _to_be_changed(facts)
    if dispute is None or changed_mind(dispute):
        return None
    said = sum_objection(facts, _new_claim(facts, dispute), now)
    return replace(said, dispute=dispute.reference) if said else None


def changes_claim(facts: Situation, now: datetime) -> Decision | None:
    """Another sum, or another way: the seller's time to answer starts anew, and an offer is void (R19)."""
    dispute = _to_be_changed(facts)
    if dispute is None:
        return None
    changed = changed_dispute(facts, dispute, now)
    if (changed.wanted, changed.claim) == (dispute.wanted, dispute.claim):
        return None
    deed = Deed(
        Reason.CHANGES_CLAIM,
        Effect.CHANGE_CLAIM,
        ("F35", "F36", "F37", "F38", *hope_clauses(facts.order, changed)),
        standing(changed, facts.terms, now).steps,
        claim_outlook(facts.order, facts.terms, changed, now),
        dispute.reference,
    )
    return perform(facts, deed)


def goes_on(facts: Situation, now: datetime) -> Decision | None:
    """Never a second dispute about the same item: where the first one stands."""
    dispute = going_on_already(facts)
    return stands(facts, dispute, now) if dispute and replaced(facts) is None else None


CLAIM_OR_STANDING: tuple[Rule, ...] = (
    changed_already,
    wanted_does_not_fit,
    new_sum_does_not_fit,
    changes_claim,
    goes_on,
)


def changed_dispute(facts: Situation, dispute: Dispute, now: datetime) -> Dispute:
    """The dispute with the new claim, before the seller again since now."""
    claim = _new_claim(facts, dispute)
    return replace(
        dispute,
        status=DisputeStatus.OPEN,
        wanted=claim.wanted,
        claim=dispute.claim if _same(facts, dispute) else sum_of(facts, claim),
        claim_changed_at=now,
        answer_by=answer_dispute_by(facts.terms, now),
        rejected_at=None,
    )


def _to_be_changed(facts: Situation) -> Dispute | None:
    """The dispute whose claim is asked to be another one, while it can still be changed."""
    dispute = going_on_already(facts)
    if dispute is None or dispute.status not in _CHANGEABLE or replaced(facts) or _another_matter(facts, dispute):
        return None
    return None if _same(facts, dispute) else dispute


def _another_matter(facts: Situation, dispute: Dispute) -> bool:
    """Whether the reason that is given is of another kind: goods that are wrong, none that came, a change of mind.

    Nor does a word about the whole parcel change the claim for one item of several.
    """
    said, item = claim_reason(facts.ask), claim_item(facts)
    kinds = {reason if reason in _APART else None for reason in (said or dispute.reason, dispute.reason)}
    return len(kinds) > 1 or (item == ALL_ITEMS and dispute.item != ALL_ITEMS and facts.ask.dispute is None)


def _same(facts: Situation, dispute: Dispute) -> bool:
    amount = facts.ask.amount
    money = amount is None or (amount.minor, amount.currency) == (dispute.claim, facts.order.currency)
    return money and _new_claim(facts, dispute).wanted is dispute.wanted


def _new_claim(facts: Situation, dispute: Dispute) -> Claim:
    """A sum alone means a refund (F36); what was not said stays as it is."""
    wanted = facts.ask.wanted or (Wanted.REFUND_ONLY if facts.ask.amount else dispute.wanted)
    return Claim(dispute.item, dispute.reason, wanted)
