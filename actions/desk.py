"""Puts store, policy and clock together: the one way for actions, servers and commands to look, to decide and to write.

Whatever is read is shown as of the shop's now: what happens by itself (F03, F06, R03) has happened at its due instant,
whether or not the sweeper has written it yet. Whatever is written was decided again inside its transaction.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache

from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions import changes, restating
from actions.changes import Receipt
from actions.policy.decision import Decision
from actions.policy.due import settle
from actions.policy.event_words import CLOCK_SKEW
from actions.policy.events import Event
from actions.policy.facts import Order, Seller
from actions.policy.profiles import PROFILES
from actions.policy.record import Entry
from actions.policy.requests import Ask, decide_all
from actions.restating import Put
from actions.settings import Settings
from actions.store import clock, due_dates, history, imports, intake, orders, outbox, people, proposals, tickets
from actions.store.database import open_database, reading, writing
from actions.store.errors import BadInput, Conflict, NotFound
from actions.store.facts import Buyer, EventAnswer, EventStatus, News, Ticket, TicketStatus
from actions.store.import_entries import Shop
from actions.store.migrate import erase, migrate

__all__ = ["Buyer", "Desk", "EventAnswer", "EventStatus", "News", "Receipt", "Ticket", "TicketStatus", "open_desk"]
_AT_ONCE = 500
_MAKERS = 3  # an order, its seller and its buyer may each have been made by somebody else meanwhile
logger = logging.getLogger("recourse.desk")


class Desk:
    """Everything that can be looked up, decided and written. Safe to share between threads."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self.settings = settings
        self.engine = engine

    # the shop's clock

    def now(self) -> datetime:
        """The shop's time in UTC: this process's fixed clock, else real time and what the shop's clock is ahead."""
        if self.settings.now is not None:
            return self.settings.now
        with reading(self.engine) as session:
            return self._now(session)

    def move_clock(self, to: timedelta | datetime | None) -> datetime:
        """Moves the shop's clock for every process: by so much, to an instant, or (None) back to real time."""
        if not self.settings.is_demo:
            raise BadInput("clock", "", "the shop's clock can be moved in demo mode only")
        with writing(self.engine) as session:
            real, ahead = datetime.now(timezone.utc), clock.ahead(session)
            if isinstance(to, timedelta):
                ahead += to
            else:
                ahead = timedelta(0) if to is None else to.astimezone(timezone.utc) - real
            try:
                moved = real + ahead
            except OverflowError:
                raise BadInput("clock", "", "there is no such time") from None
            clock.set_ahead(session, ahead)
        return moved

    # looking

    def order(self, buyer_id: str, order_id: str) -> Order | None:
        """The buyer's own order as of now, or None; another buyer's order is as unknown as an invented one (R26)."""
        with self._looking() as (session, now):
            found = orders.load_for(session, buyer_id, order_id)
            return settle(found, now).order if found else None

    def any_order(self, order_id: str) -> Order | None:
        """Any order as of now, or None; for staff."""
        with self._looking() as (session, now):
            found = orders.load(session, order_id)
            return settle(found, now).order if found else None

    def orders_of(self, buyer_id: str) -> list[Order]:
        """The buyer's orders as of now, the newest first."""
        with self._looking() as (session, now):
            return [settle(found, now).order for found in orders.orders_of(session, buyer_id)]

    def has_orders(self, buyer_id: str) -> bool:
        """Whether the buyer has an order; quicker than to read them."""
        with reading(self.engine) as session:
            return orders.has_any(session, buyer_id)

    def all_orders(self) -> list[Order]:
        """Every order as of now, the newest first; for staff."""
        with self._looking() as (session, now):
            return [settle(found, now).order for found in orders.all_orders(session)]

    def history(self, order_id: str) -> list[Entry]:
        """What happened to the order, as of now: what is written, and what is due and not written yet."""
        with self._looking() as (session, now):
            found = orders.load(session, order_id)
            if found is None:
                raise NotFound("order", order_id)
            return [*history.of_order(session, order_id), *settle(found, now).entries]

    def buyer(self, buyer_id: str) -> Buyer | None:
        """Name, locale and zone of the buyer, or None."""
        with reading(self.engine) as session:
            return people.find_buyer(session, buyer_id)

    def seller(self, seller_id: str) -> Seller | None:
        """The seller with its newest terms, or None."""
        with reading(self.engine) as session:
            return people.find_seller(session, seller_id)

    def tickets(self, status: TicketStatus | None = None) -> list[Ticket]:
        """The tickets, what is due first first."""
        with reading(self.engine) as session:
            return tickets.listed(session, status)

    def ticket(self, ticket_id: str) -> Ticket | None:
        """The ticket, or None."""
        with reading(self.engine) as session:
            return tickets.find(session, ticket_id)

    def outbox(self) -> list[News]:
        """What the marketplace was or will be told, the oldest first."""
        with reading(self.engine) as session:
            return outbox.everything(session)

    def ping(self) -> None:
        """Raises when the database does not answer."""
        with reading(self.engine) as session:
            session.execute(text("SELECT version_num FROM alembic_version"))  # SELECT 1 would not touch the file

    # deciding

    def decide(self, order: Order, ask: Ask) -> Decision:
        """What the policy says to this, as of now."""
        return changes.decided(order, ask, self.now())

    def decide_all(self, order: Order) -> list[Decision]:
        """What the policy says to every request, as of now."""
        return decide_all(order, self.now())

    def propose(self, buyer_id: str, order: Order, ask: Ask, decision: Decision, conversation: str) -> str:
        """The id of what is read back to the buyer; nothing is stored. A yes counts for exactly this."""
        return proposals.proposal_id(buyer_id, order, ask, decision, conversation)

    # writing

    def perform(self, buyer_id: str, order_id: str, ask: Ask, proposal: str, conversation: str) -> Receipt:
        """Carries out what the buyer said yes to, once; or tells what is decided now instead, and writes nothing.

        Raises NotFound when the order is not the buyer's.
        """
        with self._writing(order_id) as (session, now):
            return changes.carry_out(session, changes.Yes(buyer_id, order_id, ask, proposal, conversation), now)

    def open_ticket(
        self,
        buyer_id: str | None,
        order_id: str | None,
        topic: str,
        summary: str,
        conversation: str | None = None,
        proposal: str | None = None,
    ) -> Ticket:
        """Opens a ticket that staff answer in their time, or gives the one opened for the same proposal.

        Raises NotFound when the order is not the buyer's.
        """
        concern = changes.Concern(topic, summary, order_id, buyer_id, conversation, proposal)
        with self._writing(order_id) as (session, now):
            return changes.open_ticket(session, concern, self.settings.profile, now)

    def receive(self, event: Event) -> EventAnswer:
        """Takes an event of the marketplace, once. Raises NotFound (no such order) and EventError (malformed)."""
        with self._writing(event.order_id) as (session, now):
            return changes.receive(session, event, now)

    def apply_due(self, now: datetime | None = None, limit: int | None = None) -> int:
        """Writes what has happened by itself until ``now`` (None: the shop's), the longest overdue first.

        How many orders changed (of ``limit`` at most). Safe twice, and beside others that do the same.
        """
        moment, changed, last = now or self.now(), 0, None
        self._reckon_due_dates()
        while (left := _AT_ONCE if limit is None else min(_AT_ONCE, limit - changed)) > 0:
            with reading(self.engine) as session:
                due = orders.due(session, moment, left, last)
            changed += sum(self._apply_due(order_id, moment) for _, order_id in due)
            if len(due) < left:
                break
            last = due[-1]
        return changed

    def _reckon_due_dates(self) -> None:
        """Under other terms than before: some orders at a time, so that nobody waits long."""
        with reading(self.engine) as session:
            last = None if due_dates.are_right(session) else ""
        while last is not None:
            with writing(self.engine) as session:
                last = due_dates.reckon_some(session, last)

    def import_orders(self, document: object, replace: bool = False) -> imports.Batch:
        """Takes orders, sellers and buyers from an import document: all of them, or none and BadInput.

        The document is read before anything is locked, so that a large one keeps nobody waiting.
        """
        batch = imports.read(document, self._shop())
        with self._writing() as (session, now):
            intake.take_in(session, batch, replace, now)
            return batch

    def put(self, section: str, key: str, entry: object) -> Put:
        """Takes one of the orders, sellers or buyers as the marketplace tells it now. Raises BadInput (malformed)."""
        entered = restating.read(section, key, entry, self._shop(CLOCK_SKEW))
        for _ in range(_MAKERS):
            with suppress(Conflict):  # somebody else made its seller or buyer at the same moment: now they are known
                return self._put(entered, key)
        return self._put(entered, key)

    def _put(self, entered: restating.Entered, key: str) -> Put:
        with self._writing(key if entered.section == "orders" else None) as (session, now):
            return restating.put(session, entered, now)

    def _shop(self, skew: timedelta = timedelta(0)) -> Shop:
        return Shop(self.now(), self.settings.profile, frozenset(PROFILES), cache(self.seller), skew)

    def erase(self) -> None:
        """Removes everything that is stored, history included; demo mode only."""
        if not self.settings.is_demo:
            raise BadInput("reset", "", "a shop that is live is not erased")
        erase(self.engine)

    def _apply_due(self, order_id: str, now: datetime) -> bool:
        try:
            with self._writing(order_id) as (session, _):
                return changes.apply_due(session, order_id, now)
        except Exception:
            logger.exception("what is due for order %s could not be applied", order_id)
            return False

    @contextmanager
    def _looking(self) -> Iterator[tuple[Session, datetime]]:
        with reading(self.engine) as session:
            yield session, self._now(session)

    @contextmanager
    def _writing(self, order_id: str | None = None) -> Iterator[tuple[Session, datetime]]:
        """A change; the time is read after the order's lock was waited for, so that changes stand in their order."""
        with writing(self.engine) as session:
            if order_id is not None:
                orders.lock(session, order_id)
            yield session, self._now(session)

    def _now(self, session: Session) -> datetime:
        if self.settings.now is not None:
            return self.settings.now
        real = datetime.now(timezone.utc)
        return real + clock.ahead(session) if self.settings.is_demo else real


def open_desk(settings: Settings | None = None) -> Desk:
    """The desk of these settings (None: of the environment), its database at this version; one for each process."""
    return _opened(settings or Settings.from_env(), os.getpid())


@lru_cache(maxsize=16)
def _opened(settings: Settings, _process: int) -> Desk:
    engine = open_database(settings.database_url)
    migrate(engine)
    return Desk(settings, engine)
