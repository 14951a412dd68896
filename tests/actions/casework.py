"""Cases to talk about: orders with disputes, offers and returns, made as buyers and the marketplace make them."""

from __future__ import annotations

from typing import Any

from actions.desk import Desk, open_desk
from actions.policy.decision import Outcome, Request
from actions.policy.facts import Dispute, DisputeReason, EvidenceKind, Order, Wanted
from actions.policy.money import Money
from actions.policy.profiles import EVIDENCE
from actions.policy.requests import Ask
from tests.actions.talking import ORDER, Chat, a_shop, an_item, sent, tell

DISPUTE = f"D{ORDER}-1"
LAMP = an_item("Desk lamp", unit_price="20.00")


def delivered(**changes: Any) -> dict[str, Any]:
    """An order of €14.50 that arrived an hour before NOW."""
    return sent(**{"delivered_at": "-1h", **changes})


def agreed(ask: Ask, order_id: str = ORDER) -> None:
    """The buyer asked for this and said yes; it must be what the policy performs."""
    desk = open_desk()
    order = the_order(order_id)
    decision = desk.decide(order, ask)
    assert decision.outcome is Outcome.PERFORM, decision
    proposal = desk.propose(order.buyer_id, order, ask, decision, "before")
    assert desk.perform(order.buyer_id, order_id, ask, proposal, "before").performed


def disputed(
    reason: str = "damaged", wanted: str = "refund_only", amount: str | None = None, **changes: Any
) -> Dispute:
    """A dispute with all the evidence its reason needs; ``amount``: in the order's currency, all of it by default."""
    order, why = the_order(changes.pop("order_id", ORDER)), DisputeReason(reason)
    full = Money.parse(amount or ("12.50" if "item" in changes else "14.50"), order.currency)
    claim = full if wanted == "refund_only" else None
    pieces = tuple((kind, f"{kind}.jpg") for kind in EVIDENCE[why])
    asked = Ask(Request.DISPUTE, dispute_reason=why, wanted=Wanted(wanted), amount=claim, evidence=pieces, **changes)
    agreed(asked, order.order_id)
    return the_order(order.order_id).disputes[-1]


def the_order(order_id: str = ORDER) -> Order:
    order = open_desk().any_order(order_id)
    assert order is not None
    return order


def the_dispute(number: int = 1, order_id: str = ORDER) -> Dispute:
    return the_order(order_id).disputes[number - 1]


def a_disputed_shop(**changes: Any) -> Desk:
    """A shop with one order that is disputed as damaged."""
    desk = a_shop(delivered())
    disputed(**changes)
    return desk


def offered(amount: str = "5.00", words: str | None = None) -> None:
    tell("seller_offered", amount=amount, **({"words": words} if words else {}))


def asked(action: str, intent: str, **slots: Any) -> Chat:
    """A chat in which the check of a flow has just run."""
    chat = Chat(slots={"order": ORDER, **slots})
    chat.run(action, intent=intent)
    return chat


__all__ = ["DISPUTE", "LAMP", "Chat", "EvidenceKind", "a_disputed_shop", "agreed", "asked", "delivered", "disputed"]
