"""Holds the JSON shapes of the contract for orders, tickets and news. Times UTC ``…Z``, money as decimal strings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from actions.commands.case_shapes import dispute_json
from actions.envelope import envelope_of
from actions.policy.decision import utc
from actions.policy.facts import ORDER_TIMES, Cancellation, Item, Order, Refund
from actions.policy.lifecycle import status
from actions.policy.money import Money
from actions.policy.record import Entry
from actions.store.facts import News, Ticket


def order_json(order: Order, history: Iterable[Entry], now: datetime) -> dict[str, Any]:
    """The order with its whole case and history."""
    last = order.cancellation
    return {
        **order_line_json(order, now),
        **{name: utc(getattr(order, name)) for name in ORDER_TIMES},
        "seller": {"name": order.seller.name, "terms": _given(asdict(order.seller.terms))},
        "tracking": order.tracking,
        "inferred": sorted(order.inferred),
        "shipping_fee": _amount(order, order.shipping_fee),
        "discount": _amount(order, order.discount),
        "cancellation": _cancellation(last) if last else None,
        "cancellations": [_cancellation(record) for record in order.cancellations],
        "disputes": [dispute_json(order, dispute) for dispute in order.disputes],
        "refunds": [_refund(order, refund) for refund in order.refunds],
        "traces": [{"id": trace.reference, "refund": trace.refund, "status": trace.status} for trace in order.traces],
        "complaints": [{"id": c.reference, "reason": str(c.reason), "status": c.status} for c in order.complaints],
        "history": [entry_json(entry) for entry in history],
    }


def order_line_json(order: Order, now: datetime) -> dict[str, Any]:
    """What a list says of an order."""
    return {
        "order_id": order.order_id,
        "buyer_id": order.buyer_id,
        "seller_id": order.seller.seller_id,
        "status": str(status(order, now)),
        "placed_at": utc(order.placed_at),
        "total": _amount(order, order.total_minor),
        "paid": _amount(order, order.total_minor if order.paid_at else 0),
        "currency": order.currency,
        "payment_method": str(order.payment_method),
        "profile": order.profile,
        "items": [_item(order, item) for item in order.items],
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """One line of a history."""
    return {
        "at": utc(entry.at),
        "actor": str(entry.actor),
        "what": str(entry.what),
        "clauses": list(entry.clauses),
        "data": entry.data,
    }


def ticket_line_json(ticket: Ticket) -> dict[str, Any]:
    """What a list says of a ticket."""
    return {
        "id": ticket.id,
        "order_id": ticket.order_id,
        "conversation": ticket.conversation,
        "topic": ticket.topic,
        "status": str(ticket.status),
        "due": utc(ticket.due),
        "opened_at": utc(ticket.opened_at),
    }


def ticket_json(ticket: Ticket) -> dict[str, Any]:
    """The whole ticket."""
    return {**ticket_line_json(ticket), "buyer_id": ticket.buyer_id, "summary": ticket.summary}


def news_json(news: News) -> dict[str, Any]:
    """What the marketplace will be told, in the envelope of an event, and how far that has come."""
    return {
        **envelope_of(news),
        "status": str(news.status),
        "attempts": news.attempts,
        "next_try": utc(news.next_try),
        "last_error": news.last_error,
        "delivered_at": utc(news.delivered_at),
    }


def _cancellation(record: Cancellation) -> dict[str, Any]:
    return {
        "reference": record.reference,
        "status": str(record.status),
        "reason": str(record.reason),
        "requested_at": utc(record.requested_at),
        "decide_by": utc(record.decide_by),
        "decided_at": utc(record.decided_at),
        "seller_words": record.seller_words,
    }


def _refund(order: Order, refund: Refund) -> dict[str, Any]:
    return {
        "id": refund.reference,
        "status": str(refund.status),
        "amount": _amount(order, refund.amount),
        "currency": order.currency,
        "method": str(refund.method),
        "expected_from": utc(refund.expected_from),
        "expected_by": utc(refund.expected_by),
        "dispute": refund.dispute,
        "replaces": refund.replaces,
    }


def _item(order: Order, item: Item) -> dict[str, Any]:
    return {**asdict(item), "unit_price": _amount(order, item.unit_price)}


def _amount(order: Order, minor: int) -> str:
    return Money(minor, order.currency).decimal()


def _given(terms: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in terms.items() if value is not None}
