"""Remembers tickets: what a person must look at, and until when. The same cause opens one ticket only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.store import ledger
from actions.store.facts import Ticket, TicketStatus
from actions.store.sql import add_new

_FIRST = 1000


@dataclass(frozen=True)
class NewTicket:
    """A ticket to be opened. ``cause``: the proposal or the event behind it; one ticket for each."""

    topic: str
    summary: str
    opened_at: datetime
    due: datetime
    order_id: str | None = None
    buyer_id: str | None = None
    conversation: str | None = None
    cause: str | None = None


def open_ticket(session: Session, new: NewTicket) -> Ticket:
    """Opens the ticket, or gives the one that was opened for the same cause."""
    table = ledger.tickets
    row = {**vars(new), "status": str(TicketStatus.OPEN)}
    if new.cause is None:
        added: Any = session.execute(table.insert().values(row))
        return _fact(session.execute(select(table).where(table.c.number == added.inserted_primary_key[0])).one())
    add_new(session, table, row)
    return _fact(session.execute(select(table).where(table.c.cause == new.cause)).one())


def is_opened_for(session: Session, cause: str) -> bool:
    """Whether there is a ticket for this cause already."""
    return session.execute(select(ledger.tickets.c.number).where(ledger.tickets.c.cause == cause)).first() is not None


def find(session: Session, ticket_id: str) -> Ticket | None:
    """The ticket with this id (``H1001``), or None."""
    number = ticket_id[1:]
    if ticket_id[:1] != "H" or not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    row = session.execute(select(ledger.tickets).where(ledger.tickets.c.number == int(number) - _FIRST)).first()
    return _fact(row) if row else None


def listed(session: Session, status: TicketStatus | None = None) -> list[Ticket]:
    """The tickets, what is due first first."""
    query = select(ledger.tickets).order_by(ledger.tickets.c.due, ledger.tickets.c.number)
    if status is not None:
        query = query.where(ledger.tickets.c.status == str(status))
    return [_fact(row) for row in session.execute(query)]


def _fact(row: Any) -> Ticket:
    return Ticket(
        id=f"H{row.number + _FIRST}",
        order_id=row.order_id,
        buyer_id=row.buyer_id,
        conversation=row.conversation,
        topic=row.topic,
        summary=row.summary,
        status=TicketStatus(row.status),
        opened_at=row.opened_at,
        due=row.due,
    )
