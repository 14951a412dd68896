"""Says what seller, platform, carrier and bank do to a case in the oracle's account: answers, returns, refunds."""

from __future__ import annotations

from collections.abc import Callable

from tests.policy.oracle_life import GOES_ON, Life, Record, ended

SKEW = 300
APPLIED, CONFLICT, MALFORMED = "applied", "conflict", "malformed"

Teller = Callable[[Life, int, int, Record], str]
"""What an event means: the account, when it happened, when it came, its data."""


def not_before(at: int, *earlier: int | None) -> int | None:
    """``at``, but not before these; None where it is clearly before one of them."""
    latest = max((other for other in earlier if other is not None), default=at)
    return None if at < latest - SKEW else max(at, latest)


# ---- the seller and the platform
def _target(life: Life, data: Record, states: tuple[str, ...], never: str = "") -> Record | str:
    """The dispute that is meant: by its key, else the only one that can take it."""
    key = data.get("dispute")
    if key is not None and key not in {d["id"] for d in life.disputes}:
        return MALFORMED
    named = [d for d in life.disputes if key in (None, d["id"])]
    able = [d for d in named if d["status"] in states and not ended(d) and d["reason"] != never]
    if len(able) > 1:
        return MALFORMED
    if any(data["heard"] in d["heard"] for d in able or named):
        return APPLIED
    return able[0] if able else CONFLICT


def _taken(d: Record, data: Record) -> str:
    """Applied; told once more with the same time, it changes nothing."""
    d["heard"].add(data["heard"])
    return APPLIED


def _counts_from(d: Record, at: int) -> int | None:
    """When it counts from: not before what it answers, and from then on where the platform has it."""
    when = not_before(at, d["last"])
    return None if when is None else max(when, d["escalated"] or when)


def _answers_request(life: Life, data: Record) -> bool:
    return data.get("dispute") is None and life.when("shipped") is None


def _seller_approved(life: Life, at: int, now: int, data: Record) -> str:
    if _answers_request(life, data):
        return _request_answered(life, at, "approved")
    d = _target(life, data, GOES_ON)
    when = None if isinstance(d, str) else _counts_from(d, at)
    if isinstance(d, str) or when is None:
        return d if isinstance(d, str) else CONFLICT
    life.grant(d, when, "refund")
    return _taken(d, data)


def _seller_rejected(life: Life, at: int, now: int, data: Record) -> str:
    if _answers_request(life, data):
        return _request_answered(life, at, "rejected")
    d = _target(life, data, ("open", "offered", "rejected"))
    when = None if isinstance(d, str) else _counts_from(d, at)
    if isinstance(d, str) or when is None:
        return d if isinstance(d, str) else CONFLICT
    if d["status"] != "rejected":
        d.update(status="rejected", rejected=when, last=when)
    if d["reason"] == "change_of_mind":
        d["outcome"] = "return_refused"
    return _taken(d, data)


def _request_answered(life: Life, at: int, status: str) -> str:
    waiting = life.waiting_request()
    when = not_before(at, waiting["at"]) if waiting else None
    if waiting is None or waiting["status"] != "requested" or when is None:
        return CONFLICT
    waiting["status"] = status
    if status == "approved":
        life.cancel(when)
    return APPLIED


def _seller_offered(life: Life, at: int, now: int, data: Record) -> str:
    d = _target(life, data, ("open", "offered", "rejected"))
    if isinstance(d, str):
        return d
    when = _counts_from(d, at)
    if when is None:
        return CONFLICT
    if not 0 < data["amount"] <= d["claim"]:
        return MALFORMED
    d["offers"].append((f"{d['id']}-O{len(d['offers']) + 1}", data["amount"]))
    d.update(status="offered", offered=when, last=when)
    return _taken(d, data)


def _platform_decided(life: Life, at: int, now: int, data: Record) -> str:
    d = _target(life, data, GOES_ON, never="change_of_mind")
    if isinstance(d, str):
        return d
    when, amount = _counts_from(d, at), data.get("amount", d["claim"])
    if when is None or (data["outcome"] == "return" and d["reason"] == "not_received"):
        return CONFLICT
    if data["outcome"] == "refund" and not 0 < amount <= d["claim"]:
        return MALFORMED
    if data["outcome"] == "refund":
        life.close(d, when, "platform_refund", amount)
    elif data["outcome"] == "return":
        d.update(wanted="return_and_refund", claim=life.cap(d["item"], d["reason"]))
        life.send_back(d, when)
    else:
        d.update(status="resolved", outcome="platform_reject")
    return _taken(d, data)


# ---- the way back
def lost_back(life: Life, at: int, data: Record) -> str:
    d = _target(life, data, ("return_due", "return_sent"))
    if isinstance(d, str):
        return d
    when, back = _counts_from(d, at), d["back"]
    if when is None or back["delivered"] is not None or back["lost"] is not None:
        return CONFLICT
    back.update(sent=when if back["sent"] is None else back["sent"], lost=when)
    d["status"] = "return_sent"
    return _taken(d, data)


def _return_delivered(life: Life, at: int, now: int, data: Record) -> str:
    d = _target(life, data, ("return_due", "return_sent"))
    if isinstance(d, str):
        return d
    when, back = _counts_from(d, at), d["back"]
    if when is None or back["delivered"] is not None:
        return CONFLICT
    back.update(sent=when if back["sent"] is None else back["sent"], delivered=when, lost=None)
    d["status"] = "return_sent"
    return _taken(d, data)


def _return_received(life: Life, at: int, now: int, data: Record) -> str:
    d = _target(life, data, ("return_due", "return_sent"))
    if isinstance(d, str):
        return d
    when, brought = _counts_from(d, at), not_before(at, d["back"]["delivered"])
    if when is None or brought is None:
        return CONFLICT
    life.close(d, max(when, brought), "return", d["claim"])
    return _taken(d, data)


# ---- the refund
def _refund_event(to: str) -> Teller:
    before = {"sent": ("due", "failed"), "paid": ("due", "sent"), "failed": ("due", "sent")}[to]

    def told(life: Life, at: int, now: int, data: Record) -> str:
        key = data.get("refund")
        if key is not None and key not in {r["id"] for r in life.refunds}:
            return MALFORMED
        able = [r for r in life.refunds if r["status"] in before and key in (None, r["id"]) and not life.replaced(r)]
        if len(able) > 1:
            return MALFORMED
        when = not_before(at, able[0]["since"], able[0]["sent"], able[0]["failed"]) if able else None
        if when is None:
            return CONFLICT
        _move_refund(life, able[0], to, when)
        return APPLIED

    return told


def _move_refund(life: Life, refund: Record, to: str, at: int) -> None:
    if to == "sent" and refund["status"] == "failed":
        first, last = life.refund_window(refund["method"], at)
        refund.update({"since": at, "from": first, "by": last, "failed": None})
    if to == "sent" or (to == "paid" and refund["sent"] is None):
        refund["sent"] = at
    if to == "failed":
        refund["failed"] = at
    refund["status"] = to
    for trace in life.traces:
        trace["open"] = trace["open"] and trace["refund"] != refund["id"]


DEALINGS: dict[str, Teller] = {
    "seller_approved": _seller_approved,
    "seller_rejected": _seller_rejected,
    "seller_offered": _seller_offered,
    "platform_decided": _platform_decided,
    "return_delivered": _return_delivered,
    "return_received": _return_received,
    "refund_sent": _refund_event("sent"),
    "refund_paid": _refund_event("paid"),
    "refund_failed": _refund_event("failed"),
}
