"""What holds for every order that anybody can bring about, shown on random legal histories and on the table's own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from actions.policy.clauses import CLAUSES
from actions.policy.conversations import CONVERSATION, REASONS
from actions.policy.decision import Decision, Effect, Reason, Request, Step
from actions.policy.facts import Order, OrderStatus
from tests.policy.histories import Moment, live, orders, steps
from tests.policy.properties import PROPERTIES, reached
from tests.policy.replay import after, an_order, answer_to, ask_for, replay
from tests.policy.rows import Row
from tests.policy.table import TABLE

UNHURRIED = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _hold(order: Order, plan: list[tuple[object, object, int]]) -> None:
    for moment in live(order, plan):
        here = reached(moment)
        for holds in PROPERTIES:
            holds(here)


@settings(UNHURRIED, max_examples=40)
@given(orders, steps)
def test_every_property_holds_in_every_situation(order: Order, plan: list[tuple[object, object, int]]) -> None:
    _hold(order, plan)


@pytest.mark.slow
@settings(UNHURRIED, max_examples=400)
@given(orders, steps)
def test_every_property_holds_in_many_more_situations(order: Order, plan: list[tuple[object, object, int]]) -> None:
    _hold(order, plan)


@pytest.mark.parametrize("this", TABLE[::3], ids=lambda this: this.name)
def test_every_property_holds_in_the_situations_of_the_table(this: Row) -> None:
    start = an_order(**this.order)
    order, _ = replay(start, this.history)
    here = reached(Moment(order, after(this.at, start.placed_at), order))
    for holds in PROPERTIES:
        holds(here)


def _of_the_table() -> list[Decision]:
    found = []
    for this in TABLE:
        start = an_order(**this.order)
        order, _ = replay(start, this.history)
        found.append(answer_to(order, this.ask, ask_for(this.ask), after(this.at, start.placed_at)))
    return found


DECISIONS = _of_the_table()


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_is_reached(reason: Reason) -> None:
    assert any(decision.reason is reason for decision in DECISIONS)


@pytest.mark.parametrize(("conversation", "reason"), [(word, reason) for word in REASONS for reason in REASONS[word]])
def test_each_reason_is_reached_in_its_conversation(conversation: str, reason: Reason) -> None:
    said = {decision.reason for decision in DECISIONS if CONVERSATION[decision.request] == conversation}
    assert reason in said


@pytest.mark.parametrize("step", Step)
def test_each_step_is_reached(step: Step) -> None:
    assert any(told.what is step for decision in DECISIONS for told in decision.next_steps)


@pytest.mark.parametrize("clause", CLAUSES)
def test_each_clause_is_reached(clause: str) -> None:
    assert any(clause in decision.clauses for decision in DECISIONS)


@pytest.mark.parametrize("effect", Effect)
def test_each_effect_is_reached(effect: Effect) -> None:
    assert any(decision.effect is effect for decision in DECISIONS)


@pytest.mark.parametrize("where", OrderStatus)
def test_each_status_is_told(where: OrderStatus) -> None:
    assert any(decision.request is Request.STATUS and decision.reason == where.value for decision in DECISIONS)
