"""The two commands for support agents: run conversation tests, and draft one from a chat. Mounted by ``bot/cli.py``."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import click

# Rasa takes seconds to import: only when a command really runs.


NOT_FOUND = 3
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


def _quietly() -> None:
    """The report alone is of interest, not what libraries say of each other; must be said before they are imported."""
    warnings.showwarning = lambda *_args, **_more: None  # rasa puts its own filters over ours
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def test(files: tuple[Path, ...]) -> None:
    """Play conversation tests (FILES or folders; none: all of tests/conversations); tell the first differing turn."""
    _quietly()
    from bot.testing.suite import run_files

    raise SystemExit(run_files(files, click.echo))


@click.command()
@click.argument("conversation")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write the draft to this file (never over another)."
)
def record(conversation: str, output: Path | None) -> None:
    """Draft a conversation test from the chat CONVERSATION; stored orders that it speaks of are given as they were."""
    from bot.testing.record import CannotRead, NoConversation
    from bot.testing.record import record as drafted

    try:
        text = drafted(conversation)
    except NoConversation:
        click.echo(f"Error: no conversation {conversation!r}", err=True)
        raise SystemExit(NOT_FOUND) from None
    except CannotRead as error:
        raise click.ClickException(str(error)) from None
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror}") from None
