"""Adds up what a change of profile would mean for many orders: how many, which answers, felt by whom, how much money.

Sums of different parts of the orders can be added. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.policy.decision import Actor, Outcome, Reason, Request
from actions.policy.facts import Order
from actions.policy.impact import Difference

MOST_EXAMPLES = 3

Answer = tuple[Outcome, Reason]
Key = tuple[Request, Answer, Answer]
"""A request, its answer under the order's own profile, and under the other."""


@dataclass
class Moved:
    """Money that would come back to buyers beyond what comes now, and that no longer would: minor units by currency."""

    more: Counter[str] = field(default_factory=Counter)
    less: Counter[str] = field(default_factory=Counter)

    def add(self, currency: str, minor: int) -> None:
        if minor:
            (self.more if minor > 0 else self.less)[currency] += abs(minor)

    def merge(self, other: Moved) -> None:
        self.more.update(other.more)
        self.less.update(other.less)


@dataclass
class Group:
    """The cases in which one request would get one other answer. ``sooner``, ``later``: its first date that differs."""

    cases: int = 0
    sooner: int = 0
    later: int = 0
    felt_by: Counter[Actor] = field(default_factory=Counter)
    money: Moved = field(default_factory=Moved)
    examples: list[str] = field(default_factory=list)

    def add(self, order: Order, found: Difference) -> None:
        self.cases += 1
        moved = next((pair for pair in zip(found.before.by, found.after.by, strict=False) if pair[0] != pair[1]), None)
        if moved is not None:
            self.sooner += moved[1] < moved[0]
            self.later += moved[1] > moved[0]
        self.felt_by.update(found.felt_by)
        self.money.add(order.currency, found.money)
        self.examples = [*self.examples, order.order_id][:MOST_EXAMPLES]

    def merge(self, other: Group) -> None:
        self.cases += other.cases
        self.sooner += other.sooner
        self.later += other.later
        self.felt_by.update(other.felt_by)
        self.money.merge(other.money)
        self.examples = [*self.examples, *other.examples][:MOST_EXAMPLES]


@dataclass
class Impact:
    """What it would mean for the orders that were looked at.

    ``other_answers``: the open cases in which some request would get another answer, not just other dates or sums.
    ``money``: each order's money once, however many of its requests speak of it.
    """

    orders: int = 0
    open_cases: int = 0
    changed: int = 0
    other_answers: int = 0
    felt_by: Counter[Actor] = field(default_factory=Counter)
    money: Moved = field(default_factory=Moved)
    groups: dict[Key, Group] = field(default_factory=dict)

    def add(self, order: Order, found: Sequence[Difference] | None) -> None:
        """Counts an order with what would be answered otherwise (None: nothing is open)."""
        self.orders += 1
        self.open_cases += found is not None
        if not found:
            return
        self.changed += 1
        self.other_answers += any(key[1] != key[2] for key in map(_key, found))
        self.felt_by.update({party for difference in found for party in difference.felt_by})
        self.money.add(order.currency, max((difference.money for difference in found), key=abs))
        for difference in found:
            self.groups.setdefault(_key(difference), Group()).add(order, difference)

    def merge(self, other: Impact) -> None:
        """Counts what was found in another part of the orders as well."""
        self.orders += other.orders
        self.open_cases += other.open_cases
        self.changed += other.changed
        self.other_answers += other.other_answers
        self.felt_by.update(other.felt_by)
        self.money.merge(other.money)
        for key, group in other.groups.items():
            self.groups.setdefault(key, Group()).merge(group)

    def ranked(self) -> list[tuple[Key, Group]]:
        """Other answers first, the most frequent first."""
        return sorted(self.groups.items(), key=lambda item: (item[0][1] == item[0][2], -item[1].cases, item[0]))


def _key(difference: Difference) -> Key:
    before, after = difference.before, difference.after
    return difference.request, (before.outcome, before.reason), (after.outcome, after.reason)
