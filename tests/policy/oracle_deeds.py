"""Does in the oracle's account what a request does when it is granted; one function for each reason that performs."""

from __future__ import annotations

from collections.abc import Callable

from tests.policy.oracle_events import confirm_receipt
from tests.policy.oracle_life import Life, Record
from tests.policy.oracle_orders import refund_in_question


def do(life: Life, reason: str, ask: Record, now: int) -> None:
    """The request granted with this reason, at this instant."""
    _DEEDS[reason](life, ask, now)
    life.settle(now)


# ---- cancelling and money
def _cancels(life: Life, ask: Record, now: int) -> None:
    if not life.waiting_request():
        _ask_for(life, ask, now, "queued")
    life.requests[-1]["status"] = "approved"
    life.cancel(now)


def _ask_for(life: Life, ask: Record, now: int, status: str) -> None:
    life.requests.append({"status": status, "at": now, "by": None})


def _queues(life: Life, ask: Record, now: int) -> None:
    _ask_for(life, ask, now, "queued")


def _requests(life: Life, ask: Record, now: int) -> None:
    _ask_for(life, ask, now, "requested")
    life.requests[-1]["by"] = min(life.after("answer_cancel", now), life.ship_by())


def _withdraws(life: Life, ask: Record, now: int) -> None:
    life.requests[-1]["status"] = "withdrawn"


def _opens_trace(life: Life, ask: Record, now: int) -> None:
    refund = refund_in_question(life)
    assert refund is not None
    life.traces.append({"refund": refund["id"], "open": True, "at": now})


def _pays_to_balance(life: Life, ask: Record, now: int) -> None:
    failed = refund_in_question(life)
    assert failed is not None
    life.owe(failed["amount"], now, failed["dispute"], failed)


def _complains(life: Life, ask: Record, now: int) -> None:
    life.complaints += 1


# ---- disputes
def _opens(life: Life, ask: Record, now: int) -> None:
    lines, reason = life.facts["items"], ask.get("dispute_reason")
    item = lines[0][0] if len(lines) == 1 else ask["item"]
    if life.when("delivered") is None:
        life.in_hand = now
    wanted = ask.get("wanted") or "refund_only"
    claim = life.cap(item, reason) if wanted == "return_and_refund" else ask["amount"][0]
    _add(life, now, {"item": item, "reason": reason, "wanted": wanted, "claim": claim})
    life.disputes[-1]["pieces"] |= set(ask.get("pieces", ()))


def _add(life: Life, now: int, what: Record) -> None:
    name = f"D{life.facts['order_id']}-{len(life.disputes) + 1}"
    times = {"opened": now, "last": now, "answer_by": life.after("answer_dispute", now)}
    since = {"offered": None, "declined": None, "rejected": None, "escalated": None}
    state = {"id": name, "status": "open", "outcome": None, "changed": False, "offers": [], "back": None}
    state |= {"heard": set(), "pieces": set()}
    life.disputes.append({**state, **times, **since, **what})


def _reports(life: Life, ask: Record, now: int) -> None:
    claim, _ = ask.get("amount") or (life.cap("all", "not_received"), "")
    _add(life, now, {"item": "all", "reason": "not_received", "wanted": "refund_only", "claim": claim})


def _replaces(life: Life, ask: Record, now: int) -> None:
    for d in life.going_on():
        if d["reason"] == "not_received":
            d["status"] = "withdrawn"
    _opens(life, ask, now)


def _asks_for_return(life: Life, ask: Record, now: int) -> None:
    _opens(life, {**ask, "dispute_reason": "change_of_mind", "wanted": "return_and_refund"}, now)


def _starts_return(life: Life, ask: Record, now: int) -> None:
    _asks_for_return(life, ask, now)
    life.send_back(life.disputes[-1], now)


def _changes_claim(life: Life, ask: Record, now: int) -> None:
    lines = life.facts["items"]
    item = lines[0][0] if len(lines) == 1 else ask.get("item")
    d = life.going_on(item)[0]
    amount = ask.get("amount")
    wanted = ask.get("wanted") or ("refund_only" if amount else d["wanted"])
    claim = life.cap(d["item"], d["reason"]) if wanted == "return_and_refund" else (amount or (d["claim"],))[0]
    until = life.after("answer_dispute", now)
    d.update(wanted=wanted, claim=claim, status="open", answer_by=until, changed=True, declined=None, last=now)


def _the_one(life: Life, ask: Record, *states: str) -> Record:
    """The dispute that is meant; the verdict has seen that there is exactly one."""
    name, item, offer = ask.get("dispute"), ask.get("item"), ask.get("offer")
    fit = [d for d in life.going_on(item) if d["status"] in states and name in (None, d["id"])]
    named = [d for d in fit if offer in {known for known, _ in d["offers"]}]
    return (named or fit)[0]


def _adds_evidence(life: Life, ask: Record, now: int) -> None:
    _the_one(life, ask, "open", "offered", "rejected", "escalated")["pieces"] |= set(ask["pieces"])


def _escalates(life: Life, ask: Record, now: int) -> None:
    name, item = ask.get("dispute"), ask.get("item")
    for d in life.going_on(item):
        ripe = d["status"] == "rejected" or (d["status"] == "open" and d["declined"] is not None)
        if ripe and name in (None, d["id"]):
            d.update(status="escalated", escalated=now)
            return


def _withdraws_dispute(life: Life, ask: Record, now: int) -> None:
    _the_one(life, ask, "open", "offered", "rejected", "escalated")["status"] = "withdrawn"


def _accepts(life: Life, ask: Record, now: int) -> None:
    d = _the_one(life, ask, "offered")
    life.close(d, now, "offer", d["offers"][-1][1])


def _declines(life: Life, ask: Record, now: int) -> None:
    _the_one(life, ask, "offered").update(status="open", declined=now, last=now)


def _sends(life: Life, ask: Record, now: int) -> None:
    d = _the_one(life, ask, "return_due")
    d["status"], d["back"]["sent"] = "return_sent", now


def _confirms(life: Life, ask: Record, now: int) -> None:
    confirm_receipt(life, now)


_DEEDS: dict[str, Callable[[Life, Record, int], None]] = {
    "cancels_now": _cancels,
    "cancels_unpaid": _cancels,
    "queues": _queues,
    "requests": _requests,
    "renews_request": _requests,
    "withdraws": _withdraws,
    "opens_trace": _opens_trace,
    "pays_to_balance": _pays_to_balance,
    "files_complaint": _complains,
    "opens_dispute": _opens,
    "reports_not_received": _reports,
    "replaces_dispute": _replaces,
    "changes_claim": _changes_claim,
    "adds_evidence": _adds_evidence,
    "escalates": _escalates,
    "withdraws_dispute": _withdraws_dispute,
    "accepts_offer": _accepts,
    "declines_offer": _declines,
    "asks_for_return": _asks_for_return,
    "starts_return": _starts_return,
    "sends_return": _sends,
    "confirms_receipt": _confirms,
}
