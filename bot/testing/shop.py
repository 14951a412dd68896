"""Opens a shop of its own for a conversation test. With ``bot/cli.py`` the one place of ``bot`` that knows ``actions``.

A conversation test says what the database looks like before and after, so it needs the side of the actions too. The
shop is a real one: the store's database in a folder that is thrown away, the desk that the actions use, a fixed clock.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from actions.commands.shapes import order_json, ticket_line_json
from actions.desk import Desk, open_desk
from actions.envelope import event_of
from actions.policy.decision import Outcome, Reason, utc
from actions.policy.events import EventError
from actions.policy.requests import AskError
from actions.store.errors import StoreError
from actions.store.times import TimeError, parse_time
from bot.settings import Settings
from bot.testing.asked import GivenError, ask_of
from bot.testing.door import Door, DoorCaller
from bot.testing.script import GUEST, Given
from bot.testing.stock import UnknownSample, stock, stories

LAID_OUT = {
    "RECOURSE_MODE": "demo",
    "RECOURSE_PROFILE": "guides",
    "RECOURSE_JWT_KEY": "conversation-tests-jwt-key-0123456789abcdef",
    "RECOURSE_EVENTS_SECRET": "conversation-tests-events-secret",
    "RECOURSE_ACTION_SECRET": "conversation-tests-action-secret",
    "RECOURSE_API_TOKEN": "conversation-tests-api-token",
}
"""A test must not depend on how this machine is set up: every other RECOURSE_ variable is taken away meanwhile."""
DATABASE = "recourse.db"
RELATIVE = re.compile(r"[+-](\d+[wdhms])+")


UNPLAYABLE = (GivenError, UnknownSample, StoreError, EventError, TimeError, AskError)
"""What laying out a shop or an event of a test may raise when the test says what cannot be."""


class Template:
    """An empty shop with its database at the newest version, to be copied: quicker than making each anew."""

    def __init__(self, home: Path) -> None:
        self._file = home / DATABASE
        home.mkdir(parents=True)
        with _environment(home, None):
            open_desk().engine.dispose()

    @contextmanager
    def opened(self, home: Path, given: Given) -> Iterator[Shop]:
        """A shop in this folder that holds what is given; its settings are those of the process meanwhile."""
        shutil.copy(self._file, home / DATABASE)
        with _environment(home, given.clock):
            shop = Shop(home)
            try:
                shop.lay_out(given)
                yield shop
            finally:
                shop.close()


class Shop:
    """Orders, clock and events of one conversation test."""

    reasons = frozenset(str(reason) for reason in Reason)

    def __init__(self, home: Path) -> None:
        self.home = home
        self._settings = Settings.from_env()
        self._door = Door(self._settings, self.now)
        self._events = 0

    @property
    def _desk(self) -> Desk:
        return open_desk()

    def now(self) -> datetime:
        """The shop's time."""
        return self._desk.now()

    def snapshot(self) -> dict[str, Any]:
        """Every order as ``recourse orders show`` shows it, and every ticket, the oldest first."""
        desk, now = self._desk, self.now()
        orders = {order.order_id: order_json(order, desk.history(order.order_id), now) for order in desk.all_orders()}
        tickets = sorted(desk.tickets(), key=lambda ticket: (ticket.opened_at, ticket.id))
        return {"orders": orders, "tickets": [ticket_line_json(ticket) for ticket in tickets]}

    def caller(self, buyer: str) -> DoorCaller:
        """Somebody at the rest channel's door: this buyer, signed in, or a guest."""
        caller = DoorCaller(self._door, self._settings, self.now, self._person)
        if buyer != GUEST:
            caller.sign_in(buyer)
        return caller

    def move_clock(self, to: str) -> None:
        """To an instant, or by so much (``+14d``). The clock stands still in between, so that a test can name dates."""
        self._set_clock(parse_time(to, self.now()))

    def event(self, event: dict[str, Any]) -> None:
        """The marketplace tells something; a conflict is stored with its ticket, as in production."""
        self._events += 1
        at = parse_time(event["at"], self.now()) if "at" in event else self.now()
        envelope = {
            "event_id": f"test-{self._events}",
            "kind": event["kind"],
            "order_id": event["order"],
            "at": utc(at),
            "data": {key: self._absolute(value) for key, value in event.get("data", {}).items()},
        }
        self._desk.receive(event_of(envelope))

    def lay_out(self, given: Given) -> None:
        """Orders first, then what happened to them, each thing at its time; in the end the clock is the test's."""
        now = self.now()
        self._desk.import_orders(stock(given))
        for happening in sorted(stories(given), key=lambda entry: parse_time(entry["at"], now)):
            self._set_clock(parse_time(happening["at"], now))
            if "event" in happening:
                self.event({"order": happening["order"], "kind": happening["event"], "data": happening.get("data", {})})
            else:
                self._request(happening)
        self._set_clock(now)

    def close(self) -> None:
        """Give the databases back."""
        self._door.close()
        self._desk.engine.dispose()

    def _request(self, asked: dict[str, Any]) -> None:
        """What a buyer had asked for and said yes to, before this conversation."""
        desk, order = self._desk, self._desk.any_order(asked["order"])
        if order is None:
            raise GivenError(f"before: there is no order {asked['order']}")
        ask = ask_of(asked, order.currency)
        decision = desk.decide(order, ask)
        if decision.outcome is not Outcome.PERFORM:
            raise GivenError(f"before: {ask.request} of {order.order_id} is not performed: {decision.reason}")
        proposal = desk.propose(order.buyer_id, order, ask, decision, "before")
        desk.perform(order.buyer_id, order.order_id, ask, proposal, "before")

    def _absolute(self, value: Any) -> Any:
        """A relative time in an event's data (``promised_by: +4d``) counts from the shop's now."""
        return utc(parse_time(value, self.now())) if isinstance(value, str) and RELATIVE.fullmatch(value) else value

    def _person(self, buyer: str) -> dict[str, Any]:
        known = self._desk.buyer(buyer)
        return {"name": known.name, "locale": known.locale, "zone": known.zone} if known else {}

    def _set_clock(self, to: datetime) -> None:
        """The clock of this process is part of its settings, so a moved clock is another desk on the same database."""
        self._desk.engine.dispose()
        os.environ["RECOURSE_NOW"] = to.isoformat()


@contextmanager
def _environment(home: Path, clock: str | None) -> Iterator[None]:
    kept = {key: value for key, value in os.environ.items() if key.startswith("RECOURSE_")}
    laid_out = {**LAID_OUT, "RECOURSE_HOME": str(home), **({"RECOURSE_NOW": clock} if clock else {})}
    _exchange(kept, laid_out)
    try:
        yield
    finally:
        _exchange({key: "" for key in os.environ if key.startswith("RECOURSE_")}, kept)


def _exchange(old: dict[str, str], new: dict[str, str]) -> None:
    for key in old:
        os.environ.pop(key, None)
    os.environ.update(new)
