"""The command that shows the policy itself: its clauses with their sources, where two profiles differ, and for whom."""

from __future__ import annotations

import click

from actions.commands.base import BAD_INPUT, Command, Failure, as_json, note, say_json, table, time_of
from actions.commands.impact import impact_json, measured, show_impact
from actions.desk import open_desk
from actions.policy.clauses import policy_diff, policy_json
from actions.policy.terms import profile_named


@click.command("policy", cls=Command)
@click.option("--profile", help="The profile whose numbers stand in the clauses; the installation's own by default.")
@click.option("--diff", "other", help="Only what is different in this other profile, and which open cases would be.")
@click.option(
    "--impact/--no-impact",
    default=None,
    help="With --diff: whether the stored orders are compared (for people they are; for --json only if asked).",
)
@click.option("--at", help="Compare the orders as of this time instead of the shop's now.")
@as_json
def policy(profile: str | None, other: str | None, impact: bool | None, at: str | None, as_json: bool) -> None:
    """The clauses of the policy: id, sentence, source and parameters."""
    name = profile or open_desk().settings.profile
    if other is not None:
        _compare((name, other), impact, at, as_json)
        return
    if impact is not None or at is not None:
        raise Failure(BAD_INPUT, "--impact and --at go with --diff PROFILE")
    clauses = policy_json(name)
    if as_json:
        say_json(clauses)
        return
    for clause in clauses:
        source = clause["source"]
        click.echo(f"{clause['id']}  {clause['sentence']}")
        click.echo(f"     {source['document']}, {source['section']}")


def _show_diff(name: str, other: str) -> None:
    differences = policy_diff(name, other)
    if not differences:
        note(f"{name} and {other} say the same")
        return
    rows = [tuple(row.values()) for row in differences]
    click.echo(table(("clause", "parameter", name, other), rows))


def _compare(names: tuple[str, str], impact: bool | None, at: str | None, as_json: bool) -> None:
    """Where the profiles differ and, for people or where asked, what the other one would mean for the open cases."""
    name, other = names
    profile_named(other)
    if as_json and not impact:
        say_json(policy_diff(name, other))
        return
    desk = open_desk()
    now = time_of(at, desk.now())
    if as_json:
        measure = measured(desk, other, now)
        say_json({"differences": policy_diff(name, other), **impact_json(measure, other, now)})
        return
    _show_diff(name, other)
    if impact is not False:
        show_impact(measured(desk, other, now), other, now)
