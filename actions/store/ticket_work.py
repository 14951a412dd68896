"""Remembers what staff do with a ticket: take it, write words under it, give it back. Opening is in ``tickets``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.store import ledger, tickets
from actions.store.errors import Conflict, NotFound
from actions.store.facts import Ticket, TicketStatus

_MAY_BECOME: Mapping[TicketStatus, frozenset[TicketStatus]] = {
    TicketStatus.OPEN: frozenset({TicketStatus.TAKEN}),
    TicketStatus.TAKEN: frozenset({TicketStatus.OPEN, TicketStatus.CLOSED}),
    TicketStatus.CLOSED: frozenset(),
}


def move(session: Session, ticket_id: str, to: TicketStatus) -> Ticket:
    """The ticket in its new state. Conflict when it is not in a state from which that is possible."""
    found = _locked(session, ticket_id)
    if to not in _MAY_BECOME[found.status]:
        raise Conflict(f"ticket {ticket_id} is {found.status}; it cannot become {to}")
    return _changed(session, ticket_id, {"status": str(to)})


def write_under(session: Session, ticket_id: str, words: str) -> Ticket:
    """The ticket with the words under what it said before. Conflict when it is closed."""
    found = _locked(session, ticket_id)
    if found.status is TicketStatus.CLOSED:
        raise Conflict(f"ticket {ticket_id} is closed")
    return _changed(session, ticket_id, {"summary": f"{found.summary}\n{words}"})


def _locked(session: Session, ticket_id: str) -> Ticket:
    found = tickets.find(session, ticket_id)
    if found is None:
        raise NotFound("ticket", ticket_id)
    session.execute(select(ledger.tickets).where(_number(ticket_id)).with_for_update())
    return tickets.find(session, ticket_id) or found


def _changed(session: Session, ticket_id: str, values: dict[str, str]) -> Ticket:
    session.execute(update(ledger.tickets).where(_number(ticket_id)).values(**values))
    changed = tickets.find(session, ticket_id)
    if changed is None:
        raise NotFound("ticket", ticket_id)
    return changed


def _number(ticket_id: str) -> Any:
    return ledger.tickets.c.number == int(ticket_id[1:]) - tickets._FIRST
