"""Holds what is true in every situation that anybody can bring about; each function fails where it is not.

``CHEAP`` ones are looked at in every situation, the ``THOROUGH`` ones (they live on from it) in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from actions.policy.claims import claimable, seller_at_fault
from actions.policy.clauses import CLAUSES
from actions.policy.conversations import REASONS, speaks
from actions.policy.decision import Decision, Outcome, Reason, Request, Step
from actions.policy.due import next_due, settle
from actions.policy.effects import perform
from actions.policy.events import Conflict, Event, EventError, EventKind, apply_event
from actions.policy.facts import CancellationReason, Order, OrderStatus, RefundStatus
from actions.policy.horizon import next_change
from actions.policy.lifecycle import ORDER_TABLE, UNSHIPPED, status
from actions.policy.requests import Ask, decide, decide_all, decide_complaint
from tests.policy.moves import check_moves, reachable
from tests.policy.replay import ask_for

REFERRED = {
    Reason.VERIFICATION_OVERDUE,  # R06
    Reason.OVERDUE_UNSENT,  # conflict settlement 6
    Reason.TRACE_OVERDUE,  # conflict settlement 6
    Reason.FAILED_TO_STAFF,  # R23
    Reason.PLATFORM_OVERDUE,  # R18
    Reason.NEVER_ARRIVED,  # R14
    Reason.RETURN_LATE,  # R22
    Reason.RETURN_LOST,  # R22
    Reason.RETURN_OVERDUE,  # a way back that never ends: the same as lost (R22)
}
"""A ruling says so for each."""

WORDED = ("cancel reason=other", "cancel reason=out_of_stock", "refund_late choice=balance", "refund_late choice=staff")


@dataclass(frozen=True)
class Reached:
    """One situation with what the policy says in it: the order at ``now``, as it was before the step that led here.

    ``plain``: the answer to each request without words. ``worded``: further requests, as text, with their answers.
    """

    order: Order
    now: datetime
    before: Order
    plain: tuple[Decision, ...]
    worded: tuple[tuple[str, Decision], ...]

    @cached_property
    def settled(self) -> Order:
        return settle(self.order, self.now).order

    @cached_property
    def said(self) -> tuple[tuple[Ask, Decision], ...]:
        return (*((Ask(said.request), said) for said in self.plain), *((ask_for(t), said) for t, said in self.worded))


def reached(order: Order, now: datetime, before: Order, more: tuple[str, ...] = WORDED) -> Reached:
    worded = tuple((text, decide(order, ask_for(text), now)) for text in more)
    return Reached(order, now, before, tuple(decide_all(order, now)), worded)


# ---- looked at in every situation
def every_decision_is_complete(at: Reached) -> None:
    """Exactly one for each request, with clauses, checks, words of its own and a next step."""
    assert [said.request for said in at.plain] == list(Request)
    for _, decision in at.said:
        assert decision.clauses == tuple(sorted(set(decision.clauses))), decision
        assert decision.clauses, decision
        assert set(decision.clauses) <= CLAUSES.keys(), decision
        assert decision.checks, decision
        assert decision.reason in REASONS[speaks(decision)], decision
        assert (decision.effect is not None) == (decision.outcome is Outcome.PERFORM), decision
        assert bool(decision.missing) == (decision.outcome is Outcome.ASK), decision
        assert decision.next_steps or decision.outcome is Outcome.PERFORM, decision


def no_date_that_is_told_is_past(at: Reached) -> None:
    for _, decision in at.said:
        assert all(step.by is None or step.by > at.now for step in decision.next_steps), decision
        assert decision.deadline is None or decision.deadline > at.now, decision
        assert decision.deadline or decision.outcome not in (Outcome.WAIT, Outcome.REFER), decision


def only_what_a_ruling_names_is_referred(at: Reached) -> None:
    assert all(said.reason in REFERRED for _, said in at.said if said.outcome is Outcome.REFER)


def no_record_leaves_its_table(at: Reached) -> None:
    before = settle(at.before, at.now).order
    check_moves(before, at.settled)
    old, new = status(before, at.now), status(at.settled, at.now)
    assert new is old or new in reachable(ORDER_TABLE, old)


def never_more_comes_back_than_was_paid(at: Reached) -> None:
    order = at.settled
    back = sum(refund.amount for refund in order.refunds if refund.status is not RefundStatus.FAILED)
    assert back <= (order.total_minor if order.paid_at else 0)
    assert all(refund.expected_from < refund.expected_by for refund in order.refunds)
    plans = [decision.refund for _, decision in at.said if decision.refund]
    assert all(0 < plan.amount.minor <= order.total_minor for plan in plans)


def no_claim_is_more_than_may_be_claimed(at: Reached) -> None:
    """Every dispute that goes on, and all of them together, stay within what was paid and not refunded (R20)."""
    going = [d for d in at.settled.disputes if d.outcome is None and d.status != "withdrawn"]
    for dispute in going:
        assert 0 < dispute.claim <= claimable(at.settled, dispute.item, seller_at_fault(dispute.reason)), dispute
    assert sum(dispute.claim for dispute in going) <= claimable(at.settled, "all", with_shipping=True)


def what_may_be_done_is_what_is_open(at: Reached) -> None:
    """``may_do`` lists what would be done or asked about, not what asks whether the parcel is there at all."""
    open_now = [
        said.request
        for said in at.plain
        if said.outcome in (Outcome.PERFORM, Outcome.ASK) and said.reason is not Reason.RECEIPT_UNKNOWN
    ]
    assert all(list(said.may_do) == open_now for _, said in at.said)


DOORS = {
    Step.CANCEL_ORDER: Request.CANCEL,
    Step.CANCEL_WHOLE_ORDER: Request.CANCEL,
    Step.WITHDRAW_CANCELLATION: Request.WITHDRAW_CANCELLATION,
    Step.CHOOSE_REFUND: Request.REFUND_LATE,
    Step.OPEN_DISPUTE: Request.DISPUTE,
    Step.REPORT_NOT_RECEIVED: Request.NOT_RECEIVED,
    Step.ASK_FOR_RETURN: Request.CHANGE_OF_MIND_RETURN,
    Step.ANSWER_OFFER: Request.ANSWER_OFFER,
    Step.ESCALATE: Request.ESCALATE,
    Step.WITHDRAW_DISPUTE: Request.WITHDRAW_DISPUTE,
    Step.GIVE_TRACKING: Request.GIVE_TRACKING,
    Step.SEND_BACK: Request.GIVE_TRACKING,
}


def a_step_that_is_offered_is_open(at: Reached) -> None:
    """The buyer is never sent to a closed door. (What would be done may itself open or close one.)"""
    for _, decision in at.said:
        if decision.outcome is Outcome.PERFORM:
            continue
        for step in decision.next_steps:
            assert step.what not in DOORS or DOORS[step.what] in decision.may_do, decision


# ---- looked at in turn
def what_is_due_changes_no_answer(at: Reached) -> None:
    """Deciding on an order that nobody has swept is deciding on the swept one; and always the same."""
    assert tuple(decide_all(at.settled, at.now)) == at.plain
    assert settle(at.settled, at.now).entries == ()


def nothing_is_performed_against_the_lifecycle(at: Reached) -> None:
    """What the policy says it would do can be done, moves records along their tables alone, and is done once."""
    where, known = status(at.settled, at.now), len(settle(at.order, at.now).entries)
    for ask, decision in at.said:
        if decision.outcome is not Outcome.PERFORM:
            continue
        if decision.request in (Request.CANCEL, Request.WITHDRAW_CANCELLATION):
            assert where in UNSHIPPED
        else:
            assert where not in UNSHIPPED
        done = perform(at.order, decision, ask, at.now)
        check_moves(at.settled, done.order)
        assert known < len(done.entries) <= known + 3, decision
        assert decide(done.order, ask, at.now).effect is not decision.effect, decision
        never_more_comes_back_than_was_paid(reached(done.order, at.now, at.settled, ()))


def one_sweep_or_many_make_no_difference(at: Reached) -> None:
    due = next_due(at.order, at.now)
    if due is None:
        return
    tick = (due - at.now) / 2
    once = settle(at.order, due + tick)
    first = settle(at.order, due - tick)
    second = settle(first.order, due)
    third = settle(second.order, due + tick)
    assert third.order == once.order
    assert first.entries + second.entries + third.entries == once.entries
    assert second.entries
    assert all(entry.at == due for entry in second.entries)
    assert settle(once.order, due + tick).entries == ()


def nothing_changes_before_the_next_change(at: Reached) -> None:
    due = next_change(at.order, at.now)
    later = at.now + (due - at.now) * 0.999 if due else at.now.replace(year=2100)
    for (ask, now), then in zip(at.said, _again(at, later), strict=True):
        assert _gist(now) == _gist(then), (ask, later)


def _again(at: Reached, later: datetime) -> list[Decision]:
    return [*decide_all(at.order, later), *(decide(at.order, ask_for(text), later) for text, _ in at.worded)]


def _gist(decision: Decision) -> tuple[object, ...]:
    """What a decision says, but for the dates that move with the time of asking."""
    steps = [(step.who, step.what) for step in decision.next_steps]
    return decision.outcome, decision.reason, decision.effect, decision.may_do, steps


def money_is_asked_about_where_there_is_some(at: Reached) -> None:
    one_item = Ask(Request.CANCEL, CancellationReason.OTHER, item=at.settled.items[0].sku)
    about_money = decide(at.settled, Ask(Request.REFUND_LATE), at.now)
    for decision in (*(said for _, said in at.said), decide(at.settled, one_item, at.now)):
        for step in decision.next_steps:
            assert step.what is not Step.ASK_ABOUT_REFUND or about_money.outcome is not Outcome.EXPLAIN
            if step.what is Step.FILE_COMPLAINT and decision.outcome is not Outcome.PERFORM:
                reason = CancellationReason.TAKES_TOO_LONG
                assert decide_complaint(at.settled, reason, at.now).outcome is Outcome.PERFORM


_DATA = {
    EventKind.TRACKING: {"number": "LX1"},
    EventKind.SELLER_OFFERED: {"amount": "0.01"},
    EventKind.PLATFORM_DECIDED: {"outcome": "refund"},
}


def an_event_in_conflict_leaves_the_order_as_it_was(at: Reached) -> None:
    known = len(settle(at.order, at.now).entries)
    for kind in EventKind:
        try:
            result = apply_event(at.order, Event("e", kind, at.order.order_id, at.now, _DATA.get(kind, {})), at.now)
        except EventError:
            continue  # several could be meant
        check_moves(at.settled, result.change.order)
        if isinstance(result, Conflict):
            assert result.change.order == at.settled
            assert len(result.entries) == known + 1


def a_closed_order_stays_closed(at: Reached) -> None:
    """Lapsed or cancelled: no dispute is ever open, and nothing but money moves."""
    if status(at.settled, at.now) in (OrderStatus.CANCELLED, OrderStatus.LAPSED):
        assert all(d.outcome is not None or d.status == "withdrawn" for d in at.settled.disputes)
        about_goods = [said for said in at.plain if said.request not in _ABOUT_MONEY]
        assert all(said.outcome is not Outcome.PERFORM for said in about_goods)


_ABOUT_MONEY = (Request.REFUND_LATE, Request.STATUS)

Property = Callable[[Reached], None]

CHEAP: tuple[Property, ...] = (
    every_decision_is_complete,
    no_date_that_is_told_is_past,
    only_what_a_ruling_names_is_referred,
    no_record_leaves_its_table,
    never_more_comes_back_than_was_paid,
    no_claim_is_more_than_may_be_claimed,
    what_may_be_done_is_what_is_open,
    a_step_that_is_offered_is_open,
    a_closed_order_stays_closed,
)
THOROUGH: tuple[Property, ...] = (
    what_is_due_changes_no_answer,
    nothing_is_performed_against_the_lifecycle,
    one_sweep_or_many_make_no_difference,
    nothing_changes_before_the_next_change,
    money_is_asked_about_where_there_is_some,
    an_event_in_conflict_leaves_the_order_as_it_was,
)
PROPERTIES = (*CHEAP, *THOROUGH)
