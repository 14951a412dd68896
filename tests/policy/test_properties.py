"""What holds in every situation of the table; and that the table reaches everything that can be said and done.

The same properties are looked at along random histories in ``test_oracle``.
"""

from __future__ import annotations

import pytest

from actions.policy.clauses import CLAUSES
from actions.policy.conversations import REASONS, speaks
from actions.policy.decision import Decision, Effect, Outcome, Reason, Request, Step
from actions.policy.due import settle
from actions.policy.effects import perform
from actions.policy.facts import OrderStatus
from actions.policy.record import What
from tests.policy.properties import PROPERTIES, reached
from tests.policy.replay import after, an_order, answer_to, ask_for, replay
from tests.policy.rows import Row
from tests.policy.table import TABLE


@pytest.mark.parametrize("this", TABLE[::3], ids=lambda this: this.name)
def test_every_property_holds_in_the_situations_of_the_table(this: Row) -> None:
    start = an_order(**this.order)
    order, _ = replay(start, this.history)
    here = reached(order, after(this.at, start.placed_at), order)
    for holds in PROPERTIES:
        holds(here)


def _of_the_table() -> tuple[list[Decision], set[What]]:
    """What the rows are told, and all that their histories and what they perform have written down."""
    found, written = [], set()
    for this in TABLE:
        start = an_order(**this.order)
        now = after(this.at, start.placed_at)
        order, entries = replay(start, this.history)
        decision = answer_to(order, this.ask, ask_for(this.ask), now)
        found.append(decision)
        performs = decision.outcome is Outcome.PERFORM
        more = perform(order, decision, ask_for(this.ask), now) if performs else settle(order, now)
        written |= {entry.what for entry in (*entries, *more.entries)}
    return found, written


DECISIONS, WRITTEN = _of_the_table()


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_is_reached(reason: Reason) -> None:
    assert any(decision.reason is reason for decision in DECISIONS)


@pytest.mark.parametrize(
    ("conversation", "reason"), [(word, reason) for word in REASONS for reason in sorted(REASONS[word])]
)
def test_each_reason_is_reached_in_its_conversation(conversation: str, reason: Reason) -> None:
    assert any(decision.reason is reason and speaks(decision) == conversation for decision in DECISIONS)


@pytest.mark.parametrize("request_", Request)
@pytest.mark.parametrize("outcome", [Outcome.WAIT, Outcome.EXPLAIN, Outcome.PERFORM])
def test_each_request_is_answered_in_more_than_one_way(request_: Request, outcome: Outcome) -> None:
    reached_outcomes = {decision.outcome for decision in DECISIONS if decision.request is request_}
    assert outcome in reached_outcomes or (request_, outcome) in NEVER


NEVER = {
    (Request.SELLER_REFUSED, Outcome.PERFORM),  # it only says what the seller's no means now
    (Request.STATUS, Outcome.PERFORM),
    (Request.WITHDRAW_CANCELLATION, Outcome.WAIT),
    (Request.ANSWER_OFFER, Outcome.WAIT),
    (Request.CONFIRM_RECEIPT, Outcome.WAIT),
    (Request.WITHDRAW_DISPUTE, Outcome.WAIT),
}


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


@pytest.mark.parametrize("what", sorted(set(What) - {What.ORDER_CHANGED, What.ORDER_CONFLICT}))
def test_each_word_of_history_is_written(what: What) -> None:
    """All but the two that tell of an order which the marketplace sent anew: no step of a case."""
    assert what in WRITTEN
