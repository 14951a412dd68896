"""Tells what a history says of a dispute in the words of a conversation test: what was asked, what was told.

Like ``recorded_shop.py`` it knows ``actions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.policy.record import Entry, What

EVENTS = {
    What.PARCEL_LOST: "lost",
    What.CLAIM_ACCEPTED: "seller_approved",
    What.CLAIM_REJECTED: "seller_rejected",
    What.OFFER_MADE: "seller_offered",
    What.RETURN_DELIVERED: "return_delivered",
    What.RETURN_RECEIVED: "return_received",
    What.RETURN_LOST: "lost",
    What.PLATFORM_DECIDED: "platform_decided",
}
_REQUESTS = {
    What.EVIDENCE_ADDED: "add_evidence",
    What.DISPUTE_ESCALATED: "escalate",
    What.DISPUTE_WITHDRAWN: "withdraw_dispute",
    What.RETURN_TRACKING: "give_tracking",
}
_ANSWERS = {What.OFFER_ACCEPTED: "accept", What.OFFER_DECLINED: "decline"}
_OPENED_BY = {"not_received": "not_received", "change_of_mind": "change_of_mind_return"}
# A report of a missing parcel is taken back by these at the same instant: it was not asked for by itself.
_WITHDRAWS_TOO = frozenset({What.RECEIPT_CONFIRMED, What.DISPUTE_OPENED})


def told_data(entry: Entry) -> dict[str, str]:
    """What the event said besides its kind."""
    data = {"dispute": entry.data["reference"]} if "reference" in entry.data else {}
    if entry.what is What.OFFER_MADE:
        data["amount"] = entry.data["offer"]["amount"]
    if entry.what is What.PLATFORM_DECIDED:
        data["outcome"] = entry.data["decision"]
    return {"leg": "back"} if entry.what is What.RETURN_LOST else data


def asked(entry: Entry, history: Sequence[Entry]) -> dict[str, Any] | None:
    """What the buyer asked for, where the entry is about a dispute; None for anything else."""
    data = entry.data
    if entry.what in (What.DISPUTE_OPENED, What.CLAIM_CHANGED):
        return _claimed(entry)
    if entry.what in _ANSWERS:
        return {"request": "answer_offer", "choice": _ANSWERS[entry.what], "offer": data["offer"]["id"]}
    at_once = {other.what for other in history if other.at == entry.at}
    if entry.what not in _REQUESTS or (entry.what is What.DISPUTE_WITHDRAWN and at_once & _WITHDRAWS_TOO):
        return None
    more = {key: data[key] for key in ("evidence", "tracking") if key in data}
    return {"request": _REQUESTS[entry.what], "dispute": data["reference"], **more}


def _claimed(entry: Entry) -> dict[str, Any]:
    data = entry.data
    request = _OPENED_BY.get(data["reason"], "dispute")
    asked = {"request": request, **{key: data[key] for key in ("item", "description", "evidence") if key in data}}
    if request == "not_received":
        asked.pop("item", None)
    if request == "dispute":
        asked |= {"wanted": data["wanted"]} if entry.what is What.CLAIM_CHANGED else _wish(data)
    if data["wanted"] == "refund_only":
        asked["amount"] = data["claim"]
    return asked


def _wish(data: dict[str, Any]) -> dict[str, Any]:
    return {"reason": data["reason"], "wanted": data["wanted"], "received": True}
