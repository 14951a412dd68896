"""Holds what is true in every situation that anybody can bring about; each function fails where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.policy.clauses import CLAUSES
from actions.policy.conversations import CONVERSATION, REASONS
from actions.policy.decision import Decision, Outcome, Reason, Request, Step
from actions.policy.due import next_due, settle
from actions.policy.effects import perform
from actions.policy.events import Conflict, Event, EventKind, apply_event
from actions.policy.facts import CancellationReason, Order, RefundStatus
from actions.policy.horizon import next_change
from actions.policy.lifecycle import CANCELLATION_TABLE, OPEN_CANCELLATION, ORDER_TABLE, REFUND_TABLE, UNSHIPPED, status
from actions.policy.requests import DECIDED, Ask, decide, decide_all, decide_complaint
from tests.policy.histories import HANDLED, TICK, Moment

REFERRED = {
    Reason.VERIFICATION_OVERDUE,
    Reason.OVERDUE_UNSENT,
    Reason.TRACE_OVERDUE,
    Reason.FAILED_TO_STAFF,
}
"""A ruling says so for each: R06, conflict settlement 6 (twice), R23."""

ASKS = [
    *(Ask(request) for request in sorted(DECIDED)),
    *(Ask(Request.CANCEL, reason) for reason in (CancellationReason.OTHER, CancellationReason.OUT_OF_STOCK)),
    *(Ask(Request.REFUND_LATE, choice=choice) for choice in ("balance", "staff")),
]


@dataclass(frozen=True)
class Reached:
    """One situation with all that the policy says in it. ``settled``: the order with what was due."""

    moment: Moment
    settled: Order
    said: tuple[tuple[Ask, Decision], ...]

    @property
    def now(self) -> datetime:
        return self.moment.now


def reached(moment: Moment) -> Reached:
    said = tuple((ask, decide(moment.order, ask, moment.now)) for ask in ASKS)
    return Reached(moment, settle(moment.order, moment.now).order, said)


def each_request_has_one_decision_and_always_the_same(at: Reached) -> None:
    decisions = decide_all(at.moment.order, at.now)
    assert [decision.request for decision in decisions] == [request for request in Request if request in DECIDED]
    said = [decision for ask, decision in at.said if ask == Ask(ask.request)]
    assert sorted(decisions, key=lambda decision: decision.request) == said
    assert decide_all(at.settled, at.now) == decisions


def every_decision_is_complete(at: Reached) -> None:
    for _, decision in at.said:
        assert decision.clauses == tuple(sorted(set(decision.clauses)))
        assert decision.clauses
        assert set(decision.clauses) <= CLAUSES.keys()
        assert decision.checks
        assert decision.reason in REASONS[CONVERSATION[decision.request]]
        assert (decision.effect is not None) == (decision.outcome is Outcome.PERFORM)
        assert bool(decision.missing) == (decision.outcome is Outcome.ASK)
        assert decision.next_steps or decision.outcome is Outcome.PERFORM


def no_date_that_is_told_is_past(at: Reached) -> None:
    for _, decision in at.said:
        assert all(step.by is None or step.by > at.now for step in decision.next_steps), decision
        assert decision.deadline is None or decision.deadline > at.now
        assert decision.deadline or decision.outcome not in (Outcome.WAIT, Outcome.REFER)


def only_what_a_ruling_names_is_referred(at: Reached) -> None:
    assert all(said.reason in REFERRED for _, said in at.said if said.outcome is Outcome.REFER)


def nothing_is_performed_against_the_lifecycle(at: Reached) -> None:
    where = status(at.settled, at.now)
    for ask, decision in at.said:
        if decision.outcome is not Outcome.PERFORM:
            continue
        if decision.request in (Request.CANCEL, Request.WITHDRAW_CANCELLATION):
            assert where in UNSHIPPED
        done = perform(at.moment.order, decision, ask, at.now)
        check_moves(at.settled, done.order)
        assert len(done.entries) == len(settle(at.moment.order, at.now).entries) + 1
        assert decide(done.order, ask, at.now).effect is not decision.effect


def no_record_leaves_its_table(at: Reached) -> None:
    moment = at.moment
    if moment.change is None:
        return
    before = settle(moment.before, moment.now).order
    check_moves(before, moment.change.order)
    old, new = status(before, moment.now), status(moment.change.order, moment.now)
    assert new is old or new in _reachable(ORDER_TABLE, old)


def check_moves(before: Order, after_: Order) -> None:
    """Every record moved as its table says; none vanished; at most one cancellation and one trace is open."""
    for old, new in zip(before.cancellations, after_.cancellations, strict=False):
        assert new.status is old.status or new.status in _reachable(CANCELLATION_TABLE, old.status)
        assert new.reference == old.reference
    for was, now in zip(before.refunds, after_.refunds, strict=False):
        assert now.status is was.status or now.status in REFUND_TABLE[was.status]
        assert (now.reference, now.amount, now.method) == (was.reference, was.amount, was.method)
    assert len(after_.cancellations) >= len(before.cancellations)
    assert len(after_.refunds) >= len(before.refunds)
    assert sum(record.status in OPEN_CANCELLATION for record in after_.cancellations) <= 1
    assert sum(trace.status == "open" for trace in after_.traces) <= 1
    assert len(after_.complaints) <= 1
    assert sum(bool(end) for end in (after_.cancelled_at, after_.lapsed_at, after_.shipped_at)) <= 1


def _reachable(table: Mapping[Any, frozenset[Any]], start: object) -> set[object]:
    found: set[object] = set()
    waiting = [start]
    while waiting:
        following = table[waiting.pop()] - found
        found |= following
        waiting += following
    return found


def never_more_comes_back_than_was_paid(at: Reached) -> None:
    order = at.settled
    back = sum(refund.amount for refund in order.refunds if refund.status is not RefundStatus.FAILED)
    assert back <= (order.total_minor if order.paid_at else 0)
    assert all(refund.expected_from < refund.expected_by for refund in order.refunds)
    plans = [decision.refund for _, decision in at.said if decision.refund]
    assert all(0 < plan.amount.minor <= order.total_minor for plan in plans)


def one_sweep_or_many_make_no_difference(at: Reached) -> None:
    due = next_due(at.moment.order, at.now)
    if due is None:
        return
    once = settle(at.moment.order, due + TICK)
    first = settle(at.moment.order, due - TICK)
    second = settle(first.order, due)
    third = settle(second.order, due + TICK)
    assert third.order == once.order
    assert first.entries + second.entries + third.entries == once.entries
    assert [entry.at for entry in second.entries] == [due]
    assert settle(once.order, due + TICK).entries == ()


def nothing_changes_before_the_next_change(at: Reached) -> None:
    due = next_change(at.moment.order, at.now)
    later = due - TICK if due else at.now.replace(year=2100)
    for ask, now in at.said:
        then = decide(at.moment.order, ask, later)
        assert (now.outcome, now.reason, now.effect, now.may_do) == (
            then.outcome,
            then.reason,
            then.effect,
            then.may_do,
        )
        assert [(s.who, s.what) for s in now.next_steps] == [(s.who, s.what) for s in then.next_steps]


def _gist(decision: Decision) -> tuple[object, ...]:
    """What a decision says, but for the dates that move with the time of asking."""
    steps = [(step.who, step.what) for step in decision.next_steps]
    return decision.outcome, decision.reason, decision.effect, decision.may_do, steps


def what_may_be_done_is_what_is_open(at: Reached) -> None:
    bare = {ask.request: said for ask, said in at.said if ask == Ask(ask.request) and ask.request is not Request.STATUS}
    open_now = {request for request, said in bare.items() if said.outcome in (Outcome.PERFORM, Outcome.ASK)}
    assert all(set(said.may_do) & bare.keys() == open_now for _, said in at.said)


DOORS = {
    Step.CANCEL_ORDER: Request.CANCEL,
    Step.CANCEL_WHOLE_ORDER: Request.CANCEL,
    Step.WITHDRAW_CANCELLATION: Request.WITHDRAW_CANCELLATION,
    Step.CHOOSE_REFUND: Request.REFUND_LATE,
    Step.OPEN_DISPUTE: Request.DISPUTE,
    Step.REPORT_NOT_RECEIVED: Request.NOT_RECEIVED,
}


def a_step_that_is_offered_is_open(at: Reached) -> None:
    """The buyer is never sent to a closed door."""
    one_item = Ask(Request.CANCEL, CancellationReason.OTHER, item=at.settled.items[0].sku)
    about_money = decide(at.settled, Ask(Request.REFUND_LATE), at.now)
    for decision in (*(said for _, said in at.said), decide(at.settled, one_item, at.now)):
        for step in decision.next_steps:
            assert step.what not in DOORS or DOORS[step.what] in decision.may_do, decision
            assert step.what is not Step.ASK_ABOUT_REFUND or about_money.outcome is not Outcome.EXPLAIN
            if step.what is Step.FILE_COMPLAINT and decision.outcome is not Outcome.PERFORM:
                reason = CancellationReason.TAKES_TOO_LONG
                assert decide_complaint(at.settled, reason, at.now).outcome is Outcome.PERFORM


def an_event_in_conflict_leaves_the_order_as_it_was(at: Reached) -> None:
    known = len(settle(at.moment.order, at.now).entries)
    for kind in HANDLED:
        data = {"number": "LX1"} if kind is EventKind.TRACKING else {}
        result = apply_event(at.moment.order, Event("e", kind, at.settled.order_id, at.now, data), at.now)
        check_moves(at.settled, result.change.order)
        if isinstance(result, Conflict):
            assert result.change.order == at.settled
            assert len(result.entries) == known + 1


PROPERTIES: tuple[Callable[[Reached], None], ...] = (
    each_request_has_one_decision_and_always_the_same,
    every_decision_is_complete,
    no_date_that_is_told_is_past,
    only_what_a_ruling_names_is_referred,
    nothing_is_performed_against_the_lifecycle,
    no_record_leaves_its_table,
    never_more_comes_back_than_was_paid,
    one_sweep_or_many_make_no_difference,
    nothing_changes_before_the_next_change,
    what_may_be_done_is_what_is_open,
    a_step_that_is_offered_is_open,
    an_event_in_conflict_leaves_the_order_as_it_was,
)
