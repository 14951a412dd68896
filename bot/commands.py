"""The commands of the Rasa side. What they need is imported when they run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from bot.settings import Settings, SettingsError

BAD_INPUT, NOT_FOUND = 2, 3


class Failure(click.ClickException):
    """Ends the command: the message on stderr, the exit code."""

    def __init__(self, exit_code: int, message: str) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def read_settings() -> Settings:
    """The settings, or exit code 2 with the name of the variable that cannot be used."""
    try:
        return Settings.from_env()
    except SettingsError as error:
        raise Failure(BAD_INPUT, str(error)) from None


def tell(line: str) -> None:
    """For people only: never on stdout."""
    click.echo(line, err=True)


@click.command()
@click.option(
    "--model",
    envvar="RECOURSE_MODEL",
    type=click.Path(exists=True, path_type=Path),
    help="Serve this model instead of our own.",
)
def serve(model: Path | None) -> None:
    """Start the assistant: both servers, the model, the sample shop. Stops with Ctrl-C or SIGTERM."""
    from bot.serve import serve as run

    raise SystemExit(run(read_settings(), model.absolute() if model else None))


@click.command()
@click.option("--force", is_flag=True, help="Train even if nothing has changed.")
def train(force: bool) -> None:
    """Train the model, if what it is made from has changed; its file is told on stdout."""
    from bot.train import TrainingFailed, trained_model

    try:
        click.echo(trained_model(tell=tell, force=force))
    except TrainingFailed as error:
        raise click.ClickException(str(error)) from None


@click.command()
@click.argument("buyer", default="b1")
@click.option("--guest", is_flag=True, help="Talk without being signed in.")
@click.option("--conversation", help="Go on with this conversation instead of a new one.")
@click.option("--why", is_flag=True, help="Show the decision behind each answer.")
def chat(buyer: str, guest: bool, conversation: str | None, why: bool) -> None:
    """Talk to the assistant as BUYER (b1). Starts it in the background if it is not there."""
    from bot.chat import Talk, talk

    raise SystemExit(talk(read_settings(), Talk(None if guest else buyer, conversation, why)))


@click.command()
@click.argument("conversation")
@click.option("--json", "as_json", is_flag=True, help="JSON alone on stdout.")
def transcript(conversation: str, as_json: bool) -> None:
    """What buyer and assistant said in CONVERSATION."""
    from bot.transcript import CannotRead, NoConversation, lines_of, readable

    try:
        lines = lines_of(read_settings().chat_database_url, conversation)
    except NoConversation:
        raise Failure(NOT_FOUND, f"no conversation {conversation!r}") from None
    except CannotRead as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(lines, indent=2, ensure_ascii=False) if as_json else readable(lines))


@click.command()
def settings() -> None:
    """Write the file to be sourced for rasa train, run, run actions, shell, test nlu, data validate; tells its path."""
    found = read_settings()
    path = found.home / "settings.sh"
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(found.settings_file())
    aside.replace(path)
    click.echo(path)


@click.command()
@click.option("--picture", is_flag=True, help="Draw them as one Mermaid flowchart on stdout.")
def flows(picture: bool) -> None:
    """Check the flows of data/flows: errors that would stop training, advice on the rest. Exit code 2: errors."""
    from bot.flows_checked import checked_flows

    found, drawing = checked_flows()
    for finding, _ in found:
        tell(finding)
    if any(is_error for _, is_error in found):
        raise SystemExit(BAD_INPUT)
    click.echo(drawing if picture else f"the flows can be trained; advice: {len(found) or 'none'}")
