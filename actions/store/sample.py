"""Fills an empty shop with the samples: some forty orders, each there for one moment of one clause (see samples.md).

What times alone cannot say (a request, an answer, a refund on its way) comes about as it would have in life: an order
is imported before its story begins, and every step is taken through the desk as of its own time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from actions.policy.decision import Outcome, utc
from actions.policy.events import Event, EventKind
from actions.store.asks import ask_of
from actions.store.database import reading
from actions.store.import_entries import HAPPENED
from actions.store.tables import orders
from actions.store.times import parse_time

if TYPE_CHECKING:
    from actions.desk import Desk

CONVERSATION = "samples"


class SampleError(RuntimeError):
    """A sample's story is no legal history; the message names the order and the step."""


@dataclass(frozen=True)
class Moment:
    """One thing that is done at one time; ``place`` keeps the file's sequence among things of the same time."""

    at: datetime
    place: int
    do: Callable[[Desk], None]


def fill(desk: Desk) -> int:
    """Put the samples into the empty database as of the shop's now, all or nothing; how many orders there are."""
    if has_orders(desk):
        raise SampleError("the samples are for an empty shop, and this one has orders")
    now = desk.now().replace(microsecond=0)
    document = samples()
    moments = sorted(_moments(document, now), key=lambda moment: (moment.at, moment.place))
    back = moments[0].at - now
    try:
        desk.move_clock(back)  # a server that sweeps beside us must not find due by now what is told of long ago
        for moment in moments:
            moment.do(_as_of(desk, moment.at))
        desk.move_clock(-back)
    except Exception:
        desk.erase()
        raise
    return len(document["orders"])


def has_orders(desk: Desk) -> bool:
    """Whether there is any order yet."""
    with reading(desk.engine) as session:
        return session.execute(select(orders.c.order_id).limit(1)).first() is not None


def samples() -> dict[str, Any]:
    """The samples as they are shipped: an import document, and the stories of those orders that have one."""
    text = files("actions.store").joinpath("samples.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def _as_of(desk: Desk, moment: datetime) -> Desk:
    return type(desk)(replace(desk.settings, now=moment), desk.engine)


def _moments(document: dict[str, Any], now: datetime) -> Iterator[Moment]:
    stories = document["stories"]
    begins = [parse_time(step["at"], now) for story in stories.values() for step in story]
    people = {"sellers": document["sellers"], "buyers": document["buyers"]}
    yield Moment(min(begins, default=now), 0, lambda desk: _import(desk, people))
    for place, entry in enumerate(document["orders"], 1):
        story = stories.get(entry["order_id"], ())
        steps = [(parse_time(step["at"], now), step) for step in story]
        first = steps[0][0] if steps else now
        yield Moment(first, place, _importing({"orders": [_dated(entry, now)]}))
        for number, (at, step) in enumerate(steps, 1):
            told = {**step, "data": _dated(step.get("data", {}), now)}
            yield Moment(at, place, _telling(entry, told, number) if "event" in step else _asking(entry, step))


def _importing(document: dict[str, Any]) -> Callable[[Desk], None]:
    return lambda desk: _import(desk, document)


def _import(desk: Desk, document: dict[str, Any]) -> None:
    desk.import_orders(document)


def _dated(entry: dict[str, Any], now: datetime) -> dict[str, Any]:
    times = {name: utc(parse_time(entry[name], now)) for name in (*HAPPENED, "promised_by") if entry.get(name)}
    return {**entry, **times}


def _telling(entry: dict[str, Any], step: dict[str, Any], number: int) -> Callable[[Desk], None]:
    def tell(desk: Desk) -> None:
        order_id = entry["order_id"]
        event = Event(
            f"sample-{order_id}-{number}", EventKind(step["event"]), order_id, desk.now(), step.get("data", {})
        )
        answer = desk.receive(event)
        if str(answer.status) != "applied":
            raise SampleError(f"order {order_id}, step {number}: {answer.body}")

    return tell


def _asking(entry: dict[str, Any], step: dict[str, Any]) -> Callable[[Desk], None]:
    def ask_and_confirm(desk: Desk) -> None:
        buyer, order_id = entry["buyer_id"], entry["order_id"]
        order = desk.order(buyer, order_id)
        if order is None:
            raise SampleError(f"order {order_id} is not there")
        ask = ask_of(step, entry["currency"])
        decision = desk.decide(order, ask)
        if decision.outcome is not Outcome.PERFORM:
            raise SampleError(f"order {order_id}: {ask.request} is {decision.outcome} ({decision.reason})")
        proposal = desk.propose(buyer, order, ask, decision, CONVERSATION)
        if not desk.perform(buyer, order_id, ask, proposal, CONVERSATION).performed:
            raise SampleError(f"order {order_id}: {ask.request} was not performed")

    return ask_and_confirm
