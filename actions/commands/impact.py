"""Shows what another profile would mean for the stored orders: for people in tables, for programs in JSON."""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any

import click

from actions.commands.base import day_and_minute, fitted_table, note
from actions.desk import Desk
from actions.policy.decision import utc
from actions.policy.impact import PARTIES
from actions.policy.impact_sums import Group, Impact, Key, Moved
from actions.policy.money import decimals
from actions.surveying import impact_of

_EVERY_SECONDS = 2.0
_MOST_ALIKE = 10
_HEADINGS = ("request", "now", "then", "cases", "dates", "felt by", "money back", "for example")


def measured(desk: Desk, profile: str, now: datetime) -> Impact:
    """The impact on all orders, with progress on stderr."""
    began = told = time.monotonic()

    def progress(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _EVERY_SECONDS:
            told = time.monotonic()
            note(f"{done:,} of {of:,} orders compared, {told - began:.0f} s")

    return impact_of(desk, profile, now, progress)


def impact_json(impact: Impact, profile: str, now: datetime) -> dict[str, Any]:
    """What would be decided otherwise, in groups by request and answer."""
    return {
        "profile": profile,
        "at": utc(now),
        "orders": impact.orders,
        "open": impact.open_cases,
        "changed": impact.changed,
        "other_answers": impact.other_answers,
        "felt_by": {str(party): impact.felt_by[party] for party in PARTIES},
        "money": _money_json(impact.money),
        "changes": [_group_json(key, group) for key, group in impact.ranked()],
    }


def show_impact(impact: Impact, profile: str, now: datetime) -> None:
    """The same for people: how many, then the groups, other answers before other dates."""
    click.echo(f"\nUnder {profile}, as of {day_and_minute(now)}: {impact.orders:,} orders, {impact.open_cases:,} open")
    if not impact.changed:
        click.echo("No open case would be decided otherwise.")
        return
    felt = ", ".join(f"{party} {impact.felt_by[party]:,}" for party in PARTIES)
    click.echo(
        f"decided otherwise  {impact.changed:,} ({impact.other_answers:,} with another answer, else other dates)"
    )
    click.echo(f"felt by            {felt}")
    click.echo(f"money back         {_money_text(impact.money) or 'the same'}\n")
    others = [item for item in impact.ranked() if _is_other(item[0])]
    alike = [item for item in impact.ranked() if not _is_other(item[0])]
    click.echo(fitted_table(_HEADINGS, [_line(*item) for item in (*others, *alike[:_MOST_ALIKE])]))
    if len(alike) > _MOST_ALIKE:
        click.echo(
            f"and {len(alike) - _MOST_ALIKE} more groups with the same answer and other dates: see --json --impact"
        )


def _is_other(key: Key) -> bool:
    return key[1] != key[2]


def _line(key: Key, group: Group) -> tuple[str, ...]:
    request, before, after = key
    felt = " ".join(str(party) for party in PARTIES if group.felt_by[party])
    then = "the same answer" if before == after else " ".join(map(str, after))
    dates = ", ".join(
        f"{count:,} {word}" for count, word in ((group.sooner, "sooner"), (group.later, "later")) if count
    )
    money = _money_text(group.money)
    return str(request), " ".join(map(str, before)), then, f"{group.cases:,}", dates, felt, money, group.examples[0]


def _group_json(key: Key, group: Group) -> dict[str, Any]:
    request, before, after = key
    return {
        "request": str(request),
        "before": dict(zip(("outcome", "reason"), map(str, before), strict=True)),
        "after": dict(zip(("outcome", "reason"), map(str, after), strict=True)),
        "cases": group.cases,
        "sooner": group.sooner,
        "later": group.later,
        "felt_by": {str(party): group.felt_by[party] for party in PARTIES},
        "money": _money_json(group.money),
        "examples": group.examples,
    }


def _money_json(money: Moved) -> list[dict[str, str]]:
    return [
        {"currency": currency, "more": _decimal(money.more, currency), "less": _decimal(money.less, currency)}
        for currency in sorted(money.more.keys() | money.less.keys())
    ]


def _money_text(money: Moved) -> str:
    """``+12.50 -3.00 EUR``: so much more comes back, and so much no longer does."""
    texts = []
    for currency in sorted(money.more.keys() | money.less.keys()):
        signs = (("+", money.more), ("-", money.less))
        texts.append(" ".join([*(f"{s}{_decimal(m, currency)}" for s, m in signs if m[currency]), currency]))
    return ", ".join(texts)


def _decimal(amounts: Counter[str], currency: str) -> str:
    """The sum as a decimal; over many orders it may be larger than any order's Money."""
    return str(Decimal(amounts[currency]).scaleb(-decimals(currency)))
