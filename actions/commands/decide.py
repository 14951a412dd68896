"""The command that asks the policy: what would be said to a request about an order, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from actions.commands.base import Command, OrderId, as_json, day_and_minute, say_json, table, time_of
from actions.desk import Desk, open_desk
from actions.policy.decision import Decision, Request, decision_json
from actions.policy.due import settle
from actions.policy.facts import CancellationReason, Order
from actions.policy.lifecycle import status
from actions.policy.money import Money
from actions.policy.requests import Ask, decide, decide_all
from actions.policy.terms import profile_named
from actions.store.database import reading
from actions.store.errors import NotFound
from actions.store.orders import load


@click.command("decide", cls=Command)
@click.argument("order", type=OrderId())
@click.argument("request", required=False, type=click.Choice([str(request) for request in Request]))
@click.option("--reason", type=click.Choice([str(reason) for reason in CancellationReason]))
@click.option("--item", help="The sku of the item that is meant.")
@click.option("--amount", help="A sum in the order's currency, such as 12.50.")
@click.option("--choice", type=click.Choice(["balance", "staff"]), help="Where a failed refund goes.")
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
    if request is None:
        decisions = decide_all(found, now)
    else:
        decisions = [decide(found, _ask(Request(request), found, asked), now)]
    if as_json:
        shapes = [decision_json(decision) for decision in decisions]
        say_json(shapes if request is None else shapes[0])
        return
    settled = settle(found, now).order
    total = f"{Money(settled.total_minor, settled.currency).decimal()} {settled.currency}"
    click.echo(f"{order}  {status(settled, now)}  {total}  profile {settled.profile}  as of {day_and_minute(now)}")
    headings = ("request", "outcome", "reason", "clauses", "next", "by", "refund")
    click.echo(table(headings, [_line(decision) for decision in decisions]))
    if request is not None:
        _show_more(decisions[0])


def _stored(desk: Desk, order_id: str) -> Order:
    """The order as it is written: what is due since is applied as of ``--at``, and by ``--profile``, not as of now."""
    with reading(desk.engine) as session:
        found = load(session, order_id)
    if found is None:
        raise NotFound("order", order_id)
    return found


def _ask(request: Request, order: Order, asked: dict[str, Any]) -> Ask:
    reason, amount = asked["reason"], asked["amount"]
    return Ask(
        request,
        reason=CancellationReason(reason) if reason else None,
        item=asked["item"],
        amount=Money.parse(amount, order.currency) if amount else None,
        choice=asked["choice"],
    )


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
    if decision.may_do:
        click.echo(f"may do        {', '.join(map(str, decision.may_do))}")
    if decision.would_change:
        click.echo(f"would change  {decision.would_change}")
    for check in decision.checks:
        click.echo(f"check         {check.rule}: {check.result}")
