"""Turns rows into facts and facts into rows: the one place that knows both shapes (disputes: ``dispute_rows``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.policy.facts import (
    ORDER_TIMES,
    Cancellation,
    CancellationReason,
    CancellationStatus,
    Complaint,
    Item,
    Order,
    PaymentMethod,
    Refund,
    RefundStatus,
    Seller,
    Trace,
)
from actions.store.dispute_rows import dispute_facts, dispute_row

Row = Mapping[str, Any]

_AS_THEY_ARE = ("order_id", "buyer_id", "currency", "profile", "shipping_fee", "discount", "tracking", *ORDER_TIMES)


def order_row(order: Order) -> dict[str, Any]:
    """The order's own columns; its seller's terms and its next due date are the store's to add."""
    return {
        **{name: getattr(order, name) for name in _AS_THEY_ARE},
        "seller_id": order.seller.seller_id,
        "payment_method": str(order.payment_method),
        "total": order.total_minor,
        "inferred": sorted(order.inferred),
    }


def order_fact(row: Row, seller: Seller, records: Mapping[str, Sequence[Row]]) -> Order:
    """The order with its items and records (rows of each by table name, in the order they were made)."""
    return Order(
        **{name: row[name] for name in _AS_THEY_ARE},
        seller=seller,
        payment_method=PaymentMethod(row["payment_method"]),
        items=tuple(item_fact(r) for r in records["items"]),
        cancellations=tuple(cancellation_fact(r) for r in records["cancellations"]),
        refunds=tuple(refund_fact(r) for r in records["refunds"]),
        traces=tuple(trace_fact(r) for r in records["traces"]),
        complaints=tuple(complaint_fact(r) for r in records["complaints"]),
        disputes=dispute_facts(records),
        inferred=frozenset(row["inferred"]),
    )


def record_rows(order: Order) -> dict[str, list[Row]]:
    """The rows of the order's items and records by table name, in the order they were made."""
    return {
        "items": [item_row(i) for i in order.items],
        "cancellations": [cancellation_row(r) for r in order.cancellations],
        "disputes": [dispute_row(r) for r in order.disputes],
        "refunds": [refund_row(r, order.currency) for r in order.refunds],
        "traces": [trace_row(r) for r in order.traces],
        "complaints": [complaint_row(r) for r in order.complaints],
    }


def item_row(item: Item) -> dict[str, Any]:
    return {"sku": item.sku, "title": item.title, "quantity": item.quantity, "unit_price": item.unit_price}


def item_fact(row: Row) -> Item:
    return Item(row["sku"], row["title"], row["quantity"], row["unit_price"])


def cancellation_row(record: Cancellation) -> dict[str, Any]:
    return {**vars(record), "status": str(record.status), "reason": str(record.reason)}


def cancellation_fact(row: Row) -> Cancellation:
    words = {"status": CancellationStatus(row["status"]), "reason": CancellationReason(row["reason"])}
    return Cancellation(**{**_record(row), **words})


def refund_row(record: Refund, currency: str) -> dict[str, Any]:
    return {**vars(record), "status": str(record.status), "method": str(record.method), "currency": currency}


def refund_fact(row: Row) -> Refund:
    words = {"status": RefundStatus(row["status"]), "method": PaymentMethod(row["method"])}
    return Refund(**{**_record(row, "currency"), **words})


def trace_row(record: Trace) -> dict[str, Any]:
    return dict(vars(record))


def trace_fact(row: Row) -> Trace:
    return Trace(**_record(row))


def complaint_row(record: Complaint) -> dict[str, Any]:
    return {**vars(record), "reason": str(record.reason)}


def complaint_fact(row: Row) -> Complaint:
    return Complaint(**{**_record(row), "reason": CancellationReason(row["reason"])})


def _record(row: Row, *left_out: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in {"order_id", "number", *left_out}}
