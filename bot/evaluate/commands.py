"""The command that measures understanding. What it needs is imported when it runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands import BAD_INPUT, Failure, read_settings, tell

if TYPE_CHECKING:
    from bot.evaluate.confusions import Confusion
    from bot.evaluate.messages import Labelled
    from bot.evaluate.scores import Measured

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--file", "table", type=FILE, help="Measure on this table of messages instead of our held-out text.")
@click.option("--model", type=FILE, help="Measure this model (any Rasa model archive) instead of our own.")
@click.option("--against", type=FILE, help="Measure this model too, side by side.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the pictures (var/evaluate).")
@click.option("--json", "as_json", is_flag=True, help="JSON alone on stdout.")
def evaluate(table: Path | None, model: Path | None, against: Path | None, out: Path | None, as_json: bool) -> None:
    """Measure how well buyers are understood, on messages that the model was not taught.

    A table is a text file with tabs between its columns: intents and text, and maybe tags and language. With a header
    (text, intents, tags, language) they stand in any order; without one they are found out. a|b: either intent is
    right; a+b: the message asks for both.

    A message counts as refused where the assistant would say that this is not its business, and as asked back where it
    would ask what was meant. Another model refuses with nlu_fallback or out_of_scope on top.
    """
    from bot.evaluate.confusions import confusions
    from bot.evaluate.pictures import draw
    from bot.evaluate.report import report

    messages = _messages(table)
    models = [_measured(path, messages) for path in filter(None, (model or _our_model(), against))]
    folder = out or read_settings().home / "evaluate"
    pictures = [
        path for each, ending in zip(models, ("", "-against"), strict=False) for path in draw(folder, each, ending)
    ]
    confused = confusions(models[0].judged)
    if as_json:
        click.echo(json.dumps(_as_json(models, confused, pictures), indent=2, ensure_ascii=False))
        return
    click.echo(report(models, confused))
    click.echo("\n".join(["\npictures", *map(str, pictures)]))


def _messages(table: Path | None) -> list[Labelled]:
    from bot.evaluate.messages import BadMessages, known_intents, read, unseen

    intents = known_intents()
    try:
        return read(table, intents) if table else unseen(intents)
    except BadMessages as error:
        raise Failure(BAD_INPUT, str(error)) from None


def _our_model() -> Path:
    from bot.train import TrainingFailed, trained_model

    try:
        return trained_model(tell=tell)
    except TrainingFailed as error:
        raise click.ClickException(str(error)) from None


def _measured(model: Path, messages: list[Labelled]) -> Measured:
    from bot.evaluate.readings import CannotRead, read_with
    from bot.evaluate.scores import measured

    tell(f"reading {len(messages)} messages with {model.name}")
    try:
        return measured(model.name.removesuffix(".tar.gz"), read_with(model, messages))
    except CannotRead as error:
        raise click.ClickException(str(error)) from None


def _as_json(models: list[Measured], confused: list[Confusion], pictures: list[Path]) -> dict[str, Any]:
    """The figures of each model in the order given; the confusions are the first one's."""
    from bot.evaluate.scores import rounded

    return {
        "models": [{"model": each.name, **each.scores.as_json()} for each in models],
        "confusions": [rounded(asdict(each)) for each in confused],
        "pictures": [str(path) for path in pictures],
    }
