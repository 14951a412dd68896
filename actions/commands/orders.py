"""The commands that bring orders in and show them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from actions.commands.base import BAD_INPUT, Failure, Group, OrderId, as_json, day_and_minute, note, say_json, table
from actions.commands.shapes import order_json, order_line_json
from actions.desk import Desk, open_desk
from actions.policy.facts import Order
from actions.policy.lifecycle import status
from actions.policy.money import Money
from actions.store.documents import read_file, read_stream
from actions.store.errors import NotFound
from actions.store.imports import BadImport

_SHOWN = ("order_id", "buyer_id", "seller_id", "status", "total", "paid", "currency", "payment_method", "profile")


@click.group("orders", cls=Group)
def orders() -> None:
    """Import, list and show orders."""


@orders.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--replace", is_flag=True, help="Let the file take the place of what is known already.")
@as_json
def import_orders(file: Path, replace: bool, as_json: bool) -> None:
    """Take in the orders, sellers and buyers of FILE (- for standard input): all, or nothing when anything is wrong."""
    document = read_stream(sys.stdin.buffer, "standard input") if str(file) == "-" else read_file(file)
    try:
        taken = open_desk().import_orders(document, replace)
    except BadImport as error:
        raise Failure(BAD_INPUT, f"nothing was imported\n{error}") from error
    counts = {"orders": len(taken.orders), "sellers": len(taken.sellers), "buyers": len(taken.buyers)}
    if as_json:
        say_json(counts)
    else:
        click.echo("imported " + ", ".join(f"{count} {what}" for what, count in counts.items()))


@orders.command("list")
@click.option("--buyer", help="Only this buyer's.")
@as_json
def list_orders(buyer: str | None, as_json: bool) -> None:
    """The orders, the newest first, as they stand at the shop's now."""
    desk = open_desk()
    if buyer is not None and desk.buyer(buyer) is None:
        raise NotFound("buyer", buyer)
    found = desk.all_orders() if buyer is None else desk.orders_of(buyer)
    now = desk.now()
    if as_json:
        say_json([order_line_json(order, now) for order in found])
    elif found:
        headings = ("order", "buyer", "seller", "placed", "status", "total", "items")
        click.echo(table(headings, [_line(order, now) for order in found]))
    else:
        note("there are no orders")


@orders.command("show")
@click.argument("order", type=OrderId())
@as_json
def show_order(order: str, as_json: bool) -> None:
    """ORDER with its whole case and its history."""
    desk = open_desk()
    found = known_order(desk, order)
    whole = order_json(found, desk.history(order), desk.now())
    if as_json:
        say_json(whole)
        return
    for name in _SHOWN:
        click.echo(f"{name:15} {whole[name]}")
    click.echo("\n" + table(("item", "title", "pieces", "each"), [_item(item) for item in whole["items"]]))
    for name in ("cancellations", "refunds", "traces", "complaints"):
        for record in whole[name]:
            click.echo(f"\n{name[:-1]:15} " + "  ".join(f"{key} {value}" for key, value in record.items() if value))
    lines = [(e["at"], e["actor"], e["what"], " ".join(e["clauses"])) for e in whole["history"]]
    click.echo("\n" + table(("at", "who", "what", "clauses"), lines) if lines else "\nno history yet")


def known_order(desk: Desk, order_id: str) -> Order:
    """The order as of the shop's now, or NotFound."""
    found = desk.any_order(order_id)
    if found is None:
        raise NotFound("order", order_id)
    return found


def _line(order: Order, now: datetime) -> tuple[str, ...]:
    first, more = order.items[0].title, len(order.items) - 1
    return (
        order.order_id,
        order.buyer_id,
        order.seller.seller_id,
        day_and_minute(order.placed_at),
        str(status(order, now)),
        f"{Money(order.total_minor, order.currency).decimal()} {order.currency}",
        first if not more else f"{first} + {more} more",
    )


def _item(item: dict[str, object]) -> tuple[str, ...]:
    return str(item["sku"]), str(item["title"]), str(item["quantity"]), str(item["unit_price"])
