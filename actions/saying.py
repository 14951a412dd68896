"""Turns facts and decisions into response names and typed fields. No sentence stands here, and nothing is formatted:
the response generator writes times, dates and money for the reader.

A field is a plain text or number, or one of ``{"time"}``, ``{"date"}``, ``{"money", "currency"}``, ``{"word"}`` and
``{"lines"}``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.policy.calendar import Measure
from actions.policy.decision import (
    Actor,
    Decision,
    Effect,
    NextStep,
    Outcome,
    RefundPlan,
    Request,
    Step,
    decision_json,
    utc,
)
from actions.policy.facts import Order, Refund, RefundStatus, Word
from actions.policy.lifecycle import status
from actions.policy.money import Money

Field = Any
Fields = dict[str, Field]

# Steps that the question itself, or the line about the refund, has said already.
_SAID_BY_THE_QUESTION = frozenset(
    {
        Step.CHOOSE_REASON,
        Step.CHOOSE_REFUND,
        Step.CHOOSE_ITEM,
        Step.CHOOSE_DISPUTE_REASON,
        Step.CHOOSE_WANTED,
        Step.STATE_SUM,
        Step.GIVE_EVIDENCE,
        Step.CHOOSE_DISPUTE,
        Step.ANSWER_OFFER,
        Step.GIVE_TRACKING,
        Step.SAY_IT_ARRIVED,
    }
)
_SAID_BY_THE_REFUND = frozenset({Step.SEND_REFUND, Step.PAY_OUT_REFUND})
_GRANTED_LATER = frozenset({Effect.REQUEST_CANCELLATION, Effect.QUEUE_CANCELLATION})
# A read-back of these tells the money alone; the steps that follow are told once it is done.
SAID_LATER = frozenset(
    {
        Effect.QUEUE_CANCELLATION,
        Effect.CANCEL,
        Effect.REQUEST_CANCELLATION,
        Effect.WITHDRAW_CANCELLATION,
        Effect.OPEN_TRACE,
        Effect.REFUND_TO_BALANCE,
        Effect.FILE_COMPLAINT,
    }
)
_AGREED_LATER = frozenset(
    {Effect.OPEN_DISPUTE, Effect.REPLACE_DISPUTE, Effect.CHANGE_CLAIM, Effect.START_RETURN, Effect.SEND_RETURN}
)
_MONEY_IS_COMING = frozenset({RefundStatus.DUE, RefundStatus.SENT})


def say(dispatcher: CollectingDispatcher, response: str, fields: Fields, decision: Decision | None = None) -> None:
    """Sends a response with its fields, and the decision that it rests on in a ``custom`` of its own."""
    custom = {"decision": decision_json(decision)} if decision else {}
    dispatcher.utter_message(response=response, fields=fields, json_message=custom)


def a_time(moment: datetime) -> Field:
    return {"time": utc(moment)}


def a_date(moment: datetime) -> Field:
    return {"date": utc(moment)}


def last_day(end: datetime) -> Field:
    """The day that a time ends with: the end itself is exclusive, and often midnight (R01)."""
    return a_date(end - timedelta(seconds=1))


def an_amount(amount: Money) -> Field:
    return {"money": amount.decimal(), "currency": amount.currency}


def a_word(kind: str, word: Word) -> Field:
    return {"word": f"{kind}_{word}"}


def a_line(response: str, fields: Fields) -> dict[str, Any]:
    return {"response": response, "fields": fields}


def lines(*given: dict[str, Any]) -> Field:
    return {"lines": list(given)}


def a_measure(measure: Measure) -> Field:
    """A number with its unit: "1 day", "14 days"."""
    many = "_one" if measure.count == 1 else ""
    return lines(a_line(f"utter_measure_{measure.unit}{many}", {"count": measure.count}))


def title_of(order: Order) -> Field:
    """The first item's title, and how many more there are."""
    first, *others = order.items
    if not others:
        return first.title
    return lines(a_line("utter_more_items", {"title": first.title, "more": len(others)}))


def order_fields(order: Order, now: datetime) -> Fields:
    """What can be said of an order: its number, items, total, seller, and the times and records that it has."""
    times = {"shipped_on": order.shipped_at, "delivered_on": order.delivered_at}
    fields: Fields = {
        "order_id": order.order_id,
        "title": title_of(order),
        "total": an_amount(Money(order.total_minor, order.currency)),
        "seller": order.seller.name,
        "placed_on": a_date(order.placed_at),
        "status": a_word("status", status(order, now)),
        **{name: a_date(moment) for name, moment in times.items() if moment},
    }
    if order.cancellation:
        fields["cancellation"] = order.cancellation.reference
    if order.traces:
        fields["trace"] = order.traces[-1].reference
    return {**fields, **_last_refund(order)}


def decision_fields(order: Order, decision: Decision, now: datetime) -> Fields:
    """The order's fields, and what the decision says: its deadline, its money, the steps that follow."""
    fields = order_fields(order, now)
    if decision.refund:
        fields |= _plan(decision.refund)
    if decision.deadline:
        fields["deadline"] = a_time(decision.deadline)
    money = _refund_lines(order, decision, fields, now)
    steps = _step_lines(decision, fields, bool(money))
    told = [*steps, *money] if decision.effect in _GRANTED_LATER | _AGREED_LATER else [*money, *steps]
    return {**fields, "next": lines(*told)}


def _refund_lines(order: Order, decision: Decision, fields: Fields, now: datetime) -> list[dict[str, Any]]:
    """When the money comes, while that is still ahead; for a request, that it comes once the request is granted."""
    if (
        decision.outcome is Outcome.ASK
        or decision.refund is None
        or decision.refund.amount.minor == 0
        or now >= decision.refund.expected_by
    ):
        return []
    if decision.effect in _GRANTED_LATER:
        return [a_line("utter_refund_if_granted", fields)]
    if decision.effect in _AGREED_LATER:
        return [a_line("utter_refund_if_returned" if "F41" in decision.clauses else "utter_refund_if_agreed", fields)]
    if decision.effect is None and order.refunds and order.refunds[-1].status not in _MONEY_IS_COMING:
        return []
    asked_about = decision.request is Request.REFUND_LATE
    soon = "_soon" if now >= decision.refund.expected_from else ""
    return [a_line(("utter_refund_expected" if asked_about else "utter_refund_line") + soon, fields)]


def _step_lines(decision: Decision, fields: Fields, refund_told: bool) -> list[dict[str, Any]]:
    known = _SAID_BY_THE_QUESTION if decision.outcome is Outcome.ASK else frozenset()
    known |= _SAID_BY_THE_REFUND if refund_told else frozenset()
    return [_step_line(step, fields) for step in decision.next_steps if step.what not in known]


def _step_line(step: NextStep, fields: Fields) -> dict[str, Any]:
    if step.what is Step.WITHDRAW_DISPUTE and step.who is Actor.PLATFORM:
        return a_line("utter_next_report_ends", fields)
    if step.by is None:
        return a_line(f"utter_next_{step.what}", fields)
    return a_line(f"utter_next_{step.what}_by", {**fields, "by": a_time(step.by), "by_day": last_day(step.by)})


def _plan(plan: RefundPlan) -> Fields:
    return {
        "amount": an_amount(plan.amount),
        "method": a_word("payment_method", plan.method),
        "expected_from": a_date(plan.expected_from),
        "expected_by": last_day(plan.expected_by),
    }


def _last_refund(order: Order) -> Fields:
    if not order.refunds:
        return {"method": a_word("payment_method", order.payment_method)}
    refund: Refund = order.refunds[-1]
    fields: Fields = {
        "amount": an_amount(Money(refund.amount, order.currency)),
        "method": a_word("payment_method", refund.method),
        "refund": refund.reference,
    }
    times = {"sent_on": refund.sent_at, "paid_out_on": refund.paid_at, "failed_on": refund.failed_at}
    return fields | {name: a_date(moment) for name, moment in times.items() if moment}
