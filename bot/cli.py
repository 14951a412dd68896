"""The command ``recourse``: the composition root, which alone may mount the commands of the shop's side.

Each command is imported when it is called: ``recourse token`` must not wait for what only ``recourse train`` needs.
"""

from __future__ import annotations

import importlib
from typing import Any

import click

OURS = {
    "serve": ("bot.commands:serve", "Start the assistant: both servers, model and sample shop; stops with Ctrl-C."),
    "train": ("bot.commands:train", "Train the model, if what it is made from has changed."),
    "chat": ("bot.commands:chat", "Talk to the assistant in the terminal, as a buyer of the shop."),
    "transcript": ("bot.commands:transcript", "What was said in a conversation."),
    "settings": ("bot.commands:settings", "Write the file that makes Rasa's own commands work here; tells its path."),
    "reset": ("bot.cli:reset", "Throw away orders and conversations and begin again with the samples."),
    "evaluate": ("bot.evaluate.commands:evaluate", "Measure how well buyers are understood; alone or against a model."),
    "test": ("bot.testing.commands:test", "Play conversation tests against the assistant and report."),
    "record": ("bot.testing.commands:record", "Draft a conversation test from a conversation."),
    "bench": ("bot.bench.command:bench", "Measure it against a vanilla Rasa twin: a table, its JSON and a picture."),
    "flows": ("bot.commands:flows", "Check the flows (data/flows); draw them with --picture."),
}
"""Name: where it is defined, and its line in the list of commands."""


class Commands(click.Group):
    """Our commands and those of the shop's side, as one list; a command's module is imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in alphabetical order."""
        return sorted({*OURS, *_theirs().commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        if cmd_name not in OURS:
            return _theirs().get_command(ctx, cmd_name)
        module, _, name = OURS[cmd_name][0].partition(":")
        return getattr(importlib.import_module(module), name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands; ours by their line above, without importing them."""
        lines = {name: _theirs().commands[name].get_short_help_str(100) for name in _theirs().commands}
        lines.update({name: line for name, (_, line) in OURS.items()})
        with formatter.section("Commands"):
            formatter.write_dl(sorted(lines.items()))


def _theirs() -> click.Group:
    return importlib.import_module("actions.cli").commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="recourse", prog_name="recourse")
def recourse() -> None:
    """Support assistant for marketplaces: it does what the policy allows, or explains what happens next and why.

    Exit codes: 0 done, 2 usage or bad input, 3 not found, 4 refused by the policy, 1 anything else.
    """


@click.command()
@click.option("--samples", is_flag=True, help="Fill the empty database with the sample shop.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there is an order already.")
@click.pass_context
def reset(context: click.Context, **options: bool) -> None:
    """Throw away all orders and conversations and begin again with the samples (demo mode only)."""
    from bot.commands import read_settings
    from bot.forgetting import forget_conversations

    context.invoke(_theirs().commands["reset"], **options)
    if not options["if_empty"]:
        forget_conversations(read_settings().chat_database_url)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and end the process."""
    recourse.main(args=arguments, prog_name="recourse")
