"""The commands for the shop itself: a buyer's token, the clock, and starting over with the samples."""

from __future__ import annotations

from datetime import datetime, timedelta

import click
import jwt

from actions.commands.base import BAD_INPUT, Command, Failure, note
from actions.desk import Desk, open_desk
from actions.policy.decision import utc
from actions.settings import Settings
from actions.store.errors import NotFound
from actions.store.facts import Buyer
from actions.store.sample import fill, has_orders
from actions.store.times import TimeError, parse_instant, parse_shift, parse_time

LONGEST_TTL = timedelta(days=366)


@click.command("token", cls=Command)
@click.argument("buyer")
@click.option("--ttl", default="1h", show_default=True, help="How long it holds, by the shop's clock: 30m, 1h, 7d.")
def token(buyer: str, ttl: str) -> None:
    """A signed token of BUYER, alone on stdout."""
    desk = open_desk()
    known = desk.buyer(buyer)
    if known is None:
        raise NotFound("buyer", buyer)
    click.echo(signed_token(desk.settings, known, desk.now() + _ttl(ttl)))


def signed_token(settings: Settings, buyer: Buyer, expires: datetime) -> str:
    """A JWT as a shop would give its buyer: who it is, and how the buyer reads times and money."""
    claims = {
        "sub": buyer.buyer_id,
        "iss": settings.jwt_issuer,
        "aud": settings.jwt_audience,
        "exp": int(expires.timestamp()),
        "name": buyer.name,
        "locale": buyer.locale,
        "zoneinfo": buyer.zone,
    }
    try:
        told = {name: claim for name, claim in claims.items() if claim is not None}
        return jwt.encode(told, settings.jwt_key, algorithm=settings.jwt_algorithm)
    except (NotImplementedError, TypeError, ValueError, jwt.PyJWTError) as error:
        message = f"RECOURSE_JWT_KEY cannot sign with RECOURSE_JWT_ALGORITHM {settings.jwt_algorithm}: {error}"
        raise Failure(BAD_INPUT, message) from None


def _ttl(text: str) -> timedelta:
    length = parse_shift("+" + text.removeprefix("+"))
    if not timedelta() < length <= LONGEST_TTL:
        raise TimeError(f"--ttl {text}: a token holds longer than nothing and at most {LONGEST_TTL.days} days")
    return length


@click.command("clock", cls=Command, context_settings={"ignore_unknown_options": True})
@click.argument("move", required=False)
def clock(move: str | None) -> None:
    """The shop's time, alone on stdout; MOVE it by +14d, to 2026-12-24T10:00Z, or `reset` it (demo mode only)."""
    desk = open_desk()
    click.echo(utc((desk.now() if move is None else _moved(desk, move)).replace(microsecond=0)))


def _moved(desk: Desk, move: str) -> datetime:
    if not desk.settings.is_demo:
        raise Failure(BAD_INPUT, "the clock can be moved in demo mode only (RECOURSE_MODE)")
    if desk.settings.now is not None:
        raise Failure(BAD_INPUT, "RECOURSE_NOW fixes the clock of this process; unset it to move the shop's clock")
    if move == "reset":
        return desk.move_clock(None)
    parse_time(move, desk.now())  # a time that no order could have is refused
    return desk.move_clock(parse_shift(move) if move[:1] in {"+", "-"} else parse_instant(move))


@click.command("reset", cls=Command)
@click.option("--samples", is_flag=True, help="Fill the empty database with the sample shop.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there is an order already.")
def reset(samples: bool, if_empty: bool) -> None:
    """Throw away everything that is stored and begin again with the samples (demo mode only)."""
    if not samples:
        raise Failure(BAD_INPUT, "say what to begin with: recourse reset --samples")
    desk = open_desk()
    if not desk.settings.is_demo:
        raise Failure(BAD_INPUT, "there are no samples in live mode (RECOURSE_MODE)")
    if if_empty and has_orders(desk):
        note("there are orders already; nothing was changed")
        return
    desk.erase()
    note(f"{fill(desk)} sample orders are there")
