"""Makes the changes, each inside one transaction: decide again, do, remember. Opens no session and reads no clock.

Every function gets a session in which its order is locked, and the shop's now.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from actions.policy.decision import Decision, Effect, Outcome
from actions.policy.due import settle
from actions.policy.effects import perform
from actions.policy.events import Conflict, Event, TicketTopic, apply_event
from actions.policy.facts import Order
from actions.policy.lifecycle import status
from actions.policy.parcel_events import paid_back_as_missing
from actions.policy.profiles import TermName
from actions.policy.record import Change
from actions.policy.requests import Ask, decide, decide_complaint
from actions.policy.terms import profile_named, profile_terms, terms_for
from actions.store import inbox, orders, proposals, tickets
from actions.store.errors import NotFound
from actions.store.facts import EventAnswer, EventStatus, Ticket

COMPLAINT = "complaint"
"""``Ask.choice`` that asks for F09's complaint about the seller instead of a cancellation."""

ID_USED_TWICE = "event_id_used_twice"
"""Why an event is in conflict whose id was used for something else before."""


@dataclass(frozen=True)
class Yes:
    """A buyer's yes: to which proposal, shown in which conversation, for what."""

    buyer_id: str
    order_id: str
    ask: Ask
    proposal: str
    conversation: str


@dataclass(frozen=True)
class Receipt:
    """What became of a yes. ``repeated``: it had been done before, and this is the first answer again.

    Not ``performed``: it is decided otherwise now (``decision``), and nothing was written. ``order``: as it is now.
    """

    performed: bool
    repeated: bool
    reference: str | None
    decision: Decision
    order: Order


@dataclass(frozen=True)
class Concern:
    """What a person shall look at; ``cause``: the proposal behind it, one ticket for each."""

    topic: str
    summary: str
    order_id: str | None = None
    buyer_id: str | None = None
    conversation: str | None = None
    cause: str | None = None


def decided(order: Order, ask: Ask, now: datetime) -> Decision:
    """What the policy says to this."""
    if ask.choice == COMPLAINT:
        return decide_complaint(order, ask.reason, now)
    return decide(order, ask, now)


def carry_out(session: Session, yes: Yes, now: datetime) -> Receipt:
    """Does what was proposed, once, if it would still be proposed; else tells what is decided now."""
    order = orders.load_for(session, yes.buyer_id, yes.order_id)
    if order is None:
        raise NotFound("order", yes.order_id)
    settled = settle(order, now)
    done = proposals.find(session, yes.proposal)
    if done and (done.buyer_id, done.order_id, done.conversation) == (yes.buyer_id, yes.order_id, yes.conversation):
        return Receipt(True, True, done.reference, done.decision, settled.order)
    decision = decided(settled.order, yes.ask, now)
    shown = proposals.proposal_id(yes.buyer_id, settled.order, yes.ask, decision, yes.conversation)
    if decision.outcome is not Outcome.PERFORM or shown != yes.proposal:
        return Receipt(False, False, None, decision, settled.order)
    orders.save(session, order, settled)
    return _do(session, yes, (settled.order, decision), now)


def _do(session: Session, yes: Yes, agreed: tuple[Order, Decision], now: datetime) -> Receipt:
    order, decision = agreed
    change = perform(order, decision, yes.ask, now)
    reference = _reference(decision, change)
    orders.save(session, order, change, cause=yes.proposal)
    who = (yes.proposal, yes.buyer_id, yes.order_id, yes.conversation)
    proposals.keep(session, proposals.Performed(*who, now, reference, decision))
    if decision.effect is Effect.CONFIRM_RECEIPT and paid_back_as_missing(order):  # staff look at it (R21)
        topic = str(TicketTopic.NOT_RECEIVED_ARRIVED)
        concern = Concern(topic, f"{yes.ask.request}: {decision.reason}", yes.order_id, yes.buyer_id, yes.conversation)
        open_ticket(session, replace(concern, cause=f"receipt:{yes.proposal}"), "", now)
    return Receipt(True, False, reference, decision, change.order)


def _reference(decision: Decision, change: Change) -> str | None:
    """The number of the record that was made or moved, as its line of the history names it; a receipt has none."""
    if decision.effect is Effect.CONFIRM_RECEIPT:
        return None
    return next((str(said) for entry in reversed(change.entries) if (said := entry.data.get("reference"))), None)


def apply_due(session: Session, order_id: str, now: datetime) -> bool:
    """Writes what happened to the order by itself until now; whether anything did."""
    order = orders.load(session, order_id)
    if order is None:
        return False
    settled = settle(order, now)
    orders.save(session, order, settled)
    return bool(settled.entries)


def open_ticket(session: Session, concern: Concern, profile: str, now: datetime) -> Ticket:
    """Opens a ticket that is due when staff must have answered, or gives the one opened for the same cause."""
    order = orders.load(session, concern.order_id) if concern.order_id else None
    if concern.order_id and (order is None or concern.buyer_id not in (None, order.buyer_id)):
        raise NotFound("order", concern.order_id)
    new = tickets.NewTicket(**vars(concern), opened_at=now, due=_answered_by(order, profile, now))
    return tickets.open_ticket(session, new)


def receive(session: Session, event: Event, now: datetime) -> EventAnswer:
    """Takes the event, once: applied, or stored as a conflict with a ticket. Told again, it gets the same answer."""
    order = orders.load(session, event.order_id)
    if order is None:
        raise NotFound("order", event.order_id)
    known = inbox.find(session, event.event_id)
    if known is not None:
        return _again(session, event, known, now)
    settled = settle(order, now)
    result = apply_event(settled.order, event, now)
    orders.save(session, order, settled)
    orders.save(session, settled.order, result.change, cause=event.event_id)
    if isinstance(result, Conflict):
        return _keep(session, event, _conflict(session, event, str(result.reason), now), now)
    told = {"order_status": str(status(result.change.order, now))}
    if result.ticket is not None:
        told["ticket"] = _raise_ticket(session, event, (str(result.ticket), str(event.kind)), now).id
    return _keep(session, event, EventAnswer(EventStatus.APPLIED, _body(event, EventStatus.APPLIED, **told)), now)


def _again(session: Session, event: Event, known: inbox.Received, now: datetime) -> EventAnswer:
    if known.body_hash == inbox.body_hash(event):
        return EventAnswer(EventStatus.REPEATED, known.answer)
    return _conflict(session, event, ID_USED_TWICE, now)


def _conflict(session: Session, event: Event, reason: str, now: datetime) -> EventAnswer:
    ticket = _raise_ticket(session, event, (str(TicketTopic.EVENT_CONFLICT), f"{event.kind}: {reason}"), now)
    return EventAnswer(EventStatus.CONFLICT, _body(event, EventStatus.CONFLICT, reason=reason, ticket=ticket.id))


def _raise_ticket(session: Session, event: Event, about: tuple[str, str], now: datetime) -> Ticket:
    topic, summary = about
    cause = f"event:{hashlib.sha256(event.event_id.encode()).hexdigest()[:24]}:{inbox.body_hash(event)[:24]}"
    return open_ticket(session, Concern(topic, summary, event.order_id, cause=cause), "", now)


def _keep(session: Session, event: Event, answer: EventAnswer, now: datetime) -> EventAnswer:
    received = inbox.Received(event.event_id, inbox.body_hash(event), answer.status, answer.body)
    if not inbox.keep(session, event, received, now):
        raise RuntimeError(f"event {event.event_id} was received for another order at the same moment")
    return answer


def _body(event: Event, became: EventStatus, **more: str) -> dict[str, Any]:
    body = {"event_id": event.event_id, "order_id": event.order_id, "status": str(became), **more}
    return dict(sorted(body.items()))  # as it comes back from the database, so that answers are equal to the byte


def _answered_by(order: Order | None, profile: str, now: datetime) -> datetime:
    if order is not None:
        return terms_for(order).after(TermName.STAFF_ANSWER, now)
    chosen = profile_named(profile)
    return chosen.calendar.after(now, profile_terms(chosen)[TermName.STAFF_ANSWER].value)
