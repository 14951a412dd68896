"""What staff do with a ticket, on both databases; and the samples, which are a whole shop's life on either."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.changes import Concern, open_ticket
from actions.desk import Desk
from actions.store import sample, ticket_work
from actions.store.database import writing
from actions.store.errors import Conflict, NotFound
from actions.store.facts import Ticket, TicketStatus


def opened(desk: Desk) -> Ticket:
    with writing(desk.engine) as session:
        return open_ticket(session, Concern("other", "The parcel is wet."), "guides", desk.now())


def moved(desk: Desk, ticket: str, to: TicketStatus) -> Ticket:
    with writing(desk.engine) as session:
        return ticket_work.move(session, ticket, to)


def test_a_ticket_is_taken_by_one_of_many(desk: Desk) -> None:
    ticket = opened(desk)

    def take(_: int) -> bool:
        try:
            moved(desk, ticket.id, TicketStatus.TAKEN)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(take, range(16))) == [False] * 15 + [True]


def test_words_are_kept_under_what_the_ticket_said(desk: Desk) -> None:
    ticket = opened(desk)
    for words in ("first", "second"):
        with writing(desk.engine) as session:
            ticket_work.write_under(session, ticket.id, words)
    kept = desk.ticket(ticket.id)
    assert kept is not None
    assert kept.summary == "The parcel is wet.\nfirst\nsecond"


def test_a_closed_ticket_stays_closed(desk: Desk) -> None:
    ticket = opened(desk)
    moved(desk, ticket.id, TicketStatus.TAKEN)
    moved(desk, ticket.id, TicketStatus.CLOSED)
    for to in TicketStatus:
        with pytest.raises(Conflict):
            moved(desk, ticket.id, to)


def test_a_ticket_that_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        moved(desk, "H9999", TicketStatus.TAKEN)


def test_the_samples_come_to_life(desk: Desk) -> None:
    assert not sample.has_orders(desk)
    count = sample.fill(desk)
    assert sample.has_orders(desk)
    assert len(desk.all_orders()) == count


def test_a_shop_that_has_orders_is_not_filled_and_not_emptied(desk: Desk) -> None:
    count = sample.fill(desk)
    with pytest.raises(sample.SampleError, match="empty shop"):
        sample.fill(desk)
    assert len(desk.all_orders()) == count
