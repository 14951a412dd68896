"""Takes an order, a seller or a buyer as the marketplace states it now: made, changed, unchanged, contradicting (R04).

Every function gets a session in which the order is locked, and the shop's now. What an order's case holds is kept; a
time that is told for the first time is taken in as the event that tells the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy.orm import Session

from actions.changes import Concern, open_ticket
from actions.policy.decision import Actor
from actions.policy.due import settle
from actions.policy.event_words import TicketTopic
from actions.policy.events import Conflict, Event, EventError, apply_event
from actions.policy.facts import Order, Word
from actions.policy.record import Change, Entry, What
from actions.store import history, imports, intake, orders, people, records, tickets
from actions.store.errors import BadInput
from actions.store.import_entries import Shop
from actions.store.imports import BadImport
from actions.store.merging import HAPPENED, Contradiction, Told, merged, news_of

KEYS = {"orders": "order_id", "sellers": "seller_id", "buyers": "buyer_id"}


class Became(Word):
    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Put:
    """What became of it. ``field``: what contradicts; ``ticket``: who looks at that."""

    became: Became
    field: str | None = None
    ticket: str | None = None


@dataclass(frozen=True)
class Entered:
    """One entry as it was read: its section, the facts it holds, and which fields it named."""

    section: str
    batch: imports.Batch
    given: frozenset[str]
    digest: str


def read(section: str, key: str, entry: object, shop: Shop) -> Entered:
    """The entry as facts; BadInput names the field that is wrong, also where its own id is not ``key``."""
    name = KEYS[section]
    if not isinstance(entry, Mapping):
        raise BadInput(section, "", "must be one object")
    try:
        batch = imports.read({section: [entry]}, shop)
    except BadImport as wrong:
        first = wrong.problems[0]
        raise BadInput(section, first.field, first.message) from None
    if entry[name] != key:
        raise BadInput(section, name, "is not the one in the address")
    digest = hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()
    return Entered(section, batch, frozenset(name for name, value in entry.items() if value is not None), digest)


def put(session: Session, entered: Entered, now: datetime) -> Put:
    """The marketplace's word is kept, as far as it agrees with what was committed before."""
    if entered.section == "orders":
        return _put_order(session, entered, now)
    return Put(_put_seller(session, entered, now) if entered.section == "sellers" else _put_buyer(session, entered))


def _put_seller(session: Session, entered: Entered, now: datetime) -> Became:
    [seller] = entered.batch.sellers
    known = people.find_seller(session, seller.seller_id)
    people.put_seller(session, seller, now)
    return _became(known, seller)


def _put_buyer(session: Session, entered: Entered) -> Became:
    [buyer] = entered.batch.buyers
    known = people.find_buyer(session, buyer.buyer_id)
    people.put_buyer(session, buyer)
    return _became(known, buyer)


def _became(known: object, now: object) -> Became:
    if known is None:
        return Became.MADE
    return Became.UNCHANGED if known == now else Became.CHANGED


def _put_order(session: Session, entered: Entered, now: datetime) -> Put:
    [new] = entered.batch.orders
    known = orders.load(session, new.order_id)
    if known is None:
        intake.take_in(session, entered.batch, False, now)
        return Put(Became.MADE)
    before, told = settle(known, now).order, Told(new, entered.given)
    cause = f"put:{new.order_id}:{entered.digest[:24]}"
    try:
        content = merged(before, told)
        happened = _happened(session, content, told, now)
    except Contradiction as contradiction:
        return _conflict(session, (known, contradiction.field), cause, now)
    if happened.change.order == before:
        return Put(Became.UNCHANGED)
    _write(session, (known, before, content), happened.change, now)
    for topic, kind in happened.tickets:
        open_ticket(session, Concern(topic, kind, new.order_id, cause=f"{cause}:{kind}"), "", now)
    return Put(Became.CHANGED)


@dataclass(frozen=True)
class _Happened:
    """What the times that are told for the first time come to, and the tickets that staff get for it."""

    change: Change
    tickets: tuple[tuple[str, str], ...] = ()


def _happened(session: Session, content: Order, told: Told, now: datetime) -> _Happened:
    """The latest first: what was shipped had been paid, whatever else would have become of an unpaid order by now."""
    order, entries, raised = content, tuple[Entry, ...](), tuple[tuple[str, str], ...]()
    for name, at in reversed(news_of(content, told, _failed_at(session, content.order_id))):
        kind = HAPPENED[name]
        data = {"promised_by": told.order.promised_by} if name == "shipped_at" and told.order.promised_by else {}
        try:
            result = apply_event(order, Event("put", kind, order.order_id, at, data), now)
        except EventError as error:
            raise BadInput("orders", name, error.message) from None
        if isinstance(result, Conflict):
            raise Contradiction(name)
        order, entries = result.change.order, (*entries, *result.change.entries)
        raised += ((str(result.ticket), str(kind)),) if result.ticket else ()
    return _Happened(Change(order, tuple(sorted(entries, key=lambda entry: entry.at))), raised)


def _failed_at(session: Session, order_id: str) -> datetime | None:
    """When a payment of the order failed for the last time."""
    entries = history.of_order(session, order_id)
    return max((entry.at for entry in entries if entry.what is What.PAYMENT_FAILED), default=None)


def _write(session: Session, orders_then: tuple[Order, Order, Order], change: Change, now: datetime) -> None:
    """First what was due, then what the order is by now, then what happened to it."""
    known, before, content = orders_then
    cause = f"put:{known.order_id}"
    orders.save(session, known, settle(known, now), cause)
    if content != before:
        changed = [f.name for f in fields(Order) if getattr(content, f.name) != getattr(before, f.name)]
        if content.items != before.items:
            records.put_items(session, content)
        told = Entry(now, Actor.PLATFORM, What.ORDER_CHANGED, (), {"fields": changed})
        change = replace(change, entries=(told, *change.entries))
    orders.save(session, content, change, cause)


def _conflict(session: Session, against: tuple[Order, str], cause: str, now: datetime) -> Put:
    """Nothing of it is taken; told again, it is the same contradiction and the same ticket."""
    known, field = against
    concern = Concern(str(TicketTopic.EVENT_CONFLICT), f"put: {field}", known.order_id, cause=cause)
    is_new = not tickets.is_opened_for(session, cause)
    ticket = open_ticket(session, concern, "", now)
    if is_new:
        note = Entry(now, Actor.SYSTEM, What.ORDER_CONFLICT, (), {"field": field})
        settled = settle(known, now)
        orders.save(session, known, replace(settled, entries=(*settled.entries, note)), cause)
    return Put(Became.CONFLICT, field, ticket.id)
