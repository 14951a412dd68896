"""Lives through random legal histories of orders: whatever buyer, seller, bank, carrier and platform may do, in time.

Each life is drawn from one seed and told as text, so that a history that fails can be pasted into a row of the table.
Instants are whole seconds; most of the waiting goes to the instants at which something is due, and to both sides of
them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from random import Random

from actions.policy.decision import Decision, Outcome
from actions.policy.effects import perform
from actions.policy.events import Applied, Conflict, Event, EventError, EventKind, apply_event
from actions.policy.facts import Order
from actions.policy.horizon import next_change
from actions.policy.record import Change
from actions.policy.situation import Ask
from tests.policy.oracle import Life
from tests.policy.plain import drawn_order, facts_of, told_words
from tests.policy.replay import PLACED, answer_to, ask_for
from tests.policy.wishes import deed, worded

SEED = int(os.environ.get("RECOURSE_SEED") or 20261122)
TICK = timedelta(seconds=1)
STEPS = 24
"""How many turns a life has: long enough to be cancelled or shipped, disputed, sent back and paid out."""


_SHIPPED = ("paid", "payment_verified", "shipped")
_DELIVERED = (*_SHIPPED, "delivered")
BEGINNINGS: tuple[tuple[str, ...], ...] = (
    *((), ("paid",), ("paid", "payment_verified"), ("paid", "cancel reason=other", "payment_verified")),
    *(_SHIPPED, _SHIPPED, ("paid", "payment_verified", "shipped promised_by=8d"), _DELIVERED, _DELIVERED, _DELIVERED),
    *(_DELIVERED, (*_SHIPPED, "dispute reason=damaged item=all wanted=return_and_refund received=yes"
                   " evidence=photo_parcel,photo_item")),
)  # fmt: skip
"""How lives begin, so that most of them get as far as goods that are disputed."""


@dataclass
class Moment:
    """One reached situation: the order at ``now``, and what has just happened to it (None: nothing).

    ``verdict``: what became of an event (applied | conflict | malformed) or of a request (its decision).
    """

    order: Order
    now: datetime
    before: Order
    change: Change | None = None
    said: Decision | None = None
    verdict: str = ""
    step: str = ""


@dataclass
class Walk:
    """A life that is being lived: the order as the policy has it, the steps that led there, the oracle's account."""

    rng: Random
    order: Order
    now: datetime
    life: Life
    told: list[str] = field(default_factory=list)

    @property
    def history(self) -> str:
        return "; ".join(self.told)

    @property
    def seconds(self) -> int:
        return int(self.now.timestamp())


def walk(seed: str) -> Walk:
    """A new life; the same seed gives the same one."""
    rng = Random(seed)
    order = drawn_order(rng)
    return Walk(rng, order, PLACED, Life(facts_of(order)))


def live(life: Walk, steps: int = STEPS) -> Iterator[Moment]:
    """The situations that the order comes through: after each wait, and after each deed that was possible."""
    begun = life.rng.choice(BEGINNINGS)
    for number, text in enumerate(begun):
        life.now += timedelta(hours=life.rng.choice([0, 1, 5, 20]))
        yield _do(life, text, number)
    for number in range(len(begun), steps):
        life.now = _later(life)
        yield Moment(life.order, life.now, life.order)
        yield _do(life, deed(life.rng, life.life, life.seconds), number)


def _later(life: Walk) -> datetime:
    """Nothing, a while, or an instant at which something changes: just before it, at it, just after."""
    rng = life.rng
    kind = rng.random()
    if kind < 0.4:
        return life.now
    if kind < 0.68:
        return life.now + timedelta(hours=rng.choice([1, 1, 5, 24, 30, 72]))
    if kind < 0.71:
        return life.now + timedelta(days=rng.choice([5, 12, 40, 70]))
    due = _next(life)
    return max(life.now, due + rng.choice([-TICK, timedelta(), TICK]))


def _next(life: Walk) -> datetime:
    by_itself = life.life.next_due()
    if by_itself is not None and life.rng.random() < 0.6:
        return datetime.fromtimestamp(by_itself, timezone.utc)
    return next_change(life.order, life.now) or life.now + timedelta(days=1)


def _do(life: Walk, text: str, number: int) -> Moment:
    """The step done, where the policy allows it; what is refused leaves the order as it was."""
    what = text.split()[0]
    if what in set(EventKind):
        return _tell(life, text, number)
    return _ask(life, text)


def _ask(life: Walk, text: str) -> Moment:
    asked: Ask = ask_for(text)
    said = answer_to(life.order, text, asked, life.now)
    before = life.order
    if said.outcome is not Outcome.PERFORM:
        return Moment(before, life.now, before, None, said, str(said.outcome), text)
    change = perform(before, said, asked, life.now)
    life.order = change.order
    life.told.append(f"{_since(life.now)} {text}")
    return Moment(change.order, life.now, before, change, said, "perform", text)


def _tell(life: Walk, text: str, number: int) -> Moment:
    kind, *words = text.split()
    data = dict(word.split("=", 1) for word in words)
    late = int(data.pop("late", 0))
    at = max(PLACED, life.now - timedelta(seconds=late))
    read = told_words(data, PLACED)
    before = life.order
    try:
        result = apply_event(before, Event(f"e{number}", EventKind(kind), before.order_id, at, read), life.now)
    except EventError:
        return Moment(before, life.now, before, None, None, "malformed", text)
    conflict = isinstance(result, Conflict)
    assert isinstance(result, (Applied, Conflict))
    life.order = result.change.order
    came = [] if at == life.now else [f"now={_since(life.now)}"]
    rest = [f"{name}={value}" for name, value in data.items()]
    life.told.append(" ".join([_since(at), kind, *rest, *came, *(["!"] if conflict else [])]))
    return Moment(life.order, life.now, before, result.change, None, "conflict" if conflict else "applied", text)


def _since(moment: datetime) -> str:
    """``3d5h1s`` after the order was placed."""
    seconds = int((moment - PLACED).total_seconds())
    parts = [(seconds // 86400, "d"), (seconds % 86400 // 3600, "h"), (seconds % 3600, "s")]
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def more_words(life: Walk, count: int) -> list[str]:
    """Requests with words of every kind, right and wrong ones, for the order as it is."""
    return [worded(life.rng, life.life, life.seconds) for _ in range(count)]
