"""The command that invents a large shop, to see how the assistant does with many orders."""

from __future__ import annotations

import click

from actions.commands.base import BAD_INPUT, REFUSED, Command, Failure, as_json, note, say_json
from actions.desk import open_desk
from actions.policy.decision import utc
from actions.store.invented import fill
from actions.store.sample import has_orders

MOST = 10_000_000


@click.command("invent", cls=Command)
@click.argument("count", type=click.IntRange(1, MOST), metavar="ORDERS")
@click.option("--seed", default=1, show_default=True, help="Another seed, another shop.")
@as_json
def invent(count: int, seed: int, as_json: bool) -> None:
    """Fill the empty database with that many invented ORDERS of every kind (demo mode only)."""
    desk = open_desk()
    if not desk.settings.is_demo:
        raise Failure(BAD_INPUT, "nothing is invented in live mode (RECOURSE_MODE)")
    if has_orders(desk):
        raise Failure(REFUSED, "there are orders already; invented ones are for an empty database")
    now = desk.now()
    some = fill(desk, count, seed, lambda done: note(f"{done:,} of {count:,} orders"))
    if as_json:
        pairs = [{"order_id": order_id, "buyer_id": buyer_id} for order_id, buyer_id in some]
        say_json({"orders": count, "at": utc(now.replace(microsecond=0)), "some": pairs})
    else:
        click.echo(f"{count:,} orders are there; one of them is {some[-1][0]}, of buyer {some[-1][1]}")
