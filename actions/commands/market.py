"""The commands for the marketplace's side: an event as if it had come signed, and what is due."""

from __future__ import annotations

import uuid

import click

from actions.commands.base import (
    BAD_INPUT,
    REFUSED,
    Command,
    Failure,
    OrderId,
    as_json,
    day_and_minute,
    say_json,
    time_of,
)
from actions.desk import open_desk
from actions.envelope import event_of
from actions.policy.decision import utc
from actions.policy.events import EventError, EventKind
from actions.store.facts import EventStatus
from actions.sweeping import apply_all_due


@click.command("event", cls=Command)
@click.argument("order", type=OrderId())
@click.argument("kind", type=click.Choice([str(kind) for kind in EventKind]))
@click.argument("data", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--at", help="When it happened; the shop's now by default.")
@click.option("--event-id", help="The marketplace's id of the event; a new one by default.")
@as_json
def event(order: str, kind: str, data: tuple[str, ...], at: str | None, event_id: str | None, as_json: bool) -> None:
    """What the marketplace tells of ORDER. Exits 0 applied or repeated, 2 malformed, 3 unknown order, 4 conflict."""
    desk = open_desk()
    now = desk.now()
    pairs = _pairs(data)
    if pairs.get("promised_by", "")[:1] in {"+", "-"}:
        pairs["promised_by"] = str(utc(time_of(pairs["promised_by"], now)))
    envelope = {
        "event_id": event_id or f"cli-{uuid.uuid4()}",
        "kind": kind,
        "order_id": order,
        "at": utc(time_of(at, now)),
        "data": pairs,
    }
    try:
        answer = desk.receive(event_of(envelope))
    except EventError as error:
        raise Failure(BAD_INPUT, str(error)) from error
    if as_json:
        say_json({"status": str(answer.status), **answer.body})
    else:
        click.echo(" ".join([str(answer.status), *(f"{key}={value}" for key, value in answer.body.items())]))
    if answer.status is EventStatus.CONFLICT:
        raise Failure(REFUSED, "it contradicts what was committed before; it was stored, and there is a ticket")


def _pairs(data: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in data:
        key, sign, value = text.partition("=")
        if not (sign and key) or key in pairs:
            raise Failure(BAD_INPUT, f"{text!r}: data is written key=value, each key once")
        pairs[key] = value
    return pairs


@click.command("due", cls=Command)
@click.option("--at", help="As of this time instead of the shop's now.")
@as_json
def due(at: str | None, as_json: bool) -> None:
    """Write down what has happened by itself. The sweeper of a running server does the same."""
    desk = open_desk()
    now = desk.now()
    moment = time_of(at, now)
    if moment > now and not desk.settings.is_demo:
        raise Failure(BAD_INPUT, "--at lies in the future; what is due later can be applied in demo mode only")
    changed = apply_all_due(desk, moment)
    if as_json:
        say_json({"changed": changed, "at": utc(moment)})
    else:
        click.echo(f"{changed} orders changed as of {day_and_minute(moment)}")
