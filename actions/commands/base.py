"""Decides how every command behaves: its exit codes, JSON alone on stdout, all else on stderr, tables that can be read.

Exit codes: 0 done · 2 usage or bad input · 3 not found · 4 refused by the policy or contradicting · 1 anything else.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import zip_longest
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from actions.policy.facts import FactError
from actions.policy.money import MoneyError
from actions.policy.requests import AskError
from actions.policy.terms import UnknownProfile
from actions.settings import SettingsError
from actions.store.database import DatabaseUrlError
from actions.store.errors import BadInput, Conflict, NotFound
from actions.store.times import TimeError, parse_time

LINE = 120
"""The longest line of a table that wraps."""

_TIME, _GLUE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)"), "\ue000"

FAILED, BAD_INPUT, NOT_FOUND, REFUSED = 1, 2, 3, 4
_BAD = (
    AskError,
    BadInput,
    DatabaseUrlError,
    FactError,
    MoneyError,
    SettingsError,
    TimeError,
    UnknownProfile,
)


class Failure(click.ClickException):
    """Ends the command: the message on stderr, the exit code."""

    def __init__(self, exit_code: int, message: str) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # declared for the class, read from the instance


@contextmanager
def _known_failures() -> Iterator[None]:
    """Ends in one sentence and the exit code of the contract what is known to fail."""
    try:
        yield
    except NotFound as error:
        raise Failure(NOT_FOUND, str(error)) from error
    except _BAD as error:
        raise Failure(BAD_INPUT, str(error)) from error
    except Conflict as error:
        raise Failure(REFUSED, str(error)) from error
    except DBAPIError as error:
        raise Failure(FAILED, f"the database refused: {error.orig}") from error


class Command(click.Command):
    """A command whose known failures end in one sentence and the exit code of the contract."""

    def invoke(self, ctx: click.Context) -> Any:
        with _known_failures():
            return super().invoke(ctx)


class Group(click.Group):
    """A group of such commands; one that does something by itself fails in the same way."""

    command_class = Command

    def invoke(self, ctx: click.Context) -> Any:
        with _known_failures():
            return super().invoke(ctx)


as_json = click.option("--json", "as_json", is_flag=True, help="JSON alone on stdout.")


class OrderId(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.2
    """An order's number as it is written on the command line, spaces between the digits allowed."""

    name = "order"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).encode("utf-8", "replace").decode()
        close = "".join(text.split())
        return close if close.isdigit() else text


def time_of(text: str | None, now: datetime) -> datetime:
    """The time an option names, relative to the shop's now; now when it names none."""
    return now if text is None else parse_time(text, now)


def say_json(document: object) -> None:
    click.echo(json.dumps(document, indent=2))


def note(message: str) -> None:
    """What is for people only: never on stdout."""
    click.echo(message, err=True)


def day_and_minute(moment: datetime | None) -> str:
    """``2026-12-24 10:00Z``; seconds where there are any; nothing for no time."""
    if moment is None:
        return ""
    shown = moment.astimezone(timezone.utc)
    return shown.strftime("%Y-%m-%d %H:%M:%SZ" if shown.second else "%Y-%m-%d %H:%MZ")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows in columns as wide as they need; what a terminal would act upon is left out."""
    cells = [[_plain(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(headings, *cells, strict=True)]
    return _drawn(headings, cells, widths)


def fitted_table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int = LINE) -> str:
    """The same, in lines of at most ``width`` where the words allow it: long cells go on below. A time is one word."""
    cells = [[_TIME.sub(rf"\1{_GLUE}\2", _plain(cell)) for cell in row] for row in rows]
    columns = list(zip(headings, *cells, strict=True))
    widths = [max(map(_width, column)) for column in columns]
    least = [max(_width(word) for cell in column for word in (cell.split() or [""])) for column in columns]
    while sum(widths) + 2 * (len(widths) - 1) > width and (spare := max(_spare(widths, least)))[0] > 0:
        widths[spare[1]] -= 1
    return _drawn(headings, [line for row in cells for line in _wrapped(row, widths)], widths)


def _spare(widths: Sequence[int], least: Sequence[int]) -> list[tuple[int, int]]:
    """How much narrower each column could be, and which it is."""
    return [(width - need, index) for index, (width, need) in enumerate(zip(widths, least, strict=True))]


def _wrapped(row: Sequence[str], widths: Sequence[int]) -> list[list[str]]:
    parts = [
        textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    return [list(line) for line in zip_longest(*parts, fillvalue="")]


def _drawn(headings: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    lines = [list(headings), ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths) for line in lines).replace(_GLUE, " ")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_padded(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _plain(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
