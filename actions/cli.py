"""The command line of the shop's side: the group ``commands``, alone (``python -m actions``) or under ``recourse``."""

from __future__ import annotations

import click

from actions.commands.base import Group
from actions.commands.decide import decide_order
from actions.commands.invent import invent
from actions.commands.market import due, event
from actions.commands.orders import orders
from actions.commands.outbox import outbox
from actions.commands.policy import policy
from actions.commands.shop import clock, reset, token
from actions.commands.tickets import tickets


@click.group("recourse", cls=Group)
def commands() -> None:
    """Orders, decisions and the marketplace of this installation."""


for _command in (orders, decide_order, policy, event, due, tickets, outbox, clock, token, reset, invent):
    commands.add_command(_command)


def main() -> None:
    """Run a command; exits with its code."""
    commands(prog_name="recourse")
