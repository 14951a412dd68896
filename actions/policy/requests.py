"""Answers requests: settles the order to *now*, runs the request's rules, and adds what else is open. No I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from actions.policy import cancellation, order_status, refund, withdrawal
from actions.policy.complaint import COMPLAINT_RULES
from actions.policy.decision import Decision, Outcome, Request
from actions.policy.due import settle
from actions.policy.facts import CancellationReason, Order
from actions.policy.situation import Ask, Rule, Situation, first_decision, situation
from actions.policy.steps import later_doors

__all__ = ["DECIDED", "Ask", "AskError", "NotDecided", "decide", "decide_all", "decide_complaint"]

RULES: Mapping[Request, tuple[Rule, ...]] = {
    Request.CANCEL: cancellation.RULES,
    Request.WITHDRAW_CANCELLATION: withdrawal.RULES,
    Request.REFUND_LATE: refund.RULES,
    Request.STATUS: order_status.RULES,
}
DECIDED: frozenset[Request] = frozenset(RULES)


class NotDecided(LookupError):
    """This request has no rules yet; the message names it."""


class AskError(ValueError):
    """The question itself is wrong (an item that the order does not have, …). ``field`` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def decide(order: Order, ask: Ask, now: datetime) -> Decision:
    """The one answer to a request, on the order as it is at ``now`` (due effects applied first).

    Raises NotDecided for a request without rules, AskError for a question that cannot be meant.
    """
    if ask.request not in RULES:
        raise NotDecided(f"{ask.request} is not decided yet")
    _check_ask(order, ask)
    facts = situation(settle(order, now).order, ask, now)
    return _complete(facts, first_decision(RULES[ask.request], facts, now), now)


def decide_all(order: Order, now: datetime) -> list[Decision]:
    """The answer to every request that has rules, in the contract's order."""
    facts = situation(settle(order, now).order, Ask(Request.STATUS), now)
    plain = _plain_answers(facts, now)
    may_do = _open(facts, plain, now)
    return [replace(plain[request], may_do=may_do) for request in Request if request in plain]


def decide_complaint(order: Order, reason: CancellationReason | None, now: datetime) -> Decision:
    """Whether a complaint about the seller is filed for this reason (F09, R11); it never changes money."""
    facts = situation(settle(order, now).order, Ask(Request.CANCEL, reason), now)
    return _complete(facts, first_decision(COMPLAINT_RULES, facts, now), now)


def _check_ask(order: Order, ask: Ask) -> None:
    if ask.item is not None and ask.item not in {item.sku for item in order.items}:
        raise AskError("item", f"order {order.order_id} has no item {ask.item!r}")
    if ask.choice is not None and ask.choice not in (refund.BALANCE, refund.STAFF):
        raise AskError("choice", f"{ask.choice!r} is neither {refund.BALANCE} nor {refund.STAFF}")


def _complete(facts: Situation, decision: Decision, now: datetime) -> Decision:
    """The decision with all that is open for this order now."""
    return replace(decision, may_do=_open(facts, _plain_answers(facts, now), now))


def _plain_answers(facts: Situation, now: datetime) -> dict[Request, Decision]:
    """The answer to each request, made without further words."""
    return {request: first_decision(rules, replace(facts, ask=Ask(request)), now) for request, rules in RULES.items()}


def _open(facts: Situation, plain: Mapping[Request, Decision], now: datetime) -> tuple[Request, ...]:
    """What would be done or asked about; and the doors to what is decided elsewhere."""
    ours = [request for request, said in plain.items() if said.outcome in (Outcome.PERFORM, Outcome.ASK)]
    return (*ours, *later_doors(facts, now))
