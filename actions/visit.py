"""Reads who is asking, about what, and when: what every action needs of a conversation. Slots prove nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.interfaces import Tracker

from actions.desk import Desk, open_desk
from actions.policy.facts import CancellationReason, Order
from actions.policy.terms import profile_named


@dataclass(frozen=True)
class Visit:
    """One turn of a buyer's conversation. ``buyer_id`` is the verified one, or None for a guest."""

    desk: Desk
    tracker: Tracker
    buyer_id: str | None
    now: datetime

    @property
    def conversation(self) -> str:
        return str(self.tracker.sender_id)

    @property
    def message(self) -> dict[str, Any]:
        """The latest message as the assistant understood it: text, intent, entities, metadata."""
        return dict(self.tracker.latest_message or {})

    @property
    def intent(self) -> str:
        return str((self.message.get("intent") or {}).get("name") or "")

    @property
    def begun_by(self) -> str:
        """The intent that began the open task; without one, that of the latest message."""
        frames = (self.tracker.get_slot("flow_state") or {}).get("frames") or [{}]
        return str(frames[-1].get("intent") or self.intent)

    @property
    def replaced(self) -> dict[str, Any]:
        """What the open task knew, by slot, where the buyer's latest words may mean something else."""
        frames = (self.tracker.get_slot("flow_state") or {}).get("frames") or [{}]
        return dict(frames[-1].get("replaced") or {})

    @property
    def told_last(self) -> str | None:
        """The reason of the decision that was told last."""
        return (self.tracker.get_slot("last_decision") or {}).get("reason")

    def said(self, entity: str) -> list[Any]:
        """The values that the latest message gives this entity."""
        found = self.message.get("entities") or []
        return [value["value"] for value in found if value.get("entity") == entity and value.get("value") is not None]

    @property
    def zone(self) -> str:
        """The reader's zone, in which the days of a message are meant."""
        known = self.reader()
        return str(buyer_facts(self.tracker).get("zone") or known.get("zone") or known["policy_zone"])

    @property
    def put_simply(self) -> str:
        """``_simple`` where the open question was missed twice and is put in its simplest words; else nothing."""
        return "_simple" if (self.tracker.get_slot("flow_state") or {}).get("level") == "simple" else ""

    def reader(self, order: Order | None = None) -> dict[str, str]:
        """How the shop knows the reader, for a token that does not say it; ``policy_zone``: where that says no zone."""
        buyer = self.desk.buyer(self.buyer_id) if self.buyer_id else None
        policy_zone = profile_named(order.profile if order else self.desk.settings.profile).calendar.zone
        own = {"locale": buyer.locale, "zone": buyer.zone} if buyer else {}
        return {**{name: value for name, value in own.items() if value}, "policy_zone": policy_zone}

    def find_order(self, order_id: str | None) -> Order | None:
        """The order, settled to now, if it is this buyer's own. Guests, others' and invented numbers: None (R26)."""
        if self.buyer_id is None or not order_id:
            return None
        return self.desk.order(self.buyer_id, order_id)

    def order(self) -> Order:
        """The order of the open task; LookupError when it is not the buyer's."""
        order = self.find_order(self.tracker.get_slot("order"))
        if order is None:
            raise LookupError("the open task has no order of this buyer")
        return order

    def orders(self) -> list[Order]:
        """The buyer's own orders, newest first."""
        return self.desk.orders_of(self.buyer_id) if self.buyer_id else []

    def has_orders(self) -> bool:
        """Whether the buyer has any."""
        return self.buyer_id is not None and self.desk.has_orders(self.buyer_id)

    def cancellation_reason(self) -> CancellationReason | None:
        """The reason in the slot, where it is a word of the contract."""
        word = self.tracker.get_slot("cancellation_reason")
        return next((reason for reason in CancellationReason if str(reason) == word), None)


def visit(tracker: Tracker) -> Visit:
    """This turn's visit, on the desk of this process."""
    desk = open_desk()
    return Visit(desk, tracker, buyer_facts(tracker).get("id") or None, desk.now())


def buyer_facts(tracker: Tracker) -> dict[str, Any]:
    """What the channel verified about the buyer of the latest message: id, name, locale, zone. Empty for a guest."""
    metadata = (tracker.latest_message or {}).get("metadata") or {}
    facts = metadata.get("buyer")
    return dict(facts) if isinstance(facts, dict) else {}


def without_unknown(here: Visit, slot: str, words: Iterable[str]) -> list[dict[str, Any]]:
    """Empties the slot where it holds none of the words (a payload typed by hand): the question stays open."""
    said = here.tracker.get_slot(slot)
    return [] if said is None or said in {str(word) for word in words} else [SlotSet(slot, None)]
