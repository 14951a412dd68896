"""The commands for what the marketplace must be told of our decisions: how far it has come, again, and now."""

from __future__ import annotations

import click

from actions.commands.base import (
    BAD_INPUT,
    FAILED,
    Failure,
    Group,
    as_json,
    day_and_minute,
    fitted_table,
    note,
    say_json,
)
from actions.commands.shapes import news_json
from actions.delivering import Deliverer
from actions.desk import open_desk
from actions.store import dispatch
from actions.store.database import reading, writing
from actions.store.errors import BadInput
from actions.store.facts import News, NewsStatus
from actions.store.outbox import everything

_HEADINGS = ("at", "order", "kind", "status", "tries", "again at", "event", "error")


@click.group("outbox", cls=Group, invoke_without_command=True)
@click.option("--status", type=click.Choice([str(status) for status in NewsStatus]), help="Only these.")
@as_json
@click.pass_context
def outbox(context: click.Context, status: str | None, as_json: bool) -> None:
    """What the marketplace must be told of our decisions, in the order decided, and how far it has come."""
    if context.invoked_subcommand is not None:
        return
    with reading(open_desk().engine) as session:
        news = everything(session, NewsStatus(status) if status else None)
    if as_json:
        say_json([news_json(one) for one in news])
    elif news:
        click.echo(fitted_table(_HEADINGS, [_line(one) for one in news]))
    else:
        note(f"there is nothing {status} in the outbox" if status else "the outbox is empty")


@outbox.command("retry")
@click.argument("event_id", required=False)
@click.option("--all-dead", is_flag=True, help="Everything that was given up.")
@as_json
def retry(event_id: str | None, all_dead: bool, as_json: bool) -> None:
    """Send EVENT_ID again as soon as its order allows, or all that was given up; what was delivered stays so."""
    if (event_id is None) is not all_dead:
        raise BadInput("outbox retry", "", "name one EVENT_ID, or say --all-dead")
    with writing(open_desk().engine) as session:
        if event_id is None:
            count = dispatch.retry_dead(session)
        else:
            dispatch.retry(session, event_id)
            count = 1
    if as_json:
        say_json({"retried": count})
    else:
        click.echo(f"{count} will be sent again")


@outbox.command("send")
@as_json
def send(as_json: bool) -> None:
    """Send now, once, all that is pending, also what waits for its next try. A running server does so by itself."""
    desk = open_desk()
    if desk.settings.marketplace_url is None:
        raise Failure(BAD_INPUT, "RECOURSE_MARKETPLACE_URL is not set: there is nobody to send to")
    tally = Deliverer(desk.settings, desk.engine).deliver(hurry=True)
    with reading(desk.engine) as session:
        left = dispatch.counts(session)
    if as_json:
        told = {"sent": tally.sent, "failed": tally.failed, "given_up": tally.given_up}
        say_json({**told, "pending": left["pending"], "dead": left["dead"]})
    else:
        click.echo(f"{tally.sent} sent, {tally.failed} failed; {left['pending']} pending, {left['dead']} dead")
    if tally.failed:
        raise Failure(FAILED, f"the marketplace did not take everything: {tally.error}")


def _line(news: News) -> tuple[str, ...]:
    return (
        day_and_minute(news.at),
        news.order_id,
        news.kind,
        str(news.status),
        str(news.attempts or ""),
        day_and_minute(news.next_try),
        news.event_id,
        news.last_error or "",
    )
