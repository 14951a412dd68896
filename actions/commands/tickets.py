"""The commands for what a person must look at: the tickets, taking one, writing under it, giving it back."""

from __future__ import annotations

import click

from actions.commands.base import BAD_INPUT, Failure, Group, as_json, day_and_minute, note, say_json, table
from actions.commands.shapes import ticket_json, ticket_line_json
from actions.desk import open_desk
from actions.store import ticket_work
from actions.store.database import writing
from actions.store.errors import NotFound
from actions.store.facts import Ticket, TicketStatus

LONGEST_WORDS = 4000


@click.group("tickets", cls=Group)
def tickets() -> None:
    """What a person must look at."""


@tickets.command("list")
@click.option("--status", type=click.Choice([str(status) for status in TicketStatus]), help="Only these.")
@as_json
def list_tickets(status: str | None, as_json: bool) -> None:
    """The tickets, what is due first first."""
    found = open_desk().tickets(TicketStatus(status) if status else None)
    if as_json:
        say_json([ticket_line_json(ticket) for ticket in found])
    elif found:
        headings = ("ticket", "status", "due", "order", "buyer", "topic")
        click.echo(table(headings, [_line(ticket) for ticket in found]))
    else:
        note("there are no tickets")


@tickets.command("show")
@click.argument("ticket")
@as_json
def show(ticket: str, as_json: bool) -> None:
    """TICKET with what it is about."""
    found = open_desk().ticket(ticket)
    if found is None:
        raise NotFound("ticket", ticket)
    _say(found, as_json)


@tickets.command("take")
@click.argument("ticket")
@as_json
def take(ticket: str, as_json: bool) -> None:
    """Take TICKET: it is being worked on."""
    _move(ticket, TicketStatus.TAKEN, as_json)


@tickets.command("say")
@click.argument("ticket")
@click.argument("words")
@as_json
def say(ticket: str, words: str, as_json: bool) -> None:
    """Write WORDS under TICKET, with the time."""
    desk = open_desk()
    text = "".join(sign if sign.isprintable() else " " for sign in words).strip()
    if not 0 < len(text) <= LONGEST_WORDS:
        raise Failure(BAD_INPUT, f"words: 1 to {LONGEST_WORDS} characters")
    line = f"[{day_and_minute(desk.now())}] {text}"
    with writing(desk.engine) as session:
        changed = ticket_work.write_under(session, ticket, line)
    _say(changed, as_json)


@tickets.command("return")
@click.argument("ticket")
@click.option("--close", is_flag=True, help="It is done: close it instead of giving it back.")
@as_json
def give_back(ticket: str, close: bool, as_json: bool) -> None:
    """Give TICKET back, for somebody else to take, or close it."""
    _move(ticket, TicketStatus.CLOSED if close else TicketStatus.OPEN, as_json)


def _move(ticket_id: str, to: TicketStatus, as_json: bool) -> None:
    with writing(open_desk().engine) as session:
        changed = ticket_work.move(session, ticket_id, to)
    _say(changed, as_json)


def _say(ticket: Ticket, as_json: bool) -> None:
    if as_json:
        say_json(ticket_json(ticket))
        return
    for name, value in ticket_json(ticket).items():
        if value is not None and name != "summary":
            click.echo(f"{name:13} {value}")
    click.echo(f"\n{ticket.summary}")


def _line(ticket: Ticket) -> tuple[str, ...]:
    due = day_and_minute(ticket.due)
    return ticket.id, str(ticket.status), due, ticket.order_id or "", ticket.buyer_id or "", ticket.topic
