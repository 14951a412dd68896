"""The command that shows the policy itself: its clauses with their sources, and where two profiles differ."""

from __future__ import annotations

import click

from actions.commands.base import Command, as_json, note, say_json, table
from actions.desk import open_desk
from actions.policy.clauses import policy_diff, policy_json


@click.command("policy", cls=Command)
@click.option("--profile", help="The profile whose numbers stand in the clauses; the installation's own by default.")
@click.option("--diff", "other", help="Only what is different in this other profile.")
@as_json
def policy(profile: str | None, other: str | None, as_json: bool) -> None:
    """The clauses of the policy: id, sentence, source and parameters."""
    name = profile or open_desk().settings.profile
    if other is not None:
        _show_diff(name, other, as_json)
        return
    clauses = policy_json(name)
    if as_json:
        say_json(clauses)
        return
    for clause in clauses:
        source = clause["source"]
        click.echo(f"{clause['id']}  {clause['sentence']}")
        click.echo(f"     {source['document']}, {source['section']}")


def _show_diff(name: str, other: str, as_json: bool) -> None:
    differences = policy_diff(name, other)
    if as_json:
        say_json(differences)
        return
    if not differences:
        note(f"{name} and {other} say the same")
        return
    rows = [tuple(row.values()) for row in differences]
    click.echo(table(("clause", "parameter", name, other), rows))
