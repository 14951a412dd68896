"""The command that asks the policy: what would be said to a request about an order, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from actions.commands.asking import ask_of
from actions.commands.base import (
    BAD_INPUT,
    Command,
    Failure,
    OrderId,
    as_json,
    day_and_minute,
    fitted_table,
    say_json,
    time_of,
)
from actions.desk import Desk, open_desk
from actions.policy.decision import Decision, Request, decision_json
from actions.policy.due import settle
from actions.policy.facts import CancellationReason, DisputeReason, Order, Wanted
from actions.policy.lifecycle import status
from actions.policy.money import Money
from actions.policy.requests import decide, decide_all
from actions.policy.terms import profile_named
from actions.store.database import reading
from actions.store.errors import NotFound
from actions.store.orders import load

_HEADINGS = ("request", "outcome", "reason", "clauses", "next", "by", "refund")
_REASONS = sorted({str(word) for words in (CancellationReason, DisputeReason) for word in words})


@click.command("decide", cls=Command)
@click.argument("order", type=OrderId())
@click.argument("request", required=False, type=click.Choice([str(request) for request in Request]))
@click.option("--reason", type=click.Choice(_REASONS), help="Why it is cancelled, or what is wrong with what came.")
@click.option("--item", help="The sku of the item that is meant; all: the whole parcel.")
@click.option("--amount", help="A sum in the order's currency, such as 12.50.")
@click.option("--wanted", type=click.Choice([str(word) for word in Wanted]), help="What a dispute asks for.")
@click.option("--received/--not-received", default=None, help="Whether the buyer has the parcel in hand.")
@click.option("--evidence", multiple=True, metavar="KIND[:NAME]", help="A piece of evidence; may be repeated.")
@click.option("--description", help="What is wrong, in the buyer's words.")
@click.option(
    "--choice",
    type=click.Choice(["balance", "staff", "accept", "decline"]),
    help="Where a failed refund goes (balance, staff), or the answer to an offer (accept, decline).",
)
@click.option("--dispute", help="The reference of the dispute that is meant.")
@click.option("--offer", help="The id of the offer that is meant.")
@click.option("--tracking", help="The number of the parcel that goes back.")
@click.option("--at", help="As of this time instead of the shop's now.")
@click.option("--profile", help="As if the order had been placed under this profile.")
@as_json
def decide_order(order: str, request: str | None, at: str | None, profile: str | None, **asked: Any) -> None:
    """What the policy says to REQUEST about ORDER; without REQUEST, to every request."""
    desk = open_desk()
    now = time_of(at, desk.now())
    found = _stored(desk, order)
    if profile is not None:
        found = replace(found, profile=profile_named(profile).name)
    as_json = asked.pop("as_json")
    if request is not None:
        decisions = [decide(found, ask_of(Request(request), found, asked), now)]
    elif given := [name for name, value in asked.items() if value not in (None, ())]:
        raise Failure(BAD_INPUT, f"--{given[0]} belongs to a request: say which ({', '.join(map(str, Request))})")
    else:
        decisions = decide_all(found, now)
    if as_json:
        shapes = [decision_json(decision) for decision in decisions]
        say_json(shapes if request is None else shapes[0])
        return
    settled = settle(found, now).order
    total = f"{Money(settled.total_minor, settled.currency).decimal()} {settled.currency}"
    click.echo(f"{order}  {status(settled, now)}  {total}  profile {settled.profile}  as of {day_and_minute(now)}")
    click.echo(fitted_table(_HEADINGS, [_line(decision) for decision in decisions]))
    if request is not None:
        _show_more(decisions[0])


def _stored(desk: Desk, order_id: str) -> Order:
    """The order as it is written: what is due since is applied as of ``--at``, and by ``--profile``, not as of now."""
    with reading(desk.engine) as session:
        found = load(session, order_id)
    if found is None:
        raise NotFound("order", order_id)
    return found


def _line(decision: Decision) -> tuple[str, ...]:
    step = decision.next_steps[0] if decision.next_steps else None
    plan = decision.refund
    return (
        str(decision.request),
        str(decision.outcome),
        str(decision.reason),
        " ".join(decision.clauses),
        f"{step.who}: {step.what}" if step else "",
        day_and_minute(step.by if step and step.by else decision.deadline),
        f"{plan.amount.decimal()} {plan.amount.currency} to {plan.method}" if plan else "",
    )


def _show_more(decision: Decision) -> None:
    click.echo("")
    for step in decision.next_steps[1:]:
        click.echo(f"then          {step.who}: {step.what} {day_and_minute(step.by)}".rstrip())
    if decision.missing:
        click.echo(f"asks for      {', '.join(decision.missing)}")
    if decision.may_do:
        click.echo(f"may do        {', '.join(map(str, decision.may_do))}")
    if decision.would_change:
        click.echo(f"would change  {decision.would_change}")
    for check in decision.checks:
        click.echo(f"check         {check.rule}: {check.result}")
