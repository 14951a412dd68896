"""Answers requests: settles the order to *now*, runs the request's rules, and adds what else is open. No I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from actions.policy import (
    cancellation,
    change_of_mind,
    dispute,
    dispute_withdrawal,
    escalation,
    evidence,
    not_received,
    offers,
    order_status,
    receipt,
    refund,
    refusal,
    returns,
    withdrawal,
)
from actions.policy.complaint import COMPLAINT_RULES
from actions.policy.decision import Decision, Outcome, Reason, Request
from actions.policy.due import settle
from actions.policy.facts import ALL_ITEMS, CancellationReason, DisputeReason, Order
from actions.policy.situation import Ask, Rule, Situation, decides, first_decision, situation

__all__ = ["DECIDED", "RULES", "Ask", "AskError", "decide", "decide_all", "decide_complaint", "plain_answers"]

RULES: Mapping[Request, tuple[Rule, ...]] = {
    Request.CANCEL: cancellation.RULES,
    Request.WITHDRAW_CANCELLATION: withdrawal.RULES,
    Request.REFUND_LATE: refund.RULES,
    Request.SELLER_REFUSED: refusal.RULES,
    Request.DISPUTE: dispute.RULES,
    Request.NOT_RECEIVED: not_received.RULES,
    Request.CHANGE_OF_MIND_RETURN: change_of_mind.RULES,
    Request.ANSWER_OFFER: offers.RULES,
    Request.ADD_EVIDENCE: evidence.RULES,
    Request.GIVE_TRACKING: returns.RULES,
    Request.ESCALATE: escalation.RULES,
    Request.WITHDRAW_DISPUTE: dispute_withdrawal.RULES,
    Request.CONFIRM_RECEIPT: receipt.RULES,
    Request.STATUS: order_status.RULES,
}
DECIDED: frozenset[Request] = frozenset(RULES)

_BY_REASON: Mapping[DisputeReason, Request] = {
    DisputeReason.NOT_RECEIVED: Request.NOT_RECEIVED,
    DisputeReason.CHANGE_OF_MIND: Request.CHANGE_OF_MIND_RETURN,
}
"""A dispute for one of these reasons is decided by the rules of its own request."""

_SHORT, _LONG = 200, 4000
"""The most letters of a name or a number, and of a description."""


class AskError(ValueError):
    """The question itself is wrong (an item that the order does not have, …). ``field`` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def decide(order: Order, ask: Ask, now: datetime) -> Decision:
    """The one answer to a request, on the order as it is at ``now`` (due effects applied first).

    Raises AskError for a question that cannot be meant.
    """
    _check_ask(order, ask)
    facts = situation(settle(order, now).order, ask, now)
    return _complete(facts, first_decision(_rules(ask), facts, now), now)


def decide_all(order: Order, now: datetime) -> list[Decision]:
    """The answer to every request, in the contract's order."""
    facts = situation(settle(order, now).order, Ask(Request.STATUS), now)
    plain = {request: first_decision(rules, facts.asked(_PLAIN[request]), now) for request, rules in RULES.items()}
    may_do = _open(plain)
    return [replace(plain[request], may_do=may_do) for request in Request]


def decide_complaint(order: Order, reason: CancellationReason | None, now: datetime) -> Decision:
    """Whether a complaint about the seller is filed for this reason (F09, R11); it never changes money."""
    facts = situation(settle(order, now).order, Ask(Request.CANCEL, reason), now)
    return _complete(facts, first_decision(COMPLAINT_RULES, facts, now), now)


def _rules(ask: Ask) -> tuple[Rule, ...]:
    special = _BY_REASON.get(ask.dispute_reason) if ask.dispute_reason else None
    return RULES[special if special and ask.request is Request.DISPUTE else ask.request]


def _check_ask(order: Order, ask: Ask) -> None:
    if ask.item is not None and ask.item not in {ALL_ITEMS, *(item.sku for item in order.items)}:
        raise AskError("item", f"order {order.order_id} has no item {ask.item!r}")
    if ask.dispute is not None and ask.dispute not in {known.reference for known in order.disputes}:
        raise AskError("dispute", f"order {order.order_id} has no dispute {ask.dispute!r}")
    choices = _CHOICES.get(ask.request, (refund.BALANCE, refund.STAFF))
    if ask.choice is not None and ask.choice not in choices:
        raise AskError("choice", f"{ask.choice!r} is neither {' nor '.join(choices)}")
    _check_text("tracking", ask.tracking, _SHORT)
    _check_text("description", ask.description, _LONG)
    for _, name in ask.evidence:
        _check_text("evidence", name, _SHORT)


def _check_text(field: str, text: str | None, most: int) -> None:
    if text is not None and not 0 < len(text.strip()) <= len(text) <= most:
        raise AskError(field, f"is empty, or longer than {most} letters")


_CHOICES: Mapping[Request, tuple[str, ...]] = {Request.ANSWER_OFFER: (offers.ACCEPT, offers.DECLINE)}


def _complete(facts: Situation, decision: Decision, now: datetime) -> Decision:
    """The decision with all that is open for this order now."""
    return replace(decision, may_do=_open(plain_answers(facts, now)))


def plain_answers(facts: Situation, now: datetime) -> dict[Request, Decision]:
    """The answer to every request without further words, as bare as ``decides`` makes them: for comparing many."""
    return {request: decides(rules, facts.asked(_PLAIN[request]), now) for request, rules in RULES.items()}


_PLAIN: Mapping[Request, Ask] = {request: Ask(request) for request in Request}
"""Each request, made without further words."""


def _open(plain: Mapping[Request, Decision]) -> tuple[Request, ...]:
    """What would be done or asked about; a door is not open while it is not even known whether the parcel came."""
    return tuple(
        request
        for request, said in plain.items()
        if said.outcome in (Outcome.PERFORM, Outcome.ASK) and said.reason is not Reason.RECEIPT_UNKNOWN
    )
