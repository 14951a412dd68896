"""Draws what somebody does next in a life: mostly what makes sense there, sometimes anything. Told as text."""

from __future__ import annotations

from random import Random

from actions.policy.events import EventKind
from tests.policy.oracle import Life
from tests.policy.oracle_life import Record
from tests.policy.oracle_numbers import EVIDENCE

_QUALITY = sorted(set(EVIDENCE) - {"not_received", "change_of_mind"})
_CANCEL = ["other", "out_of_stock", "seller_asked", "takes_too_long", "wrong_item"]
_KINDS = sorted(str(kind) for kind in EventKind)
_REQUESTS = [
    *("cancel", "withdraw_cancellation", "refund_late", "seller_refused", "dispute", "not_received"),
    *("change_of_mind_return", "answer_offer", "add_evidence", "give_tracking", "escalate", "withdraw_dispute"),
    *("confirm_receipt", "status", "complain"),
]


def deed(rng: Random, life: Life, now: int) -> str:
    """What somebody does: an event or a request, with its words."""
    chance = rng.random()
    if chance < 0.08:
        return _event(rng, life, rng.choice(_KINDS))
    if chance < 0.16:
        return worded(rng, life, now)
    return _sensible(rng, life, now)


def worded(rng: Random, life: Life, now: int) -> str:
    """Any request, with words that may be right or wrong."""
    return _request(rng, life, rng.choice(_REQUESTS))


def _sensible(rng: Random, life: Life, now: int) -> str:
    where = life.status(now)
    if where in ("awaiting_payment", "payment_verifying", "pending_shipment"):
        return _before_shipment(rng, life, where)
    if where in ("cancelled", "lapsed"):
        return _about_money(rng, life) if life.refunds else _event(rng, life, rng.choice(["paid", "payment_verified"]))
    going = life.going_on()
    if going and rng.random() < 0.8:
        return _about_case(rng, life, rng.choice(going))
    if life.refunds and rng.random() < 0.5:
        return _about_money(rng, life)
    return _after_shipment(rng, life)


def _before_shipment(rng: Random, life: Life, where: str) -> str:
    waiting = life.waiting_request()
    if waiting and rng.random() < 0.7:
        answer = rng.choice(["seller_rejected", "seller_rejected", "seller_approved", "shipped", "payment_verified"])
        return _event(rng, life, "payment_failed" if rng.random() < 0.1 else answer)
    if rng.random() < 0.22:
        return _request(rng, life, "cancel")
    onward = {"awaiting_payment": "paid", "payment_verifying": "payment_verified"}.get(where, "shipped")
    return _event(rng, life, onward)


def _after_shipment(rng: Random, life: Life) -> str:
    if life.when("delivered") is None:
        what = ["delivered", "delivered", "delivered", "lost", "tracking", "receipt_confirmed"]
        wish = ["not_received", "not_received", "dispute", "confirm_receipt", "change_of_mind_return"]
    else:
        what = ["receipt_confirmed"]
        wish = ["dispute", "dispute", "dispute", "dispute", "change_of_mind_return", "confirm_receipt", "not_received"]
    arrived = life.when("delivered") is not None
    return (
        _event(rng, life, rng.choice(what))
        if rng.random() < (0.1 if arrived else 0.5)
        else _request(rng, life, rng.choice(wish))
    )


def _about_case(rng: Random, life: Life, d: Record) -> str:
    """What may follow in a dispute: the seller, the platform, the carrier or the buyer acts."""
    news = {
        "open": ["seller_approved", "seller_rejected", "seller_rejected", "seller_offered", "seller_offered",
                 "platform_decided", "delivered"],
        "offered": ["seller_offered", "seller_approved", "seller_rejected", "platform_decided"],
        "rejected": ["seller_offered", "seller_approved", "platform_decided", "seller_rejected"],
        "escalated": ["platform_decided", "platform_decided", "platform_decided", "seller_approved",
                      "seller_offered", "seller_rejected"],
        "return_due": ["return_delivered", "return_received"],
        "return_sent": ["return_delivered", "return_delivered", "return_received", "lost"],
    }[d["status"]]  # fmt: skip
    wishes = {
        "open": ["dispute", "escalate", "withdraw_dispute", "add_evidence", "confirm_receipt", "not_received"],
        "offered": ["answer_offer", "answer_offer", "answer_offer", "withdraw_dispute", "dispute"],
        "rejected": ["escalate", "escalate", "dispute", "withdraw_dispute", "add_evidence"],
        "escalated": ["add_evidence", "withdraw_dispute", "escalate"],
        "return_due": ["give_tracking", "give_tracking", "give_tracking", "withdraw_dispute"],
        "return_sent": ["give_tracking", "status"],
    }[d["status"]]
    if rng.random() < 0.5:
        return _event(rng, life, rng.choice(news), d)
    return _request(rng, life, rng.choice(wishes), d)


def _about_money(rng: Random, life: Life) -> str:
    if rng.random() < 0.3:
        return _request(rng, life, "refund_late")
    return _event(rng, life, rng.choice(["refund_sent", "refund_paid", "refund_failed", "refund_failed"]))


def _event(rng: Random, life: Life, kind: str, d: Record | None = None) -> str:
    """An event with its data; now and then told late, without its key, or with one that nobody knows."""
    words = [kind]
    d = d or rng.choice(life.disputes or [None])
    if kind in ("shipped", "tracking") and rng.random() < 0.5:
        known = max(life.when("shipped") or 0, max(life.told.values(), default=0), life.facts["placed"])
        ahead = known - life.facts["placed"] + rng.choice([3, 5, 8, 20]) * 86400 - rng.choice([0, 1])
        words.append(f"promised_by={ahead}s")
    if kind == "tracking":
        words.append("number=LX1")
    if kind == "lost":
        words.append(f"leg={'back' if d and d['status'] == 'return_sent' else rng.choice(['out', 'out', 'back'])}")
    if kind == "seller_offered":
        words.append(f"amount={_money(_sum(rng, d['claim'] if d else 500))}")
    if kind == "platform_decided":
        words.append(f"outcome={rng.choice(['refund', 'refund', 'return', 'reject'])}")
        if rng.random() < 0.4:
            words.append(f"amount={_money(_sum(rng, d['claim'] if d else 500))}")
    words += _keys(rng, life, kind, d)
    if rng.random() < 0.06:
        words.append(f"late={rng.choice([60, 3600, 7200, 86400])}")
    return " ".join(words)


def _keys(rng: Random, life: Life, kind: str, d: Record | None) -> list[str]:
    if kind.startswith("refund_") and life.refunds and (len(life.refunds) > 1 or rng.random() < 0.2):
        return [f"refund={rng.choice(life.refunds)['id']}"] if rng.random() < 0.9 else []
    takes_key = kind.startswith(("seller_", "platform_", "return_")) or kind == "lost"
    if takes_key and kind != "lost" and d is not None and (len(life.disputes) > 1 or rng.random() < 0.3):
        return [f"dispute={d['id']}"] if rng.random() < 0.85 else []
    return []


def _sum(rng: Random, cap: int) -> int:
    """All of it, a part, nothing, or a little too much."""
    return rng.choice([cap, cap, max(1, cap // 2), max(1, cap // 3), max(1, cap - 1), 0, cap + 1])


def _money(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def _request(rng: Random, life: Life, request: str, d: Record | None = None) -> str:
    """A request with words; with fewer of them now and then."""
    words = [request, *_WORDS.get(request, _no_words)(rng, life, d or rng.choice(life.disputes or [None]))]
    if len(life.disputes) > 1 and request in _ABOUT_CASES and rng.random() < 0.6:
        words.append(f"dispute={(d or rng.choice(life.disputes))['id']}")
    return " ".join(words)


_ABOUT_CASES = ("answer_offer", "add_evidence", "give_tracking", "escalate", "withdraw_dispute")


def _no_words(rng: Random, life: Life, d: Record | None) -> list[str]:
    return []


def _why_cancel(rng: Random, life: Life, d: Record | None) -> list[str]:
    return [f"reason={rng.choice(_CANCEL)}"] if rng.random() < 0.85 else []


def _which_refund(rng: Random, life: Life, d: Record | None) -> list[str]:
    return rng.choice([[], ["choice=balance"], ["choice=balance"], ["choice=staff"]])


def _item(rng: Random, life: Life) -> str:
    return str(rng.choice([*(sku for sku, _, _ in life.facts["items"]), "all"]))


def _complaint(rng: Random, life: Life, d: Record | None) -> list[str]:
    """A dispute about goods: complete and right most of the time."""
    item = d["item"] if d and rng.random() < 0.5 else _item(rng, life)
    reason = rng.choice([*_QUALITY, *(["not_received", "change_of_mind"] if rng.random() < 0.2 else [])])
    wanted = rng.choice(["refund_only", "return_and_refund"])
    cap = life.cap(item, reason)
    kinds = EVIDENCE[reason] if rng.random() < 0.85 else EVIDENCE[reason][:1]
    amount = _sum(rng, cap) if wanted == "refund_only" or rng.random() < 0.15 else None
    words = {
        "item": item,
        "reason": reason,
        "wanted": wanted,
        "amount": None if amount is None else _money(amount) + ("USD" if rng.random() < 0.05 else ""),
        "evidence": ",".join(kinds) or None,
        "received": rng.choice(["yes", "yes", "yes", "no"]) if life.when("delivered") is None else None,
    }
    kept = {name: value for name, value in words.items() if value is not None and rng.random() < 0.96}
    return [f"{name}={value}" for name, value in kept.items()]


def _nothing_came(rng: Random, life: Life, d: Record | None) -> list[str]:
    words = []
    if rng.random() < 0.4:
        words.append(f"amount={_money(_sum(rng, life.cap('all', 'not_received')))}")
    if rng.random() < 0.2:
        words.append(f"wanted={rng.choice(['refund_only', 'return_and_refund'])}")
    return words


def _changed_mind(rng: Random, life: Life, d: Record | None) -> list[str]:
    item = _item(rng, life)
    words = [f"item={item}"] if rng.random() < 0.85 else []
    if life.when("delivered") is None and rng.random() < 0.8:
        words.append(f"received={rng.choice(['yes', 'yes', 'no'])}")
    if rng.random() < 0.3:
        words.append(f"wanted={rng.choice(['refund_only', 'return_and_refund', 'return_and_refund'])}")
    if rng.random() < 0.15:
        words.append(f"amount={_money(_sum(rng, life.cap(item, 'change_of_mind')))}")
    return words


def _offer(rng: Random, life: Life, d: Record | None) -> list[str]:
    ids = [name for case in life.disputes for name, _ in case["offers"]]
    newest = [d["offers"][-1][0]] if d and d["offers"] else ids[-1:]
    chosen = newest if rng.random() < 0.8 else rng.sample(ids, min(1, len(ids)))
    choice = [f"choice={rng.choice(['accept', 'decline'])}"] if rng.random() < 0.9 else []
    return [*(f"offer={name}" for name in chosen if rng.random() < 0.95), *choice]


def _evidence(rng: Random, life: Life, d: Record | None) -> list[str]:
    return [f"evidence={rng.choice(['video', 'chat'])}:{rng.choice('abc')}"] if rng.random() < 0.8 else []


def _number(rng: Random, life: Life, d: Record | None) -> list[str]:
    return ["tracking=RR1"] if rng.random() < 0.8 else []


_WORDS = {
    "cancel": _why_cancel,
    "complain": _why_cancel,
    "refund_late": _which_refund,
    "dispute": _complaint,
    "not_received": _nothing_came,
    "change_of_mind_return": _changed_mind,
    "answer_offer": _offer,
    "add_evidence": _evidence,
    "give_tracking": _number,
}
