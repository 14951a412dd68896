"""Holds what a rule reads, and the one loop that runs rules. No rules of its own, no clock."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from actions.policy.decision import Check, Decision, Outcome, Request
from actions.policy.facts import CancellationReason, DisputeReason, EvidenceKind, Order, OrderStatus, Wanted
from actions.policy.lifecycle import status
from actions.policy.money import Money
from actions.policy.terms import Terms, terms_for

T = TypeVar("T")


@dataclass(frozen=True)
class Ask:
    """What the buyer wants, as far as it was said.

    ``reason``: why an order is cancelled (F08); ``dispute_reason``: what is wrong with what came (F33).
    ``item``: a sku, or ALL_ITEMS for the whole parcel. ``choice``: ``balance`` or ``staff``, where a failed refund goes
    (R23); ``accept`` or ``decline`` to an offer (R19). ``received``: whether the buyer has the parcel in hand (R13).
    ``dispute``, ``offer``: which of several is meant. ``evidence``: pieces as (kind, name).
    """

    request: Request
    reason: CancellationReason | None = None
    item: str | None = None
    amount: Money | None = None
    choice: str | None = None
    wanted: Wanted | None = None
    received: bool | None = None
    description: str | None = None
    evidence: tuple[tuple[EvidenceKind, str], ...] = ()
    dispute: str | None = None
    offer: str | None = None
    tracking: str | None = None
    dispute_reason: DisputeReason | None = None


@dataclass(frozen=True)
class Situation:
    """The facts at one instant: an order that is settled to it, what is asked, the terms that hold, where it stands.

    ``memo``: what was found out about the order, whatever is asked: see ``once``. Questions about the same order share
    it, since each decision also looks at what every other request would say.
    """

    order: Order
    ask: Ask
    terms: Terms
    status: OrderStatus
    memo: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def asked(self, ask: Ask) -> Situation:
        """The same facts with another question."""
        return Situation(self.order, ask, self.terms, self.status, self.memo)

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What ``find`` gives, looked for once; it must depend on the key, the order and its terms alone."""
        if key not in self.memo:
            self.memo[key] = find()
        found: T = self.memo[key]
        return found


Rule = Callable[[Situation, datetime], "Decision | None"]
"""Decides, or has nothing to say (None)."""


class Undecided(AssertionError):
    """No rule of a request decided: a hole in the policy. The tests prove that it cannot happen."""


def situation(order: Order, ask: Ask, now: datetime) -> Situation:
    """What the rules read of a settled order."""
    return Situation(order, ask, terms_for(order), status(order, now))


def with_sellers_own(clauses: tuple[str, ...], terms: Terms) -> tuple[str, ...]:
    """The clauses, with F14 where the number of one of them is the seller's own."""
    own = terms.clauses_of_seller.intersection(clauses)
    return tuple(sorted({*clauses, "F14"})) if own else clauses


def first_decision(rules: tuple[Rule, ...], facts: Situation, now: datetime) -> Decision:
    """What the first rule that has something to say decides, with a check for each rule that was looked at."""
    checks = list(facts.terms.notes)
    for rule in rules:
        decision = rule(facts, now)
        checks.append(Check(rule.__name__, _result(decision)))
        if decision is not None:
            return replace(decision, checks=tuple(checks), clauses=with_sellers_own(decision.clauses, facts.terms))
    raise Undecided(f"{facts.ask.request} of order {facts.order.order_id} at {now.isoformat()}")


def decides(rules: tuple[Rule, ...], facts: Situation, now: datetime) -> Decision:
    """The same, without what only a reader of the decision needs: no checks, no clause of the seller's own."""
    for rule in rules:
        decision = rule(facts, now)
        if decision is not None:
            return decision
    raise Undecided(f"{facts.ask.request} of order {facts.order.order_id} at {now.isoformat()}")


def _result(decision: Decision | None) -> str:
    if decision is None:
        return "passed"
    return "decided" if decision.outcome is Outcome.PERFORM else "objected"
