"""Translates between the policy's facts and the oracle's plain words, and tells where both accounts differ."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from random import Random
from typing import Any

from actions.policy.decision import Decision, utc
from actions.policy.facts import ALL_ITEMS, Item, Order, PaymentMethod
from tests.policy.oracle import UNJUDGED, Life, Verdict
from tests.policy.replay import CABLE, COMPLAIN, LAMP, after, an_order, ask_for, sold_by

_PIN = Item("PIN-3", "Enamel pin", 3, 33)
_GIFT = Item("GIFT", "Sticker sheet", 1, 0)
_LINES = ((LAMP,), (LAMP, CABLE), (CABLE,), (LAMP, CABLE, _PIN), (_GIFT,))


def drawn_order(rng: Random) -> Order:
    """Any order: one line or several, with and without shipping, discount, a seller's own terms; both profiles."""
    lines = rng.choices(_LINES, weights=[5, 5, 2, 3, 1])[0]
    return an_order(
        profile=rng.choice(["guides", "current"]),
        payment_method=rng.choice(list(PaymentMethod)),
        seller=sold_by(**_terms(rng)),
        items=lines,
        shipping_fee=rng.choice([0, 250, 250, 99]),
        discount=rng.choice([0, 0, 0, 101, 700]) if lines[0].unit_price else 0,
    )


def _terms(rng: Random) -> dict[str, Any]:
    """Terms of the seller's own, a few of them at a time; some beyond R12's limits."""
    wishes: dict[str, list[Any]] = {
        "immediate_hours": [0, 48, 100],
        "ship_days": [0, 3, 30, 60],
        "answer_days_cancel": [0, 2, 30],
        "answer_days_dispute": [0, 2, 6, 30],
        "refund_business_days": [0, 2, 30],
        "dispute_window_days": [3, 30],
        "change_of_mind": ["accept", "refuse"],
        "return_shipping": ["buyer", "seller"],
    }
    chosen = rng.sample(sorted(wishes), rng.choice([0, 0, 1, 2, 3]))
    return {name: rng.choice(wishes[name]) for name in chosen}


def facts_of(order: Order) -> dict[str, Any]:
    """The order in the oracle's words."""
    own = order.seller.terms
    return {
        "order_id": order.order_id,
        "profile": order.profile,
        "method": str(order.payment_method),
        "placed": _seconds(order.placed_at),
        "items": [(item.sku, item.quantity, item.unit_price) for item in order.items],
        "fee": order.shipping_fee,
        "discount": order.discount,
        "currency": order.currency,
        "terms": {name: value for name, value in vars(own).items() if value is not None},
    }


@lru_cache(maxsize=4096)
def words_of(text: str) -> dict[str, Any]:
    """The request in the oracle's words; only what was said."""
    ask = ask_for(text)
    said: dict[str, Any] = {
        "request": COMPLAIN if text.startswith(COMPLAIN) else str(ask.request),
        "reason": ask.reason and str(ask.reason),
        "dispute_reason": ask.dispute_reason and str(ask.dispute_reason),
        "amount": ask.amount and (ask.amount.minor, ask.amount.currency),
        "wanted": ask.wanted and str(ask.wanted),
        "received": ask.received,
        "evidence": tuple(str(kind) for kind, _ in ask.evidence) or None,
        "pieces": tuple((str(kind), name) for kind, name in ask.evidence) or None,
    }
    said |= {name: getattr(ask, name) for name in ("item", "dispute", "offer", "choice", "tracking")}
    return {name: value for name, value in said.items() if value is not None}


def told_words(data: dict[str, str], start: datetime) -> dict[str, Any]:
    """The data of an event as the marketplace sends it."""
    if "promised_by" not in data:
        return data
    return {**data, "promised_by": utc(after(data["promised_by"], start))}


def heard_words(data: dict[str, str], start: datetime) -> dict[str, Any]:
    """The data of an event in the oracle's words."""
    heard: dict[str, Any] = {name: data[name] for name in ("dispute", "refund", "leg", "outcome") if name in data}
    if "amount" in data:
        heard["amount"] = round(float(data["amount"]) * 100)
    if "promised_by" in data:
        heard["promised"] = _seconds(after(data["promised_by"], start))
    return heard


def disagreement(decision: Decision, verdict: Verdict) -> str:
    """Where the policy says something else than the oracle; empty where they agree."""
    said = f"{decision.outcome} {decision.reason}"
    if said not in verdict.says:
        return f"{said}, not {' | '.join(sorted(verdict.says))}"
    by = decision.deadline and _seconds(decision.deadline)
    if verdict.by not in (UNJUDGED, by):
        return f"{said} by {decision.deadline}, not {verdict.by} ({(verdict.by or 0) - (by or 0)} s later)"
    plan = decision.refund
    amount = plan.amount.minor if plan else 0
    return f"{said} of {amount}, not {verdict.amount}" if verdict.amount not in (UNJUDGED, amount) else ""


def accounts_differ(order: Order, life: Life, now: datetime) -> str:
    """Where the settled order differs from the oracle's account; empty where they agree."""
    ours, theirs = _account(order), _account_of(life)
    return "; ".join(f"{name}: {ours[name]}, not {theirs[name]}" for name in ours if ours[name] != theirs[name])


def _account(order: Order) -> dict[str, Any]:
    sku = order.items[0].sku if len(order.items) == 1 else None
    return {
        "cancelled": _seconds(order.cancelled_at),
        "lapsed": _seconds(order.lapsed_at),
        "shipped": _seconds(order.shipped_at),
        "delivered": _seconds(order.delivered_at),
        "requests": [(str(c.status), _seconds(c.decide_by) if c.status == "requested" else None)
                     for c in order.cancellations],
        "refunds": [(r.reference, str(r.status), r.amount, str(r.method), _seconds(r.due_since),
                     _seconds(r.expected_from), _seconds(r.expected_by), r.dispute, r.replaces)
                    for r in order.refunds],
        "traces": [(t.refund, t.status == "open") for t in order.traces],
        "disputes": [(d.reference, sku if d.item == ALL_ITEMS and sku else d.item, str(d.reason), str(d.wanted),
                      d.claim, str(d.status), d.outcome and str(d.outcome),
                      _seconds(d.answer_by) if d.status == "open" else None,
                      _seconds(d.escalated_at) if d.status == "escalated" else None,
                      _seconds(d.parcel_back.ship_by) if d.status == "return_due" and d.parcel_back else None)
                     for d in order.disputes],
    }  # fmt: skip


def _account_of(life: Life) -> dict[str, Any]:
    lines = life.facts["items"]
    sku = lines[0][0] if len(lines) == 1 else None
    return {
        "cancelled": life.cancelled,
        "lapsed": life.lapsed,
        "shipped": life.when("shipped"),
        "delivered": life.when("delivered"),
        "requests": [(r["status"], r["by"] if r["status"] == "requested" else None) for r in life.requests],
        "refunds": [tuple(r[k] for k in ("id", "status", "amount", "method", "since", "from", "by", "dispute",
                                         "replaces")) for r in life.refunds],
        "traces": [(t["refund"], t["open"]) for t in life.traces],
        "disputes": [(d["id"], sku if d["item"] == "all" and sku else d["item"], d["reason"], d["wanted"], d["claim"],
                      d["status"], d["outcome"], d["answer_by"] if d["status"] == "open" else None,
                      d["escalated"] if d["status"] == "escalated" else None,
                      d["back"]["ship_by"] if d["status"] == "return_due" else None)
                     for d in life.disputes],
    }  # fmt: skip


def _seconds(moment: datetime | None) -> Any:
    return None if moment is None else int(moment.timestamp())
