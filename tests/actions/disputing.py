"""Chats about goods that are wrong or never came, at the check of the dispute."""

from __future__ import annotations

from typing import Any

from tests.actions.talking import ORDER, Chat, an_order

WRONG, NEVER, MONEY = "item_not_as_described", "item_not_received", "request_refund"
PHOTOS = [{"kind": "photo_parcel", "name": "box.jpg"}, {"kind": "photo_item", "name": "shoes.jpg"}]


def late() -> dict[str, Any]:
    """An order that should have come yesterday."""
    before = dict.fromkeys(("placed_at", "paid_at", "payment_verified_at"), "-12d")
    return an_order(**before, shipped_at="-9d", promised_by="-1d")


def about(intent: str = WRONG, message: dict[str, Any] | None = None, **slots: Any) -> Chat:
    """A chat in which the check of the dispute has run; ``slots``: what was said before."""
    chat = Chat(slots={"order": ORDER, "flow_state": {"frames": [{"flow": "dispute", "intent": intent}]}, **slots})
    chat.run("action_check_dispute", intent=intent, **(message or {}))
    return chat


def full(**changes: Any) -> dict[str, Any]:
    """All that a damaged item needs."""
    known = {"dispute_reason": "damaged", "wanted": "refund_only", "claim": {"amount": "5.00", "currency": None}}
    return {**known, "description": "the sole came off", "evidence": PHOTOS, **changes}


def asks(chat: Chat) -> str:
    return str(chat.slots["dispute_check"])


def reasons(chat: Chat) -> list[str | None]:
    return [said.decision.get("reason") for said in chat.said]
