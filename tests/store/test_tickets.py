"""Tickets: what a person must look at. One for each cause, with a number and a date; only on the buyer's own order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import pytest

from actions.desk import Desk, TicketStatus
from actions.store.errors import NotFound
from tests.store.building import CHAT, NOW, a_shop, an_order, contents


def test_a_ticket_has_a_number_and_staffs_time_to_answer(desk: Desk) -> None:
    desk.import_orders(a_shop())
    ticket = desk.open_ticket("b1", "8001", "handover", "Wants to talk", CHAT, "P-1")
    assert (ticket.id, ticket.status, ticket.opened_at) == ("H1001", TicketStatus.OPEN, NOW)
    assert ticket.due == datetime(2026, 6, 4, tzinfo=timezone.utc)  # two business days after Monday, 1 June
    assert desk.ticket("H1001") == ticket
    assert desk.tickets() == [ticket]


def test_a_guest_may_have_a_ticket_without_an_order(desk: Desk) -> None:
    ticket = desk.open_ticket(None, None, "handover", "Hello?", CHAT, None)
    assert (ticket.buyer_id, ticket.order_id) == (None, None)
    assert ticket.due > NOW


def test_the_same_cause_opens_one_ticket(desk: Desk) -> None:
    desk.import_orders(a_shop())
    first = desk.open_ticket("b1", "8001", "refund", "Failed", CHAT, "P-1")
    before = contents(desk.engine)
    assert desk.open_ticket("b1", "8001", "refund", "Failed, again", CHAT, "P-1") == first
    assert contents(desk.engine) == before
    assert desk.open_ticket("b1", "8001", "refund", "Failed", CHAT, "P-2").id != first.id


@pytest.mark.slow
def test_the_same_cause_at_once_opens_one_ticket(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as chats:
        opened = list(chats.map(lambda _: desk.open_ticket(None, None, "t", "s", CHAT, "P-1"), range(24)))
    assert len({ticket.id for ticket in opened}) == 1
    assert len(desk.tickets()) == 1


@pytest.mark.slow
def test_tickets_at_once_have_numbers_of_their_own(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as chats:
        opened = list(chats.map(lambda n: (n, desk.open_ticket(None, None, "t", f"s{n}", CHAT, None)), range(24)))
    assert len({ticket.id for _, ticket in opened}) == 24
    assert all(ticket.summary == f"s{n}" for n, ticket in opened)


@pytest.mark.parametrize("order_id", ["8002", "9999"])
def test_nobody_has_a_ticket_on_another_buyers_order(desk: Desk, order_id: str) -> None:
    desk.import_orders(a_shop(an_order("8001"), an_order("8002", buyer_id="b2")))
    before = contents(desk.engine)
    with pytest.raises(NotFound):
        desk.open_ticket("b1", order_id, "handover", "Mine!", CHAT, "P-1")
    assert contents(desk.engine) == before


@pytest.mark.parametrize(
    "words", ["", "\x00\x01", "half \ud83d of it", "<script>", "'; DROP TABLE tickets; --", "🙂" * 9000]
)
def test_whatever_a_buyer_writes_can_be_kept(desk: Desk, words: str) -> None:
    ticket = desk.open_ticket(None, None, "handover", words, f"chat {words}"[:200], f"P-{words}"[:80])
    assert len(ticket.summary) == len(words)
    assert desk.open_ticket(None, None, "handover", words, f"chat {words}"[:200], f"P-{words}"[:80]) == ticket


@pytest.mark.parametrize(
    "ticket_id", ["", "H", "H0", "H-1", "1001", "T1001", "H1001x", "H٣", "H" + "9" * 400], ids=lambda id: id[:8]
)
def test_a_ticket_number_that_is_none_finds_nothing(desk: Desk, ticket_id: str) -> None:
    desk.open_ticket(None, None, "handover", "Hello?", CHAT, None)
    assert desk.ticket(ticket_id) is None
